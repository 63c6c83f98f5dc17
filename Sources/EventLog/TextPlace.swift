/// A place in a text, for messages: `FILE:LINE:COLUMN`, the line around it, and a caret below.
public struct TextPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file, or `-` for standard input.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// The line, shortened around the column.
  public let excerpt: String
  /// How many characters of the excerpt stand before the place.
  public let caret: Int

  /// How many characters an excerpt has at most.
  static let excerptLimit = 96

  /// The place at `offset` of `bytes`. Complexity: O(bytes before it), so only for failures.
  ///
  /// - Parameters:
  ///   - firstLine: the number of the line with which `bytes` begin.
  ///   - firstColumn: the column at which they begin in it.
  public init(file: String, bytes: [UInt8], offset: Int, firstLine: Int = 1, firstColumn: Int = 1) {
    let offset = min(max(offset, 0), bytes.count)
    var start = 0
    var line = firstLine
    for index in 0..<offset where bytes[index] == UInt8(ascii: "\n") {
      start = index + 1
      line += 1
    }
    var end = offset
    while end < min(bytes.count, offset + 16 * Self.excerptLimit), bytes[end] != UInt8(ascii: "\n")
    { end += 1 }
    let before = Self.characters(bytes[start..<offset])
    // Of a line that does not end no more is looked at than can be shown.
    let after = Self.characters(bytes[offset..<min(end, offset + 16 * Self.excerptLimit)])
    let left = min(before.count, max(Self.excerptLimit / 2, Self.excerptLimit - after.count))
    self.file = file
    self.line = line
    column = before.count + (line == firstLine ? firstColumn : 1)
    let cut = before.count - left
    excerpt =
      (cut > 0 ? "…" : "") + String(before[cut...])
      + String(after.prefix(Self.excerptLimit - left))
      + (after.count > Self.excerptLimit - left ? "…" : "")
    caret = left + (cut > 0 ? 1 : 0)
  }

  /// `FILE:LINE:COLUMN`
  public var description: String { "\(file):\(line):\(column)" }

  /// The excerpt, and below it a caret under the place.
  public var excerptWithCaret: String {
    "  \(excerpt)\n  \(String(repeating: " ", count: caret))^"
  }

  /// Characters as shown; what would move the cursor is shown as a dot.
  private static func characters(_ bytes: ArraySlice<UInt8>) -> [Character] {
    String(decoding: bytes, as: UTF8.self).map { character in
      character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? "·" : character
    }
  }
}
