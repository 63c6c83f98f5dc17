public import Ownership

/// Values as documents spell them.
extension JSON {
  /// A string, or `null` for nothing.
  static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  /// A whole number.
  package static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// Microseconds as seconds: a whole number, or a decimal without trailing zeros.
  package static func seconds(microseconds: Int64) -> JSON {
    let magnitude = microseconds.magnitude
    var text = (microseconds < 0 ? "-" : "") + String(magnitude / 1_000_000)
    var fraction = magnitude % 1_000_000
    if fraction != 0 {
      var digits = 6
      while fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
      }
      let written = String(fraction)
      text += "." + String(repeating: "0", count: digits - written.utf8.count) + written
    }
    return .number(text)
  }
}

extension JSONMember {
  /// With what every document begins: the version of the rules, and which report it is.
  public static func leading(_ report: String) -> [JSONMember] {
    [
      JSONMember("rules", .integer(AnswerJSON.rulesVersion)),
      JSONMember("report", .string(report)),
    ]
  }
}
