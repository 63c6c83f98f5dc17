import Ownership

/// Text from the log, or from anybody, for those who read it: on a terminal nothing in it may move the
/// cursor, change a colour or reverse the direction of writing, and nowhere may it hold what nobody sees, so
/// that two texts that look alike are the same.
extension String {
  /// The text with such characters spelt out as `\u{1B}`: one line. Complexity: O(bytes).
  public var printable: String { spelling { $0.braced } }

  /// The text with such characters spelt out as JSON spells them: `\u202e`. So a name is on paper what it is
  /// in the log. Complexity: O(bytes).
  var spelledOut: String { spelling(\.jsonEscape) }

  /// The text for a cell of CSV: what steers a terminal is spelt out as `\u{1B}`, and the rest stays, line
  /// breaks and tabs included, for the programs that read it. Complexity: O(bytes).
  public var steeringNothing: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    for scalar in unicodeScalars {
      let stays = scalar == "\n" || scalar == "\r" || scalar == "\t"
      if !stays, scalar.steers {
        result += scalar.braced
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func spelling(_ spell: (Unicode.Scalar) -> String) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    let scalars = Array(unicodeScalars)
    var result = ""
    for (place, scalar) in scalars.enumerated() {
      if scalar.isUnseen, !Self.joins(scalars, place) {
        result += spell(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a joiner or a selector is where it shows: within a word of a script whose letters change by it,
  /// between emoji, or behind one. Elsewhere it makes look-alikes.
  private static func joins(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place > 0 else { return false }
    let before = scalars[place - 1]
    let after = place + 1 < scalars.count ? scalars[place + 1] : nil
    switch scalars[place].value {
    case 0x200C: return before.isShapedByJoiners && after?.isShapedByJoiners == true
    case 0x200D:
      return before.isShapedByJoiners && after?.isShapedByJoiners == true
        || (before.isPicture || before.value == 0xFE0F) && after?.isPicture == true
    case 0xFE0E, 0xFE0F: return before.isPicture || after?.value == 0x20E3
    default: return false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var braced: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }

  /// Whether a terminal obeys it: a control, a separator of lines, or what steers the direction of writing.
  fileprivate var steers: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  /// Whether nobody sees it, or it is seen as something else: default-ignorable, of a private or no meaning,
  /// a blank that is no space.
  fileprivate var isUnseen: Bool {
    if isObeyed || !isAssigned { return true }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: false
    }
  }

  /// An emoji that is no digit.
  fileprivate var isPicture: Bool { value > 0x7F && properties.isEmoji }

  /// A letter or mark of Arabic, Syriac, the scripts of India and their kin, Mongolian.
  fileprivate var isShapedByJoiners: Bool {
    switch value {
    case 0x600..<0x10A0, 0x1780..<0x18B0, 0xA800..<0xAC00: properties.isAlphabetic || isMark
    default: false
    }
  }

  private var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }
}
