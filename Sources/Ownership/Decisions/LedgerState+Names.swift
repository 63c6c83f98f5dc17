/// Clients and persons by what they are called, for people who type names.
extension LedgerState {
  /// The clients whose latest name is this one, without regard to case; by id. Complexity: O(lines).
  public func clients(named name: String) -> [ClientID] {
    history.clientNames.ids(calledNow: name)
  }

  /// The persons whose latest name is this one, without regard to case; by id. Complexity: O(lines).
  public func persons(named name: String) -> [PersonID] {
    history.personNames.ids(calledNow: name)
  }

  /// Whether any line is about a client.
  public func knows(_ client: ClientID) -> Bool { history.knows(client) }
}
