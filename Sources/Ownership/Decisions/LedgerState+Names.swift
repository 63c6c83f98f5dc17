/// Clients and persons by what they are called, for people who type names.
extension LedgerState {
  /// The clients whose latest name is this one, without regard to case; by id. Complexity: O(lines).
  public func clients(named name: String) -> [ClientID] {
    var names: [ClientID: String] = [:]
    for event in history.events {
      guard case .client(let client) = event.subject else { continue }
      if case .clientRegistered(let name?) = event.fact { names[client] = name }
      if case .clientRenamed(let name?) = event.fact { names[client] = name }
    }
    return Self.ids(in: names, called: name)
  }

  /// The persons whose latest name is this one, without regard to case; by id. Complexity: O(lines).
  public func persons(named name: String) -> [PersonID] {
    var names: [PersonID: String] = [:]
    for event in history.events {
      guard case .person(let person) = event.subject else { continue }
      if case .personJoined(let name?, _, _) = event.fact { names[person] = name }
    }
    return Self.ids(in: names, called: name)
  }

  private static func ids<Kind>(
    in names: [Identifier<Kind>: String], called name: String
  ) -> [Identifier<Kind>] {
    let wanted = name.lowercased()
    return names.filter { $0.value.lowercased() == wanted }.keys.sorted()
  }

  /// Whether any line is about a client.
  public func knows(_ client: ClientID) -> Bool { history.linesByClient[client] != nil }
}
