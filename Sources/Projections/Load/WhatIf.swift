public import Ownership

/// What would be if somebody left: what falls to whom now, whose place nobody would take any more, and
/// what the person was to answer for later.
public struct WhatIf: Hashable, Sendable {
  /// Whether there is somebody to leave.
  public enum Presence: Hashable, Sendable {
    /// Here, or away and coming back.
    case here
    /// Gone, by this line.
    case gone(SequenceNumber, since: Instant)
    /// To join, by this line.
    case notJoined(SequenceNumber)
  }

  /// Work that the person does, or will do, as a deputy.
  public struct Deputizing: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// For what.
    public var responsibilities: [Responsibility]
    /// In whose place.
    public var accountable: PersonID?
    /// Since when, or from when on.
    public var from: Instant
    /// Who would act; nobody is `nil`.
    public var acting: PersonID?
    /// The lines that make the person act.
    public var evidence: [SequenceNumber]
  }

  /// Responsibilities that the person is to answer for from a later instant on.
  public struct ComingDuty: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// For what.
    public var responsibilities: [Responsibility]
    /// From when on.
    public var from: Instant
    /// Who would answer instead; nobody is `nil`.
    public var accountable: PersonID?
    /// On what that would rest.
    public var basis: Basis
    /// The lines that make the person answer.
    public var evidence: [SequenceNumber]
  }

  /// Who would leave.
  public var person: PersonID
  /// When.
  public var at: Instant
  /// Whether the person is there to leave.
  public var presence: Presence
  /// The loads without and with the leaving, both at that instant. The evidence of a move holds the lines
  /// by which the person answered as well as those of the answer after.
  public var change: LoadChange
  /// By client, then by the beginning.
  public var deputizing: [Deputizing]
  /// By client, then by the beginning.
  public var coming: [ComingDuty]

  /// Whether the leaving would change nothing.
  public var isEmpty: Bool { change.moves.isEmpty && deputizing.isEmpty && coming.isEmpty }

  /// Adds a `person.left` that nobody recorded and compares; the history itself stays as it is, and no
  /// evidence names the line that is not there.
  ///
  /// - Parameter known: the lines before it, on the ledger's clock.
  /// - Complexity: two loads, one answer for each later instant, and O(lines) for the second history.
  public init(
    leaving person: PersonID, from history: History, at: Instant, known: KnownPosition = .latest
  ) throws(QuestionProblem) {
    self.person = person
    self.at = at
    let before = try Standpoint(history, at: at, known: known)
    let count = Int(before.perspective.knownSequence.value)
    let leaving = SequenceNumber(UInt64(count) + 1)
    var events = Array(history.events[..<count])
    events.append(
      Event(
        sequence: leaving, recordedTime: max(events.last?.recordedTime ?? at, at), id: "what-if",
        source: "custody", type: EventKind.personLeft.type, subject: .person(person), time: at,
        recordedBy: "custody", fact: .person(.left(reason: nil))))
    let after = Standpoint(latest: History(events: events, zone: history.zone), at: at)
    presence = Presence(before, person)
    change = LoadChange(before, after)
    for place in change.moves.indices {
      let move = change.moves[place]
      let lost = move.responsibilities.flatMap {
        before.resolve(move.client, $0).accountableEvidence
      }
      change.moves[place].evidence = Set(move.evidence + lost).subtracting([leaving]).sorted()
    }
    deputizing = []
    coming = []
    for client in before.clients { look(ahead: client, before, after) }
  }

  /// Notes what the person does for others at the instant, and everything that begins later.
  private mutating func look(ahead client: ClientID, _ before: Standpoint, _ after: Standpoint) {
    let later = before.perspective.instants(of: client).filter { $0 > at }
    var deputizing: [Deputizing] = []
    var coming: [ComingDuty] = []
    for instant in [at] + later {
      for responsibility in before.responsibilities {
        let now = before.perspective.resolve(client, responsibility, at: instant)
        let earlier =
          instant == at
          ? nil
          : instant.predecessor.map { before.perspective.resolve(client, responsibility, at: $0) }
        let then = after.perspective.resolve(client, responsibility, at: instant)
        if now.acting == person, now.accountable != person, then.acting != person,
          earlier?.acting != person || earlier?.accountable != now.accountable
        {
          Self.add(
            Deputizing(
              client: client, responsibilities: [responsibility], accountable: now.accountable,
              from: instant, acting: then.acting, evidence: now.evidence.sorted()),
            to: &deputizing)
        }
        if let earlier, now.accountable == person, earlier.accountable != person,
          then.accountable != person
        {
          Self.add(
            ComingDuty(
              client: client, responsibilities: [responsibility], from: instant,
              accountable: then.accountable, basis: then.basis,
              evidence: now.accountableEvidence.sorted()),
            to: &coming)
        }
      }
    }
    self.deputizing += deputizing
    self.coming += coming
  }

  /// Adds what is alike in all but the responsibility to what is there.
  private static func add(_ duty: Deputizing, to duties: inout [Deputizing]) {
    let place = duties.firstIndex {
      ($0.from, $0.accountable, $0.acting) == (duty.from, duty.accountable, duty.acting)
    }
    guard let place else { return duties.append(duty) }
    duties[place].responsibilities += duty.responsibilities
    duties[place].evidence = Set(duties[place].evidence + duty.evidence).sorted()
  }

  private static func add(_ duty: ComingDuty, to duties: inout [ComingDuty]) {
    let place = duties.firstIndex {
      ($0.from, $0.accountable, $0.basis) == (duty.from, duty.accountable, duty.basis)
    }
    guard let place else { return duties.append(duty) }
    duties[place].responsibilities += duty.responsibilities
    duties[place].evidence = Set(duties[place].evidence + duty.evidence).sorted()
  }
}

extension WhatIf.Presence {
  init(_ standpoint: Standpoint, _ person: PersonID) {
    let timeline = standpoint.perspective.timeline(of: person)
    let presence = timeline.presence(at: standpoint.at)
    if let line = presence.leftBy {
      let left = timeline.lefts.first { $0.sequence == line }
      self = .gone(line, since: left?.instant ?? standpoint.at)
    } else if let line = presence.joinsBy {
      self = .notJoined(line)
    } else {
      self = .here
    }
  }
}
