/// How many columns of a terminal a text takes, so that tables line up in every script.
///
/// A letter of Latin, Cyrillic or Greek is one column, an East Asian wide character two, a combining
/// mark none. What terminals show as one sign (a base with its marks, an emoji sequence) counts once.
extension String {
  /// The columns that the text takes on a terminal. Complexity: O(characters).
  public var displayWidth: Int {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The text with spaces after it, or before it, so that it takes at least `width` columns.
  public func padded(to width: Int, _ alignment: Alignment = .left) -> String {
    let missing = width - displayWidth
    guard missing > 0 else { return self }
    let spaces = String(repeating: " ", count: missing)
    return alignment == .left ? self + spaces : spaces + self
  }
}

/// At which side of its column a text stands.
public enum Alignment: Hashable, Sendable { case left, right }

extension Character {
  /// The columns that the character takes on a terminal: 0, 1 or 2.
  public var displayWidth: Int {
    var width = 0
    var flags = 0
    for scalar in unicodeScalars {
      if scalar.value == 0xFE0F { return 2 }
      if scalar.value >= 0x1F1E6, scalar.value <= 0x1F1FF { flags += 1 }
      width = max(width, scalar.displayWidth)
    }
    return flags == 2 ? 2 : width
  }
}

extension Unicode.Scalar {
  /// The columns of a scalar on its own.
  var displayWidth: Int {
    if value < 0x20 || value == 0x7F { return 0 }
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Vowels and final consonants of Hangul join the syllable before them.
    if value >= 0x1160, value <= 0x11FF { return 0 }
    return WideRanges.contains(value) ? 2 : 1
  }
}

extension WideRanges {
  /// Whether the code point lies in a range. Complexity: O(log ranges).
  static func contains(_ value: UInt32) -> Bool {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].first <= value
  }
}
