/// Characters that a reader does not see, or that steer what he sees: of them look-alikes of identifiers and
/// false texts are made.
///
/// Source: Unicode 16.0.0, `DerivedCoreProperties.txt` and `UnicodeData.txt`. The table is fixed here, so
/// that a text is spelt alike on every machine.
extension Unicode.Scalar {
  /// Whether it is a Default_Ignorable_Code_Point. Complexity: O(1).
  package var isDefaultIgnorable: Bool {
    switch value {
    case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFF8,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Whether a terminal or a viewer obeys it, or shows nothing for it: controls, line and paragraph
  /// separators, marks of interlinear text, U+2800, and what is default-ignorable. Complexity: O(1).
  package var isObeyed: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x2029, 0xFFF9...0xFFFB: true
    default: isBlank || isDefaultIgnorable
    }
  }
  /// Whether it is U+2800, the pattern of Braille without a dot: a blank that is no white space.
  package var isBlank: Bool { value == 0x2800 }

  /// Whether Unicode 16 assigns it a character, whatever the version that is built in here.
  package var isAssigned: Bool {
    guard let age = properties.age else { return false }
    return age.major < 17 && properties.generalCategory != .unassigned
  }

  /// As JSON spells it: `\u202e`, of two halves beyond U+FFFF.
  package var jsonEscape: String {
    String(self).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
