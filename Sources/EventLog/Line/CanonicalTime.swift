import Ownership

/// Times in their canonical spelling, read without a string.
enum CanonicalTime {
  /// Reads `YYYY-MM-DDThh:mm:ss.ffffffZ`, or without the fraction, at `range`.
  ///
  /// - Parameter alwaysFraction: whether six decimals must stand (as in `recordedtime`); otherwise they
  ///   must be left out exactly when they are zero.
  /// - Returns: microseconds since 1970; `nil` for every other spelling.
  static func microseconds(
    _ bytes: Span<UInt8>, _ range: Range<Int>, alwaysFraction: Bool = false
  ) -> Int64? {
    guard range.count == 20 || range.count == 27 else { return nil }
    let start = range.lowerBound
    guard let days = day(bytes, at: start), bytes[start + 10] == UInt8(ascii: "T"),
      let hour = number(bytes, start + 11, 2), hour < 24, bytes[start + 13] == UInt8(ascii: ":"),
      let minute = number(bytes, start + 14, 2), minute < 60,
      bytes[start + 16] == UInt8(ascii: ":"),
      let second = number(bytes, start + 17, 2), second < 60,
      bytes[range.upperBound - 1] == UInt8(ascii: "Z")
    else { return nil }
    var micros = (days * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000
    if range.count == 20 { return alwaysFraction ? nil : micros }
    guard bytes[start + 19] == UInt8(ascii: "."), let fraction = number(bytes, start + 20, 6),
      fraction != 0 || alwaysFraction
    else { return nil }
    micros += fraction
    return micros
  }

  /// Whether `YYYY-MM-DD` stands at `range`.
  static func isDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 10 && day(bytes, at: range.lowerBound) != nil
  }

  /// Days since 1970-01-01, proleptic Gregorian (Hinnant, “chrono-compatible low-level date
  /// algorithms”).
  private static func day(_ bytes: Span<UInt8>, at start: Int) -> Int64? {
    guard let year = number(bytes, start, 4), year >= 1, bytes[start + 4] == UInt8(ascii: "-"),
      let month = number(bytes, start + 5, 2), month >= 1, month <= 12,
      bytes[start + 7] == UInt8(ascii: "-"),
      let day = number(bytes, start + 8, 2), day >= 1, day <= length(month, year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(_ month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int64? {
    var value: Int64 = 0
    for index in start..<start + count {
      guard isDigit(bytes[index]) else { return nil }
      value = value * 10 + Int64(bytes[index] - 0x30)
    }
    return value
  }
}
