/// What the grammar of commands needs of the cursor beyond what dates need.
extension TimeReader {
  /// Whether the text goes on with `prefix`.
  func hasPrefix(_ prefix: StaticString) -> Bool {
    let wanted = prefix.description.utf8
    return bytes[offset...].starts(with: wanted)
  }

  /// Takes `prefix` if the text goes on with it.
  mutating func has(_ prefix: StaticString) -> Bool {
    guard hasPrefix(prefix) else { return false }
    offset += prefix.utf8CodeUnitCount
    return true
  }

  /// Whether digits and then a space or letter follow: a count, not a year.
  var beginsWithCount: Bool {
    var place = offset
    while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 { place += 1 }
    guard place < bytes.count else { return false }
    let byte = bytes[place]
    return byte == 0x20 || (byte >= 0x61 && byte <= 0x7A)
  }

  /// Takes all digits; `nil` where there is none, or more than eighteen.
  mutating func number() -> Int? {
    var value = 0
    let start = offset
    while let byte = next, byte >= 0x30, byte <= 0x39 {
      if offset - start == 18 { return nil }
      value = value * 10 + Int(byte - 0x30)
      offset += 1
    }
    return offset == start ? nil : value
  }

  /// Takes all small letters.
  mutating func word() -> String {
    let start = offset
    while let byte = next, byte >= 0x61, byte <= 0x7A { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }
}

extension Moment {
  /// The moment with which a range that begins with this one begins.
  var firstPart: Moment {
    if case .range(let first, _) = self { first } else { self }
  }

  /// The moment with which a range that ends with this one ends.
  var lastPart: Moment {
    if case .range(_, let last) = self { last } else { self }
  }
}
