import Ownership

/// Identifiers in arguments, and questions that cannot be answered.
extension Invocation {
  /// Reads an identifier.
  func identifier<Kind>(
    _ value: ParsedArguments.Value, _ what: String
  ) throws(Failure) -> Identifier<Kind> {
    do throws(IdentifierProblem) {
      return try Identifier(value.text)
    } catch {
      throw .usage("\"\(value.text)\" cannot name \(what): \(error)", at: value.place())
    }
  }

  /// Asks, and turns a question that cannot be answered into a usage failure at the argument that asked.
  func answering<Value>(
    _ value: ParsedArguments.Value?, _ ask: () throws(QuestionProblem) -> Value
  ) throws(Failure) -> Value {
    do throws(QuestionProblem) {
      return try ask()
    } catch {
      throw .usage(error.message, at: value?.place(), hint: error.hint)
    }
  }
}

extension QuestionProblem {
  /// What is wrong, in one clause.
  var message: String {
    switch self {
    case .noSuchEvent(let number, _): "there is no line \(number)"
    case .unknownResponsibility(let responsibility, _):
      "the ledger knows no responsibility \(responsibility)"
    case .noSuchComplaint(let complaint): "no line files a complaint \(complaint)"
    case .complaintNotYetKnown(let complaint, let position, let line):
      "complaint \(complaint) was not known at event:\(position); it was filed by line #\(line)"
    case .ambiguousComplaint(let complaint, _): "several clients have a complaint \(complaint)"
    }
  }

  /// What to do; `nil` where there is nothing to say.
  var hint: String? {
    switch self {
    case .noSuchEvent(_, let last):
      return last == .zero ? "the ledger has no lines" : "the last line is event:\(last)"
    case .unknownResponsibility(let responsibility, let known):
      let names = known.map(\.text)
      return Suggestion.hint(for: responsibility.text, among: names)
        ?? "there are \(names.joined(separator: ", "))"
    case .noSuchComplaint: return nil
    case .complaintNotYetKnown(_, _, let line):
      return "ask with --known-at event:\(line) or later, or leave --known-at out"
    case .ambiguousComplaint(_, let clients):
      let names = clients.prefix(5).map(\.text).joined(separator: ", ")
      let more = clients.count > 5 ? " and \(clients.count - 5) more" : ""
      return "say which with --client: \(names)\(more)"
    }
  }
}
