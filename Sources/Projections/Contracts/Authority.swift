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
  func covers(_ client: ClientID, at instant: Instant) -> Bool? {
    guard let holds = holds(at: instant), let reaches = reaches(client) else {
      return holds(at: instant) == false || reaches(client) == false ? false : nil
    }
    return holds && reaches
  }
}

/// Who may decide what, for which client, at an instant.
public struct Authority: Hashable, Sendable {
  /// The grants that hold, or may hold, by person, then line.
  public var grants: [Grant]

  /// The grants that hold, or may; only those that reach a client, or may, where one is named.
  ///
  /// Complexity: O(lines about persons).
  public init(_ standpoint: Standpoint, client: ClientID? = nil) {
    grants = standpoint.persons.flatMap { person in
      standpoint.card(of: person).grants.filter { grant in
        grant.holds(at: standpoint.at) != false
          && client.map { grant.reaches($0) != false } ?? true
      }
    }
  }
}

extension Standpoint {
  /// The person that a `by` names, if it can name one.
  func person(_ by: String?) -> PersonID? {
    guard let by else { return nil }
    return try? PersonID(by)
  }
}
