public import Ownership

/// A table for other programs: RFC 4180 CSV, Markdown, JSON lines.
extension Table {
  /// RFC 4180: a header of keys, CRLF after each record, fields quoted where they hold a quote, a
  /// comma or a line break. What steers a terminal is spelt out.
  public func csv() -> String {
    var result = columns.map { Self.quoted($0.key) }.joined(separator: ",") + "\r\n"
    for row in rows {
      result +=
        row.map { Self.quoted($0.plainText.steeringNothing) }.joined(separator: ",") + "\r\n"
    }
    return result
  }

  /// Several tables as one: each row begins with its table’s name, and has the columns of all of them, by
  /// their keys in the order in which they are met.
  init(joining parts: [(name: String, table: Table)]) {
    var columns: [Column] = []
    var places: [String: Int] = [:]
    for column in parts.flatMap(\.table.columns) where places[column.key] == nil {
      places[column.key] = columns.count
      columns.append(column)
    }
    self.init([Column("part")] + columns)
    for part in parts {
      for row in part.table.rows {
        var joined = [Cell](repeating: .nothing, count: columns.count)
        for (column, cell) in zip(part.table.columns, row) {
          if let place = places[column.key] { joined[place] = cell }
        }
        append([.text(part.name)] + joined)
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }) else {
      return text
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// A table of GitHub-flavoured Markdown; what would end a cell or begin markup is escaped.
  public func markdown() -> String {
    let header = columns.map(\.title.markdown)
    let rule = columns.map { $0.alignment == .right ? "---:" : "---" }
    var result = ""
    for cells in [header, rule] + rows.map({ $0.map(\.shownText.markdown) }) {
      result += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return result
  }

  /// Each row as a flat object with the columns' keys; where values were destroyed, `redacted` lists the
  /// keys of those that are `null` for that reason.
  public var objects: [JSON] {
    rows.map { row in
      let redacted = zip(columns, row).filter { $0.1 == .redacted }.map { JSON.string($0.0.key) }
      return .object(
        zip(columns, row).map { column, cell in JSONMember(column.key, cell.json) }
          + (redacted.isEmpty ? [] : [JSONMember("redacted", .array(redacted))]))
    }
  }

  /// One object a line.
  public func jsonLines() -> String {
    objects.map { JSONWriter.shownText($0) + "\n" }.joined()
  }
}
