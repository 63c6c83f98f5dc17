package import Ownership
package import SeededNumbers

/// Makes lines one after the other.
package struct RandomHistoryMaker {
  package static let clients = ["acme", "beta", "gamma"]
  package static let people = ["anna", "ivan", "olga", "petr", "max"]
  package static let complaints = ["k1", "k2"]
  package static let handoffs = ["h1", "h2", "h3", "h4", "h5", "h6"]

  /// What a history is mostly about.
  package enum Theme: CaseIterable { case everything, handoffs, people, assignments }

  package var random: SeededNumbers
  package let zone: Zone
  package let theme: Theme
  package var made: [RandomLine] = []
  private var now = 0

  package init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    theme = random.pick(Theme.allCases)
    zone = random.chance(50) ? Zones.named("Europe/Berlin") ?? .utc : .utc
  }

  /// Summer time begins in Berlin on the fifth day.
  package static func instant(day: Int, hour: Int) -> Instant {
    Instant(clamping: 1_774_396_800_000_000 + Int64(day * 24 + hour) * 3_600_000_000)
  }

  package static func instant(_ random: inout SeededNumbers) -> Instant {
    instant(
      day: Int.random(in: 0..<8, using: &random), hour: random.pick([0, 0, 0, 0, 12, 22, 23]))
  }

  package mutating func date() -> String {
    "2026-03-\(25 + Int.random(in: 0..<7, using: &random))"
  }

  package mutating func lines() -> [RandomLine] {
    let count = Int.random(in: 10...40, using: &random)
    made = [
      RandomLine(
        recorded: Self.instant(day: 0, hour: 0), type: "custody.ledger.opened", subject: .ledger,
        time: Self.instant(day: 0, hour: 0),
        data: [member("name", "random"), member("zone", zone.name)])
    ]
    opening()
    while made.count < count {
      if random.chance(45) { now += random.pick([1, 4, 8, 12, 24]) }
      let line = random.chance(14) ? replacement() ?? fresh() : fresh()
      made.append(line)
    }
    return made
  }

  /// How things stood in the beginning, where the theme wants somebody to start from.
  package mutating func opening() {
    func add(_ kind: EventKind, _ subject: Subject, day: Int, _ data: [JSONMember]) {
      var line = timed(kind.type, subject)
      line.time = Self.instant(day: day, hour: 0)
      line.effective = nil
      line.data = data
      made.append(line)
    }
    if theme == .people {
      for person in Self.people where random.chance(70) {
        add(
          .personJoined, .person(Identifier(trusted: person)), day: 0,
          [member("manager", self.person())])
      }
      if random.chance(50) {
        add(
          .policyAdopted, .ledger, day: 0,
          [JSONMember("fallback", .object([JSONMember("account", .array([]))]))])
      }
    }
    if theme != .everything {
      add(
        .assignmentMade, .client(Identifier(trusted: "acme")), day: random.pick([0, 0, 1, 2]),
        [member("responsibility", responsibility()), member("person", person())])
    }
  }

  /// A new fact of any kind.
  package mutating func fresh() -> RandomLine {
    let kind = kind()
    switch kind {
    case .entryRetracted, .entryDisputed: return correction(kind)
    case .entryRedacted: return redaction() ?? correction(.entryRetracted)
    default: break
    }
    if kind == .handoffAccepted, random.chance(75), let line = acceptance() { return line }
    var line = timed(kind.type, subject(kind))
    line.data = kind == .handoffOffered ? offer(line.subject) : data(kind)
    if kind == .complaintFiled, random.chance(30) {
      // Filed by another system, now and then again with an older time.
      line.origin = .imported
      line.source = Self.instant(&random)
    }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<2: line.type = "custody.client.vanished"
    case 2..<4:
      if let first = line.data.first { line.data[0] = JSONMember(first.name, .bool(true)) }
    case 4: line.subject = .ledger
    default: break
    }
    return line
  }

  package mutating func kind() -> EventKind {
    if random.chance(60) {
      switch theme {
      case .everything: break
      case .handoffs:
        return random.pick(weighted: [
          .assignmentMade: 2, .handoffOffered: 5, .handoffAccepted: 8, .personLeft: 1,
          .clientClosed: 1, .clientRegistered: 1, .assignmentEnded: 1, .entryRedacted: 1,
        ])
      case .people:
        return random.pick(weighted: [
          .assignmentMade: 3, .personJoined: 3, .personLeft: 9, .personMoved: 3, .personAway: 5,
          .personReturned: 1, .entryRedacted: 1,
        ])
      case .assignments:
        return random.pick(weighted: [
          .assignmentMade: 8, .assignmentEnded: 2, .entryRetracted: 3, .complaintFiled: 2,
          .entryDisputed: 1,
        ])
      }
    }
    return random.pick(weighted: [
      .assignmentMade: 24, .assignmentEnded: 6, .handoffOffered: 11, .handoffAccepted: 12,
      .handoffDeclined: 2, .handoffWithdrawn: 2, .clientClosed: 4, .clientRegistered: 5,
      .personJoined: 6, .personLeft: 7, .personMoved: 4, .personAway: 7, .personReturned: 2,
      .policyAdopted: 4, .entryRetracted: 9, .entryDisputed: 3, .entryRedacted: 5,
      .complaintFiled: 6, .complaintRedirected: 1, .contractSigned: 1, .noteAdded: 1,
    ])
  }

  /// A line with its times: often of the moment, often backdated, now and then ahead.
  package mutating func timed(_ type: String, _ subject: Subject) -> RandomLine {
    let recorded = Self.instant(day: 0, hour: now)
    var line = RandomLine(
      recorded: recorded, type: type, subject: subject,
      time: random.chance(30) ? recorded : Self.instant(&random), data: [])
    // Few instants, so that places in chains of replacements decide.
    if theme == .assignments, random.chance(60) {
      line.time = Self.instant(day: random.pick([1, 1, 2]), hour: 0)
    } else if random.chance(20) {
      line.effective = Self.instant(&random)
    }
    if random.chance(30) { line.source = Self.instant(&random) }
    line.origin = random.pick(weighted: [.recorded: 75, .imported: 15, .inferred: 10])
    return line
  }

  package mutating func subject(_ kind: EventKind) -> Subject {
    if kind.subjects.contains(.client) {
      return .client(
        Identifier(trusted: random.pick(weighted: ["acme": 84, "beta": 14, "gamma": 2])))
    }
    if kind.subjects.contains(.person) {
      return .person(Identifier(trusted: random.pick(Self.people)))
    }
    return .ledger
  }

  package func member(_ name: String, _ text: String) -> JSONMember {
    JSONMember(name, .string(text))
  }

  package mutating func person() -> String { random.pick(Self.people) }

  package mutating func responsibility() -> String {
    theme == .people || theme == .handoffs
      ? random.pick(weighted: ["account": 88, "sales": 6, "contract": 6])
      : random.pick(weighted: ["account": 60, "sales": 20, "contract": 12, "coaching": 8])
  }

  package mutating func data(_ kind: EventKind) -> [JSONMember] {
    switch kind {
    case .assignmentMade:
      return [member("responsibility", responsibility()), member("person", person())]
    case .assignmentEnded:
      let responsibility = member("responsibility", responsibility())
      return random.chance(60) ? [responsibility] : [responsibility, member("person", person())]
    case .handoffAccepted, .handoffDeclined, .handoffWithdrawn:
      return [member("handoff", random.pick(Self.handoffs))]
    case .personJoined: return random.chance(60) ? [member("manager", person())] : []
    case .personMoved: return [member("manager", person())]
    case .personAway:
      var data: [JSONMember] = []
      if random.chance(60) { data.append(member("until", day())) }
      if random.chance(70) { data.append(member("deputy", person())) }
      return data
    case .policyAdopted:
      if random.chance(30) {
        return [JSONMember("responsibilities", .array([.string("mentoring")]))]
      }
      let others = (0..<random.pick([0, 1, 2, 2, 3])).map { _ in JSON.string(responsibility()) }
      return [
        JSONMember("fallback", .object([JSONMember(responsibility(), .array(others))]))
      ]
    case .complaintFiled: return complaint()
    case .complaintRedirected:
      return [
        member("complaint", random.pick(Self.complaints)), member("to", "responsibility:training"),
      ]
    case .contractSigned: return [member("contract", "c1"), member("person", person())]
    case .noteAdded: return [member("text", "a remark")]
    default: return []
    }
  }

  package mutating func day() -> String {
    random.chance(50) ? date() : Self.instant(&random).description
  }

  package mutating func complaint() -> [JSONMember] {
    var data = [member("complaint", random.pick(Self.complaints))]
    if random.chance(40) { data.append(member("responsibility", responsibility())) }
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: data.append(member("arose", Self.instant(&random).description))
    case 4..<6: data.append(member("arose", date()))
    case 6: data.append(member("arose", "2026-03"))
    case 7: data.append(member("arose", "2026-03-26..\(date())"))
    case 8 where random.chance(40):
      // Not empty in UTC, and empty in Berlin.
      let date = date()
      data.append(member("arose", "\(date)T23:30:00Z..\(date)"))
    case 8: data.append(member("arose", "\(date())..2026-04-02T12:00:00Z"))
    default: break
    }
    if random.chance(50) { data.append(member("against", person())) }
    return data
  }
}
