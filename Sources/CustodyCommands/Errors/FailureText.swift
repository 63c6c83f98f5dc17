import Presentation

/// Failures as text: what, where with an excerpt and a caret, and what to do.
///
///     custody: "2026-13-01" is not a time: there is no such date in the calendar
///       custody who acme --at 2026-13-01
///                             ^
///       a month is 01 to 12
struct FailureText {
  /// The arguments as they were given, without the program's name.
  let arguments: [String]
  let palette: Palette

  /// All problems, each line ended by LF; of many alike a few, unless `--all-errors` is among the arguments.
  func text(_ failure: Failure) -> String {
    var digest = ProblemDigest(
      showsAll: arguments.contains(Option.allErrors.name), hint: Self.digestHint(arguments))
    digest.append(contentsOf: failure.problems)
    return digest.problems.map(text).joined()
  }

  /// How all problems of a command are shown, where it can do that.
  static func digestHint(_ arguments: [String]) -> String? {
    let word = arguments.first { !$0.utf8.starts(with: "-".utf8) }
    let command = Program.commands.first { $0.name == word }
    let knows = command?.allOptions.contains { $0.name == Option.allErrors.name } ?? false
    return knows ? "\(Option.allErrors.name) shows all" : nil
  }

  private func text(_ problem: Problem) -> String {
    var result = ""
    switch problem.place {
    case nil:
      result = palette.paint("custody:", .problem) + " \(problem.message.printable)\n"
    case .argument(let index, let bytes)?:
      result = palette.paint("custody:", .problem) + " \(problem.message.printable)\n"
      result += commandLine(index, bytes)
    case .variable(let name, let value, let offset)?:
      result = palette.paint("custody:", .problem) + " \(problem.message.printable)\n"
      let before = "\(name)=" + prefix(of: value, bytes: offset)
      result += picture("\(name)=\(value)", caret: before.printable.displayWidth, length: 1)
    case .text(let address, let excerpt, let caret)?:
      result = palette.paint("\(address.printable):", .problem) + " \(problem.message.printable)\n"
      result += picture(excerpt, caret: caret, length: 1)
    }
    if let hint = problem.hint {
      for line in hint.split(separator: "\n") { result += "  \(String(line).printable)\n" }
    }
    return result
  }

  /// The command line, and carets under what is meant. Long lines are shown from the argument on.
  private func commandLine(_ index: Int, _ bytes: Range<Int>?) -> String {
    var line = "custody"
    var caret = line.displayWidth + 1
    var length = 1
    for (position, argument) in arguments.enumerated() {
      line += " "
      let quoted = Self.quoted(argument)
      if position == index {
        let range = bytes ?? 0..<argument.utf8.count
        let opening = quoted == argument ? 0 : 1
        caret = line.displayWidth + opening
        caret += prefix(of: argument, bytes: range.lowerBound).printable.displayWidth
        let meant = prefix(of: argument, bytes: range.upperBound).printable.displayWidth
        length = max(
          meant - prefix(of: argument, bytes: range.lowerBound).printable.displayWidth, 1)
      }
      line += quoted.printable
    }
    if index >= arguments.count { caret = line.displayWidth + 1 }
    return picture(line, caret: caret, length: length)
  }

  private func picture(_ text: String, caret: Int, length: Int) -> String {
    var rest = text.printable[...]
    var caret = caret
    // Keep the place in view: cut from the left what stands far before it, from the right the rest.
    var dropped = 0
    while caret - dropped > 70, let first = rest.popFirst() { dropped += first.displayWidth }
    if dropped > 0 { caret = caret - dropped + 1 }
    let end = rest.index(rest.startIndex, offsetBy: 150, limitedBy: rest.endIndex) ?? rest.endIndex
    let characters = (dropped > 0 ? "…" : "") + rest[..<end] + (end < rest.endIndex ? "…" : "")
    let carets = String(repeating: "^", count: min(length, 100))
    return "  \(characters)\n  \(String(repeating: " ", count: caret))"
      + palette.paint(carets, .problem) + "\n"
  }

  private func prefix(of text: String, bytes count: Int) -> String {
    String(decoding: text.utf8.prefix(count), as: UTF8.self)
  }

  /// An argument as a shell would need it.
  static func quoted(_ argument: String) -> String {
    let isPlain = argument.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || (scalar.value >= 0x30 && scalar.value <= 0x39)
        || "-_./:=,+@%".unicodeScalars.contains(scalar)
    }
    if isPlain, !argument.isEmpty { return argument }
    var result = "'"
    for character in argument.unicodeScalars {
      if character == "'" { result += "'\\''" } else { result.unicodeScalars.append(character) }
    }
    return result + "'"
  }
}
