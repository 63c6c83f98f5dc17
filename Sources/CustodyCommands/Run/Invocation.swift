import CustodyLedger
import Ownership
import Presentation

/// One run of a command: its arguments in its world, and where its result goes.
struct Invocation {
  let command: CommandDescription
  let arguments: ParsedArguments
  let surroundings: Surroundings
  /// The file of `-o`; `nil` for standard output.
  let resultFile: ResultFile?

  init(command: CommandDescription, arguments: ParsedArguments, surroundings: Surroundings) {
    self.command = command
    self.arguments = arguments
    self.surroundings = surroundings
    resultFile = Self.outputFile(command, arguments).map(ResultFile.init)
  }

  /// The columns that a result for people may take: the terminal’s; in a pipe or file 80.
  var width: Int { surroundings.width ?? 80 }

  /// The colours for the result.
  var palette: Palette {
    if resultFile != nil { return .plain }
    return Self.palette(
      surroundings, when: arguments.value(.color)?.text, isTerminal: surroundings.outputIsTerminal)
  }

  var helpText: HelpText { HelpText(width: min(surroundings.width ?? 100, 100), palette: palette) }

  /// Colours on a terminal, unless `NO_COLOR` or `--color` say otherwise.
  static func palette(_ surroundings: Surroundings, when: String?, isTerminal: Bool) -> Palette {
    switch when ?? "auto" {
    case "always": return .ansi
    case "never": return .plain
    default:
      let refuses = surroundings.variable("NO_COLOR").map { !$0.isEmpty } ?? false
      let isDumb = surroundings.variable("TERM") == "dumb"
      return isTerminal && !refuses && !isDumb ? .ansi : .plain
    }
  }

  // MARK: Where results and remarks go

  /// Whether the reader of the result has gone, or its file can take no more.
  var resultIsUnread: Bool {
    resultFile.map { $0.problem != nil } ?? (surroundings.output.problem != nil)
  }

  /// Writes a part of the result.
  func write(_ text: String) {
    if let resultFile { resultFile.write(text.utf8) } else { surroundings.output.write(text) }
  }

  /// Writes a part of the result.
  func write(_ bytes: [UInt8]) {
    if let resultFile { resultFile.write(bytes) } else { surroundings.output.write(bytes) }
  }

  /// Writes a JSON value and a line feed.
  func write(_ value: JSON) {
    write(JSONWriter.shownText(value) + "\n")
  }

  /// Writes a line of the result for people.
  func write(line text: String) { write(text.printable + "\n") }

  /// Writes a line of the log, LF included, as JSON is shown.
  func write(logLine line: [UInt8]) { write(JSONWriter.shown(line)) }

  /// Says something that is no part of the result.
  func remark(_ text: String) {
    surroundings.errors.write(
      text.printable.hanging(in: surroundings.width ?? 100).joined(separator: "\n") + "\n")
  }

  /// Says what is wrong without failing.
  func warn(_ problems: [Problem]) {
    let palette = Self.palette(
      surroundings, when: arguments.value(.color)?.text, isTerminal: surroundings.errorsAreTerminal)
    let text = FailureText(arguments: surroundings.arguments, palette: palette)
    surroundings.errors.write(text.text(Failure(.usage, problems)))
  }

  /// Writes the file of `-o`, if there is one and there is a result: whole, or not at all. Called by a
  /// command that says something of the file, and at the end of every command.
  func finish() throws(Failure) {
    try resultFile?.finish()
    if !surroundings.output.recorded.isEmpty, let failure = resultFile?.unread { throw failure }
  }
}
