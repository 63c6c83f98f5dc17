/// The manual page, in the macros of man(7), made from the descriptions of the commands.
struct ManualPage {
  let version: String
  let commands: [CommandDescription]

  var text: String {
    var lines = [
      #".TH CUSTODY 1 "" "custody \#(version)" "User Commands""#, ".SH NAME",
      #"custody \- who was responsible for this client when the problem arose, with evidence"#,
      ".SH SYNOPSIS", ".B custody", #".I COMMAND\fR [\fIarguments\fR] [\fIoptions\fR]"#,
      ".SH COMMANDS",
    ]
    for command in commands where !command.isHidden { lines += section(command) }
    lines.append(".SH ENVIRONMENT")
    var seen: [String] = []
    for option in commands.flatMap(\.allOptions) {
      guard let variable = option.variable, !seen.contains(variable) else { continue }
      seen.append(variable)
      lines += Self.item(variable, "\(option.name) where it is not given: \(option.help)")
    }
    lines.append(".SH EXIT STATUS")
    for (code, meaning) in HelpText.exitCodes { lines += Self.item(code, meaning) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: CommandDescription) -> [String] {
    var lines = [".SS custody " + Self.escaped(command.name), Self.line(command.abstract), ".PP"]
    let words = ["custody", command.name] + command.positionals.map(\.usage) + ["[options]"]
    lines.append(".B " + Self.escaped(words.joined(separator: " ")))
    for example in command.examples {
      lines += [".PP", ".EX", Self.line(example.line), ".EE", Self.line(example.meaning)]
    }
    for positional in command.positionals { lines += Self.item(positional.name, positional.help) }
    for option in command.allOptions { lines += Self.item(option.usage, HelpText.help(option)) }
    for paragraph in command.discussion { lines += [".PP", Self.line(paragraph)] }
    return lines
  }

  private static func item(_ name: String, _ text: String) -> [String] {
    [".TP", ".B " + escaped(name), line(text)]
  }

  /// A line of text: at its beginning a full stop or an apostrophe would be a macro.
  private static func line(_ text: String) -> String {
    let isMacro = text.utf8.first == UInt8(ascii: ".") || text.utf8.first == UInt8(ascii: "'")
    return (isMacro ? #"\&"# : "") + escaped(text)
  }

  /// Text in which backslashes, dashes and quotes are what they look like.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += #"\e"#
      case "-": result += #"\-"#
      case "'": result += #"\(aq"#
      case "\"": result += #"\(dq"#
      case "`": result += #"\(ga"#
      case "^": result += #"\(ha"#
      case "~": result += #"\(ti"#
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
