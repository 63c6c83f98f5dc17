/// An exact decimal, not negative, as it is written: `1250.00`.
public struct Amount: Hashable, Sendable, CustomStringConvertible {
  /// The digits as they were written.
  public let text: String

  /// `nil` unless it is digits, or digits, a point and digits.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2 else { return nil }
    for part in parts {
      guard !part.isEmpty, part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    }
    self.text = text
  }

  /// The digits as they were written.
  public var description: String { text }
}

/// An ISO 4217 code: three capitals.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
  /// The three capitals.
  public let code: String

  /// `nil` unless it is three capitals of ASCII.
  public init?(_ code: String) {
    guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
      return nil
    }
    self.code = code
  }

  /// The three capitals.
  public var description: String { code }
}
