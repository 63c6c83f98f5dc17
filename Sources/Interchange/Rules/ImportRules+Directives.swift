import Ownership

/// What each line of a rules file says.
extension ImportRules {
  /// Takes the rest of a line.
  mutating func take(_ directive: Directive, _ line: inout RulesLine) throws(RulesProblem) {
    switch directive {
    case .shape: shape = try Self.choice(&line, "a shape")
    case .source: source = try nonEmpty(&line, "the name of the system").text
    case .delimiter: delimiter = try delimiterByte(&line)
    case .encoding: encoding = try Self.choice(&line, "an encoding")
    case .zone: zone = try nonEmpty(&line, "the name of a zone")
    case .timeFormat: timeFormat = try format(&line)
    case .client:
      let value = try valueSource(&line, "a column with the client")
      client = ClientRule(
        value: value, prefix: line.take("prefix") ? try line.word("the prefix").text : "")
    case .responsibility: responsibilities.append(try responsibility(&line))
    case .time, .from: begin = try timeColumn(&line)
    case .until, .through:
      end = EndRule(time: try timeColumn(&line), includesDay: directive == .through)
    case .sourceTime: sourceTime = try timeColumn(&line)
    case .endSourceTime: endSourceTime = try timeColumn(&line)
    case .order:
      try line.expect("by")
      order = try nonEmpty(&line, "a column of whole numbers")
    case .window: window = try nonEmpty(&line, "a date or an RFC 3339 time")
    case .nobody:
      repeat { nobody.append(try line.word("a value that means nobody").text) } while !line.isAtEnd
    case .skip: skips.append(try whenCondition(&line))
    case .only: onlys.append(try whenCondition(&line))
    case .rename: try takeRenaming(&line)
    case .first:
      try line.expect("inferred")
      firstIsInferred = line.isAtEnd ? .always : .when(try whenCondition(&line))
    case .register:
      register = line.take("first") ? .always : .when(try whenCondition(&line))
    case .close: close = try whenCondition(&line)
    case .keep: try takeKept(&line)
    }
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ line: inout RulesLine, _ what: String
  ) throws(RulesProblem) -> Choice where Choice.RawValue == String {
    let offset = line.nextOffset
    let text = try line.oneOf(Choice.allCases.map(\.rawValue), what)
    guard let choice = Choice(rawValue: text) else {
      throw line.problem(at: offset, "\"\(text)\" is not \(what)")
    }
    return choice
  }

  private func nonEmpty(_ line: inout RulesLine, _ what: String) throws(RulesProblem) -> Written {
    let offset = line.nextOffset
    let written = try line.written(what)
    if written.text.isEmpty {
      throw line.problem(at: offset, "expected \(what), not an empty text")
    }
    return written
  }

  private func delimiterByte(_ line: inout RulesLine) throws(RulesProblem) -> UInt8 {
    if line.take("tab") { return Byte.tab }
    let offset = line.nextOffset
    let bytes = Array(try line.word("one character, or tab").text.utf8)
    guard bytes.count == 1, let byte = bytes.first, byte < 0x80, byte != Byte.quote,
      byte != Byte.lineFeed, byte != Byte.carriageReturn
    else {
      throw line.problem(at: offset, "a delimiter is one ASCII character that is no quote, or tab")
    }
    return byte
  }

  private func format(_ line: inout RulesLine) throws(RulesProblem) -> TimeFormat {
    let (text, offset) = try line.rest("a format")
    do throws(TimeFormat.Problem) {
      return try TimeFormat(text)
    } catch {
      throw line.problem(at: offset + error.offset, error.message)
    }
  }

  private func timeColumn(_ line: inout RulesLine) throws(RulesProblem) -> TimeColumn {
    let column = try nonEmpty(&line, "a column with times")
    return TimeColumn(
      column: column, format: line.take("format") ? try format(&line) : nil)
  }

  private func valueSource(
    _ line: inout RulesLine, _ what: String
  ) throws(RulesProblem) -> ValueSource {
    if line.take("constant") { return .constant(try nonEmpty(&line, "a name").text) }
    return .column(try nonEmpty(&line, what))
  }

  private func responsibility(
    _ line: inout RulesLine
  ) throws(RulesProblem) -> ResponsibilityRule {
    let offset = line.nextOffset
    let name: ValueSource =
      line.take("from")
      ? .column(try nonEmpty(&line, "a column with the responsibility"))
      : .constant(try nonEmpty(&line, "the name of a responsibility").text)
    if case .constant(let text) = name {
      for case .constant(let other) in responsibilities.map(\.name)
      where other.hasSameBytes(as: text) {
        throw line.problem(
          at: offset, "\(text.quoted) a second time; it has one responsible person at a time")
      }
    }
    try line.expect("person")
    let person = try valueSource(&line, "a column with the person")
    let previous = line.take("previous") ? try nonEmpty(&line, "a column") : nil
    return ResponsibilityRule(name: name, person: person, previous: previous)
  }

  private func whenCondition(_ line: inout RulesLine) throws(RulesProblem) -> Condition {
    try line.expect("when")
    let column = try nonEmpty(&line, "a column")
    let offset = line.nextOffset
    var isNegated = false
    var hasWildcards = false
    if line.take("is") {
      isNegated = line.take("not")
    } else if line.take("matches") {
      hasWildcards = true
    } else if line.take("does") {
      try line.expect("not")
      try line.expect("match")
      hasWildcards = true
      isNegated = true
    } else {
      throw line.problem(at: offset, "expected `is`, `is not`, `matches` or `does not match` here")
    }
    var patterns: [Pattern] = []
    repeat {
      let text = try line.word("a value").text
      patterns.append(hasWildcards ? Pattern(wildcards: text) : Pattern(exactly: text))
    } while line.take("or")
    return Condition(column: column, patterns: patterns, isNegated: isNegated)
  }

  private mutating func takeRenaming(_ line: inout RulesLine) throws(RulesProblem) {
    let target: Renaming.Target = try Self.choice(&line, "a kind of name")
    let old = Pattern(wildcards: try nonEmpty(&line, "the name in the file").text)
    try line.expect("to")
    let offset = line.nextOffset
    let new = try nonEmpty(&line, "the name to use").text
    if new.utf8.count(where: { $0 == UInt8(ascii: "*") }) > old.starCount {
      throw line.problem(at: offset, "the new name has more `*` than the old one")
    }
    renames[target, default: []].append(Renaming(old: old, new: new))
  }

  private mutating func takeKept(_ line: inout RulesLine) throws(RulesProblem) {
    var offset = line.nextOffset
    let column = try nonEmpty(&line, "a column")
    var name = column.text
    if line.take("as") {
      offset = line.nextOffset
      name = try nonEmpty(&line, "the name of a field").text
    }
    if name == "responsibility" || name == "person" || name == "name" {
      throw line.problem(
        at: offset, "the field \"\(name)\" has a meaning of its own; say `as` and another name")
    }
    if kept.contains(where: { $0.name.hasSameBytes(as: name) }) {
      throw line.problem(at: offset, "the field \"\(name)\" is kept already")
    }
    kept.append(KeptColumn(column: column, name: name))
  }
}
