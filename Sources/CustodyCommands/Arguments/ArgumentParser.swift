/// Sorts the arguments of a command by its description.
///
///     custody [common options] COMMAND arguments and options in any order [-- arguments]
///     --name VALUE   --name=VALUE   -n VALUE   -nVALUE   --switch   -s
struct ArgumentParser {
  let command: CommandDescription
  let variable: (String) -> String?

  /// Reads the arguments.
  ///
  /// - Parameter arguments: each with its index in the command line; the command's name left out.
  /// - Throws: a usage failure with every problem found.
  func parse(_ arguments: [(index: Int, text: String)]) throws(Failure) -> ParsedArguments {
    var parsed = ParsedArguments(declared: command.allOptions)
    var problems: [Problem] = []
    var position = 0
    var optionsEnded = false
    while position < arguments.count {
      let (index, text) = arguments[position]
      position += 1
      if optionsEnded || !text.utf8.starts(with: "-".utf8) || text == "-" {
        parsed.positionals.append(
          ParsedArguments.Value(text: text, origin: .argument(index, start: 0)))
      } else if text == "--" {
        optionsEnded = true
      } else {
        let next = position < arguments.count ? arguments[position] : nil
        switch option(index, text, next, into: &parsed) {
        case .taken(let usedNext): position += usedNext ? 1 : 0
        case .problem(let problem, let usedNext):
          problems.append(problem)
          position += usedNext ? 1 : 0
        }
      }
    }
    if parsed.has(.help) { return parsed }
    problems += takeVariables(into: &parsed)
    problems += choiceProblems(parsed)
    problems += positionalProblems(parsed)
    if !problems.isEmpty { throw Failure(.usage, problems) }
    return parsed
  }

  private enum Outcome {
    case taken(usedNext: Bool)
    case problem(Problem, usedNext: Bool)
  }

  private func option(
    _ index: Int, _ text: String, _ next: (index: Int, text: String)?,
    into parsed: inout ParsedArguments
  ) -> Outcome {
    let isLong = text.utf8.starts(with: "--".utf8)
    let equals = isLong ? text.utf8.firstIndex(of: UInt8(ascii: "=")) : nil
    let name = isLong ? String(text[..<(equals ?? text.endIndex)]) : String(text.prefix(2))
    let found = command.allOptions.first { isLong ? $0.name == name : $0.short == name }
    guard let found else {
      let hint =
        Suggestion.hint(for: name, among: command.allOptions.map(\.name))
        ?? "see custody help \(command.name)"
      return .problem(
        Problem(
          "unknown option \(name)", at: .argument(index, bytes: 0..<name.utf8.count), hint: hint),
        usedNext: false)
    }
    let attached: (text: String, start: Int)?
    if let equals {
      let value = String(text[text.utf8.index(after: equals)...])
      attached = (value, name.utf8.count + 1)
    } else if !isLong, text.utf8.count > name.utf8.count {
      attached = (String(text.dropFirst(2)), name.utf8.count)
    } else {
      attached = nil
    }
    let given: ParsedArguments.Value
    var usedNext = false
    if found.value == nil {
      if let attached {
        return .problem(
          Problem(
            "\(found.name) takes no value",
            at: .argument(index, bytes: attached.start..<text.utf8.count)), usedNext: false)
      }
      given = ParsedArguments.Value(text: "", origin: .argument(index, start: 0))
    } else if let attached {
      given = ParsedArguments.Value(
        text: attached.text, origin: .argument(index, start: attached.start))
    } else if let next, next.text == "-" || !next.text.utf8.starts(with: "-".utf8) {
      given = ParsedArguments.Value(text: next.text, origin: .argument(next.index, start: 0))
      usedNext = true
    } else {
      return .problem(
        Problem(
          "\(found.name) needs a value", at: .argument(index, bytes: nil),
          hint: "write \(found.name) \(found.value ?? "")"), usedNext: false)
    }
    if !found.isRepeatable, found.value != nil, parsed.options[found.name] != nil {
      return .problem(
        Problem("\(found.name) is given twice", at: .argument(index, bytes: nil)),
        usedNext: usedNext)
    }
    parsed.options[found.name, default: []].append(given)
    return .taken(usedNext: usedNext)
  }

  /// - Returns: what is wrong with them.
  private func takeVariables(into parsed: inout ParsedArguments) -> [Problem] {
    var problems: [Problem] = []
    for option in command.allOptions where parsed.options[option.name] == nil {
      guard let name = option.variable, let value = variable(name), !value.isEmpty else { continue }
      let given = ParsedArguments.Value(text: value, origin: .variable(name))
      if value.unicodeScalars.contains("\u{FFFD}") {
        problems.append(
          Problem(
            "the variable \(name) is not UTF-8: characters of it cannot be read",
            at: given.place(), hint: "check its encoding, or give \(option.name) instead"))
      }
      parsed.options[option.name] = [given]
    }
    return problems
  }

  private func choiceProblems(_ parsed: ParsedArguments) -> [Problem] {
    var problems: [Problem] = []
    for option in command.allOptions where !option.choices.isEmpty {
      for value in parsed.values(option) where !option.choices.contains(value.text) {
        let hint = Suggestion.hint(for: value.text, among: option.choices)
        problems.append(
          Problem(
            "\(option.name) cannot be \"\(value.text)\"", at: value.place(),
            hint: hint ?? "there are \(option.choices.joined(separator: ", "))"))
      }
    }
    return problems
  }

  private func positionalProblems(_ parsed: ParsedArguments) -> [Problem] {
    let required = command.positionals.filter { !$0.isOptional }
    let usage =
      "usage: custody \(command.name) "
      + command.positionals.map(\.usage).joined(separator: " ")
    if parsed.positionals.count < required.count {
      let missing = required[parsed.positionals.count]
      return [
        Problem(
          "\(missing.name) is missing: \(missing.help)", at: .argument(.max, bytes: nil),
          hint: usage)
      ]
    }
    let takesAny = command.positionals.last?.isRepeating ?? false
    if !takesAny, parsed.positionals.count > command.positionals.count {
      let extra = parsed.positionals[command.positionals.count]
      let hint =
        command.positionals.isEmpty ? "custody \(command.name) takes only options" : usage
      return [Problem("one argument too many", at: extra.place(), hint: hint)]
    }
    return []
  }
}
