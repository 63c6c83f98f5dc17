/// A time in a file of allowed signers: `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with or without `Z` or
/// `UTC` behind it; either way UTC.
///
/// Source: OpenSSH, `misc.c` (`parse_absolute_time`), which leaves the reading to `strptime`: days that a
/// month does not have go on into the next.
enum SignerTime {
  /// The second since 1970; `nil` where it is none, or lies before.
  static func second(_ text: [UInt8]) -> Int64? {
    var digits = text[...]
    let end = String(decoding: text.suffix(3), as: UTF8.self).uppercased()
    if digits.count > 1, end.hasSuffix("Z") {
      digits = digits.dropLast()
    } else if digits.count > 3, end == "UTC" {
      digits = digits.dropLast(3)
    }
    guard [8, 12, 14].contains(digits.count) else { return nil }
    func field(_ place: Int, _ length: Int, _ range: ClosedRange<Int64>) -> Int64? {
      if place >= digits.count { return 0 }
      let start = digits.startIndex + place
      return number(digits[start..<start + length], range)
    }
    guard let year = field(0, 4, 0...9999), let month = field(4, 2, 1...12),
      let day = field(6, 2, 1...31), let hour = field(8, 2, 0...23),
      let minute = field(10, 2, 0...59), let second = field(12, 2, 0...61)
    else { return nil }
    let days = Self.days(year, month) + day - 1
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return seconds < 0 ? nil : seconds
  }

  /// Digits, behind spaces or not.
  private static func number(_ text: ArraySlice<UInt8>, _ range: ClosedRange<Int64>) -> Int64? {
    let digits = text.drop { $0 == 0x20 }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    return range.contains(value) ? value : nil
  }

  /// The days from 1970 to the first of a month, in the calendar of Gregory. The year begins in March, so
  /// that a leap day is its last.
  private static func days(_ year: Int64, _ month: Int64) -> Int64 {
    let years = year - (month <= 2 ? 1 : 0) + 400
    let months = (month + 9) % 12
    return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 - 865_565
  }
}
