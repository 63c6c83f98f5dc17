import Ownership
import Presentation

/// Clients and persons in questions: by id, or by a name that only one of them has or had. A word that is the
/// id of one and the name of another is ambiguous; `client/ID` and `person/ID` always mean the id.
///
/// Whom the log does not know is a bad argument, with the nearest words.
extension Invocation {
  /// A client that some line speaks of.
  ///
  /// - Parameter history: all lines, so that every name is known.
  func client(
    _ value: ParsedArguments.Value, in history: History
  ) throws(Failure) -> ClientID {
    if let client = try knownClient(value, in: history) { return client }
    _ = try identifier(value, "a client") as ClientID
    throw Failure(.usage, [unknownClient(value, in: history)])
  }

  /// A client that some line speaks of; `nil` where none does.
  func knownClient(
    _ value: ParsedArguments.Value, in history: History
  ) throws(Failure) -> ClientID? {
    if case .client(let id)? = try? Subject(value.text), history.knows(id) { return id }
    if let id = try? ClientID(value.text), history.knows(id) {
      return try Self.unambiguous(
        id, calledSo: history.clientNames.ids(called: value.text), value, "client")
    }
    return try only(history.clientNames.ids(called: value.text), value, "clients")
  }

  /// What is wrong where no line is about a client, with the nearest ids or names.
  func unknownClient(_ value: ParsedArguments.Value, in history: History) -> Problem {
    Problem(
      "no line of the ledger is about the client \(value.text)", at: value.place(),
      hint: Self.hint(for: value.text, ids: history.clients, names: history.clientNames))
  }

  /// A person whom some line is about or names.
  func person(
    _ value: ParsedArguments.Value, in history: History
  ) throws(Failure) -> PersonID {
    let id = try? PersonID(value.text)
    let everybody = history.everybody
    let names = history.personNames
    if case .person(let id)? = try? Subject(value.text),
      history.knows(id) || everybody.contains(id)
    {
      return id
    }
    if let id, history.knows(id) || everybody.contains(id) {
      return try Self.unambiguous(
        id, calledSo: names.ids(called: value.text), value, "person")
    }
    if let id = try only(names.ids(called: value.text), value, "persons") { return id }
    _ = try identifier(value, "a person") as PersonID
    throw .usage(
      "no line of the ledger names the person \(value.text)", at: value.place(),
      hint: Self.hint(for: value.text, ids: everybody, names: names))
  }

  /// An id that is not what another one is called: a word that means one by its id and another by its
  /// name could mean either.
  ///
  /// - Parameter ids: all that are called so.
  static func unambiguous<Kind>(
    _ id: Identifier<Kind>, calledSo ids: [Identifier<Kind>], _ value: ParsedArguments.Value,
    _ noun: String
  ) throws(Failure) -> Identifier<Kind> {
    let others = ids.filter { $0 != id }
    guard let first = others.first else { return id }
    let called = others.count == 1 ? "another one is" : "\(others.count) others are"
    throw .usage(
      "\(id) is ambiguous: one \(noun) has that id, and \(called) called so, or was",
      at: value.place(),
      hint: "say which: \(noun)/\(id) for the id, or \(noun)/\(first)")
  }

  /// The one that is meant; several are a failure that lists them.
  private func only<Kind>(
    _ ids: [Identifier<Kind>], _ value: ParsedArguments.Value, _ nouns: String
  ) throws(Failure) -> Identifier<Kind>? {
    if ids.count < 2 { return ids.first }
    throw .usage(
      "several \(nouns) are or were called \(value.text)", at: value.place(),
      hint: "say which: \(ids.map(\.text).joined(separator: ", "))")
  }

  /// The nearest ids; else those with the nearest names; `nil` where nothing is near.
  static func hint<Kind>(
    for text: String, ids: some Sequence<Identifier<Kind>>, names: CalledNames<Kind>
  ) -> String? {
    if let hint = Suggestion.hint(for: text, among: ids.map(\.text)) { return hint }
    let all = names.all
    let nearest = Suggestion.nearest(to: text, among: Set(all.map(\.name)))
    let part = text.lowercased()
    let meant = all.filter { _, name in
      nearest.contains(name) || (part.count > 2 && name.lowercased().contains(part))
    }
    if meant.isEmpty { return nil }
    let words = meant.prefix(3).map { "\($0.id) (\($0.name.printable))" }
    let more = meant.count > 3 ? ", or \(meant.count - 3) more" : ""
    return "did you mean \(words.joined(separator: " or "))\(more)?"
  }
}
