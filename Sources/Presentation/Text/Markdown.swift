/// Text from anybody in GitHub-flavoured Markdown.
extension String {
  /// The text as one line that is text: what nobody sees is spelt out, and what would end a cell or begin
  /// markup, HTML included, is escaped. Complexity: O(bytes).
  var markdown: String {
    var result = ""
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "_", "<", ">", "[", "]", "~", "&": result += "\\"
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// The same as a paragraph, which must not begin as a heading, a list or a rule does. Complexity: O(bytes).
  var markdownParagraph: String {
    let text = markdown
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    if !digits.isEmpty, let mark = text.utf8.dropFirst(digits.count).first,
      mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
    {
      return "\(text.prefix(digits.count))\\\(text.dropFirst(digits.count))"
    }
    let begins = ["#", "+", "-", "=", ":"].contains { text.utf8.first == $0.utf8.first }
    return begins ? "\\" + text : text
  }
}
