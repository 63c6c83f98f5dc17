/// A point in time: whole microseconds, years 0001 to 9999, UTC, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z; negative before.
  public let microseconds: Int64

  /// 0001-01-01T00:00:00Z
  public static var first: Self { Self(unchecked: -62_135_596_800_000_000) }
  /// 9999-12-31T23:59:59.999999Z
  public static var last: Self { Self(unchecked: 253_402_300_799_999_999) }

  /// `nil` outside the years 0001 to 9999.
  public init?(microseconds: Int64) {
    guard microseconds >= Self.first.microseconds, microseconds <= Self.last.microseconds else {
      return nil
    }
    self.microseconds = microseconds
  }

  /// The nearest instant within the years 0001 to 9999.
  public init(clamping microseconds: Int64) {
    self.microseconds = min(max(microseconds, Self.first.microseconds), Self.last.microseconds)
  }

  init(unchecked microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Order in time.
  public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

  /// The canonical spelling: UTC, `…ssZ` when the fraction is zero, else with six decimals.
  public var description: String { text(alwaysFraction: false) }

  /// With six decimals always, as `recordedtime` is written.
  public var recordedText: String { text(alwaysFraction: true) }

  /// The instant just before; `nil` at the beginning of time.
  public var predecessor: Instant? { Instant(microseconds: microseconds - 1) }

  private func text(alwaysFraction: Bool) -> String {
    let (seconds, fraction) = microseconds.flooredDivision(by: 1_000_000)
    let (days, second) = seconds.flooredDivision(by: 86_400)
    let date = CalendarDate(daysSinceEpoch: days)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    func append(_ value: Int64, width: Int) {
      var divisor: Int64 = 1
      for _ in 1..<width { divisor *= 10 }
      while divisor > 0 {
        bytes.append(UInt8(0x30 + (value / divisor) % 10))
        divisor /= 10
      }
    }
    append(Int64(date.year), width: 4)
    bytes.append(UInt8(ascii: "-"))
    append(Int64(date.month), width: 2)
    bytes.append(UInt8(ascii: "-"))
    append(Int64(date.day), width: 2)
    bytes.append(UInt8(ascii: "T"))
    append(second / 3600, width: 2)
    bytes.append(UInt8(ascii: ":"))
    append(second / 60 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    append(second % 60, width: 2)
    if alwaysFraction || fraction != 0 {
      bytes.append(UInt8(ascii: "."))
      append(fraction, width: 6)
    }
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Int64 {
  /// Quotient and remainder with the remainder never negative.
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension Instant {
  /// The length from another instant to this one, in microseconds.
  package func microseconds(since other: Instant) -> Int64 { microseconds - other.microseconds }
}
