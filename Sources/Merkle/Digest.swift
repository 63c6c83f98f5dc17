/// A SHA-256 value: 32 bytes of constant size, equal and hashed by its bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The bytes as four numbers, the first byte in the highest place.
  @usableFromInline let words: SIMD4<UInt64>

  /// The length in bytes.
  public static var byteCount: Int { 32 }
  /// The length of the base64 text.
  public static var base64Count: Int { 44 }

  /// 32 zero bytes: what stands for the line before the first.
  public static var zero: Digest { Digest(words: SIMD4(repeating: 0)) }

  @usableFromInline init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// Takes exactly 32 bytes; `nil` for another count.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = SIMD4<UInt64>(repeating: 0)
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// Reads standard base64, 44 characters; `nil` for anything else.
  public init?(base64 text: String) {
    guard text.utf8.count == Self.base64Count, let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The byte at `index`, 0 to 31.
  @inlinable public subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[index >> 3] &>> UInt64(56 - (index & 7) * 8))
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { (0..<Self.byteCount).map { self[$0] } }

  /// Standard base64, 44 characters.
  public var base64: String { Base64.encode(bytes) }

  /// Appends the 44 characters of `base64`. Complexity: O(1).
  public func appendBase64(to text: inout [UInt8]) {
    for group in 0..<11 {
      let start = group * 3
      let third = start + 2 < Self.byteCount ? UInt32(self[start + 2]) : 0
      let bits = UInt32(self[start]) << 16 | UInt32(self[start + 1]) << 8 | third
      text.append(Base64.character(of: bits >> 18))
      text.append(Base64.character(of: bits >> 12))
      text.append(Base64.character(of: bits >> 6))
      text.append(group == 10 ? UInt8(ascii: "=") : Base64.character(of: bits))
    }
  }

  /// Lower-case hexadecimal, 64 digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Base64, as the log writes it.
  public var description: String { base64 }
}
