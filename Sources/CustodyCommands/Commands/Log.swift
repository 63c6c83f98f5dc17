import CustodyLedger
import EventLog
import Ownership
import Presentation

extension Option {
  static let type = Option(
    "--type", value: "TYPE", "only lines of this type, with or without custody.", isRepeatable: true
  )
  static let subject = Option(
    "--subject", value: "SUBJECT", "only lines about client/ID, person/ID or ledger",
    isRepeatable: true)
  static let since = Option("--since", value: "T", "only lines from then on")
  static let until = Option("--until", value: "T", "only lines up to then; a day is included")
  static let by = Option(
    "--by", value: "TIME", choices: ["recorded", "effective"],
    "which time --since and --until mean", standard: "recorded")
  static let limit = Option("--limit", value: "N", "at most N lines")
  static let reverse = Option("--reverse", "the latest line first")
}

extension CommandDescription {
  /// `custody log`
  static let log = CommandDescription(
    name: "log",
    abstract: "the lines of the ledger, in the order in which they were recorded",
    examples: [
      Example("custody log --reverse --limit 20", "the latest twenty lines"),
      Example(
        "custody log --since yesterday", "what was recorded since the beginning of yesterday"),
      Example("custody log --subject client/acme --type handoff.accepted", "some lines only"),
    ],
    options: [.type, .subject, .since, .until, .by, .limit, .reverse], common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let format = try invocation.format()
    let reading = try invocation.read()
    let filter = try LogFilter(invocation, reading.history)
    let events = filter.lines(of: reading.history)
    let table = EventTable(lines: reading.lines(tellsOffers: true), struckBy: reading.strikes())
    switch format {
    case .json:
      invocation.write(
        .object(
          JSONMember.leading("log") + [
            JSONMember("knownSequence", .number(reading.head.sequence.description)),
            JSONMember("lines", .array(table.full(events).objects)),
          ]))
    case .table:
      let shown = table.shown(events, zone: reading.history.zone)
      invocation.write(shown, as: .table)
    case .jsonl, .csv, .markdown: invocation.write(table.full(events), as: format)
    }
    if let tail = reading.tail { invocation.remark("note: \(tail)") }
    return events.isEmpty ? .nobody : .answered
  }
}

/// Which lines are wanted.
private struct LogFilter {
  private var types: Set<String> = []
  private var subjects: Set<Subject> = []
  private var since: Instant?
  private var until: Instant?
  private let isEffective: Bool
  private var limit = Int.max
  private let isReversed: Bool

  init(_ invocation: Invocation, _ history: History) throws(Failure) {
    let arguments = invocation.arguments
    isEffective = arguments.value(.by)?.text == "effective"
    isReversed = arguments.has(.reverse)
    let grammar = MomentGrammar(now: try invocation.now(in: history.zone), zone: history.zone)
    since = try Self.span(invocation, .since, grammar, history, isEffective)?.start
    if let span = try Self.span(invocation, .until, grammar, history, isEffective) {
      // An instant is included, as a day is.
      until = span.start == span.end ? span.end : (span.end.predecessor ?? span.end)
    }
    if let value = arguments.value(.limit) {
      guard let number = Int(value.text), number > 0 else {
        throw .usage(
          "\"\(value.text)\" is not a number of lines", at: value.place(),
          hint: "write a whole number, 1 or more")
      }
      limit = number
    }
    for value in arguments.values(.type) { types.insert(try Self.type(value, history)) }
    for value in arguments.values(.subject) { subjects.insert(try Self.subject(value, history)) }
  }

  private static func span(
    _ invocation: Invocation, _ option: Option, _ grammar: MomentGrammar, _ history: History,
    _ isEffective: Bool
  ) throws(Failure) -> TimeSpan? {
    guard let value = invocation.arguments.value(option) else { return nil }
    let expression = try invocation.expression(value, grammar: grammar)
    return try invocation.answering(value) { () throws(QuestionProblem) in
      if case .event(let number) = expression, !isEffective, let event = history[number] {
        return .instant(event.recordedTime)
      }
      return try ValidTime(expression, history: history).span
    }
  }

  private static func subject(
    _ value: ParsedArguments.Value, _ history: History
  ) throws(Failure) -> Subject {
    let subject: Subject
    do throws(SubjectProblem) {
      subject = try Subject(value.text)
    } catch {
      throw .usage("\"\(value.text)\" is not a subject: \(error)", at: value.place())
    }
    let isKnown =
      switch subject {
      case .client(let client): history.knows(client)
      case .person(let person): history.knows(person)
      case .ledger: true
      }
    if isKnown { return subject }
    let subjects =
      history.clients.map { Subject.client($0).description }
      + history.persons.map { Subject.person($0).description }
    throw .usage(
      "no line of the ledger is about \(subject)", at: value.place(),
      hint: Suggestion.hint(for: value.text, among: subjects))
  }

  private static func type(
    _ value: ParsedArguments.Value, _ history: History
  ) throws(Failure) -> String {
    if let kind = EventKind(type: value.text) ?? EventKind(name: value.text) {
      return kind.type
    }
    if history.events.contains(where: { $0.type.hasSameBytes(as: value.text) }) {
      return value.text
    }
    let names = EventKind.allCases.map(\.name)
    throw .usage(
      "no line has the type \(value.text)", at: value.place(),
      hint: Suggestion.hint(for: value.text, among: names)
        ?? "types look like assignment.made, handoff.accepted, complaint.filed")
  }

  func lines(of history: History) -> [Event] {
    var result: [Event] = []
    let events = history.events
    for position in events.indices {
      let event = events[isReversed ? events.count - 1 - position : position]
      guard takes(event) else { continue }
      result.append(event)
      if result.count == limit { break }
    }
    return result
  }

  private func takes(_ event: Event) -> Bool {
    if !types.isEmpty, !types.contains(event.type) { return false }
    if !subjects.isEmpty, !subjects.contains(event.subject) { return false }
    let time = isEffective ? event.effectiveTime : event.recordedTime
    if let since, time < since { return false }
    if let until, time > until { return false }
    return true
  }
}
