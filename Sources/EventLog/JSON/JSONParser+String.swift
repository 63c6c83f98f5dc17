/// Strings: escapes, UTF-8, surrogates.
extension JSONParser {
  /// Reads a string from its opening quote on.
  mutating func string() throws(JSONProblem) -> String {
    offset += 1
    let start = offset
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        offset += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      try plain(byte)
    }
    throw problem("the string does not end", at: start - 1)
  }

  /// Steps over one character that stands for itself.
  private mutating func plain(_ byte: UInt8) throws(JSONProblem) {
    if byte < 0x20 {
      throw problem("a control character stands in the string; write it as an escape")
    }
    if byte < 0x80 {
      offset += 1
      return
    }
    let length = utf8Length(bytes.span, at: offset, end: end)
    if length == 0 { throw problem("the bytes are not UTF-8") }
    offset += length
  }

  /// Reads on from the first escape.
  private mutating func escapedString(from start: Int) throws(JSONProblem) -> String {
    var text = Array(bytes[start..<offset])
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: String(Character(try escape())).utf8)
      } else {
        let before = offset
        try plain(byte)
        text.append(contentsOf: bytes[before..<offset])
      }
    }
    throw problem("the string does not end", at: start - 1)
  }

  private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
    let start = offset
    offset += 1
    let letter = next
    offset += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw problem("there is no such escape", at: start)
    }
    let unit = try hexadecimalUnit(from: start)
    if unit >= 0xD800, unit < 0xDC00 {
      guard next == UInt8(ascii: "\\"), offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "u")
      else { throw problem("half a surrogate pair", at: start) }
      offset += 2
      let low = try hexadecimalUnit(from: start)
      guard low >= 0xDC00, low < 0xE000,
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      else { throw problem("half a surrogate pair", at: start) }
      return scalar
    }
    guard let scalar = Unicode.Scalar(unit) else {
      throw problem("half a surrogate pair", at: start)
    }
    return scalar
  }

  private mutating func hexadecimalUnit(from start: Int) throws(JSONProblem) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = hexadecimalValue(byte) else {
        throw problem("expected four hexadecimal digits after \\u", at: start)
      }
      unit = unit << 4 | digit
      offset += 1
    }
    return unit
  }
}

private func hexadecimalValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 0x30)
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 0x61 + 10)
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 0x41 + 10)
  default: nil
  }
}

/// The length of the UTF-8 sequence (RFC 3629) that begins at `place`; 0 when it is none.
func utf8Length(_ bytes: Span<UInt8>, at place: Int, end: Int) -> Int {
  let first = bytes[place]
  let length: Int
  var low: UInt8 = 0x80
  var high: UInt8 = 0xBF
  switch first {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF:
    length = 3
    if first == 0xE0 { low = 0xA0 }
    if first == 0xED { high = 0x9F }
  case 0xF0...0xF4:
    length = 4
    if first == 0xF0 { low = 0x90 }
    if first == 0xF4 { high = 0x8F }
  default: return 0
  }
  if place + length > end { return 0 }
  if bytes[place + 1] < low || bytes[place + 1] > high { return 0 }
  for index in place + 2..<place + max(2, length) where bytes[index] & 0xC0 != 0x80 { return 0 }
  return length
}
