import CustodyLedger
import Presentation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program `custody`: finds the command, runs it, and says what went wrong.
public enum Program {
  /// Every command, in the order of the overview.
  static let commands: [CommandDescription] =
    [
      .initialize, .append, .importing, .who, .history, .log, .complaintShow, .complaintList, .map,
      .diff, .replay, .load, .whatIfLeave, .bonuses, .audit, .explain, .annotate, .leaver,
      .contractShow, .changeList, .authorityList, .verify, .checkpoint, .prove, .evidence, .recover,
      .date,
      .completions, .complete, .manual, .help,
    ] + recordingCommands

  /// Runs the process and ends it.
  public static func main() -> Never {
    Surroundings.prepareProcess()
    exit(run(.ofProcess()))
  }

  /// Runs a command in a world, and returns the exit code.
  static func run(_ surroundings: Surroundings) -> Int32 {
    defer { surroundings.errors.flush() }
    do throws(Failure) {
      let code = try dispatch(surroundings)
      surroundings.output.flush()
      switch surroundings.output.problem {
      case .failed(let reason): throw Failure(.unwritten, "cannot write the result: \(reason)")
      // A reader of an answer goes when it has read enough.
      case .closed where !surroundings.output.recorded.isEmpty:
        throw Failure(.unwritten, "cannot write the result: its reader has gone")
      case .closed, nil: break
      }
      return code.rawValue
    } catch {
      var error = error
      surroundings.output.flush()
      if error.code == .unwritten, !surroundings.output.recorded.isEmpty {
        error.problems[0].hint =
          "it was recorded all the same:\n" + surroundings.output.recorded
      }
      let palette = Invocation.palette(
        surroundings, when: nil, isTerminal: surroundings.errorsAreTerminal)
      surroundings.errors.write(
        FailureText(arguments: surroundings.arguments, palette: palette).text(error))
      return error.code.rawValue
    }
  }

  private static func dispatch(_ surroundings: Surroundings) throws(Failure) -> ExitCode {
    if let place = surroundings.arguments.firstIndex(where: {
      $0.unicodeScalars.contains("\u{FFFD}")
    }) {
      throw .usage(
        "argument \(place + 1) is not UTF-8: characters of it cannot be read",
        at: .argument(place, bytes: nil), hint: "check the encoding of the terminal or script")
    }
    var words = surroundings.arguments.enumerated().map { (index: $0.offset, text: $0.element) }
    guard let place = commandPlace(surroundings.arguments) else {
      return try withoutCommand(surroundings)
    }
    let noun = surroundings.arguments[place]
    let rest = surroundings.arguments[(place + 1)...]
    if !verbs(of: noun).isEmpty, !commands.contains(where: { $0.name == noun }),
      let first = rest.first, first == Option.help.name || first == "-h"
    {
      return try dispatch(help: noun, surroundings)
    }
    let (command, count) = try command(
      named: surroundings.arguments[place...], at: .argument(place, bytes: nil))
    words.removeSubrange(place..<(place + count))
    let parser = ArgumentParser(command: command, variable: surroundings.variable)
    let arguments = try parser.parse(words)
    let invocation = Invocation(command: command, arguments: arguments, surroundings: surroundings)
    if arguments.has(.help) {
      surroundings.output.write(invocation.helpText.text(command))
      return .answered
    }
    try invocation.checkOutput()
    let code = try command.run(invocation)
    try invocation.finish()
    return code
  }

  /// `custody NOUN --help` is `custody help NOUN`.
  private static func dispatch(
    help noun: String, _ surroundings: Surroundings
  ) throws(Failure) -> ExitCode {
    var surroundings = surroundings
    surroundings.arguments = ["help", noun]
    return try dispatch(surroundings)
  }

  /// Where the command stands: the first argument that is neither a common option nor its value.
  private static func commandPlace(_ arguments: [String]) -> Int? {
    var place = 0
    while place < arguments.count {
      let argument = arguments[place]
      if !argument.utf8.starts(with: "-".utf8) { return place }
      let takesValue = Option.question.contains {
        $0.value != nil && ($0.name == argument || $0.short == argument)
      }
      place += takesValue ? 2 : 1
    }
    return nil
  }

  private static func withoutCommand(_ surroundings: Surroundings) throws(Failure) -> ExitCode {
    let overview = HelpText(
      width: min(surroundings.width ?? 100, 100),
      palette: Invocation.palette(
        surroundings, when: nil, isTerminal: surroundings.outputIsTerminal))
    switch surroundings.arguments.first {
    case "--version"?:
      surroundings.output.write("custody \(CustodyVersion.text)\n")
      return .answered
    case "--help"?, "-h"?:
      surroundings.output.write(overview.overview(commands))
      return .answered
    case let argument?:
      let names = [Option.help.name, Option.version.name]
      throw .usage(
        "a command is missing", at: .argument(0, bytes: nil),
        hint: Suggestion.hint(for: argument, among: names) ?? "custody help lists the commands")
    case nil:
      throw .usage("a command is missing", hint: "custody help lists the commands")
    }
  }
}
