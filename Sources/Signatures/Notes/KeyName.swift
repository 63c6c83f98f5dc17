/// The name of a key in a signed note, such as `example.com/ledger`; equal by its bytes.
public struct KeyName: Hashable, Sendable, CustomStringConvertible {
  /// How long a name is at most, in bytes.
  public static var byteLimit: Int { 256 }

  /// The name as it is written.
  public let text: String

  /// A name; `nil` when it is empty, too long, or holds a space, a plus or a control character.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= Self.byteLimit,
      text.unicodeScalars.allSatisfy({
        $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace
      })
    else { return nil }
    self.text = text
  }

  /// The name.
  public var description: String { text }

  /// Names are equal when their bytes are.
  public static func == (a: KeyName, b: KeyName) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

/// What tells keys of one name apart: the first four bytes of a hash over name, kind and key.
///
/// It is short, and anybody can make another key with the same: it finds a key, it proves nothing.
public struct KeyID: Hashable, Sendable, CustomStringConvertible {
  /// The four bytes, the first in the highest place.
  public let value: UInt32

  /// An id with this value.
  public init(value: UInt32) {
    self.value = value
  }

  /// Reads eight lower-case hexadecimal digits.
  init?(hexadecimal text: Substring) {
    guard text.utf8.count == 8, let value = UInt32(text, radix: 16) else { return nil }
    self.value = value
    guard description.utf8.elementsEqual(text.utf8) else { return nil }
  }

  /// Eight lower-case hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  var bytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }
}
