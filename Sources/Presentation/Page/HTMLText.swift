/// Text put together into HTML: whatever comes from outside is escaped here, and only here.
struct HTMLText: Hashable, Sendable {
  /// The markup.
  private(set) var markup = ""

  /// Nothing.
  init() {}

  /// Text from anywhere, in which nothing is markup. What steers the direction of writing or is not seen
  /// is spelt out.
  init(_ text: String) {
    markup = Self.escaped(text.spelledOut)
  }

  /// Text of several lines, which stay lines.
  init(lines: String) {
    let lines = lines.split(separator: "\n", omittingEmptySubsequences: false)
    markup = lines.map { Self.escaped(String($0).spelledOut) }.joined(separator: "\n")
  }

  /// Markup that is written in this module.
  init(markup: StaticString) {
    self.markup = "\(markup)"
  }

  /// An element around other markup.
  ///
  /// - Parameters:
  ///   - name: of the element, with any attributes that are written in this module: `p class="lead"`.
  ///   - attributes: others; their values are escaped.
  init(
    _ name: StaticString, _ attributes: [(name: StaticString, value: String)] = [],
    _ content: HTMLText
  ) {
    let end = "\(name)".prefix { $0 != " " }
    markup = HTMLText(void: name, attributes).markup + content.markup + "</\(end)>"
  }

  /// An element that has no content and no end.
  init(void name: StaticString, _ attributes: [(name: StaticString, value: String)] = []) {
    let values = attributes.map { " \($0.name)=\"\(Self.escaped($0.value.spelledOut))\"" }
    markup = "<\(name)\(values.joined())>"
  }

  /// An element around text from anywhere.
  init(_ name: StaticString, _ text: String) {
    self.init(name, [], HTMLText(text))
  }

  /// Markup after markup.
  static func + (first: HTMLText, second: HTMLText) -> HTMLText {
    var text = first
    text += second
    return text
  }

  /// Appends markup.
  static func += (text: inout HTMLText, more: HTMLText) {
    text.markup += more.markup
  }

  /// Begins a new line of the file, for whoever reads that.
  mutating func newline() { markup += "\n" }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
