import CustodyLedger
import Ownership
import Presentation

extension Option {
  static let describe = Option("--describe", "after each candidate a tab, and what it is")
}

extension CommandDescription {
  /// `custody complete -- WORD...`
  static let complete = CommandDescription(
    name: "complete",
    abstract: "what may stand where a command line is being typed; shells call it",
    examples: [
      Example("custody complete -- who ac", "the clients that begin with ac"),
      Example("custody complete -- complaint ''", "the words that may follow complaint"),
    ],
    discussion: [
      "The last word is the one that is typed. A line each; nothing when the ledger is missing or "
        + "cannot be read. The exit code is 1 where the name of a file is wanted, which the shell "
        + "knows."
    ],
    positionals: [
      Positional(
        "WORD", "the command line without the program’s name", isOptional: true, isRepeating: true)
    ],
    options: [.describe], common: Option.ledger, isHidden: true
  ) { (invocation: Invocation) throws(Failure) in
    let completion = Completion(invocation.arguments.positionals.map(\.text))
    let candidates: [Completion.Candidate]
    switch completion.wanted {
    case .kind(.files, _): return .nobody
    case .kind(let kind, let start):
      // A word that begins with a dash would be read as an option, and what nobody sees is not for a shell.
      candidates = invocation.recorded(kind, in: completion.folder).compactMap { word in
        let isSafe = word.printable == word && (!start.isEmpty || word.utf8.first != 0x2D)
        return isSafe ? Completion.Candidate(text: start + word, meaning: "") : nil
      }
    case .candidates(let words): candidates = words
    }
    let describes = invocation.arguments.has(.describe)
    for candidate in candidates where candidate.text.utf8.starts(with: completion.current.utf8) {
      let meaning = describes && !candidate.meaning.isEmpty ? "\t\(candidate.meaning)" : ""
      invocation.write("\(candidate.text)\(meaning)\n")
    }
    return .answered
  }
}

extension Invocation {
  /// What the ledger knows of a kind; what every ledger has, where there is none.
  ///
  /// - Parameter folder: the folder that the typed words name.
  fileprivate func recorded(_ kind: CompletionKind, in folder: String?) -> [String] {
    if case .words(let words) = kind { return words }
    if kind == .types { return EventKind.allCases.map(\.name) }
    var path = folder ?? arguments.value(.log)?.text ?? Ledger.standardFolder
    if path.utf8.starts(with: "~/".utf8), let home = surroundings.variable("HOME") {
      path = home + path.dropFirst()
    }
    guard let history = try? Ledger(folder: path).read().history else { return [] }
    let everybody = history.everybody.sorted()
    let responsibilities = (try? history.responsibilities()) ?? []
    switch kind {
    case .clients: return history.clients.map(\.text)
    case .persons: return everybody.map(\.text)
    case .complaints: return history.clientsByComplaint.keys.sorted().map(\.text)
    case .responsibilities: return responsibilities.map(\.text)
    case .desks:
      return everybody.map(\.text) + responsibilities.map { "responsibility:\($0)" }
    case .subjects:
      return history.clients.map { "client/\($0)" } + everybody.map { "person/\($0)" }
        + ["ledger"]
    case .types, .commands, .words, .files: return []
    }
  }
}
