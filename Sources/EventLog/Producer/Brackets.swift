/// Counts what a piece of JSON opens and closes, strings aside.
struct Brackets {
  private var depth = 0
  private var isEscaped = false
  /// Whether a string has begun and not ended.
  private(set) var isInString = false

  /// Whether more brackets opened than closed.
  var areOpen: Bool { depth > 0 }

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    default: return
    }
  }
}
