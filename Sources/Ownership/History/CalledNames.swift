/// What clients or persons are called and were called, so that people can ask by name.
///
/// Names are compared without regard to case. Identifiers stay what answers are about: a name only finds
/// one.
public struct CalledNames<Kind>: Sendable {
  private var latest: [Identifier<Kind>: String] = [:]
  private var current: [String: [Identifier<Kind>]] = [:]
  private var former: [String: [Identifier<Kind>]] = [:]

  /// Takes names in the order in which they were recorded; where the last was destroyed, nobody knows what
  /// the one is called now.
  init(_ names: some Sequence<(id: Identifier<Kind>, name: Erasable<String>)>) {
    var all: [Identifier<Kind>: [Erasable<String>]] = [:]
    for (id, name) in names { all[id, default: []].append(name) }
    for (id, names) in all.sorted(by: { $0.key < $1.key }) {
      latest[id] = names.last?.value
      let key = names.last?.value?.lowercased()
      if let key { current[key, default: []].append(id) }
      for name in Set(names.compactMap { $0.value?.lowercased() }) where name != key {
        former[name, default: []].append(id)
      }
    }
  }

  /// The ids that are or ever were called so, by their bytes: a name that has gone from one to another means
  /// neither by itself.
  ///
  /// - Complexity: O(length of the name), and of what is called so.
  public func ids(called name: String) -> [Identifier<Kind>] {
    let key = name.lowercased()
    guard let former = former[key] else { return current[key] ?? [] }
    return (former + (current[key] ?? [])).sorted()
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
        guard case .client(let client) = event.subject, let name = event.statedName else {
          return nil
        }
        return (client, name)
      })
  }

  /// What persons are called, by all lines. Complexity: O(lines).
  public var personNames: CalledNames<PersonKind> {
    CalledNames(
      events.lazy.compactMap { event in
        guard case .person(let person) = event.subject, let name = event.statedName else {
          return nil
        }
        return (person, name)
      })
  }

  /// The clients that a word of a question may mean, which says enough where it is one: whom `client/ID`
  /// names; else the client with that id, and all that are or were called so.
  ///
  /// - Parameter names: what clients are called, by all lines.
  public func clientsMeant(by text: String, _ names: CalledNames<ClientKind>) -> [ClientID] {
    if case .client(let id)? = try? Subject(text), knows(id) { return [id] }
    let called = names.ids(called: text)
    guard let id = try? ClientID(text), knows(id) else { return called }
    return [id] + called.filter { $0 != id }
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

extension Perspective {
  /// What a client is called at an instant, and the line that says so.
  package func name(
    of client: ClientID, at instant: Instant
  ) -> (name: Erasable<String>, line: SequenceNumber)? {
    for (key, event) in lines(of: client).inEffectiveOrder(history).reversed()
    where key.instant <= instant {
      if let name = event.statedName { return (name, event.sequence) }
    }
    return nil
  }
}

extension Event {
  /// What the line says that its subject is called; `nil` where it names nothing.
  package var statedName: Erasable<String>? {
    switch fact {
    case .client(.registered(let name)), .client(.renamed(let name)),
      .person(.joined(let name, _, _)):
      name.map(Erasable.known) ?? (isDestroyed("name") ? .destroyed : nil)
    case .client, .person, .ledger, .assignment, .handoff, .complaint, .contract, .change,
      .authority, .money, .entry, .unknown:
      nil
    }
  }
}
