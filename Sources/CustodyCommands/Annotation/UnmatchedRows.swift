import Interchange
import Presentation

/// The rows that cannot be answered: counted by reason, the first of each named, and all of them written to
/// a file of their own where that is wanted.
final class UnmatchedRows {
  /// How many rows of a reason are named, no two that say the same.
  private static let named = 3

  var rowCount = 0
  private let invocation: Invocation
  private let records: CSVStream<Failure>
  private let file: String
  private let suggest: (String) -> String?
  private let output: ParsedArguments.Value?
  private let rest: ResultFile?
  private var counts = [Int](repeating: 0, count: RowFault.Kind.allCases.count)
  private var examples: [(kind: RowFault.Kind, line: Int, detail: String)] = []

  /// Begins, with the header as the latest record.
  ///
  /// - Parameter suggest: which client was perhaps meant.
  init(
    _ invocation: Invocation, _ records: CSVStream<Failure>, file: String,
    suggest: @escaping (String) -> String?
  ) throws(Failure) {
    self.invocation = invocation
    self.suggest = suggest
    self.records = records
    self.file = file
    output = invocation.arguments.value(.unmatched)
    rest = output.map(ResultFile.init)
    guard let output, let rest else { return }
    if output.text == "-" {
      throw .usage(
        "--unmatched needs a file: standard output is for all rows", at: output.place(),
        hint: "name a file")
    }
    try invocation.check(rest, output)
    // By links, too, two results would go to one file, and the later one would take the place of the other.
    let path = try rest.check()
    if let other = invocation.outputFile {
      if try ResultFile(other).check() == path || Descriptor.isSame(other.text, as: output.text) {
        throw .usage(
          "-o and --unmatched name the same file", at: output.place(), hint: "name two files")
      }
    } else if Descriptor.isSame(output.text, as: 1) {
      throw .usage(
        "--unmatched leads to where standard output goes, which is for all rows",
        at: output.place(),
        hint: "name another file")
    }
    if Descriptor.isSameFile(file, path) {
      throw .usage("--unmatched names the spreadsheet itself", at: output.place())
    }
    copy(adding: ["line", "reason"])
  }

  var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

  /// Takes the latest record.
  func note(_ fault: RowFault) {
    counts[fault.kind.rawValue] += 1
    let alike = examples.filter { $0.kind == fault.kind }
    if alike.count < Self.named, !alike.contains(where: { $0.detail == fault.detail.shortened }) {
      examples.append((fault.kind, records.line, fault.detail.shortened))
    }
    let reason = "\(fault.kind.words): \(fault.detail)"
    copy(adding: fault.kind == .damaged ? nil : ["\(records.line)", reason])
  }

  private func copy(adding fields: [String]?) {
    guard let rest else { return }
    var bytes: [UInt8] = []
    if let fields {
      records.copy(with: records.written(fields.map(\.steeringNothing)), to: &bytes)
    } else {
      records.copy(to: &bytes)
    }
    rest.write(bytes)
  }

  /// Writes the file, and says what could not be answered.
  func finish() throws(Failure) {
    try rest?.finish()
    if isEmpty { return }
    let count = counts.reduce(0, +)
    var lines: [String] = []
    for kind in RowFault.Kind.allCases where counts[kind.rawValue] > 0 {
      lines.append("\(counts[kind.rawValue]): \(kind.words)")
      let named = examples.filter { $0.kind == kind }
      for example in named {
        var line = "  \(file):\(example.line): \(example.detail)".printable
        if kind == .client, let hint = suggest(example.detail) { line += "; \(hint)" }
        lines.append(line)
      }
      let more = counts[kind.rawValue] - named.count
      if more > 0 { lines.append("  and \(more) more") }
    }
    if let output {
      let damaged = counts[RowFault.Kind.damaged.rawValue]
      lines.append(
        "all of them stand in \(output.text.printable), with line and reason"
          + (damaged == 0
            ? "" : ", but for those that cannot be read, which stand there as they are"))
    } else if count > examples.count {
      lines.append("--unmatched FILE writes all of them, with line and reason")
    }
    let rows = rowCount == 1 ? "1 row" : "\(rowCount) rows"
    invocation.warn([
      Problem("\(count) of \(rows) could not be answered", hint: lines.joined(separator: "\n"))
    ])
  }
}
