/// A table on a terminal: columns that line up in every script, two spaces apart.
extension Table {
  /// The lines of the table, header first, each ended by LF; nothing for a table without rows.
  ///
  /// Columns that may be wrapped give way, the widest first, until the table fits; where even that is
  /// not enough the table is wider than the terminal, and nothing is cut off.
  ///
  /// - Parameters:
  ///   - width: the columns of the terminal; `nil` for as wide as it gets.
  ///   - palette: colours, or none.
  /// - Complexity: O(characters).
  public func text(width: Int?, palette: Palette) -> String {
    if rows.isEmpty { return "" }
    let widths = columnWidths(limit: width)
    var result = ""
    let header = columns.map { [$0.title] }
    write(header, columns.map { _ in .heading }, widths, palette, into: &result)
    for row in rows {
      let cells = zip(row, zip(columns, widths)).map { cell, column in
        column.0.wraps ? cell.shownText.wrapped(to: max(column.1, 2)) : [cell.shownText]
      }
      write(cells, row.map(\.style), widths, palette, into: &result)
    }
    return result
  }

  private func write(
    _ cells: [[String]], _ styles: [Style], _ widths: [Int], _ palette: Palette,
    into result: inout String
  ) {
    let height = cells.map(\.count).max() ?? 0
    for line in 0..<height {
      var pending = 0
      for (index, lines) in cells.enumerated() {
        let text = line < lines.count ? lines[line] : ""
        let missing = max(widths[index] - text.displayWidth, 0)
        if columns[index].alignment == .right { pending += missing }
        if !text.isEmpty {
          // Spaces are written only before a text, so that no line ends with one.
          result += String(repeating: " ", count: pending) + palette.paint(text, styles[index])
          pending = 0
        }
        if columns[index].alignment == .left { pending += missing }
        pending += 2
      }
      result += "\n"
    }
  }

  private func columnWidths(limit: Int?) -> [Int] {
    var widths = columns.map(\.title.displayWidth)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], cell.shownText.displayWidth)
      }
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - limit
    while excess > 0 {
      let wrapping = columns.indices.filter { columns[$0].wraps && widths[$0] > 16 }
      guard let widest = wrapping.max(by: { widths[$0] < widths[$1] }) else { break }
      let next = wrapping.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? 16
      let step = min(excess, max(widths[widest] - next, 1))
      widths[widest] -= step
      excess -= step
    }
    return widths
  }
}
