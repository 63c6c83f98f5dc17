import Ownership

extension CommandDescription {
  /// `custody policy adopt`
  static let policyAdopt = recording(
    "policy adopt", "adopt a policy: what it names is set, the rest stays",
    examples: [
      Example(
        "custody policy adopt --responsibility risk --fallback legal=risk,account",
        "a new responsibility, and who answers for legal where nobody holds it"),
      Example(
        "custody policy adopt --limit clientsPerPerson=25 --bonus-basis revenue",
        "a limit, and when bonuses are paid"),
    ],
    options: [.fallback, .declared, .limits, .bonusBasis]
  ) { (clerk: Clerk) throws(Failure) in
    var fallback: [(Responsibility, [Responsibility])] = []
    for value in clerk.arguments.values(.fallback) {
      let (name, list) = try clerk.pair(value)
      var names: [Responsibility] = []
      for item in list.split(separator: ",") {
        names.append(try responsibility(String(item), value))
      }
      fallback.append((try responsibility(name, value), names))
    }
    var declared: [Responsibility] = []
    for value in clerk.arguments.values(.declared) {
      declared.append(try clerk.invocation.identifier(value, "a responsibility"))
    }
    var limits: [(String, String)] = []
    for value in clerk.arguments.values(.limits) {
      let (name, number) = try clerk.pair(value)
      guard LimitValue(number: number) != nil else {
        throw .usage(
          "\"\(number)\" is not a number", at: value.place(), hint: "write NAME=NUMBER")
      }
      limits.append((name, number))
    }
    return AdoptPolicy(
      fallback: fallback, responsibilities: declared.isEmpty ? nil : declared, limits: limits,
      bonusBasis: clerk.text(.bonusBasis), try clerk.occasion())
  }

  private static func responsibility(
    _ name: String, _ value: ParsedArguments.Value
  ) throws(Failure) -> Responsibility {
    do throws(IdentifierProblem) {
      return try Responsibility(name)
    } catch {
      throw .usage("\"\(name)\" cannot name a responsibility: \(error)", at: value.place())
    }
  }

  /// `custody note`
  static let note = recording(
    "note", "add a remark on a client, a person or the ledger",
    examples: [
      Example("custody note client/acme 'asked for a call'", "on a client"),
      Example("custody note ledger 'moved to another machine'", "on the ledger"),
    ],
    positionals: [
      Positional("SUBJECT", "client/ID, person/ID or ledger"), Positional("TEXT", "the remark"),
    ]
  ) { (clerk: Clerk) throws(Failure) in
    AddNote(
      try subject(clerk.positional(0)), clerk.positional(1).text, try clerk.occasion())
  }

  private static func subject(_ value: ParsedArguments.Value) throws(Failure) -> Subject {
    do throws(SubjectProblem) {
      return try Subject(value.text)
    } catch {
      throw .usage("\"\(value.text)\" is not a subject: \(error)", at: value.place())
    }
  }
}
