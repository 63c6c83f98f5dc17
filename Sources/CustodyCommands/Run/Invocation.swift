import CustodyLedger
import Ownership
import Presentation

/// One run of a command: its arguments in its world, and where its result goes.
struct Invocation {
  let command: CommandDescription
  let arguments: ParsedArguments
  let surroundings: Surroundings
  private let result = ResultText()

  init(command: CommandDescription, arguments: ParsedArguments, surroundings: Surroundings) {
    self.command = command
    self.arguments = arguments
    self.surroundings = surroundings
  }

  /// Gathers what goes to a file.
  private final class ResultText {
    var bytes: [UInt8] = []
  }

  /// The columns that a result for people may take: the terminal’s; in a pipe or file 80.
  var width: Int { surroundings.width ?? 80 }

  /// The colours for the result.
  var palette: Palette {
    if outputFile != nil { return .plain }
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

  /// The file of `-o`; `nil` for standard output.
  private var outputFile: ParsedArguments.Value? {
    command.allOptions.contains { $0.name == Option.output.name } ? arguments.value(.output) : nil
  }

  /// Whether the reader of the result has gone.
  var resultIsUnread: Bool { surroundings.output.problem != nil }

  /// Writes a part of the result.
  func write(_ text: String) {
    if outputFile == nil { surroundings.output.write(text) } else { result.bytes += text.utf8 }
  }

  /// Writes a JSON value and a line feed.
  func write(_ value: JSON) {
    var bytes = JSONText.bytes(value)
    bytes.append(0x0A)
    if outputFile == nil { surroundings.output.write(bytes) } else { result.bytes += bytes }
  }

  /// Says something that is no part of the result.
  func remark(_ text: String) {
    surroundings.errors.write(
      text.wrapped(to: surroundings.width ?? 100).joined(separator: "\n") + "\n")
  }

  /// Says what is wrong without failing.
  func warn(_ problems: [Problem]) {
    let palette = Self.palette(
      surroundings, when: arguments.value(.color)?.text, isTerminal: surroundings.errorsAreTerminal)
    let text = FailureText(arguments: surroundings.arguments, palette: palette)
    surroundings.errors.write(text.text(Failure(.usage, problems)))
  }

  /// Refuses a file of `-o` that lies in the ledger's folder: a result must not take the place of the log.
  func checkOutput() throws(Failure) {
    guard let value = outputFile else { return }
    let folder = Descriptor.realPath(ledger.folder)
    guard let folder, let file = Descriptor.realPath(ofFile: value.text),
      file.hasPrefix(folder + "/") || file == folder
    else { return }
    throw .usage(
      "\(value.text) lies in the ledger’s folder, where a result would take the place of the log",
      at: value.place(), hint: "write the result elsewhere")
  }

  /// Writes the file of `-o`, if there is one and there is a result: whole, or not at all.
  func finish() throws(Failure) {
    guard let outputFile, !result.bytes.isEmpty else { return }
    try InputFile.write(result.bytes, to: outputFile)
  }
}
