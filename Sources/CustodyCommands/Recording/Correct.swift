import CustodyLedger
import EventLog
import Ownership

extension CommandDescription {
  /// `custody correct`
  static let correct = CommandDescription(
    name: "correct",
    abstract: "put an earlier line right; it stays, and the new one takes its place",
    examples: [
      Example(
        "custody correct 17 --set person=olga --reason 'wrong name'", "another value of a field"),
      Example(
        "custody correct 17 --effective 2026-03-01 --reason 'a month later'", "another time"),
    ],
    discussion: [
      "The whole fact is restated with what is changed, other attributes included; the reason stands in its note. "
        + "Its source, origin and sourcetime are not: the correction is told here and now. A fact about the "
        + "wrong client or person is retracted there and told anew. custody explain TYPE lists the fields."
    ],
    positionals: [.line],
    options: [.set, .unset, .reason, .happened, .effective, .decidedBy, .force, .dryRun],
    common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    _ = try Clerk.record(invocation) { (clerk: Clerk) throws(Failure) in
      let entry = try clerk.sequence(clerk.positional(0))
      let unnamed = try unnamedValues(clerk, entry)
      return CorrectEntry(
        entry, changes: try changes(clerk, entry), carried: unnamed.fields,
        extras: unnamed.extras, time: try clerk.instant(.happened),
        effective: try clerk.instant(.effective), reason: try clerk.required(.reason).text,
        by: clerk.text(.decidedBy))
    }
    return .answered
  }

  /// The attributes and fields of a line that no vocabulary names; they are not in the history, only in the
  /// line.
  private static func unnamedValues(
    _ clerk: Clerk, _ entry: SequenceNumber
  ) throws(Failure) -> (fields: [JSONMember], extras: [JSONMember]) {
    guard let event = clerk.reading.history[entry], let kind = EventKind(type: event.type) else {
      return ([], [])
    }
    let line: LogLine
    do throws(LogError) { line = try clerk.invocation.ledger.line(entry) } catch {
      throw clerk.invocation.failure(error)
    }
    var members: [JSONMember] = []
    if case .object(let fields)? = line.data { members = fields }
    let named = (kind.fields + EventKind.commonFields).map(\.name)
    let extras = line.values.compactMap { value -> JSONMember? in
      guard !value.isSealed, Redaction.field(named: value.name) == nil,
        !value.name.hasSameBytes(as: Redaction.wholeData),
        let json = try? JSONParser.parse(value.bytes)
      else { return nil }
      return JSONMember(value.name, json)
    }
    return (
      members.filter { member in !named.contains { $0.hasSameBytes(as: member.name) } }, extras
    )
  }

  private static func changes(
    _ clerk: Clerk, _ entry: SequenceNumber
  ) throws(Failure) -> [JSONMember] {
    let kind = clerk.reading.history[entry].flatMap { EventKind(type: $0.type) }
    var changes: [JSONMember] = []
    for value in clerk.arguments.values(.set) {
      let (name, text) = try clerk.pair(value)
      let field = kind?.fields.first { $0.name.hasSameBytes(as: name) }
      changes.append(JSONMember(name, try json(text, field, value)))
    }
    for value in clerk.arguments.values(.unset) { changes.append(JSONMember(value.text, .null)) }
    return changes
  }

  /// A string, or JSON where the field holds a list, an object or a number.
  private static func json(
    _ text: String, _ field: Field?, _ value: ParsedArguments.Value
  ) throws(Failure) -> JSON {
    switch field?.kind {
    case .terms, .amendedTerms, .fallback, .limits, .identifiers, .names, .heads, .count,
      .format:
      do throws(JSONProblem) {
        return try JSONParser.parse(Array(text.utf8))
      } catch {
        throw .usage("\"\(text)\" is not JSON: \(error.message)", at: value.place())
      }
    case .text, .identifier, .desk, .word, .day, .moment, .amount, .currency, .entry, nil:
      return .string(text)
    }
  }

  /// `custody retract`
  static let retract = recording(
    "retract", "take an earlier line out of force; it stays, and counts no more",
    examples: [
      Example("custody retract 17 --reason 'never happened'", "the line and why"),
      Example("custody retract 18 --reason 'it did'", "a retraction can be retracted, too"),
    ],
    positionals: [.line], options: [.reason]
  ) { (clerk: Clerk) throws(Failure) in
    RetractEntry(
      try clerk.sequence(clerk.positional(0)), reason: try clerk.required(.reason).text,
      try clerk.occasion())
  }

  /// `custody dispute`
  static let dispute = recording(
    "dispute", "contest an earlier line; every answer that rests on it says so",
    examples: [
      Example(
        "custody dispute 17 --by ivan --reason 'I never agreed'", "the line, who and why")
    ],
    positionals: [.line], options: [.reason]
  ) { (clerk: Clerk) throws(Failure) in
    DisputeEntry(
      try clerk.sequence(clerk.positional(0)), reason: try clerk.required(.reason).text,
      try clerk.occasion())
  }
}
