import CustodyLedger
import EventLog
import Presentation
import Storage

/// Where results go, and what is said of them.
extension Invocation {
  /// The file of `-o`; `nil` for standard output, which `-` stands for, and any name for what is open there.
  static func outputFile(
    _ command: CommandDescription, _ arguments: ParsedArguments
  ) -> ParsedArguments.Value? {
    guard command.allOptions.contains(where: { $0.name == Option.output.name }),
      let value = arguments.value(.output), value.text != "-",
      Descriptor.ofThisProcess(value.text) != 1
    else { return nil }
    return value
  }

  /// The file of `-o`; `nil` for standard output.
  var outputFile: ParsedArguments.Value? { Self.outputFile(command, arguments) }

  /// Writes what was recorded, which is said on standard error where that fails.
  func tell(recorded text: String) {
    write(text)
    surroundings.output.recorded += text
  }

  /// Says what was done: on standard output, or on standard error where the result goes there. Its lines are
  /// made printable.
  func report(_ lines: String) {
    let text = lines.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0).printable
    }.joined(separator: "\n")
    if outputFile == nil {
      surroundings.errors.write(text)
    } else {
      surroundings.output.write(text)
    }
  }

  /// Looks at the file of `-o` before anything is done: whether it can be written, and is no ledger's.
  func checkOutput() throws(Failure) {
    guard let resultFile, let value = outputFile else { return }
    try check(resultFile, value)
  }

  /// Looks at a file that a result is to go to.
  ///
  /// - Throws: a usage failure where it cannot be written, or would take the place of a file of a ledger.
  func check(_ file: ResultFile, _ value: ParsedArguments.Value) throws(Failure) {
    if value.text.isEmpty {
      throw .usage(
        "the name of the file that the result is to go to is empty", at: value.place(),
        hint: "name a file; - stands for standard output")
    }
    if let path = Descriptor.realPath(ofFile: value.text) { try requireNoLedger(path, value) }
    let path = try file.check()
    try requireNoLedger(path, value)
    try requireNotRead(path, value)
    guard command.allOptions.contains(where: { $0.name == Option.log.name }),
      let folder = try? Folder(ledger.folder), let name = folder.nameOfFile(at: path)
    else { return }
    throw .usage(
      "\(value.text) is another name of the ledger’s file \(name)", at: value.place(),
      hint: "write the result elsewhere")
  }

  /// Refuses a file that the command itself reads, such as a key: the result would take its place. What
  /// belongs to such a file is read with it, without being named.
  private func requireNotRead(
    _ path: String, _ value: ParsedArguments.Value
  ) throws(Failure) {
    // A spreadsheet may take its answers in: the result is complete before it takes the place.
    if command.name == CommandDescription.annotate.name { return }
    let others =
      arguments.positionals + command.allOptions.flatMap { arguments.values($0) }
    for other in others where other.origin != value.origin {
      for name in [other.text] + Self.companions(of: other.text)
      where Descriptor.isSameFile(name, path) {
        throw .usage(
          "\(value.text) is a file that the command reads"
            + (name == other.text ? "" : ", with \(other.text)")
            + ", and a result would take its place",
          at: value.place(), hint: "write the result elsewhere")
      }
    }
  }

  /// What is read with a file that is named: the signature of a checkpoint, and the other half or the
  /// certificate of a key.
  private static func companions(of name: String) -> [String] {
    var halves = [name + ".pub", name + "-cert.pub"]
    for suffix in ["-cert.pub", ".pub"] where name.utf8.count > suffix.utf8.count {
      if name.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        halves.append(String(name.dropLast(suffix.count)))
      }
    }
    return halves + [name + ".sig"]
  }

  /// Refuses a file in the folder of a ledger, of this one or of another, or below it.
  private func requireNoLedger(
    _ path: String, _ value: ParsedArguments.Value
  ) throws(Failure) {
    var own: String?
    if command.allOptions.contains(where: { $0.name == Option.log.name }) {
      own = Descriptor.realPath(ledger.folder)
    }
    var folder = path
    while folder != "/", folder != "." {
      if folder == own {
        throw .usage(
          "\(value.text) lies in the ledger’s folder, where a result would take the place of the log",
          at: value.place(), hint: "write the result elsewhere")
      }
      folder = Descriptor.parent(of: folder)
      if folder != own, Descriptor.realPath("\(folder)/\(Segment.firstName)") != nil {
        throw .usage(
          "\(value.text) lies in the folder of a ledger, \(folder), where a result would take the place "
            + "of the log", at: value.place(), hint: "write the result elsewhere")
      }
    }
  }
}
