/// The one grammar in which people state times to the ledger's commands.
///
///     expression  = "event:" N | single | single ".." single
///     single      = RFC 3339 instant | YYYY-MM-DD | YYYY-MM | YYYY-Qn | YYYY
///                 | "now" | "today" | "yesterday" | "tomorrow"
///                 | ("last" | "this" | "next") " " ("week" | "month" | "quarter" | "year")
///                 | N " " unit " ago"
///     unit        = second minute hour (an instant), day week month year (a whole day); or plural
///
/// Everything else is an error with the place at which reading stopped. Relative dates are reckoned from
/// an instant that the caller brings, by the calendar of the ledger's zone; a week begins on Monday; a
/// month or a year ago from a day that the month reached does not have is that month's last day.
public struct MomentGrammar: Sendable {
  /// The instant that relative dates are reckoned from.
  public let now: Instant
  /// The zone whose calendar counts.
  public let zone: Zone

  /// A grammar with its `now` and its calendar.
  public init(now: Instant, zone: Zone) {
    self.now = now
    self.zone = zone
  }

  /// Reads an expression.
  ///
  /// - Throws: `TimeProblem` with the offset in bytes at which reading stopped. Complexity: O(bytes).
  public func read(_ text: String) throws(TimeProblem) -> TimeExpression {
    var reader = TimeReader(text)
    if reader.has("event:") { return .event(try event(&reader)) }
    let first = try single(&reader)
    if reader.isAtEnd { return .moment(first) }
    try reader.expect(".", "'..' or the end")
    try reader.expect(".", "'..'")
    if reader.hasPrefix("event:") {
      throw reader.problem(.form(expected: "a time: an event stands alone, not in a range"))
    }
    let second = try single(&reader)
    try reader.end()
    let range = Moment.range(first.firstPart, second.lastPart)
    guard range.start(in: zone) < range.end(in: zone) else {
      throw reader.problem(.emptyRange, at: 0)
    }
    return .moment(range)
  }

  private func event(_ reader: inout TimeReader) throws(TimeProblem) -> SequenceNumber {
    let start = reader.offset
    guard let value = reader.number(), reader.offset - start <= 12 else {
      throw reader.problem(
        .form(expected: "the number of a line, such as event:42"), at: start)
    }
    try reader.end()
    return SequenceNumber(UInt64(value))
  }

  private func single(_ reader: inout TimeReader) throws(TimeProblem) -> Moment {
    guard let byte = reader.next else { throw reader.problem(.form(expected: "a time")) }
    if byte >= 0x30, byte <= 0x39 {
      return reader.beginsWithCount ? try ago(&reader) : try calendar(&reader)
    }
    return try word(&reader)
  }

  /// `2024`, `2024-Q1`, `2024-03`, `2024-03-01`, `2024-03-01T…`
  private func calendar(_ reader: inout TimeReader) throws(TimeProblem) -> Moment {
    let start = reader.offset
    let year = try reader.digits(4, "a year of four digits, or a number and a unit: 3 days ago")
    if reader.isAtEnd || reader.next == UInt8(ascii: ".") {
      return try whole(year: year, reader, start)
    }
    try reader.expect("-", "'-' after the year")
    if reader.next == UInt8(ascii: "Q") {
      reader.offset += 1
      let place = reader.offset
      let quarter = try reader.digits(1, "a quarter, Q1 to Q4")
      guard quarter >= 1, quarter <= 4 else {
        throw reader.problem(.form(expected: "a quarter, Q1 to Q4"), at: place)
      }
      guard let first = CalendarMonth(year: year, month: quarter * 3 - 2) else {
        throw reader.problem(.noSuchDate, at: start)
      }
      return Self.quarter(first)
    }
    reader.offset = start
    return try Moment.single(&reader)
  }

  private func whole(
    year: Int, _ reader: TimeReader, _ start: Int
  ) throws(TimeProblem) -> Moment {
    guard let first = CalendarMonth(year: year, month: 1) else {
      throw reader.problem(.noSuchDate, at: start)
    }
    return Self.year(first)
  }

  private static func quarter(_ first: CalendarMonth) -> Moment {
    .range(.month(first), .month(CalendarMonth(unchecked: first.year, first.month + 2)))
  }

  private static func year(_ first: CalendarMonth) -> Moment {
    .range(.month(first), .month(CalendarMonth(unchecked: first.year, 12)))
  }
}

extension MomentGrammar {
  private static let words = "now, today, yesterday, tomorrow, last, this or next"

