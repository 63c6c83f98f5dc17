/// What is known now, as commands see it: the whole history, its zone, and the time.
///
/// Not for use by several threads at once.
public final class LedgerState {
  /// All lines.
  public let history: History
  /// The instant at which the command is given.
  public let now: Instant
  let perspective: Perspective

  /// What is known at the last line of a history.
  public init(_ history: History, now: Instant) {
    self.history = history
    self.now = now
    perspective = Perspective(
      history, cut: .ledger(history.lastSequence))
  }

  private var future: (drafts: [EventDraft], state: LedgerState)?

  var zone: Zone { history.zone }

  /// The last line.
  public var lastSequence: SequenceNumber { history.lastSequence }

  /// Every person that any line is about or names.
  public private(set) lazy var persons = history.everybody

  /// The clients in whose lines a person is made a holder, takes part in a handoff, or decides.
  private(set) lazy var clientsByParty: [PersonID: Set<ClientID>] = {
    var result: [PersonID: Set<ClientID>] = [:]
    for (client, indices) in history.linesByClient {
      for index in indices {
        for person in history.events[index].parties {
          result[person, default: []].insert(client)
        }
      }
    }
    return result
  }()

  /// The state of a client's business by the lines that take effect up to an instant.
  func business(_ client: ClientID, at instant: Instant = .last) -> Business {
    Business(history, lines: perspective.lines(of: client), upTo: instant)
  }

  func grants(_ person: PersonID, at instant: Instant = .last) -> Grants {
    Grants(history, of: person, lines: perspective.lines(of: person), upTo: instant)
  }

  func presence(_ person: PersonID, at instant: Instant) -> PersonTimeline.Presence {
    perspective.timeline(of: person).presence(at: instant)
  }

  func holding(
    _ client: ClientID, _ responsibility: Responsibility, at instant: Instant
  ) -> Holding {
    perspective.fold(of: client).holding(of: responsibility, at: instant)
  }

  /// The state as it would be with some events appended; the last one asked for is kept.
  public func after(_ drafts: [EventDraft]) -> LedgerState {
    if let future, future.drafts == drafts { return future.state }
    let state = LedgerState(history.appending(drafts, recordedTime: now), now: now)
    future = (drafts, state)
    return state
  }

  /// The day on which something takes effect, for sentences: `on 2026-02-01`.
  func on(_ instant: Instant) -> String { "on \(zone.date(at: instant))" }

  /// The day of a line: `on 2026-02-01`.
  func on(_ line: SequenceNumber) -> String {
    history[line].map { on($0.effectiveTime) } ?? "in #\(line)"
  }
}

extension Event {
  /// Who is made a holder by it, takes part in a handoff, or decides on a change.
  fileprivate var parties: [PersonID] {
    switch fact {
    case .assignment(.made), .handoff(.offered): fact.personsNamed
    case .change(.decided): [by.flatMap { try? PersonID($0) }].compactMap(\.self)
    case .assignment, .handoff, .change, .ledger, .person, .client, .complaint, .contract,
      .authority, .money, .entry, .unknown:
      []
    }
  }
}
