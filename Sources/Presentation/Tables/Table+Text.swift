/// A table on a terminal: columns that line up in every script, two spaces apart.
extension Table {
  /// The lines of the table, header first, each ended by LF; nothing for a table without rows.
  ///
  /// Where a row is too wide, titles and texts wrap; where that is not enough, header and rows go on in
  /// a second line, or more, under their beginning. Nothing is left out, and no line is wider than
  /// `width`.
  ///
  /// - Parameters:
  ///   - width: the columns of the terminal; `nil` for as wide as it gets.
  ///   - palette: colours, or none.
  /// - Complexity: O(characters).
  public func text(width: Int?, palette: Palette) -> String {
    if rows.isEmpty { return "" }
    let layout = TableLayout(self, limit: width)
    var result = ""
    let headings = columns.map { _ in Style.heading }
    write(columns.map(\.title), headings, layout, palette, into: &result)
    for row in rows {
      write(row.map(\.shownText), row.map(\.style), layout, palette, hangs: true, into: &result)
    }
    return result
  }

  private func write(
    _ texts: [String], _ styles: [Style], _ layout: TableLayout, _ palette: Palette,
    hangs: Bool = false, into result: inout String
  ) {
    for (number, places) in layout.lines.enumerated() {
      let cells = places.map { place in
        let width = max(layout.widths[place], 2)
        return hangs && number == 0 && place == places.first
          ? texts[place].hanging(in: width) : texts[place].wrapped(to: width)
      }
      let height = cells.map(\.count).max() ?? 0
      for line in 0..<height {
        // Spaces are written only before a text, so that no line ends with one.
        var pending = number == 0 ? 0 : TableLayout.indent
        for (place, lines) in zip(places, cells) {
          let text = line < lines.count ? lines[line] : ""
          let missing = max(layout.widths[place] - text.displayWidth, 0)
          if columns[place].alignment == .right { pending += missing }
          if !text.isEmpty {
            result += String(repeating: " ", count: pending) + palette.paint(text, styles[place])
            pending = 0
          }
          if columns[place].alignment == .left { pending += missing }
          pending += TableLayout.gap
        }
        result += "\n"
      }
    }
  }
}
