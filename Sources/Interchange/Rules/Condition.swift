/// A test of one column of a row: `COLUMN is A or B`, `is not`, `matches`, `does not match`.
struct Condition: Sendable {
  var column: ImportRules.Written
  /// What the value is compared with; one that fits is enough.
  var patterns: [Pattern]
  /// Whether a row passes when nothing fits.
  var isNegated: Bool

  func passes(_ text: String) -> Bool {
    patterns.contains { $0.matches(text) } != isNegated
  }
}

/// A text to compare with, in which `*` may stand for any characters, none included.
struct Pattern: Hashable, Sendable {
  /// What stands between the stars; one piece is a plain text.
  private let pieces: [[UInt8]]

  /// A text that is compared as it stands.
  init(exactly text: String) {
    pieces = [Array(text.utf8)]
  }

  /// A text in which each `*` stands for any characters.
  init(wildcards text: String) {
    pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// How many stars there are.
  var starCount: Int { pieces.count - 1 }

  func matches(_ text: String) -> Bool { stars(in: text) != nil }

  /// What each star stands for, as few characters as possible; `nil` where the text does not fit.
  ///
  /// Compares bytes. Complexity: O(text × pattern).
  func stars(in text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard let first = pieces.first, let last = pieces.last else { return nil }
    if pieces.count == 1 { return bytes == first ? [] : nil }
    guard bytes.starts(with: first), bytes.count >= first.count + last.count,
      bytes.suffix(last.count).elementsEqual(last)
    else { return nil }
    var found: [String] = []
    var start = first.count
    let end = bytes.count - last.count
    for piece in pieces[1..<(pieces.count - 1)] {
      guard
        let place = (start..<max(start, end)).first(where: {
          $0 + piece.count <= end && bytes[$0..<$0 + piece.count].elementsEqual(piece)
        }) ?? (piece.isEmpty ? start : nil)
      else { return nil }
      found.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + piece.count
    }
    found.append(String(decoding: bytes[start..<end], as: UTF8.self))
    return found
  }
}

/// `rename person "Old Name" to "New Name"`: one name for what the source spells in several ways.
struct Renaming: Sendable {
  /// What is renamed.
  enum Target: String, Hashable, Sendable, CaseIterable {
    case client, person, responsibility
  }

  var old: Pattern
  /// Each `*` is what the star at that place of the old name stood for.
  var new: String

  /// The new name; `nil` where the old one is another.
  func applied(to text: String) -> String? {
    guard let stars = old.stars(in: text) else { return nil }
    var result: [UInt8] = []
    var next = 0
    for byte in new.utf8 {
      if byte == UInt8(ascii: "*"), next < stars.count {
        result += stars[next].utf8
        next += 1
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
