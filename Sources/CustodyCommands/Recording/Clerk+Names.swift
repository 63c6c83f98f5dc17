import CustodyLedger
import Ownership

/// Clients, persons and complaints in arguments: by id, or by a name that only one of them has; as in questions
/// `client/ID` and `person/ID` mean the id where a word could mean both.
///
/// What nobody knows is an error with the nearest words, unless it is forced.
extension Clerk {
  private var isForced: Bool { arguments.has(.force) }

  /// A client that is known.
  func client(_ value: ParsedArguments.Value) throws(Failure) -> ClientID {
    let named = state.clients(named: value.text)
    return try known(
      value, "a client", isKnown: state.knows, named: named,
      among: reading.history.clients, remedy: "record custody client add first")
  }

  /// A person who is known.
  func person(_ value: ParsedArguments.Value) throws(Failure) -> PersonID {
    try known(
      value, "a person", isKnown: state.persons.contains, named: state.persons(named: value.text),
      among: state.persons.sorted(), remedy: "record custody person join first")
  }

  func client(_ option: Option) throws(Failure) -> ClientID? {
    guard let value = arguments.value(option) else { return nil }
    return try client(value)
  }

  func person(_ option: Option) throws(Failure) -> PersonID? {
    guard let value = arguments.value(option) else { return nil }
    return try person(value)
  }

  private func known<Kind>(
    _ value: ParsedArguments.Value, _ what: String, isKnown: (Identifier<Kind>) -> Bool,
    named: [Identifier<Kind>], among ids: [Identifier<Kind>], remedy: String
  ) throws(Failure) -> Identifier<Kind> {
    let noun = String(what.dropFirst(2))
    if value.text.utf8.starts(with: "\(noun)/".utf8),
      let id = try? Identifier<Kind>(String(value.text.dropFirst(noun.count + 1))), isKnown(id)
    {
      return id
    }
    if let id = try? Identifier<Kind>(value.text), isKnown(id) {
      return isForced ? id : try Invocation.unambiguous(id, calledSo: named, value, noun)
    }
    do throws(IdentifierProblem) {
      let id = try Identifier<Kind>(value.text)
      if named.count == 1 { return named[0] }
      if isForced, named.isEmpty { return id }
    } catch {
      if named.count == 1 { return named[0] }
      throw .usage("\"\(value.text)\" cannot name \(what): \(error)", at: value.place())
    }
    if named.count > 1 {
      let list = named.map(\.text).joined(separator: ", ")
      throw .usage(
        "several \(noun)s are called \(value.text)", at: value.place(), hint: "say which: \(list)")
    }
    let hint = Suggestion.hint(for: value.text, among: ids.map(\.text))
    throw .usage(
      "the ledger knows no \(noun) \(value.text)", at: value.place(), hint: hint ?? remedy)
  }

  /// A responsibility that is known.
  func responsibility(_ value: ParsedArguments.Value) throws(Failure) -> Responsibility {
    let responsibility: Responsibility = try invocation.identifier(value, "a responsibility")
    let known = (try? reading.history.responsibilities()) ?? Responsibility.builtIn
    if known.contains(responsibility) || isForced { return responsibility }
    throw .usage(
      "the ledger knows no responsibility \(responsibility)", at: value.place(),
      hint: Suggestion.hint(for: value.text, among: known.map(\.text))
        ?? "there are \(known.map(\.text).joined(separator: ", ")); "
        + "declare others with custody policy adopt --responsibility")
  }

  /// The responsibilities from a positional on.
  func responsibilities(from index: Int) throws(Failure) -> [Responsibility] {
    var result: [Responsibility] = []
    for value in arguments.positionals.dropFirst(index) {
      let responsibility = try responsibility(value)
      if !result.contains(responsibility) { result.append(responsibility) }
    }
    return result
  }

  /// A complaint, and whose it is.
  func complaint(
    _ value: ParsedArguments.Value
  ) throws(Failure) -> (client: ClientID, complaint: ComplaintID) {
    let complaint: ComplaintID = try invocation.identifier(value, "a complaint")
    if let client = try client(.client) { return (client, complaint) }
    let clients = reading.history.clientsByComplaint[complaint] ?? []
    if clients.count == 1 { return (clients[0], complaint) }
    if clients.isEmpty {
      let ids = reading.history.clientsByComplaint.keys.map(\.text)
      throw .usage(
        "no line files a complaint \(complaint)", at: value.place(),
        hint: Suggestion.hint(for: value.text, among: ids)
          ?? "record custody complaint file first")
    }
    throw .usage(
      "several clients have a complaint \(complaint)", at: value.place(),
      hint: "say which with --client: \(clients.map(\.text).sorted().joined(separator: ", "))")
  }
}
