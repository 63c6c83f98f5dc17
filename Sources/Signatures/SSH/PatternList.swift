/// OpenSSH's pattern list (ssh_config(5), PATTERNS): parted by commas, `*` for any characters, `?`
/// for one, `!` before a pattern that forbids what it matches.
///
/// Bytes are compared, as there. An empty pattern matches only an empty text. Source: OpenSSH, `match.c`.
public struct PatternList: Hashable, Sendable, CustomStringConvertible {
  /// A list with a longer pattern matches nothing, unless one before it forbids.
  private static let patternLimit = 1022

  /// A list that allows more is not tried out.
  private static let triedLimit = 64

  private let bytes: [UInt8]

  /// A list as it was written.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The list as it was written.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a pattern matches the text and none forbids it. Complexity: O(patterns · text).
  public func matches(_ text: String) -> Bool { matches(Array(text.utf8)) }

  private func matches(_ text: [UInt8]) -> Bool {
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

  /// Whether there is a text that it matches: not where every pattern forbids, nor where what is allowed is
  /// forbidden as well. Each pattern that allows is tried with texts that stand for its own: for `?` and `*`
  /// a byte that no pattern names, for `*` also none and many. A very long list is taken to match something.
  var matchesAnything: Bool {
    let patterns = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let allowing = patterns.filter { $0.first != UInt8(ascii: "!") }
    if allowing.count > Self.triedLimit { return true }
    let other = (UInt8(ascii: "a")...UInt8(ascii: "z")).first { !bytes.contains($0) } ?? 0x7F
    return allowing.contains { pattern in
      [0, 1, 40].contains { count in
        let text = pattern.flatMap { byte in
          switch byte {
          case UInt8(ascii: "*"): [UInt8](repeating: other, count: count)
          case UInt8(ascii: "?"): [other]
          default: [byte]
          }
        }
        return matches(text)
      }
    }
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
