import Presentation

/// How a result is written.
enum Format: String, CaseIterable, Sendable {
  case table, json, jsonl, csv, markdown

  /// What the name of a file says.
  init?(fileName: String) {
    guard let point = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch fileName[point...].lowercased() {
    case ".json": self = .json
    case ".jsonl", ".ndjson": self = .jsonl
    case ".csv": self = .csv
    case ".md", ".markdown": self = .markdown
    case ".txt": self = .table
    default: return nil
    }
  }
}

extension Invocation {
  /// The format of the result: `--format`, else what the name of `-o` says, else a setting, else a table.
  func format() throws(Failure) -> Format {
    let stated = arguments.value(.format)
    if let stated, case .argument = stated.origin { return Format(rawValue: stated.text) ?? .table }
    if let file = outputFile {
      if let format = Format(fileName: file.text) { return format }
      if stated == nil {
        throw .usage(
          "the name of the file does not say its format", at: file.place(),
          hint: "end it with .json, .jsonl, .csv, .md or .txt, or give --format")
      }
    }
    return stated.flatMap { Format(rawValue: $0.text) } ?? .table
  }

  /// Writes a table in a format other than JSON.
  func write(_ table: Table, as format: Format) {
    switch format {
    case .table, .json: write(table.text(width: width, palette: palette))
    case .jsonl: write(table.jsonLines())
    case .csv: write(table.csv())
    case .markdown: write(table.markdown())
    }
  }
}
