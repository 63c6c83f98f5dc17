import Interchange
import Ownership
import Presentation

/// The rows as they come out: as they stand with columns more, or as JSON.
///
/// As JSON a row has the spreadsheet’s columns as texts, then the answer; one that cannot be answered has
/// `null` in its place, and one whose columns cannot be told apart is left out.
struct AnnotatedRows {
  /// How rows are written.
  enum Form: String, CaseIterable {
    case csv, jsonl, json
  }

  private let invocation: Invocation
  private let form: Form
  private let columns: AnnotationColumns
  private let records: CSVStream<Failure>
  private let position: RowAnswers.Position
  private let first = First()

  /// Whether a row has been written.
  private final class First {
    var isDone = false
  }

  /// Begins, with the header as the latest record.
  init(
    _ invocation: Invocation, _ form: Form, _ columns: AnnotationColumns,
    _ records: CSVStream<Failure>, _ position: RowAnswers.Position
  ) throws(Failure) {
    self.invocation = invocation
    self.form = form
    self.columns = columns
    self.records = records
    self.position = position
    if form == .csv { return }
    var seen: Set<[UInt8]> = []
    for name in columns.header where !seen.insert(Array(name.utf8)).inserted {
      throw .usage(
        "the column \(name) is there twice, which JSON cannot tell apart",
        hint: "rename one of them, or write CSV")
    }
  }

  /// What `--format` says, else the name of `-o`.
  static func form(_ invocation: Invocation) throws(Failure) -> Form {
    if let stated = invocation.arguments.value(.rowFormat).flatMap({ Form(rawValue: $0.text) }) {
      return stated
    }
    guard let file = invocation.arguments.value(.rowOutput) else { return .csv }
    switch Format(fileName: file.text) {
    case .csv: return .csv
    case .jsonl: return .jsonl
    case .json: return .json
    case .table, .markdown, nil:
      throw .usage(
        "the name of the file does not say a format that rows have", at: file.place(),
        hint: "end it with .csv, .jsonl or .json, or give --format")
    }
  }

  /// Writes what stands before the rows.
  func begin() {
    switch form {
    case .csv: copy(columns.added)
    case .jsonl: break
    case .json:
      let head = JSONWriter.shownText(
        .object(
          JSONMember.leading("annotation") + [
            JSONMember("knownSequence", .number(position.sequence.description)),
            JSONMember(
              "knownTime", position.time.map { .string($0.recordedText) } ?? .null),
            JSONMember("clock", .string(position.clock.rawValue)),
          ]))
      invocation.write(head.dropLast() + ",\"rows\":[")
    }
  }

  /// Writes what stands behind the rows.
  func end() {
    switch form {
    case .csv: copyAsItStands()
    case .jsonl: break
    case .json: invocation.write("]}\n")
    }
  }

  /// Writes the latest record with its answer.
  func write(_ cells: RowAnswers.Cells) {
    if form == .csv {
      copy(
        [
          cells.accountable?.text ?? "", cells.acting?.text ?? "", cells.basis.rawValue,
          cells.since, cells.evidence, cells.confidence,
        ] + (columns.filed == nil ? [] : [cells.hasChanged.map { $0 ? "true" : "false" } ?? ""]))
      return
    }
    func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
    write(
      [
        text(cells.accountable?.text), text(cells.acting?.text), .string(cells.basis.rawValue),
        text(cells.since.isEmpty ? nil : cells.since),
        .array(cells.lines.map { .number($0.description) }), .string(cells.confidence),
        cells.hasChanged.map(JSON.bool) ?? .null,
      ])
  }

  /// Writes the latest record without an answer.
  func write(_ fault: RowFault) {
    if form == .csv, fault.kind.leavesColumns {
      copy(columns.added.map { _ in "" })
    } else if form == .csv {
      copyAsItStands()
    } else if fault.kind.leavesColumns {
      write(columns.added.map { _ in .null })
    }
  }

  private func copyAsItStands() {
    var bytes: [UInt8] = []
    records.copy(to: &bytes)
    invocation.write(bytes)
  }

  private func copy(_ added: [String]) {
    var bytes: [UInt8] = []
    let cells = records.written(added.map(\.steeringNothing))
    records.copy(replacing: columns.earlier, with: cells, to: &bytes)
    invocation.write(bytes)
  }

  private func write(_ values: [JSON]) {
    var members: [JSONMember] = []
    for (place, name) in columns.header.enumerated() where columns.earlier?.contains(place) != true
    {
      members.append(JSONMember(name, .string(records.text(place))))
    }
    for (name, value) in zip(columns.added, values) { members.append(JSONMember(name, value)) }
    if form == .json, first.isDone { invocation.write(",\n") }
    first.isDone = true
    invocation.write(JSONWriter.shownText(.object(members)) + (form == .jsonl ? "\n" : ""))
  }
}
