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
  /// Grants of which the decision or the client was destroyed.
  private var untold: [(terms: AuthorityGrant, record: Record)] = []
  /// Decisions and clients of revocations and grants, one of which was destroyed: nobody knows which grant
  /// they ended.
  private var endings: [(decision: Erasable<DecisionID>, client: Erasable<ClientID>?)] = []
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
    if case .authority(.granted(let grant)) = event.fact {
      let record = Record(granted: Mark(event, zone), end: grant.until?.end(in: zone))
      if let scope = Self.scope(grant.decision, grant.client) {
        records[scope] = record
      } else {
        untold.append((grant, record))
        endings.append((grant.decision, grant.client))
      }
    } else if case .authority(.revoked(let decision, let client)) = event.fact {
      if let scope = Self.scope(decision, client) {
        records[scope] = nil
      } else {
        endings.append((decision, client))
      }
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

  /// Whether a grant in force covers decisions for a client, or may do so where what would tell was
  /// destroyed.
  func covers(_ client: ClientID, at instant: Instant) -> Bool {
    records.contains { scope, record in
      (scope.client == nil || scope.client == client) && record.isInForce(at: instant)
    }
      || untold.contains { terms, record in
        record.isInForce(at: instant) && Self.mayBe(terms.client, client)
      }
  }

  /// Whether a grant for one client, or in general, may be one of another client.
  private static func mayBe(_ client: Erasable<ClientID>?, _ other: ClientID?) -> Bool {
    switch client {
    case nil: true
    case .known(let client)?: client == other
    case .destroyed?: other != nil
    }
  }

  /// Whether what was destroyed may be of the same decision and reach.
  private static func mayBe(
    _ decision: Erasable<DecisionID>, _ client: Erasable<ClientID>?, _ scope: Scope
  ) -> Bool {
    (decision.value ?? scope.decision) == scope.decision
      && (client == nil) == (scope.client == nil) && mayBe(client, scope.client)
  }

  func objection(
    to fact: Fact, _ subject: Subject, at instant: Instant, _ zone: Zone
  ) -> Objection? {
    guard case .person(let person) = subject else { return nil }
    if case .authority(.granted(let grant)) = fact {
      if let until = grant.until, until.end(in: zone) <= instant {
        return Objection(
          "the grant would have ended before it begins", remedy: "give a later end, or none")
      }
      guard let scope = Self.scope(grant.decision, grant.client), let record = records[scope],
        record.isInForce(at: instant),
        !endings.contains(where: { Self.mayBe($0.decision, $0.client, scope) })
      else { return nil }
      return Objection(
        "\(person) may decide \(Self.words(scope)) since \(record.granted.day)",
        lines: [record.granted.line], remedy: "record `authority revoke` first to change it")
    }
    if case .authority(.revoked(let decision, let client)) = fact,
      let scope = Self.scope(decision, client)
    {
      if records[scope]?.isInForce(at: instant) ?? false { return nil }
      let mayBeGranted = untold.contains { terms, record in
        record.isInForce(at: instant) && Self.mayBe(terms.decision, terms.client, scope)
      }
      if mayBeGranted { return nil }
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
