@testable import Ownership

/// Which lines say what: sections 2, 8, 9.3 and 9.14.
extension Reference {
  /// Every line with what it says, once redactions and misdirected corrections are known.
  static func understood(_ events: [Event]) -> [Event] {
    let named = namesOfDestroyed(events)
    return events.map { event in
      var event = event
      let members = members(event)
      // “One that is named and still stands (…) counts as destroyed for every answer.”
      let standing = members.map(\.name).filter { name in
        canDestroy(name, on: event) && named[event.sequence, default: []].contains("data.\(name)")
      }
      let destroyed = event.destroyedFields + standing
      if !destroyed.isEmpty {
        event.fact = DataCodec.fact(
          type: event.type, subject: event.subject,
          data: members.filter { !destroyed.contains($0.name) }, destroyed: destroyed)
      }
      if let problem = misdirection(event, in: events) {
        event.fact = .unknown(.misdirected(problem))
      }
      // “Unknown types are kept, counted and shown; they change no answer and strike nothing.”
      if case .unknown = event.fact { event.replaces = nil }
      return event
    }
  }

  /// “`entry.redacted` is appended and synced first, naming the destroyed `fields`”: “Of several the names
  /// add up; (…) the known position plays no part.”
  private static func namesOfDestroyed(_ events: [Event]) -> [SequenceNumber: Set<String>] {
    var result: [SequenceNumber: Set<String>] = [:]
    for event in events {
      guard case .entry(.redacted(let redaction)) = event.fact,
        misdirection(event, in: events) == nil
      else { continue }
      result[redaction.entry, default: []].formUnion(redaction.fields)
    }
    return result
  }

  /// The members of `data`; none of a line that counts as unknown for another reason than those.
  private static func members(_ event: Event) -> [JSONMember] {
    if let members = event.retainedData { return members }
    return event.fact.fields.compactMap { name, value in value.map { JSONMember(name, $0) } }
  }

  /// “a name of nothing sealable on the line names nothing”; section 7 lists what is not.
  private static func canDestroy(_ name: String, on event: Event) -> Bool {
    if event.type == "custody.ledger.opened" || event.type == "custody.entry.redacted" {
      return false
    }
    return ![
      "stamp", "responsibility", "handoff", "entry", "complaint", "contract", "request", "bonus",
      "effective", "until", "into", "arose", "fallback", "responsibilities", "limits",
      "bonusBasis", "signed", "kind",
    ].contains(name)
  }

  /// “A correction, dispute or redaction of a later line, of one with another subject (or, for
  /// `replaces`, another `type` attribute), or of one that cannot be named (…) counts as an unknown
  /// type.”
  private static func misdirection(_ event: Event, in events: [Event]) -> CorrectionProblem? {
    if case .unknown = event.fact { return nil }
    func named(_ number: SequenceNumber, type: String?) -> CorrectionProblem? {
      guard number < event.sequence, let target = events.first(where: { $0.sequence == number })
      else { return .notEarlier(number) }
      // “`ledger.opened`, `entry.redacted` and `evidence.issued` cannot be named.”
      let closed = ["custody.ledger.opened", "custody.entry.redacted", "custody.evidence.issued"]
      if closed.contains(target.type) { return .cannotBeNamed(number, type: target.type) }
      if target.subject != event.subject {
        return .otherSubject(number, is: target.subject.description)
      }
      if let type, !target.type.hasSameBytes(as: type) {
        return .otherType(number, is: target.type)
      }
      return nil
    }
    if let replaces = event.replaces, let problem = named(replaces, type: event.type) {
      return problem
    }
    switch event.fact {
    case .entry(.retracted(let entry, _)), .entry(.disputed(let entry, _)):
      return named(entry, type: nil)
    case .entry(.redacted(let redaction)): return named(redaction.entry, type: nil)
    default: return nil
    }
  }

  /// “A known position is a sequence; a known time means the last line recorded at or before it;
  /// `event:N` means N itself; not said, it is the last line. (…) On the sources' clock the position is
  /// (`sourcetime`, or for want of it `recordedtime`; then sequence).”
  func lines(known: KnownPosition, clock: Clock) throws(QuestionProblem) -> LinesTaken {
    switch known {
    case .latest:
      // “No known time means all lines, on either clock”
      return LinesTaken(events, clock: clock, zone: zone)
    case .time(let time):
      return LinesTaken(
        events.filter { $0.time(on: clock) <= time }, clock: clock, zone: zone)
    case .event(let number):
      // “`event:N` without a line N is an error.”
      guard let event = events.first(where: { $0.sequence == number }) else {
        throw .noSuchEvent(number, last: events.last?.sequence ?? .zero)
      }
      return LinesTaken(
        events.filter { !$0.isAfter(event, on: clock) }, clock: clock, zone: zone)
    }
  }
}

extension Event {
  /// When the line was written down by a clock.
  func time(on clock: Clock) -> Instant {
    switch clock {
    case .ledger: recordedTime
    case .source: sourceTime ?? recordedTime
    }
  }

  /// Whether this line's known position is later than another's.
  func isAfter(_ other: Event, on clock: Clock) -> Bool {
    switch clock {
    case .ledger: sequence > other.sequence
    case .source:
      (time(on: clock), sequence) > (other.time(on: clock), other.sequence)
    }
  }
}
