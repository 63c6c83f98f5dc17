public import Ownership

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

  /// Whether it holds at an instant.
  public func holds(at instant: Instant) -> Bool {
    from <= instant && (until.map { instant < $0 } ?? true)
  }

  /// Whether it reaches a client: a general grant reaches all.
  public func reaches(_ client: ClientID) -> Bool {
    switch terms.client {
    case nil: true
    case .known(let named)?: named == client
    case .destroyed?: false
    }
  }
}

/// Who may decide what, for which client, at an instant.
public struct Authority: Hashable, Sendable {
  /// The grants that hold, by person, then line.
  public var grants: [Grant]

  /// The grants that hold; only those that reach a client, where one is named.
  ///
  /// Complexity: O(lines about persons).
  public init(_ standpoint: Standpoint, client: ClientID? = nil) {
    grants = standpoint.persons.flatMap { person in
      standpoint.card(of: person).grants.filter { grant in
        grant.holds(at: standpoint.at) && client.map(grant.reaches) ?? true
      }
    }
  }
}

extension Standpoint {
  /// The grants by which a person could decide for a client at an instant.
  func grants(of person: PersonID, for client: ClientID, at instant: Instant) -> [Grant] {
    card(of: person).grants.filter { $0.holds(at: instant) && $0.reaches(client) }
  }

  /// The person that a `by` names, if it can name one.
  func person(_ by: String?) -> PersonID? {
    guard let by else { return nil }
    return try? PersonID(by)
  }
}
