/// OpenSSH's pattern list (ssh_config(5), PATTERNS): parted by commas, `*` for any characters, `?`
/// for one, `!` before a pattern that forbids what it matches.
public struct PatternList: Hashable, Sendable, CustomStringConvertible {
  private let patterns: [[UInt8]]

  /// A list; `nil` when it or one of its patterns is empty.
  init?(_ text: String) {
    let patterns = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { Array($0) }
    guard patterns.allSatisfy({ !$0.isEmpty && $0 != [UInt8(ascii: "!")] }) else { return nil }
    self.patterns = patterns
  }

  /// The list as it was written.
  public var description: String {
    String(decoding: Array(patterns.joined(separator: [UInt8(ascii: ",")])), as: UTF8.self)
  }

  /// Whether a pattern matches the text and none forbids it. Complexity: O(patterns · text).
  public func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var isMatched = false
    for pattern in patterns {
      if pattern[0] == UInt8(ascii: "!") {
        if Self.isMatch(pattern[1...], text) { return false }
      } else if Self.isMatch(pattern[...], text) {
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
