/// What a person may decide, and since when.
struct AuthorityBook {
  /// What a grant is for: a decision, for one client or in general.
  struct Scope: Hashable {
    var decision: DecisionID
    var client: ClientID?
  }

  /// A grant that was not revoked.
  struct Record {
    var granted: Mark
    /// The first instant after it.
    var end: Instant?

    func isInForce(at instant: Instant) -> Bool { end.map { instant < $0 } ?? true }
  }

  private(set) var records: [Scope: Record] = [:]
  /// Lines that contradict what came before them.
  private(set) var idle: [(line: SequenceNumber, objection: Objection)] = []

  init(_ history: History, lines: SubjectLines, upTo instant: Instant) {
    for (key, event) in lines.inEffectiveOrder(history) where key.instant <= instant {
      if let objection = objection(to: event.fact, event.subject, at: key.instant, history.zone) {
        idle.append((event.sequence, objection))
      } else {
        take(event, history.zone)
      }
    }
  }

  private mutating func take(_ event: Event, _ zone: Zone) {
    if case .authorityGranted(let grant) = event.fact,
      let scope = Self.scope(grant.decision, grant.client)
    {
      records[scope] = Record(granted: Mark(event, zone), end: grant.until?.end(in: zone))
    } else if case .authorityRevoked(let decision, let client) = event.fact,
      let scope = Self.scope(decision, client)
    {
      records[scope] = nil
    }
  }

  /// `nil` where a part was destroyed.
  private static func scope(
    _ decision: Erasable<DecisionID>, _ client: Erasable<ClientID>?
  ) -> Scope? {
    guard let decision = decision.value else { return nil }
    switch client {
    case nil: return Scope(decision: decision, client: nil)
    case .known(let client)?: return Scope(decision: decision, client: client)
    case .destroyed?: return nil
    }
  }

  /// The grants in force that cover decisions for a client.
  func covers(_ client: ClientID, at instant: Instant) -> Bool {
    records.contains { scope, record in
      (scope.client == nil || scope.client == client) && record.isInForce(at: instant)
    }
  }

  func objection(
    to fact: Fact, _ subject: Subject, at instant: Instant, _ zone: Zone
  ) -> Objection? {
    guard case .person(let person) = subject else { return nil }
    if case .authorityGranted(let grant) = fact {
      if let until = grant.until, until.end(in: zone) <= instant {
        return Objection(
          "the grant would have ended before it begins", remedy: "give a later end, or none")
      }
      guard let scope = Self.scope(grant.decision, grant.client), let record = records[scope],
        record.isInForce(at: instant)
      else { return nil }
      return Objection(
        "\(person) may decide \(Self.words(scope)) since \(record.granted.day)",
        lines: [record.granted.line], remedy: "record `authority revoke` first to change it")
    }
    if case .authorityRevoked(let decision, let client) = fact,
      let scope = Self.scope(decision, client)
    {
      if records[scope]?.isInForce(at: instant) ?? false { return nil }
      return Objection(
        "\(person) has no grant in force to decide \(Self.words(scope))",
        lines: records[scope].map { [$0.granted.line] } ?? [],
        remedy: "check the decision and the client; without a client the general grant is meant")
    }
    return nil
  }

  private static func words(_ scope: Scope) -> String {
    "\(scope.decision)" + (scope.client.map { " for \($0)" } ?? " in general")
  }
}
