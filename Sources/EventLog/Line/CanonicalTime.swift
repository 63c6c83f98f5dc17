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
    let text = bytes.extracting(range)
    // YYYY-MM- and DDThh:mm; then h:mm:ssZ, or mm:ss.ff and .ffffffZ: groups of eight, which overlap.
    guard let first = Digits(text, at: 0, like: "0000-00-"),
      let second = Digits(text, at: 8, like: "00T00:00"),
      let day = days(first[0] * 100 + first[2], first[5], second[0])
    else { return nil }
    let hour = second[3]
    let minute = second[6]
    guard hour < 24, minute < 60 else { return nil }
    let start = day * 86_400 + hour * 3600 + minute * 60
    if range.count == 20 {
      guard !alwaysFraction, let last = Digits(text, at: 12, like: "0:00:00Z"), last[5] < 60 else {
        return nil
      }
      return (start + last[5]) * 1_000_000
    }
    guard let seconds = Digits(text, at: 14, like: "00:00.00"), seconds[3] < 60,
      let last = Digits(text, at: 19, like: ".000000Z")
    else { return nil }
    let fraction = last[1] * 10_000 + last[3] * 100 + last[5]
    if fraction == 0, !alwaysFraction { return nil }
    return (start + seconds[3]) * 1_000_000 + fraction
  }

  /// Whether `YYYY-MM-DD` stands at `range`.
  static func isDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 10 else { return false }
    let text = bytes.extracting(range)
    guard let first = Digits(text, at: 0, like: "0000-00-"),
      let second = Digits(text, at: 2, like: "00-00-00")
    else { return false }
    return days(first[0] * 100 + first[2], first[5], second[6]) != nil
  }

  /// Eight characters of which some are digits, read at once.
  private struct Digits {
    /// The values of the digits, the first in the lowest byte.
    private let values: UInt64

    /// Takes the characters at `place`; `nil` unless they are as in `pattern`, in which 0 stands for any
    /// digit.
    @inline(__always)
    init?(_ text: Span<UInt8>, at place: Int, like pattern: StaticString) {
      let pattern = unsafe UnsafeRawPointer(pattern.utf8Start).loadUnaligned(as: UInt64.self)
      let text = unsafe text.withUnsafeBytes { text in
        unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      }
      let difference = (text ^ pattern).littleEndian
      // Where the pattern has no 0, all bits have to be the same; where it has, the lowest four make 0 to 9.
      let literal = pattern.littleEndian ^ 0x3030_3030_3030_3030
      let isLiteral = ((literal &+ 0x7F7F_7F7F_7F7F_7F7F) & 0x8080_8080_8080_8080) >> 7 &* 0xFF
      guard difference & (isLiteral | 0xF0F0_F0F0_F0F0_F0F0) == 0,
        (difference &+ 0x0606_0606_0606_0606) & 0x1010_1010_1010_1010 == 0
      else { return nil }
      values = difference
    }

    /// The number of two digits, the first of which stands at `index`.
    @inline(__always)
    subscript(index: Int) -> Int64 {
      Int64(values >> UInt64(index * 8) & 0xF) * 10 + Int64(values >> UInt64(index * 8 + 8) & 0xF)
    }
  }

  /// Days since 1970-01-01, proleptic Gregorian (Hinnant, “chrono-compatible low-level date
  /// algorithms”); `nil` where there is no such day.
  @inline(__always)
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    guard year >= 1, month >= 1, month <= 12, day >= 1, day <= length(month, year) else {
      return nil
    }
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
}
