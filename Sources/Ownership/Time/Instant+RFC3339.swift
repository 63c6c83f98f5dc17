/// Reading RFC 3339 date-times (RFC 3339 section 5.6), any spelling of offset and case.
///
///     2026-03-03T10:00:00.123456+01:00
///     └─ date ──┘ └─time┘ └≤6 dig┘└offset or Z
///
/// A finer precision than six digits is refused, zeros too, and so is second 60: the ledger's time
/// scale has no leap seconds.
extension Instant {
  /// Reads an RFC 3339 date-time.
  ///
  /// - Throws: `TimeProblem` with the offset in bytes at which reading stopped.
  public init(rfc3339 text: String) throws(TimeProblem) {
    var reader = TimeReader(text)
    self = try reader.instant()
    try reader.end()
  }
}

/// Why a string is not a time, and where.
public struct TimeProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that is broken.
  public enum Reason: Hashable, Sendable {
    case form(expected: String)
    case noSuchDate
    case noSuchTime
    case leapSecond
    case tooFine
    case outOfRange
    case emptyRange
  }
  /// The rule that is broken.
  public let reason: Reason
  /// Bytes from the beginning of the string.
  public let offset: Int

  /// One clause.
  public var description: String {
    switch reason {
    case .form(let expected): "expected \(expected)"
    case .noSuchDate: "there is no such date in the calendar"
    case .noSuchTime: "there is no such time of day"
    case .leapSecond: "second 60 is refused: the ledger's time scale has no leap seconds"
    case .tooFine: "at most six decimals (microseconds) are kept"
    case .outOfRange: "the years 0001 to 9999 can be written"
    case .emptyRange: "the range ends before it begins"
    }
  }
}

/// A cursor over the bytes of a time.
struct TimeReader {
  let bytes: [UInt8]
  var offset = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { offset == bytes.count }
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func problem(_ reason: TimeProblem.Reason, at place: Int? = nil) -> TimeProblem {
    TimeProblem(reason: reason, offset: place ?? offset)
  }

  func end() throws(TimeProblem) {
    if !isAtEnd { throw problem(.form(expected: "the end")) }
  }

  mutating func digits(_ count: Int, _ what: String) throws(TimeProblem) -> Int {
    var value = 0
    for _ in 0..<count {
      guard let byte = next, byte >= 0x30, byte <= 0x39 else {
        throw problem(.form(expected: what))
      }
      value = value * 10 + Int(byte - 0x30)
      offset += 1
    }
    return value
  }

  mutating func expect(_ character: Unicode.Scalar, _ what: String) throws(TimeProblem) {
    guard next == UInt8(ascii: character) else { throw problem(.form(expected: what)) }
    offset += 1
  }

  /// `YYYY-MM`
  mutating func month() throws(TimeProblem) -> CalendarMonth {
    let start = offset
    let year = try digits(4, "a year of four digits")
    try expect("-", "'-' after the year")
    let month = try digits(2, "a month of two digits")
    guard let value = CalendarMonth(year: year, month: month) else {
      throw problem(.noSuchDate, at: start)
    }
    return value
  }

  /// `YYYY-MM-DD`
  mutating func date() throws(TimeProblem) -> CalendarDate {
    let start = offset
    let month = try month()
    try expect("-", "'-' after the month")
    let day = try digits(2, "a day of two digits")
    guard let date = CalendarDate(year: month.year, month: month.month, day: day) else {
      throw problem(.noSuchDate, at: start)
    }
    return date
  }

  mutating func instant() throws(TimeProblem) -> Instant {
    let start = offset
    let date = try date()
    guard let separator = next, separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t")
    else { throw problem(.form(expected: "'T' after the date")) }
    offset += 1
    return try instant(on: date, from: start)
  }

  /// Everything after the `T`.
  mutating func instant(on date: CalendarDate, from start: Int) throws(TimeProblem) -> Instant {
    let clock = offset
    let hour = try digits(2, "an hour of two digits")
    try expect(":", "':' after the hour")
    let minute = try digits(2, "a minute of two digits")
    try expect(":", "':' after the minute")
    let second = try digits(2, "a second of two digits")
    if hour > 23 || minute > 59 || second > 60 { throw problem(.noSuchTime, at: clock) }
    if second == 60 { throw problem(.leapSecond, at: clock) }
    var fraction = 0
    if next == UInt8(ascii: ".") {
      offset += 1
      let first = offset
      var scale = 1_000_000
      while let byte = next, byte >= 0x30, byte <= 0x39 {
        if offset - first == 6 { throw problem(.tooFine) }
        scale /= 10
        fraction += Int(byte - 0x30) * scale
        offset += 1
      }
      if offset == first { throw problem(.form(expected: "a digit after '.'")) }
    }
    let shift = try zoneOffset()
    let seconds =
      date.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(shift)
    guard let instant = Instant(microseconds: seconds * 1_000_000 + Int64(fraction)) else {
      throw problem(.outOfRange, at: start)
    }
    return instant
  }

  /// `Z` or `+hh:mm`, in seconds east of UTC.
  private mutating func zoneOffset() throws(TimeProblem) -> Int {
    let start = offset
    switch next {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      offset += 1
      return 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let sign = next == UInt8(ascii: "-") ? -1 : 1
      offset += 1
      let hour = try digits(2, "an offset of the form +hh:mm")
      try expect(":", "an offset of the form +hh:mm")
      let minute = try digits(2, "an offset of the form +hh:mm")
      if hour > 23 || minute > 59 { throw problem(.noSuchTime, at: start) }
      return sign * (hour * 3600 + minute * 60)
    default:
      throw problem(.form(expected: "'Z' or an offset such as +01:00"))
    }
  }
}
