import CustodyLedger
import Ownership
import Presentation

extension CommandDescription {
  /// `custody date EXPRESSION`
  static let date = CommandDescription(
    name: "date",
    abstract: "how an expression of time is understood",
    examples: [
      Example("custody date 2026-03-02", "that whole day, in the ledger’s zone and in UTC"),
      Example("custody date '3 days ago'", "the whole day three days before today"),
      Example("custody date 2026-Q1", "from the beginning of January to the end of March"),
      Example("custody date 2026-03-02..2026-03-10", "from the one to the end of the other"),
      Example("custody date event:42", "line 42 of the ledger"),
    ],
    discussion: [
      "Accepted are RFC 3339 times (2026-03-02T10:00:00Z, 2026-03-02T11:00:00+01:00), dates "
        + "(2026-03-02), months (2026-03), quarters (2026-Q1), years (2026), two of those with .. "
        + "between, now, today, yesterday, tomorrow, last, this or next week, month, quarter or year, "
        + "N seconds, minutes or hours ago (an instant), N days, weeks, months or years ago (a whole "
        + "day), and event:N. Everything else is an error.",
      "A date is the whole day in the ledger’s zone; a week begins on Monday. event:N as --known-at is "
        + "the known position N, as --at the effective time of line N. A day or period as --known-at "
        + "means all that was recorded up to its end. An instant as an end excludes itself, a date is "
        + "included.",
    ],
    positionals: [Positional("EXPRESSION", "the time, quoted where it has spaces")],
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    try DateExplanation(invocation).run()
  }
}

/// Explains one expression.
private struct DateExplanation {
  let invocation: Invocation
  let reading: LedgerReading?
  let zone: Zone

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    reading = try invocation.readIfThere()
    zone = reading?.history.zone ?? .utc
  }

  func run() throws(Failure) -> ExitCode {
    let value = invocation.arguments.positionals[0]
    let grammar = MomentGrammar(now: try invocation.now(in: zone), zone: zone)
    let expression = try invocation.expression(value, grammar: grammar)
    if reading == nil {
      invocation.remark("there is no ledger here: dates are read in UTC")
    }
    if let last = reading?.history.events.last?.recordedTime,
      let lead = ClockLead(of: last, over: max(grammar.now, invocation.surroundings.now()))
    {
      invocation.remark("note: " + lead.words)
    }
    let format = try invocation.format()
    let rows = try rows(value, expression)
    switch format {
    case .json:
      invocation.write(
        .object(
          JSONMember.leading("date")
            + rows.map { JSONMember(Self.key($0.name), .string($0.text)) }))
    case .table:
      for row in rows {
        let head = row.name.padded(to: 12)
        invocation.write(row.text.printable.wrapped(to: invocation.width, after: head) + "\n")
      }
    case .jsonl, .csv, .markdown:
      var table = Table(rows.map { Table.Column(Self.key($0.name)) })
      table.append(rows.map { .text($0.text) })
      invocation.write(table, as: format)
    }
    return .answered
  }

  private static func key(_ name: String) -> String {
    switch name {
    case "start (UTC)": "startUTC"
    case "end (UTC)": "endUTC"
    case "at (UTC)": "atUTC"
    default: name
    }
  }

  private func rows(
    _ value: ParsedArguments.Value, _ expression: TimeExpression
  ) throws(Failure) -> [(name: String, text: String)] {
    var rows = [(name: "expression", text: value.text)]
    let moment: Moment
    switch expression {
    case .moment(let stated):
      moment = stated
      rows.append(("understood", moment.description))
    case .event(let number):
      guard let event = reading?.history[number] else {
        throw .usage(
          "there is no line \(number)", at: value.place(),
          hint: reading.map { "the last line is \($0.history.events.count)" }
            ?? "there is no ledger here; name its folder with --log")
      }
      moment = .instant(event.effectiveTime)
      rows.append(
        (
          "understood",
          "line \(number): as a known position all lines up to it, as a "
            + "valid time its effective time"
        ))
      rows.append(("recorded", event.recordedTime.recordedText))
    }
    rows.append(("zone", zone.name))
    let start = moment.start(in: zone)
    if case .instant = moment {
      rows += [("at", start.text(in: zone)), ("at (UTC)", start.description)]
    } else {
      let end = moment.end(in: zone)
      rows += [
        ("start", start.text(in: zone)), ("start (UTC)", start.description),
        ("end", end.text(in: zone)), ("end (UTC)", end.description),
        ("length", length(from: start, to: end)),
      ]
    }
    return rows
  }

  /// A length of time: of whole days so many as the calendar has, and the hours where clocks were set
  /// meanwhile.
  private func length(from start: Instant, to end: Instant) -> String {
    let length = end.microseconds - start.microseconds
    let dates = [start, end].map(zone.date)
    let days = dates[1].daysSinceEpoch - dates[0].daysSinceEpoch
    guard days > 0, zone.start(of: dates[0]) == start, zone.start(of: dates[1]) == end else {
      return roughly(microseconds: length)
    }
    let words = "\(days) day\(days == 1 ? "" : "s")"
    let minutes = length / 60_000_000
    if minutes == days * 24 * 60 { return words }
    return "\(words), \(minutes / 60) hours"
      + (minutes % 60 == 0 ? "" : " and \(minutes % 60) minutes") + " in all"
  }
}
