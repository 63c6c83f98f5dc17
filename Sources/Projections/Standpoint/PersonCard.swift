import Ownership

/// What the lines of a person say beside presence: name, kind, and what may be decided.
struct PersonCard {
  /// A `person.joined` that names something.
  private struct Introduction {
    var instant: Instant
    var name: Erasable<String>?
    var kind: PersonKindName?
  }

  private var introductions: [Introduction] = []
  /// The grants, in effective order, each with its end.
  private(set) var grants: [Grant] = []

  init(_ perspective: Perspective, _ person: PersonID) {
    let history = perspective.history
    for (key, event) in perspective.lines(of: person).inEffectiveOrder(history) {
      switch event.fact {
      case .person(.joined(_, _, let kind)):
        introductions.append(
          Introduction(instant: key.instant, name: event.statedName, kind: kind))
      case .authority(.granted(let terms)):
        end(decision: terms.decision, client: terms.client, at: key.instant, by: event.sequence)
        grants.append(
          Grant(
            person: person, terms: terms, from: key.instant,
            until: terms.until?.end(in: history.zone), line: event.sequence))
      case .authority(.revoked(let decision, let client)):
        end(decision: decision, client: client, at: key.instant, by: event.sequence)
      case .person(.left):
        for place in grants.indices { grants[place].end(at: key.instant, by: event.sequence) }
      case .person, .ledger, .client, .assignment, .handoff, .complaint, .contract, .change,
        .money, .entry, .unknown:
        continue
      }
    }
  }

  /// A grant or a revocation ends the grant of the same decision and the same reach before it.
  private mutating func end(
    decision: Erasable<DecisionID>, client: Erasable<ClientID>?, at instant: Instant,
    by line: SequenceNumber
  ) {
    for place in grants.indices {
      switch grants[place].terms.isAlike(decision, client) {
      case true?: grants[place].end(at: instant, by: line)
      case nil: grants[place].doubtfulFrom = grants[place].doubtfulFrom ?? instant
      case false?: continue
      }
    }
  }

  /// The name that the person goes by.
  func name(at instant: Instant) -> Erasable<String>? {
    introductions.last { $0.instant <= instant && $0.name != nil }?.name
  }

  /// What the person is; a person until a line says otherwise.
  func kind(at instant: Instant) -> PersonKindName {
    introductions.last { $0.instant <= instant && $0.kind != nil }?.kind ?? .person
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
