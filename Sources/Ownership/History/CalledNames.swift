/// What clients or persons are called and were called, so that people can ask by name.
///
/// Names are compared without regard to case. Identifiers stay what answers are about: a name only finds
/// one.
public struct CalledNames<Kind>: Sendable {
  private var latest: [Identifier<Kind>: String] = [:]
  private var current: [String: [Identifier<Kind>]] = [:]
  private var former: [String: [Identifier<Kind>]] = [:]

  /// Takes names in the order in which they were recorded.
  init(_ names: some Sequence<(id: Identifier<Kind>, name: String)>) {
    var all: [Identifier<Kind>: [String]] = [:]
    for (id, name) in names { all[id, default: []].append(name) }
    for (id, names) in all.sorted(by: { $0.key < $1.key }) {
      latest[id] = names.last
      let key = names.last.map { $0.lowercased() } ?? ""
      current[key, default: []].append(id)
      for name in Set(names.map { $0.lowercased() }) where name != key {
        former[name, default: []].append(id)
      }
    }
  }

  /// The ids that are called so, by their bytes; where there are none, those that once were.
  ///
  /// - Complexity: O(length of the name).
  public func ids(called name: String) -> [Identifier<Kind>] {
    let key = name.lowercased()
    return current[key] ?? former[key] ?? []
  }

  /// The ids that are called so now, by their bytes.
  public func ids(calledNow name: String) -> [Identifier<Kind>] {
    current[name.lowercased()] ?? []
  }

  /// What one is called now; `nil` where no line says.
  public func name(of id: Identifier<Kind>) -> String? { latest[id] }

  /// Every id that has a name, with the latest, by the ids’ bytes.
  public var all: [(id: Identifier<Kind>, name: String)] {
    latest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension History {
  /// What clients are called, by all lines. Complexity: O(lines).
  public var clientNames: CalledNames<ClientKind> {
    CalledNames(
      events.lazy.compactMap { event in
        guard case .client(let client) = event.subject else { return nil }
        switch event.fact {
        case .clientRegistered(let name?), .clientRenamed(let name?): return (client, name)
        default: return nil
        }
      })
  }

  /// What persons are called, by all lines. Complexity: O(lines).
  public var personNames: CalledNames<PersonKind> {
    CalledNames(
      events.lazy.compactMap { event in
        guard case .person(let person) = event.subject,
          case .personJoined(let name?, _, _) = event.fact
        else { return nil }
        return (person, name)
      })
  }

  /// Every person that any line is about or names. Complexity: O(lines).
  public var everybody: Set<PersonID> {
    events.reduce(into: Set(linesByPerson.keys)) { $0.formUnion($1.fact.personsNamed) }
  }

  /// Whether any line is about a client. Complexity: O(1).
  public func knows(_ client: ClientID) -> Bool { linesByClient[client] != nil }

  /// Whether any line is about a person. Complexity: O(1).
  public func knows(_ person: PersonID) -> Bool { linesByPerson[person] != nil }
}
