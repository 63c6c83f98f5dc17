/// Finding a command by its name, which is one word, or a noun and a verb: `complaint show`.
extension Program {
  /// The command that begins with the word at a place, and how many words name it.
  ///
  /// - Parameters:
  ///   - words: the words, from the one that stands for the command.
  ///   - place: where the first of them is shown in an error.
  static func command(
    named words: ArraySlice<String>, at place: Place
  ) throws(Failure) -> (command: CommandDescription, words: Int) {
    let first = words[words.startIndex]
    let second = words.dropFirst().first
    if let second, let found = commands.first(where: { $0.name == "\(first) \(second)" }) {
      return (found, 2)
    }
    if let found = commands.first(where: { $0.name == first }) { return (found, 1) }
    let verbs = verbs(of: first).map(\.name)
    if !verbs.isEmpty {
      let isNamed = second.map { !$0.utf8.starts(with: "-".utf8) } ?? false
      let tried = [first, isNamed ? second : nil].compactMap(\.self).joined(separator: " ")
      throw .usage(
        isNamed ? "there is no command \(tried)" : "\(first) is only half of a command",
        at: place,
        hint: Suggestion.hint(for: tried, among: verbs)
          ?? "there are \(verbs.joined(separator: ", "))")
    }
    throw .usage(
      "there is no command \(first)", at: place,
      hint: Suggestion.hint(for: first, among: commands.filter { !$0.isHidden }.map(\.name))
        ?? "custody help lists the commands")
  }

  /// The commands that begin with a noun: `complaint show`, `complaint file` …
  static func verbs(of noun: String) -> [CommandDescription] {
    commands.filter { $0.name.utf8.starts(with: "\(noun) ".utf8) }
  }
}
