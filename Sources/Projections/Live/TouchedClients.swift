import Ownership

/// Which clients a person's lines can touch: those whose lines name the person, and those whose people
/// name the person as deputy or manager, in force or not.
struct TouchedClients {
  private var byPerson: [PersonID: Set<ClientID>] = [:]
  private var byClient: [ClientID: Set<PersonID>] = [:]

  init() {}

  /// Of all clients. Complexity: O(lines).
  init(_ standpoint: Standpoint) {
    for client in standpoint.clients { note(client, standpoint.history) }
  }

  /// The clients, by their bytes.
  func clients(of person: PersonID) -> [ClientID] { (byPerson[person] ?? []).sorted() }

  /// Notes whom a client's lines name now. Complexity: O(lines of the client and of those persons).
  mutating func note(_ client: ClientID, _ history: History) {
    let named = Self.named(by: client, history)
    for person in (byClient[client] ?? []).subtracting(named) { byPerson[person]?.remove(client) }
    for person in named { byPerson[person, default: []].insert(client) }
    byClient[client] = named
  }

  private static func named(by client: ClientID, _ history: History) -> Set<PersonID> {
    var waiting = history.lines(about: client).flatMap { event in
      event.fact.personsNamed + [event.by.flatMap { try? PersonID($0) }].compactMap(\.self)
    }
    var met: Set<PersonID> = []
    while let person = waiting.popLast() {
      guard met.insert(person).inserted else { continue }
      waiting += history.lines(about: person).flatMap(\.fact.personsNamed)
    }
    return met
  }
}
