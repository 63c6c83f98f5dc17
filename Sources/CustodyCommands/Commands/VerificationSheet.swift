import Ownership
import Presentation

/// What a check says: sentences for people, flat names and values for programs.
struct VerificationSheet {
  struct Row {
    let key: String
    let value: JSON
    /// What people read; `nil` where another row says it.
    var words: String?
    /// Further sentences.
    var more: [String] = []

    init(_ key: String, _ value: JSON, words: String? = nil, lines: [String] = []) {
      self.key = key
      self.value = value
      self.words = words ?? lines.first
      more = Array(lines.dropFirst())
    }
  }

  let rows: [Row]
  /// The name by which its JSON begins.
  private let report: String

  init(_ rows: [Row], report: String = "verify") {
    self.rows = rows
    self.report = report
  }

  var json: JSON {
    .object(JSONMember.leading(report) + rows.map { JSONMember($0.key, $0.value) })
  }

  /// One row a value.
  var table: Table {
    var table = Table([Table.Column("what"), Table.Column("value", wraps: true)])
    for row in rows {
      let text: String? =
        switch row.value {
        case .null: nil
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .array, .object: JSONWriter.shownText(row.value)
        }
      table.append([.text(row.key), .optional(text)])
    }
    return table
  }
}

extension Invocation {
  /// Writes what a check says.
  func write(_ sheet: VerificationSheet, as format: Format) {
    switch format {
    case .json, .jsonl: write(sheet.json)
    case .csv, .markdown: write(sheet.table, as: format)
    case .table:
      for row in sheet.rows {
        for words in [row.words].compactMap({ $0 }) + row.more { write(paragraph: words) }
      }
    }
  }
}

extension Invocation {
  /// Writes a sentence: on a terminal wrapped at its width, what follows set in; elsewhere in one line, for tools
  /// that look for it.
  private func write(paragraph words: String) {
    guard let width = surroundings.width else {
      write(line: words)
      return
    }
    for line in words.printable.hanging(in: width) { write(line: line) }
  }
}

extension JSON {
  static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }
}
