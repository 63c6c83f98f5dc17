import CustodyLedger
import Interchange
import Ownership
import Presentation

/// `custody annotate FILE`: row by row, with the log read once.
struct AnnotateRun {
  private let invocation: Invocation
  private let history: History
  private let perspective: Perspective
  private let clock: Clock
  private let times: TimeColumn
  private let standard: Responsibility
  private let file: InputFile
  private let delimiter: UInt8
  private let encoding: TextEncoding

  /// The columns that are added.
  private static let added = [
    "accountable", "acting", "basis", "since", "evidence", "confidence", "changed_since_filed",
  ]

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    let arguments = invocation.arguments
    history = try invocation.read().history
    clock = arguments.value(.clock).flatMap { Clock(rawValue: $0.text) } ?? .ledger
    let grammar = MomentGrammar(now: try invocation.now(in: history.zone), zone: history.zone)
    var known = KnownPosition.latest
    if let value = arguments.value(.knownAt) {
      known = KnownPosition(
        try invocation.expression(value, grammar: grammar), zone: history.zone)
    }
    let (history, clock) = (history, clock)
    perspective = try invocation.answering(arguments.value(.knownAt)) {
      () throws(QuestionProblem) in try history.perspective(known: known, clock: clock)
    }
    if let value = arguments.value(.responsibility) {
      standard = try invocation.identifier(value, "a responsibility")
      _ = try invocation.answering(value) { [perspective, standard] () throws(QuestionProblem) in
        try perspective.check(standard)
      }
    } else {
      standard = .account
    }
    times = try Self.times(arguments.value(.timeFormat), zone: history.zone)
    delimiter = try Self.delimiter(arguments.value(.delimiter))
    encoding = arguments.value(.encoding).flatMap { TextEncoding(rawValue: $0.text) } ?? .utf8
    file = try InputFile(arguments.positionals[0], invocation.surroundings)
  }

  private static func times(
    _ value: ParsedArguments.Value?, zone: Zone
  ) throws(Failure) -> TimeColumn {
    do throws(TimeColumn.Problem) {
      return try TimeColumn(format: value?.text ?? "rfc3339", zone: zone)
    } catch {
      throw .usage(error.message, at: value?.place(offset: error.offset))
    }
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
    var records = CSVRecords(
      file: file.name, bytes: try file.whole(), delimiter: delimiter, encoding: encoding)
    let (names, columns) = try header(&records)
    let hasFiled = columns.filed != nil
    let added = hasFiled ? Self.added : Self.added.dropLast()
    invocation.write(Table.csvRecord(names + added))
    var problems: [Problem] = []
    var isNobody = true
    while let record = records.next(), !invocation.resultIsUnread {
      switch record {
      case .damaged(let problem): problems.append(Problem(problem))
      case .fields(let fields, _):
        do throws(RowFault) {
          guard fields.count == names.count else {
            throw RowFault(message: "the row has \(fields.count) fields, the header \(names.count)")
          }
          let (answer, changed) = try answer(fields, columns)
          if answer.accountable != nil { isNobody = false }
          invocation.write(
            Table.csvRecord(fields + Self.cells(answer) + (hasFiled ? [changed ?? ""] : [])))
        } catch {
          problems.append(Problem(records.problem(error.message)))
          invocation.write(
            Table.csvRecord(fields + added.map { _ in "" }))
        }
      }
    }
    if !problems.isEmpty {
      invocation.warn(problems)
      return .usage
    }
    return isNobody ? .nobody : .answered
  }

  // MARK: The header

  private struct Columns {
    var client: Int
    var at: Int
    var filed: Int?
    var responsibility: Int?
  }

  private func header(
    _ records: inout CSVRecords
  ) throws(Failure) -> (names: [String], columns: Columns) {
    let arguments = invocation.arguments
    switch records.next() {
    case nil:
      throw .usage(
        "\(file.name == "-" ? "standard input" : file.name) is empty",
        hint: "the first line names the columns")
    case .damaged(let problem)?: throw Failure(.usage, [Problem(problem)])
    case .fields(let names, _)?:
      let columns = Columns(
        client: try place(arguments.value(.clientColumn), "client", .clientColumn, names),
        at: try place(arguments.value(.atColumn), "at", .atColumn, names),
        filed: try arguments.value(.filedColumn).map { value throws(Failure) in
          try place(value, "", .filedColumn, names)
        },
        responsibility: try arguments.value(.responsibilityColumn).map { value throws(Failure) in
          try place(value, "", .responsibilityColumn, names)
        })
      return (names, columns)
    }
  }

  private func place(
    _ value: ParsedArguments.Value?, _ standard: String, _ option: Option, _ names: [String]
  ) throws(Failure) -> Int {
    let name = value?.text ?? standard
    let places = names.indices.filter { names[$0].hasSameBytes(as: name) }
    if places.count == 1 { return places[0] }
    throw .usage(
      places.isEmpty
        ? "\(file.name) has no column \"\(name)\"" : "the column \(name) is there twice",
      at: value?.place(),
      hint: Suggestion.hint(for: name, among: names)
        ?? "say which with \(option.name): \(names.prefix(12).joined(separator: ", "))")
  }

  // MARK: A row

  private struct RowFault: Error { let message: String }

  private func answer(
    _ fields: [String], _ columns: Columns
  ) throws(RowFault) -> (Answer, changed: String?) {
    let client: ClientID = try identifier(fields[columns.client], "client")
    if history.lines(about: client).isEmpty {
      throw RowFault(message: "no line of the ledger is about the client \(client)")
    }
    var responsibility = standard
    if let place = columns.responsibility, !fields[place].isEmpty {
      responsibility = try identifier(fields[place], "responsibility")
    }
    let at = try instant(fields[columns.at])
    let now = try ask(perspective, client, responsibility, at)
    guard let place = columns.filed else { return (now, nil) }
    if fields[place].isEmpty { return (now, "") }
    let filed = try instant(fields[place])
    guard let then = try? history.perspective(known: .time(filed), clock: clock) else {
      return (now, "")
    }
    let before = then.uncheckedReply(client, responsibility, at: .instant(at)).answers[0]
    let isSame = before.accountable == now.accountable && before.basis == now.basis
    return (now, isSame ? "false" : "true")
  }

  private func ask(
    _ perspective: Perspective, _ client: ClientID, _ responsibility: Responsibility,
    _ at: Instant
  ) throws(RowFault) -> Answer {
    do throws(QuestionProblem) {
      return try perspective.reply(client, responsibility, at: .instant(at)).answers[0]
    } catch {
      throw RowFault(message: error.message + (error.hint.map { "; \($0)" } ?? ""))
    }
  }

  private func identifier<Kind>(
    _ text: String, _ what: String
  ) throws(RowFault) -> Identifier<Kind> {
    do throws(IdentifierProblem) {
      return try Identifier(text)
    } catch {
      throw RowFault(message: "\"\(text)\" cannot name a \(what): \(error)")
    }
  }

  private func instant(_ text: String) throws(RowFault) -> Instant {
    do throws(TimeColumn.Problem) {
      return try times.instant(text)
    } catch {
      throw RowFault(message: error.message)
    }
  }

  private static func cells(_ answer: Answer) -> [String] {
    [
      answer.accountable?.text ?? "", answer.acting?.text ?? "", answer.basis.rawValue,
      answer.since?.description ?? "", answer.evidence.map { "#\($0)" }.joined(separator: " "),
      answer.confidence.rawValue,
    ]
  }
}
