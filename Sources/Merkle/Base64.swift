/// Standard base64 (RFC 4648 section 4), strict: with padding, without white space, spare bits zero.
public enum Base64 {
  private static var alphabet: StaticString {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  }

  /// The character of the lowest six bits.
  @inline(__always) static func character(of bits: UInt32) -> UInt8 {
    unsafe alphabet.utf8Start[Int(bits & 63)]
  }

  /// Writes the four characters of 24 bits.
  @inline(__always)
  static func write(_ bits: UInt32, to text: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
    unsafe text[place] = character(of: bits >> 18)
    unsafe text[place + 1] = character(of: bits >> 12)
    unsafe text[place + 2] = character(of: bits >> 6)
    unsafe text[place + 3] = character(of: bits)
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
    unsafe withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: (bytes.count + 2) / 3 * 4
    ) { room in
      unsafe write(bytes.span, to: room)
      unsafe text.append(contentsOf: room)
    }
  }

  /// The value of a character, or `nil` when it is not of the alphabet.
  @inlinable @inline(__always)
  public static func value(of character: UInt8) -> UInt8? {
    let value = bits(of: character)
    return value < 64 ? value : nil
  }

  /// For each byte a character, 32 above its value; "`", which is 64, where it has none. A text, since that
  /// stands in the program ready to be read.
  @usableFromInline static var values: StaticString {
    """
    ```````````````````````````````````````````^```_TUVWXYZ[\\]``````\
    ` !\"#$%&'()*+,-./0123456789``````:;<=>?@ABCDEFGHIJKLMNOPQRS`````\
    ````````````````````````````````````````````````````````````````\
    ````````````````````````````````````````````````````````````````
    """
  }

  /// The value of a character that has one.
  @inlinable @inline(__always)
  static func bits(of character: UInt8) -> UInt8 {
    unsafe values.utf8Start[Int(character)] &- 32
  }

  /// Sixteen bytes, the first in the highest place.
  public typealias Sixteen = SIMD2<UInt64>

  /// The bytes of the 24 characters at `place`; `nil` unless they are the text of sixteen bytes.
  public static func sixteen(of text: Span<UInt8>, at place: Int) -> Sixteen? {
    guard place >= 0, text.count - place >= 24 else { return nil }
    let text = text.extracting(place..<place + 24)
    // Ten characters make 60 bits, the next four for the first half and two for the second.
    var halves = Sixteen(repeating: 0)
    var seen: UInt8 = 0
    for index in 0..<10 {
      let bits = bits(of: text[index])
      seen |= bits
      halves[0] = halves[0] << 6 | UInt64(bits & 63)
    }
    let middle = bits(of: text[10])
    halves[0] = halves[0] << 4 | UInt64(middle & 63) >> 2
    halves[1] = UInt64(middle & 3)
    for index in 11..<21 {
      let bits = bits(of: text[index])
      seen |= bits
      halves[1] = halves[1] << 6 | UInt64(bits & 63)
    }
    let last = bits(of: text[21])
    halves[1] = halves[1] << 2 | UInt64(last & 63) >> 4
    guard (seen | middle | last) < 64, last & 15 == 0, text[22] == UInt8(ascii: "="),
      text[23] == UInt8(ascii: "=")
    else { return nil }
    return halves
  }

  /// Appends sixteen bytes.
  public static func append(_ sixteen: Sixteen, to bytes: inout [UInt8]) {
    let halves = Sixteen(sixteen[0].bigEndian, sixteen[1].bigEndian)
    unsafe withUnsafeBytes(of: halves) { halves in unsafe bytes.append(contentsOf: halves) }
  }

  /// Writes the text of `bytes` at the beginning of `text`, which has room for it, and says how long it is.
  @discardableResult
  public static func write(
    _ bytes: Span<UInt8>, to text: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var written = 0
    var place = 0
    while place + 3 <= bytes.count {
      let bits = UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8
      unsafe write(bits | UInt32(bytes[place + 2]), to: text, at: written)
      written += 4
      place += 3
    }
    if place == bytes.count { return written }
    let second = place + 1 < bytes.count ? UInt32(bytes[place + 1]) << 8 : 0
    unsafe write(UInt32(bytes[place]) << 16 | second, to: text, at: written)
    if place + 1 == bytes.count { unsafe text[written + 2] = UInt8(ascii: "=") }
    unsafe text[written + 3] = UInt8(ascii: "=")
    return written + 4
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
