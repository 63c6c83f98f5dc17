/// A place in a file that a person wrote or exported, with the line to show and where its caret stands.
public struct SourcePlace: Hashable, Sendable {
  /// The name of the file, as the caller gave it.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int
  /// The line, or of a long line what stands around the column; control characters as spaces.
  public var excerpt: String
  /// How many characters of `excerpt` stand before the caret.
  public var caretOffset: Int

  /// The most characters that are shown on either side of the caret.
  static var reach: Int { 60 }

  /// Finds line, column and excerpt of a byte.
  ///
  /// - Parameters:
  ///   - offset: the byte; the end of `bytes` is a place as well.
  ///   - start: a line that begins at or before `offset`, and its first byte.
  /// - Complexity: O(bytes from `start` to the end of the line).
  init(
    file: String, bytes: [UInt8], offset: Int, encoding: TextEncoding = .utf8,
    from start: (line: Int, offset: Int)
  ) {
    var line = start.line
    var first = start.offset
    var index = start.offset
    while index < offset {
      if bytes[index] == Byte.lineFeed {
        line += 1
        first = index + 1
      }
      index += 1
    }
    // Of a line that does not end no more is looked at than can be shown.
    let limit = min(bytes.count, offset + 16 * Self.reach)
    var last = offset
    while last < limit, bytes[last] != Byte.lineFeed { last += 1 }
    if last > offset, bytes[last - 1] == Byte.carriageReturn { last -= 1 }
    let before = encoding.text(bytes[first..<offset]).visible
    let after = encoding.text(bytes[offset..<last]).visible
    self.file = file
    self.line = line
    column = before.count + 1
    let head = before.count > Self.reach ? "…" + before.suffix(Self.reach) : before
    let tail = after.count > Self.reach ? after.prefix(Self.reach) + "…" : after
    excerpt = head + tail
    caretOffset = head.count
  }

  /// `FILE:LINE:COLUMN`
  public var address: String { "\(file):\(line):\(column)" }

  /// The excerpt, and below it the caret.
  public var picture: String {
    "  \(excerpt)\n  \(String(repeating: " ", count: caretOffset))^"
  }
}

extension SourcePlace {
  /// The order of a file.
  func isBefore(_ other: SourcePlace) -> Bool { (line, column) < (other.line, other.column) }
}

extension String {
  /// The same on one line: control characters as spaces.
  var visible: String {
    String(
      map { character in
        let isShown = character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        return isShown ? character : " "
      })
  }

  /// In quotes for a message, on one line and not endless.
  var quoted: String {
    let shown = visible
    return shown.count > 60 ? "\"\(shown.prefix(60))…\"" : "\"\(shown)\""
  }
}

/// The bytes that CSV and rules files give a meaning to.
enum Byte {
  static var tab: UInt8 { 0x09 }
  static var lineFeed: UInt8 { 0x0A }
  static var carriageReturn: UInt8 { 0x0D }
  static var space: UInt8 { 0x20 }
  static var quote: UInt8 { 0x22 }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
