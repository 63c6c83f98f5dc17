/// Standard base64 (RFC 4648 section 4), strict: with padding, without white space, spare bits zero.
public enum Base64 {
  private static let alphabet: SIMD64<UInt8> = {
    var alphabet = SIMD64<UInt8>()
    let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (index, character) in text.utf8.enumerated() { alphabet[index] = character }
    return alphabet
  }()

  /// The character of the lowest six bits.
  @inline(__always) static func character(of bits: UInt32) -> UInt8 {
    alphabet[Int(bits & 63)]
  }

  /// The text of `bytes`, four characters for each three bytes begun. Complexity: O(bytes).
  public static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    append(bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the text of `bytes`.
  public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    append(bytes[...], to: &text)
  }

  /// Appends the text of `bytes`.
  public static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let left = bytes.endIndex - index
      let second = left > 1 ? UInt32(bytes[index + 1]) : 0
      let third = left > 2 ? UInt32(bytes[index + 2]) : 0
      let bits = UInt32(bytes[index]) << 16 | second << 8 | third
      text.append(character(of: bits >> 18))
      text.append(character(of: bits >> 12))
      text.append(left > 1 ? character(of: bits >> 6) : UInt8(ascii: "="))
      text.append(left > 2 ? character(of: bits) : UInt8(ascii: "="))
      index += 3
    }
  }

  /// The value of a character, or `nil` when it is not of the alphabet.
  public static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Appends the bytes of a text that has been checked: whole groups, the last padded where it must be.
  public static func decode(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    for start in stride(from: 0, to: text.count, by: 4) {
      var bits: UInt32 = 0
      var count = 3
      for place in start..<start + 4 {
        bits = bits << 6 | UInt32(value(of: text[place]) ?? 0)
        if text[place] == UInt8(ascii: "=") { count -= 1 }
      }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
      if count > 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
      if count > 2 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    }
  }

  /// The bytes of a text; `nil` unless it is exactly what `encode` writes. Complexity: O(characters).
  public static func decode(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3)
    var index = 0
    while index < characters.count {
      let isLast = index + 4 == characters.count
      var bits: UInt32 = 0
      var padding = 0
      for place in index..<index + 4 {
        bits <<= 6
        if let value = value(of: characters[place]), padding == 0 {
          bits |= UInt32(value)
        } else if characters[place] == UInt8(ascii: "="), isLast, place >= index + 2 {
          padding += 1
        } else {
          return nil
        }
      }
      // Bits behind the last byte are zero, so that one value has one text.
      if padding == 2, bits & 0xFFFF != 0 { return nil }
      if padding == 1, bits & 0xFF != 0 { return nil }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
      if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
      if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
      index += 4
    }
    return bytes
  }
}
