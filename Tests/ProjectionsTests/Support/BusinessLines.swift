import Ownership
import RandomHistories
import SeededNumbers

/// Strews lines about complaints, contracts, requests, authority and money into a random history.
struct BusinessLines {
  private var random: SeededNumbers

  init(seed: UInt64) { random = SeededNumbers(seed: seed ^ 0xB05) }

  /// The history with `count` lines more, each recorded when the line before it was.
  mutating func strewn(into history: RandomHistory, count: Int) -> RandomHistory {
    var history = history
    for _ in 0..<count {
      let place = Int.random(in: 1...history.lines.count, using: &random)
      var line = fresh(recorded: history.lines[place - 1].recorded)
      if random.chance(10) { correct(&line, among: history.lines[..<place]) }
      insert(line, at: place, into: &history)
    }
    return history
  }

  /// Lines behind move on, and so do the numbers that name them.
  private func insert(_ line: RandomLine, at place: Int, into history: inout RandomHistory) {
    func moved(_ number: Int) -> Int { number > place ? number + 1 : number }
    for index in history.lines.indices {
      history.lines[index].replaces = history.lines[index].replaces.map(moved)
      history.lines[index].entry = history.lines[index].entry.map(moved)
    }
    history.lines.insert(line, at: place)
  }

  /// Makes the line retract or replace an earlier one of its kind.
  private mutating func correct(_ line: inout RandomLine, among lines: ArraySlice<RandomLine>) {
    let candidates = lines.indices.filter {
      lines[$0].type == line.type && lines[$0].subject == line.subject
    }
    guard let target = candidates.randomElement(using: &random) else { return }
    if random.chance(50) {
      line.replaces = target + 1
    } else {
      line.type = EventKind.entryRetracted.type
      line.entry = target + 1
      line.data = [text("reason", "wrong")]
    }
  }

  private mutating func fresh(recorded: Instant) -> RandomLine {
    let kind = random.pick(weighted: [
      EventKind.complaintRedirected: 4, .complaintAttributed: 3, .complaintDisputed: 2,
      .complaintResolved: 3, .complaintReopened: 2, .complaintWithdrawn: 1, .contractSigned: 4,
      .contractAmended: 4, .contractRenewed: 2, .contractEnded: 2, .changeRequested: 4,
      .changeDecided: 3, .authorityGranted: 4, .authorityRevoked: 2, .revenueReceived: 3,
      .bonusPaid: 6, .bonusReversed: 3, .clientRenamed: 1,
    ])
    let subject: Subject =
      kind.subjects.contains(.person)
      ? .person(Identifier(trusted: person()))
      : .client(Identifier(trusted: random.chance(80) ? "acme" : "beta"))
    var line = RandomLine(
      recorded: recorded, type: kind.type, subject: subject,
      time: random.chance(50) ? recorded : RandomHistoryMaker.instant(&random), data: data(kind))
    if random.chance(15) { line.effective = RandomHistoryMaker.instant(&random) }
    if random.chance(30) { line.data.append(text("by", person())) }
    return line
  }

  private mutating func data(_ kind: EventKind) -> [JSONMember] {
    let complaint = text("complaint", random.pick(RandomHistoryMaker.complaints))
    let contract = text("contract", random.pick(["k1", "k2"]))
    let request = text("request", random.pick(["r1", "r2"]))
    let bonus = text("bonus", random.pick(["b1", "b2", "b3"]))
    switch kind {
    case .complaintRedirected:
      return [complaint, text("to", random.chance(50) ? person() : "responsibility:sales")]
    case .complaintAttributed:
      return [complaint, text("person", person()), text("reason", "so")]
    case .complaintDisputed, .complaintResolved, .complaintReopened, .complaintWithdrawn:
      return [complaint]
    case .contractSigned:
      return [contract, text("person", person()), terms(), text("ends", date())]
    case .contractAmended: return [contract, terms()]
    case .contractRenewed: return random.chance(50) ? [contract] : [contract, text("ends", date())]
    case .contractEnded: return [contract]
    case .changeRequested: return [request, text("wants", "less")]
    case .changeDecided: return [request, text("decision", "granted")]
    case .authorityGranted: return [text("decision", "discount")]
    case .authorityRevoked: return [text("decision", "discount")]
    case .revenueReceived: return [contract, text("amount", "10.5"), text("currency", "EUR")]
    case .bonusPaid:
      var data = [bonus, text("person", person()), contract]
      data += [text("amount", "0.1"), text("currency", random.pick(["EUR", "USD"]))]
      data.append(text("basis", random.pick(["signing", "revenue", "retention"])))
      if random.chance(50) { data += [text("from", "2026-03-25"), text("to", date())] }
      return data
    case .bonusReversed:
      return random.chance(50)
        ? [bonus, text("reason", "back")]
        : [bonus, text("amount", "0.05"), text("reason", "back")]
    default: return [text("name", "Acme \(person())")]
    }
  }

  private mutating func terms() -> JSONMember {
    let value: JSON = random.chance(20) ? .null : .string(random.pick(["10", "20"]))
    return JSONMember("terms", .object([JSONMember(random.pick(["price", "notice"]), value)]))
  }

  private mutating func person() -> String { random.pick(RandomHistoryMaker.people) }

  private mutating func date() -> String {
    "2026-03-\(26 + Int.random(in: 0..<6, using: &random))"
  }

  private func text(_ name: String, _ value: String) -> JSONMember {
    JSONMember(name, .string(value))
  }
}
