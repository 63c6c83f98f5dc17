import Interchange
import Ownership

/// `custody annotate FILE`: row by row, with the log read once and little of FILE at hand.
struct AnnotateRun {
  private let invocation: Invocation
  private let records: CSVStream<Failure>
  private let columns: AnnotationColumns
  private let answers: RowAnswers
  private let rows: AnnotatedRows
  private let unmatched: UnmatchedRows

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    let arguments = invocation.arguments
    let form = try AnnotatedRows.form(invocation)
    answers = try RowAnswers(invocation)
    let file = try InputFile(arguments.positionals[0], invocation.surroundings)
    records = try file.records(
      delimiter: try Self.delimiter(arguments.value(.delimiter)),
      encoding: arguments.value(.encoding).flatMap { TextEncoding(rawValue: $0.text) } ?? .utf8)
    columns = try AnnotationColumns(invocation, records, file: file.name)
    rows = try AnnotatedRows(invocation, form, columns, records, answers.position)
    unmatched = try UnmatchedRows(
      invocation, records, file: file.name, suggest: answers.suggestion)
  }

  private static func delimiter(_ value: ParsedArguments.Value?) throws(Failure) -> UInt8 {
    guard let value else { return UInt8(ascii: ",") }
    if value.text == "tab" { return 9 }
    let bytes = Array(value.text.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, bytes[0] >= 0x20, bytes[0] != UInt8(ascii: "\"") else {
      throw .usage(
        "a delimiter is one ASCII character that is no quote, or tab", at: value.place(),
        hint: "--delimiter ';'")
    }
    return bytes[0]
  }

  func run() throws(Failure) -> ExitCode {
    rows.begin()
    var isNobody = true
    while !invocation.resultIsUnread, let record = try records.next() {
      do throws(RowFault) {
        if case .damaged(let problem) = record { throw RowFault(.damaged, problem.message) }
        let answer = try answers.answer(records, columns)
        if !answer.isNobody { isNobody = false }
        rows.write(answer)
      } catch {
        rows.write(error)
        unmatched.note(error)
      }
      unmatched.rowCount += 1
    }
    rows.end()
    // A reader who has gone is told nothing.
    if invocation.resultIsUnread { return .answered }
    try unmatched.finish()
    return unmatched.isEmpty ? isNobody ? .nobody : .answered : .usage
  }
}

/// Why a row cannot be answered.
struct RowFault: Error {
  /// The kinds of reasons, in the order in which they are listed.
  enum Kind: Int, CaseIterable {
    case damaged, fieldCount, client, ambiguous, time, responsibility

    /// The reason, for all rows that have it.
    var words: String {
      switch self {
      case .damaged: "the row cannot be read, and stays as it is"
      case .fieldCount: "the row has more or fewer fields than the header, and stays as it is"
      case .client: "no line of the ledger is about the client"
      case .ambiguous: "several clients are or were called so"
      case .time: "the time cannot be read"
      case .responsibility: "the ledger knows no such responsibility"
      }
    }

    /// Whether the row has the columns that were asked for.
    var leavesColumns: Bool { self != .damaged && self != .fieldCount }
  }

  let kind: Kind
  /// What the row says, or what is wrong with it.
  let detail: String

  init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
