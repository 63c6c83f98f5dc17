import CustodyLedger
import EventLog
import Ownership

/// What commands read from their arguments: values, times and the occasion.
extension Clerk {
  var arguments: ParsedArguments { invocation.arguments }

  /// A positional that the parser has made sure of.
  func positional(_ index: Int) -> ParsedArguments.Value { arguments.positionals[index] }

  /// The text of an option; `nil` where it is not given.
  func text(_ option: Option) -> String? { arguments.value(option)?.text }

  /// The text of an option that must be given.
  func required(_ option: Option) throws(Failure) -> ParsedArguments.Value {
    if let value = arguments.value(option) { return value }
    throw .usage(
      "\(option.name) is missing: \(option.help)", at: .argument(.max, bytes: nil),
      hint: "write \(option.name) \(option.value ?? "")")
  }

  func identifier<Kind>(
    _ value: ParsedArguments.Value?, _ what: String
  ) throws(Failure) -> Identifier<Kind>? {
    guard let value else { return nil }
    return try invocation.identifier(value, what)
  }

  // MARK: Times

  /// When, by whom, and a remark.
  func occasion() throws(Failure) -> Occasion {
    Occasion(
      at: try instant(.happened), effective: try effectiveTime(), by: text(.decidedBy),
      note: text(.note))
  }

  private func effectiveTime() throws(Failure) -> Instant? {
    let stated = try instant(.effective)
    guard invocation.command.options.contains(where: { $0.name == Option.lastDay.name }),
      let value = arguments.value(.lastDay)
    else { return stated }
    if stated != nil {
      throw .usage(
        "--effective and --last-day say the same thing", at: value.place(), hint: "give one of them"
      )
    }
    guard case .date(let day) = try moment(value) else {
      throw .usage(
        "\"\(value.text)\" is not a day", at: value.place(), hint: "write a day, such as 2026-06-30"
      )
    }
    return Occasion.end(ofLastDay: day, in: reading.history.zone)
  }

  /// The instant of an option: a day means its beginning.
  func instant(_ option: Option) throws(Failure) -> Instant? {
    guard let value = arguments.value(option) else { return nil }
    return try day(value).start(in: reading.history.zone)
  }

  /// An instant or a day.
  func day(_ option: Option) throws(Failure) -> Moment? {
    guard let value = arguments.value(option) else { return nil }
    return try day(value)
  }

  private func day(_ value: ParsedArguments.Value) throws(Failure) -> Moment {
    let moment = try moment(value)
    switch moment {
    case .instant, .date: return moment
    case .month, .range:
      throw .usage(
        "\"\(value.text)\" is a period, where an instant or a day is needed", at: value.place(),
        hint: "accepted: 2026-03-02T10:00:00Z, 2026-03-02, yesterday, event:42")
    }
  }

  /// A time of any form; of a line, when it took effect.
  func moment(_ value: ParsedArguments.Value) throws(Failure) -> Moment {
    switch try invocation.expression(value, grammar: grammar) {
    case .moment(let moment): return moment
    case .event(let number):
      guard let event = reading.history[number] else {
        throw .usage(
          "there is no line \(number)", at: value.place(),
          hint: "the last line is event:\(reading.history.lastSequence)")
      }
      return .instant(event.effectiveTime)
    }
  }

  // MARK: Values

  func amount(_ value: ParsedArguments.Value) throws(Failure) -> Amount {
    if let amount = Amount(value.text) { return amount }
    throw .usage(
      "\"\(value.text)\" is not an amount", at: value.place(),
      hint: "write an exact decimal that is not negative, such as 1250.00")
  }

  func currency(_ value: ParsedArguments.Value) throws(Failure) -> Currency {
    if let currency = Currency(value.text) { return currency }
    throw .usage(
      "\"\(value.text)\" is not a currency", at: value.place(),
      hint: "write the three capitals of ISO 4217, such as EUR")
  }

  /// `NAME=VALUE`
  func pair(_ value: ParsedArguments.Value) throws(Failure) -> (name: String, value: String) {
    guard let equals = value.text.utf8.firstIndex(of: UInt8(ascii: "=")),
      equals != value.text.startIndex
    else {
      throw .usage(
        "\"\(value.text)\" has no name and value", at: value.place(), hint: "write NAME=VALUE")
    }
    let after = value.text.utf8.index(after: equals)
    return (String(value.text[..<equals]), String(value.text[after...]))
  }

  /// The number of a line.
  func sequence(_ value: ParsedArguments.Value) throws(Failure) -> SequenceNumber {
    try Self.sequence(value)
  }

  /// The number of a line.
  static func sequence(_ value: ParsedArguments.Value) throws(Failure) -> SequenceNumber {
    let digits = value.text.utf8.starts(with: "#".utf8) ? value.text.dropFirst() : value.text[...]
    guard digits.utf8.count <= 12, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let number = UInt64(digits), number > 0
    else {
      throw .usage(
        "\"\(value.text)\" is not the number of a line", at: value.place(),
        hint: "write a number such as 42; custody log shows them")
    }
    return SequenceNumber(number)
  }

  /// A person, or `responsibility:NAME`.
  func desk(_ value: ParsedArguments.Value) throws(Failure) -> Desk {
    let prefix = "responsibility:"
    guard value.text.utf8.starts(with: prefix.utf8) else { return .person(try person(value)) }
    let name = String(value.text.unicodeScalars.dropFirst(prefix.utf8.count))
    do throws(IdentifierProblem) {
      return .responsibility(try Responsibility(name))
    } catch {
      throw .usage("\"\(name)\" cannot name a responsibility: \(error)", at: value.place())
    }
  }
}
