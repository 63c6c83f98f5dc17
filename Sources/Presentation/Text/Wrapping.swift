/// Breaking a text into lines that fit.
extension String {
  /// The text in lines of at most `width` columns, broken at spaces; a word that is longer than a line
  /// is broken where the line ends. At least one line, also for an empty text.
  ///
  /// Where it breaks, several spaces in a row are spelt out but for the first, as `\u{20}`: an identifier may hold
  /// them, and would put what stands behind them to where a sentence begins.
  ///
  /// - Parameter width: at least 2, so that a wide character finds room. Complexity: O(characters).
  public func wrapped(to width: Int) -> [String] {
    precondition(width >= 2, "a wide character needs two columns")
    if displayWidth <= width { return [self] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in spacesSpelledOut.split(separator: " ", omittingEmptySubsequences: true) {
      let wordWidth = String(word).displayWidth
      if used > 0, used + 1 + wordWidth > width {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " "
        used += 1
      }
      if wordWidth <= width {
        line += word
        used += wordWidth
        continue
      }
      for character in word {
        let columns = character.displayWidth
        if used + columns > width {
          // What follows spaces never stands where a line begins.
          let spaces = line.hasSuffix(Self.space) && line != Self.space ? Self.space : ""
          lines.append(String(line.dropLast(spaces.count)))
          line = spaces
          used = spaces.count
        }
        line.append(character)
        used += columns
      }
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static let space = "\\u{20}"

  /// The text with spaces that follow a space spelt out, but for those with which it begins.
  private var spacesSpelledOut: String {
    if !contains("  ") { return self }
    var result = ""
    var isBehindSpace = false
    for scalar in unicodeScalars.drop(while: { $0 == " " }) {
      if scalar == " ", isBehindSpace {
        result += Self.space
      } else {
        result.unicodeScalars.append(scalar)
      }
      isBehindSpace = scalar == " "
    }
    return result
  }

  /// The text wrapped, the first line after `prefix` and the others indented as far as it reaches.
  public func wrapped(to width: Int, after prefix: String) -> String {
    let indent = prefix.displayWidth
    let lines = wrapped(to: max(width - indent, 20))
    let spaces = String(repeating: " ", count: indent)
    return prefix + lines.joined(separator: "\n" + spaces)
  }

  /// The lines of the text wrapped, all but the first set in: an id may hold blanks, and what somebody else has
  /// written never stands where a sentence begins.
  public func hanging(in width: Int) -> [String] {
    if displayWidth <= width { return [self] }
    // Where there is no room to set anything in, no sentence fits either.
    if width < 4 { return wrapped(to: width) }
    let lines = wrapped(to: width - 2)
    return lines.prefix(1) + lines.dropFirst().map { "  " + $0 }
  }
}
