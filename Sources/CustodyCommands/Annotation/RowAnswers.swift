import CustodyLedger
import Interchange
import Ownership

/// Answers for rows. What was worked out for one row serves all others of the same client, responsibility
/// and time between two lines that could change the answer.
///
/// Of clients that do not occur nothing is kept. Memory does not grow with the number of rows: what is kept
/// is thrown away from time to time, and worked out again where it is needed.
final class RowAnswers {
  /// What a row says, for machines.
  struct Cells {
    let accountable: PersonID?
    let acting: PersonID?
    let basis: Basis
    /// Empty where the answer has no beginning.
    let since: String
    let evidence: String
    let lines: [SequenceNumber]
    let confidence: String
    /// `nil` where the row has no time of filing.
    var hasChanged: Bool?

    var isNobody: Bool { accountable == nil }
  }

  /// The position from which all rows are answered.
  struct Position {
    let sequence: SequenceNumber
    let time: Instant?
    let clock: Clock
  }

  private struct Question {
    let client: ClientID
    let responsibility: Responsibility
    let at: Instant
    let filed: Instant?
  }

  /// What has the same answer: from one instant at which an answer about the client can change to the next.
  private struct Slot: Hashable {
    let client: ClientID
    let responsibility: Responsibility
    /// How many of those instants have come.
    let place: Int

    init(_ question: Question, _ perspective: Perspective) {
      client = question.client
      responsibility = question.responsibility
      let instants = perspective.instants(of: client)
      var low = 0
      var high = instants.count
      while low < high {
        let middle = (low + high) / 2
        if instants[middle] <= question.at { low = middle + 1 } else { high = middle }
      }
      place = low
    }
  }

  /// What was known at a filing: who was accountable, on what basis.
  private final class Filing {
    let perspective: Perspective
    var standings: [Slot: Standing] = [:]

    init(_ perspective: Perspective) {
      self.perspective = perspective
    }
  }

  /// How many answers are worked out before all that is kept is thrown away.
  private static let limit = 16_384
  /// How many known positions are kept.
  private static let filingLimit = 512

  private let history: History
  private let known: KnownPosition
  private let clock: Clock
  private let times: TimeColumn
  private let standard: Responsibility
  private lazy var names = history.clientNames
  private var perspective: Perspective
  private var filings: [Cut: Filing] = [:]
  private var kept: [Slot: Cells] = [:]
  private var workedOut = 0

  init(_ invocation: Invocation) throws(Failure) {
    let arguments = invocation.arguments
    let history = try invocation.read().history
    let clock = arguments.value(.clock).flatMap { Clock(rawValue: $0.text) } ?? .ledger
    let grammar = MomentGrammar(now: try invocation.now(in: history.zone), zone: history.zone)
    let known = try invocation.known(grammar)
    let perspective = try invocation.answering(arguments.value(.knownAt)) {
      () throws(QuestionProblem) in try history.perspective(known: known, clock: clock)
    }
    if let value = arguments.value(.responsibility) {
      let standard: Responsibility = try invocation.identifier(value, "a responsibility")
      _ = try invocation.answering(value) { () throws(QuestionProblem) in
        try perspective.check(standard)
      }
      self.standard = standard
    } else {
      standard = .account
    }
    self.history = history
    self.known = known
    self.clock = clock
    self.perspective = perspective
    times = try Self.times(arguments.value(.timeFormat), zone: history.zone)
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

  var position: Position {
    Position(
      sequence: perspective.knownSequence, time: perspective.knownTime, clock: clock)
  }

  /// The answer for the latest record.
  func answer(
    _ records: CSVStream<Failure>, _ columns: AnnotationColumns
  ) throws(RowFault) -> Cells {
    guard records.fieldCount == columns.header.count else {
      throw RowFault(
        .fieldCount,
        "\(records.fieldCount) fields, and the header has \(columns.header.count)")
    }
    let question = Question(
      client: try client(records.text(columns.client)),
      responsibility: try responsibility(columns.responsibility.map(records.text) ?? ""),
      at: try instant(records.text(columns.at)),
      filed: try columns.filed.map(records.text).flatMap { text throws(RowFault) in
        text.isEmpty ? nil : try instant(text)
      })
    if workedOut >= Self.limit { forget() }
    var cells = cells(question)
    cells.hasChanged = question.filed.map { hasChanged(cells, question, since: $0) }
    return cells
  }

  private func forget() {
    workedOut = 0
    kept.removeAll(keepingCapacity: true)
    filings.removeAll()
    // The position is one that was there before.
    if let fresh = try? history.perspective(known: known, clock: clock) { perspective = fresh }
  }

  private func cells(_ question: Question) -> Cells {
    let slot = Slot(question, perspective)
    if let cells = kept[slot] { return cells }
    let answer = perspective.uncheckedReply(
      question.client, question.responsibility, at: .instant(question.at)
    ).answers[0]
    let cells = Cells(
      accountable: answer.accountable, acting: answer.acting, basis: answer.basis,
      since: answer.since?.description ?? "",
      evidence: answer.evidence.map { "#\($0)" }.joined(separator: " "), lines: answer.evidence,
      confidence: answer.confidence.rawValue)
    kept[slot] = cells
    workedOut += 1
    return cells
  }

  /// Whether another answer would have been given by what was known at filing.
  private func hasChanged(_ now: Cells, _ question: Question, since filed: Instant) -> Bool {
    guard let cut = try? history.cut(.time(filed), clock: clock) else { return false }
    let filing = filings[cut] ?? Filing(Perspective(history, cut: cut))
    if filings.count >= Self.filingLimit { filings.removeAll() }
    filings[cut] = filing
    let slot = Slot(question, filing.perspective)
    let before: Standing
    if let kept = filing.standings[slot] {
      before = kept
    } else {
      let resolution = filing.perspective.resolve(
        question.client, question.responsibility, at: question.at)
      before = Standing(accountable: resolution.accountable, basis: resolution.basis)
      filing.standings[slot] = before
      workedOut += 1
    }
    return before != Standing(accountable: now.accountable, basis: now.basis)
  }

  // MARK: What a row says

  /// A client by its id; else by a name that only one has or had.
  private func client(_ text: String) throws(RowFault) -> ClientID {
    let ids = history.clientsMeant(by: text, names)
    if ids.count == 1 { return ids[0] }
    if ids.isEmpty { throw RowFault(.client, text.isEmpty ? "(empty)" : text) }
    throw RowFault(.ambiguous, "\(text): \(ids.map(\.text).joined(separator: ", "))")
  }

  /// Which client was perhaps meant.
  func suggestion(for text: String) -> String? {
    Invocation.hint(for: text, ids: history.clients, names: names)
  }

  private func responsibility(_ text: String) throws(RowFault) -> Responsibility {
    if text.isEmpty { return standard }
    guard let responsibility = try? Responsibility(text),
      (try? perspective.check(responsibility)) != nil
    else { throw RowFault(.responsibility, text) }
    return responsibility
  }

  private func instant(_ text: String) throws(RowFault) -> Instant {
    do throws(TimeColumn.Problem) {
      return try times.instant(text)
    } catch {
      throw RowFault(.time, text.isEmpty ? "(empty)" : error.message)
    }
  }
}
