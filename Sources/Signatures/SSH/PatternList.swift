/// OpenSSH's pattern list (ssh_config(5), PATTERNS): parted by commas, `*` for any characters, `?`
/// for one, `!` before a pattern that forbids what it matches.
///
/// Bytes are compared, as there. An empty pattern matches only an empty text. Source: OpenSSH, `match.c`.
public struct PatternList: Hashable, Sendable, CustomStringConvertible {
  /// A list with a longer pattern matches nothing, unless one before it forbids.
  private static let patternLimit = 1022

  private let bytes: [UInt8]

  /// A list as it was written.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The list as it was written.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a pattern matches the text and none forbids it. Complexity: O(patterns · text).
  public func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var isMatched = false
    var rest = bytes[...]
    while let first = rest.first {
      let isForbidding = first == UInt8(ascii: "!")
      if isForbidding { rest = rest.dropFirst() }
      let pattern = rest.prefix { $0 != UInt8(ascii: ",") }
      rest = rest.dropFirst(pattern.count + 1)
      guard pattern.count <= Self.patternLimit else { return false }
      if Self.isMatch(pattern, text) {
        if isForbidding { return false }
        isMatched = true
      }
    }
    return isMatched
  }

  /// Goes back to the last `*` only, so that no pattern takes more than length times length.
  private static func isMatch(_ pattern: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
    var place = pattern.startIndex
    var index = 0
    var star: (place: Int, index: Int)?
    while index < text.count {
      if place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") {
        star = (place, index)
        place += 1
      } else if place < pattern.endIndex,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == text[index]
      {
        place += 1
        index += 1
      } else if let last = star {
        star = (last.place, last.index + 1)
        place = last.place + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
