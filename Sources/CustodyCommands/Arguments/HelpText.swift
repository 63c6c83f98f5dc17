import Presentation

/// The help of a command, made from its description; examples come first.
struct HelpText {
  let width: Int
  let palette: Palette

  /// What the exit codes mean.
  static let exitCodes = ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) }

  /// What `-h`, `--help` and `help X` show.
  func text(_ command: CommandDescription) -> String {
    var result = "custody \(command.name) – \(command.abstract)\n"
    result += heading("Examples")
    for example in command.examples {
      result += "  \(palette.paint(example.line, .strong))\n"
      result += example.meaning.wrapped(to: width, after: "      ") + "\n"
    }
    result += heading("Usage")
    let words = ["custody", command.name] + command.positionals.map(\.usage)
    result += "  " + (words + ["[options]"]).joined(separator: " ") + "\n"
    if !command.positionals.isEmpty {
      result += heading("Arguments")
      result += list(command.positionals.map { ($0.name, $0.help) })
    }
    if !command.options.isEmpty {
      result += heading("Options")
      result += list(command.options.map { ($0.usage, Self.help($0)) })
    }
    result += heading("Common options")
    result += list(command.common.map { ($0.usage, Self.help($0)) })
    for paragraph in command.discussion {
      result += "\n" + paragraph.wrapped(to: width).joined(separator: "\n") + "\n"
    }
    return result
  }

  /// What `custody help` shows.
  func overview(_ commands: [CommandDescription]) -> String {
    var result =
      "custody – who was responsible for this client when the problem arose, with evidence\n"
    result += heading("Examples")
    let examples = [
      Example("custody who acme", "who answers for the client acme, for everything, now"),
      Example(
        "custody who acme contract --at 2026-03-02 --known-at 2026-03-10",
        "who answered for its contract questions on that day, as far as was known a week later"),
      Example(
        "custody who --complaint c1",
        "the verdict on a complaint: as filed, now, and which line makes the difference"),
      Example("custody history acme", "everything that was recorded about it"),
    ]
    for example in examples {
      result += "  \(palette.paint(example.line, .strong))\n"
      result += example.meaning.wrapped(to: width, after: "      ") + "\n"
    }
    result += heading("Commands")
    result += list(commands.filter { !$0.isHidden }.map { ($0.name, $0.abstract) })
    result += heading("Exit codes")
    result += list(Self.exitCodes)
    result += "\ncustody help COMMAND tells more about one; custody --version shows the version.\n"
    return result
  }

  /// The commands that begin with a noun.
  func verbs(of noun: String, _ commands: [CommandDescription]) -> String {
    "custody \(noun) – one of these" + heading("Commands")
      + list(commands.map { ($0.name, $0.abstract) })
      + "\ncustody help \(noun) VERB tells more about one.\n"
  }

  private func heading(_ text: String) -> String { "\n" + palette.paint(text, .heading) + "\n" }

  private func list(_ rows: [(String, String)]) -> String {
    let column = min(rows.map { $0.0.displayWidth }.max() ?? 0, 24)
    return rows.map { name, help in
      let head = "  " + name.padded(to: column) + "  "
      if name.displayWidth <= column { return help.wrapped(to: width, after: head) + "\n" }
      let indent = String(repeating: " ", count: column + 4)
      return "  \(name)\n" + help.wrapped(to: width, after: indent) + "\n"
    }.joined()
  }

  /// What an option is for, with its choices and what holds without it.
  static func help(_ option: Option) -> String {
    var notes: [String] = []
    if !option.choices.isEmpty { notes.append(option.choices.joined(separator: ", ")) }
    if option.isRepeatable { notes.append("may be repeated") }
    if let standard = option.standard { notes.append("default: \(standard)") }
    if let variable = option.variable { notes.append("or \(variable)") }
    return notes.isEmpty ? option.help : option.help + " (" + notes.joined(separator: "; ") + ")"
  }
}