  private func word(_ reader: inout TimeReader) throws(TimeProblem) -> Moment {
    let start = reader.offset
    let today = zone.date(at: now)
    switch reader.word() {
    case "now": return .instant(now)
    case "today": return .date(today)
    case "yesterday": return .date(try day(today.daysSinceEpoch - 1, reader, start))
    case "tomorrow": return .date(try day(today.daysSinceEpoch + 1, reader, start))
    case "last": return try period(&reader, shift: -1, today, start)
    case "this": return try period(&reader, shift: 0, today, start)
    case "next": return try period(&reader, shift: 1, today, start)
    default:
      throw reader.problem(
        .form(
          expected: "a date such as 2026-03-02, an RFC 3339 time, event:N, \(Self.words)"),
        at: start)
    }
  }

  private func period(
    _ reader: inout TimeReader, shift: Int, _ today: CalendarDate, _ start: Int
  ) throws(TimeProblem) -> Moment {
    try reader.expect(" ", "a space and week, month, quarter or year")
    let place = reader.offset
    switch reader.word() {
    case "week":
      let weekday = (today.daysSinceEpoch + 3).flooredDivision(by: 7).remainder
      let first = today.daysSinceEpoch - weekday + Int64(shift) * 7
      return .range(
        .date(try day(first, reader, start)), .date(try day(first + 6, reader, start)))
    case "month": return .month(try month(today, shift, reader, start))
    case "quarter":
      let first = CalendarMonth(unchecked: today.year, (today.month - 1) / 3 * 3 + 1)
      return Self.quarter(try month(first.firstDay, shift * 3, reader, start))
    case "year":
      let first = CalendarMonth(unchecked: today.year, 1)
      return Self.year(try month(first.firstDay, shift * 12, reader, start))
    default: throw reader.problem(.form(expected: "week, month, quarter or year"), at: place)
    }
  }

  private func ago(_ reader: inout TimeReader) throws(TimeProblem) -> Moment {
    let start = reader.offset
    guard let count = reader.number(), count <= 1_000_000_000 else {
      throw reader.problem(.outOfRange, at: start)
    }
    try reader.expect(" ", "a space after the number")
    let place = reader.offset
    let unit = reader.word()
    let moment = try before(count, unit, reader, start, place)
    try reader.expect(" ", "' ago' after the unit")
    let end = reader.offset
    guard reader.word() == "ago" else {
      throw reader.problem(.form(expected: "'ago' after the unit"), at: end)
    }
    return moment
  }

  private func before(
    _ count: Int, _ unit: String, _ reader: TimeReader, _ start: Int, _ place: Int
  ) throws(TimeProblem) -> Moment {
    let today = zone.date(at: now)
    switch unit {
    case "second", "seconds": return try instant(count, 1_000_000, reader, start)
    case "minute", "minutes": return try instant(count, 60_000_000, reader, start)
    case "hour", "hours": return try instant(count, 3_600_000_000, reader, start)
    case "day", "days":
      return .date(try day(today.daysSinceEpoch - Int64(count), reader, start))
    case "week", "weeks":
      return .date(try day(today.daysSinceEpoch - Int64(count) * 7, reader, start))
    case "month", "months", "year", "years":
      let months = unit.utf8.first == UInt8(ascii: "m") ? count : count * 12
      let month = try month(today, -months, reader, start)
      return .date(CalendarDate(unchecked: month.year, month.month, min(today.day, month.days)))
    default:
      throw reader.problem(
        .form(expected: "seconds, minutes, hours, days, weeks, months or years"), at: place)
    }
  }

  private func instant(
    _ count: Int, _ unit: Int64, _ reader: TimeReader, _ start: Int
  ) throws(TimeProblem) -> Moment {
    guard let instant = Instant(microseconds: now.microseconds - Int64(count) * unit) else {
      throw reader.problem(.outOfRange, at: start)
    }
    return .instant(instant)
  }

  private func day(
    _ days: Int64, _ reader: TimeReader, _ start: Int
  ) throws(TimeProblem) -> CalendarDate {
    guard let instant = Instant(microseconds: days * 86_400_000_000) else {
      throw reader.problem(.outOfRange, at: start)
    }
    return CalendarDate(daysSinceEpoch: instant.microseconds / 86_400_000_000)
  }

  private func month(
    _ date: CalendarDate, _ shift: Int, _ reader: TimeReader, _ start: Int
  ) throws(TimeProblem) -> CalendarMonth {
    let (year, month) = Int64(date.year * 12 + date.month - 1 + shift).flooredDivision(by: 12)
    guard let month = CalendarMonth(year: Int(year), month: Int(month) + 1) else {
      throw reader.problem(.outOfRange, at: start)
    }
    return month
  }
}

/// What an expression of `MomentGrammar` names.
public enum TimeExpression: Hashable, Sendable {
  /// A time of the calendar.
  case moment(Moment)
  /// `event:N`: a line of the ledger. As a known position it is that line; as a valid time it is the
  /// line's effective time.
  case event(SequenceNumber)
}
