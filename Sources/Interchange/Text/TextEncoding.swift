/// How the bytes of an exported file stand for characters.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1 = "iso-8859-1"

  /// The characters; in UTF-8 what is not well formed becomes U+FFFD.
  func text(_ bytes: ArraySlice<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .latin1:
      var scalars = String.UnicodeScalarView()
      for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
      return String(scalars)
    }
  }

  /// The first byte in `range` that does not belong to a character; every byte of ISO-8859-1 does.
  ///
  /// Well formed is what table 3-7 of the Unicode standard allows: no overlong forms, no surrogates.
  /// Complexity: O(bytes).
  func firstBadByte(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    if self == .latin1 { return nil }
    var index = range.lowerBound
    while index < range.upperBound {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let shape = Self.shape(lead), index + shape.length <= range.upperBound,
        shape.second.contains(bytes[index + 1])
      else { return index }
      for place in index + 2..<max(index + 2, index + shape.length)
      where bytes[place] & 0xC0 != 0x80 { return index }
      index += shape.length
    }
    return nil
  }

  private static func shape(_ lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}
