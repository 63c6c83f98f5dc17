/// The number of a line in the ledger: 1, 2, 3 … without gaps; zero stands for “before the first”.
public struct SequenceNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number.
  public let value: UInt64

  /// The greatest number that twelve digits hold.
  public static var limit: UInt64 { 999_999_999_999 }

  /// Takes a number of at most twelve digits.
  public init(_ value: UInt64) {
    precondition(value <= Self.limit, "a sequence has at most twelve digits")
    self.value = value
  }

  /// Reads exactly twelve digits; `nil` for anything else.
  public init?(digits text: String) {
    guard text.utf8.count == 12 else { return nil }
    var value: UInt64 = 0
    for byte in text.utf8 {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    self.value = value
  }

  /// Before the first line.
  public static var zero: Self { Self(0) }

  /// The number, without leading zeros.
  public var description: String { String(value) }

  /// Twelve digits, as in the log.
  public var digits: String {
    let digits = String(value)
    return String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }

  /// Order of recording.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
