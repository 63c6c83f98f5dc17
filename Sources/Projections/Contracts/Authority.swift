public import Ownership

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
