/// Leave to decide something, from an instant to an end.
///
/// A grant ends with its `until`, with a revocation or a new grant of the same decision and reach, and
/// when the person leaves; joining again restores nothing.
public struct Grant: Hashable, Sendable {
  /// Who may decide.
  public var person: PersonID
  /// What, for whom, up to how much.
  public var terms: AuthorityGrant
  /// Since when.
  public var from: Instant
  /// The first instant at which it no longer holds.
  public var until: Instant?
  /// The `authority.granted`.
  public var line: SequenceNumber
  /// The line that ended it, if one did.
  public var endedBy: SequenceNumber?
  /// Since when nobody knows whether it holds: a revocation or a new grant whose decision or client was
  /// destroyed may have ended it.
  public var doubtfulFrom: Instant?

  init(
    person: PersonID, terms: AuthorityGrant, from: Instant, until: Instant?, line: SequenceNumber
  ) {
    self.person = person
    self.terms = terms
    self.from = from
    self.until = until
    self.line = line
  }

  mutating func end(at instant: Instant, by line: SequenceNumber) {
    if let until, until <= instant { return }
    until = instant
    endedBy = line
  }

  /// Whether it holds at an instant; `nil` where a redaction has destroyed what would tell.
  public func holds(at instant: Instant) -> Bool? {
    guard from <= instant, until.map({ instant < $0 }) ?? true else { return false }
    return (doubtfulFrom.map { instant < $0 } ?? true) ? true : nil
  }

  /// Whether it reaches a client: a general grant reaches all; `nil` where the client was destroyed.
  public func reaches(_ client: ClientID) -> Bool? {
    switch terms.client {
    case nil: true
    case .known(let named)?: named == client
    case .destroyed?: nil
    }
  }

  /// Whether it holds and reaches a client; `nil` where nobody knows.
  package func covers(_ client: ClientID, at instant: Instant) -> Bool? {
    guard let holds = holds(at: instant), let reaches = reaches(client) else {
      return holds(at: instant) == false || reaches(client) == false ? false : nil
    }
    return holds && reaches
  }
}

/// What a person may decide, and since when: the grants in effective order, each with its end.
///
/// Facts count as given: a grant ends the one of the same decision and reach before it, whatever speaks against
/// it. Complexity: O(lines of the person × grants that are alike).
package struct Grants: Sendable {
  package private(set) var all: [Grant] = []
  /// Lines that contradict what came before them, with what speaks against them.
  package private(set) var idle: [(line: SequenceNumber, objection: Objection)] = []
  private let person: PersonID
  private let zone: Zone

  package init(
    _ history: History, of person: PersonID, lines: SubjectLines, upTo instant: Instant = .last
  ) {
    self.person = person
    zone = history.zone
    for (key, event) in lines.inEffectiveOrder(history) where key.instant <= instant {
      switch event.fact {
      case .authority(let fact): take(fact, event.sequence, key.instant)
      case .person(.left):
        for place in all.indices { all[place].end(at: key.instant, by: event.sequence) }
      case .person, .ledger, .client, .assignment, .handoff, .complaint, .contract, .change,
        .money, .entry, .unknown:
        continue
      }
    }
  }

  private mutating func take(_ fact: AuthorityFact, _ line: SequenceNumber, _ instant: Instant) {
    if let objection = objection(to: fact, at: instant) { idle.append((line, objection)) }
    switch fact {
    case .granted(let terms):
      end(terms.decision, terms.client, at: instant, by: line)
      all.append(
        Grant(
          person: person, terms: terms, from: instant, until: terms.until?.end(in: zone),
          line: line))
    case .revoked(let decision, let client): end(decision, client, at: instant, by: line)
    }
  }

  /// A grant or a revocation ends the grant of the same decision and the same reach before it.
  private mutating func end(
    _ decision: Erasable<DecisionID>, _ client: Erasable<ClientID>?, at instant: Instant,
    by line: SequenceNumber
  ) {
    for place in all.indices {
      switch all[place].terms.isAlike(decision, client) {
      case true?: all[place].end(at: instant, by: line)
      case nil: all[place].doubtfulFrom = all[place].doubtfulFrom ?? instant
      case false?: continue
      }
    }
  }

  /// Whether a grant covers decisions for a client; `nil` where a redaction has destroyed what would tell.
  package func covers(_ client: ClientID, at instant: Instant) -> Bool? {
    let covering = all.map { $0.covers(client, at: instant) }
    if covering.contains(true) { return true }
    return covering.contains(nil) ? nil : false
  }

  /// What speaks against a grant or a revocation, by what came before it.
  package func objection(to fact: AuthorityFact, at instant: Instant) -> Objection? {
    switch fact {
    case .granted(let terms):
      if let until = terms.until, until.end(in: zone) <= instant {
        return Objection(
          "the grant would have ended before it begins", remedy: "give a later end, or none")
      }
      let standing = alike(terms.decision, terms.client).last { $0.holds(at: instant) == true }
      guard let standing else { return nil }
      return Objection(
        "\(person) may decide \(Self.words(terms.decision, terms.client)) since "
          + "\(zone.date(at: standing.from))",
        lines: [standing.line], remedy: "record `authority revoke` first to change it")
    case .revoked(let decision, let client):
      // Nobody knows what was revoked, or whether it had been granted.
      guard decision != .destroyed, client != .destroyed else { return nil }
      let mayStand = all.contains { grant in
        grant.terms.isAlike(decision, client) != false && grant.holds(at: instant) != false
      }
      if mayStand { return nil }
      return Objection(
        "\(person) has no grant in force to decide \(Self.words(decision, client))",
        lines: alike(decision, client).last.map { [$0.line] + [$0.endedBy].compactMap(\.self) }
          ?? [],
        remedy: "check the decision and the client; without a client the general grant is meant")
    }
  }

  private func alike(
    _ decision: Erasable<DecisionID>, _ client: Erasable<ClientID>?
  ) -> [Grant] {
    all.filter { $0.terms.isAlike(decision, client) == true }
  }

  private static func words(
    _ decision: Erasable<DecisionID>, _ client: Erasable<ClientID>?
  ) -> String {
    "\(decision.value?.text ?? "something")"
      + (client.map { " for \($0.value?.text ?? "somebody")" } ?? " in general")
  }
}

extension AuthorityGrant {
  /// Whether it is of the same decision and reach; `nil` where what would tell was destroyed. A client that
  /// was destroyed was one: such a grant was not general.
  fileprivate func isAlike(
    _ decision: Erasable<DecisionID>, _ client: Erasable<ClientID>?
  ) -> Bool? {
    let reach: Bool? =
      switch (self.client, client) {
      case (nil, nil): true
      case (let own?, let other?): Self.isSame(own, other)
      case (nil, _?), (_?, nil): false
      }
    let parts = [Self.isSame(self.decision, decision), reach]
    return parts.contains(false) ? false : parts.contains(nil) ? nil : true
  }

  private static func isSame<Value>(_ left: Erasable<Value>, _ right: Erasable<Value>) -> Bool? {
    guard let left = left.value, let right = right.value else { return nil }
    return left == right
  }
}
