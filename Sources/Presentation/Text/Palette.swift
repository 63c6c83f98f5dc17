/// Colours, or none: whoever calls decides.
public struct Palette: Hashable, Sendable {
  /// Whether anything is painted at all.
  public let isColourful: Bool

  /// No escape sequence anywhere.
  public static var plain: Palette { Palette(isColourful: false) }
  /// The eight colours that every terminal has.
  public static var ansi: Palette { Palette(isColourful: true) }

  /// The text in a style; itself where nothing is painted.
  public func paint(_ text: String, _ style: Style) -> String {
    guard isColourful, let code = style.code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// What a text is, from which follows how it is painted.
public enum Style: Hashable, Sendable {
  case plain, strong, dim, heading, person, warning, problem

  var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .dim: "2"
    case .heading: "1;36"
    case .person: "1;32"
    case .warning: "33"
    case .problem: "1;31"
    }
  }
}
