import CustodyLedger
import Interchange
import Ownership
import Presentation

/// `custody who --queries FILE`: many questions, with the log read once.
struct QueryRun {
  let invocation: Invocation
  let file: InputFile
  let reading: LedgerReading
  let clock: Clock
  let grammar: MomentGrammar
  let json: AnswerJSON
  let names: CalledNames<ClientKind>

  private static let columns = ["client", "responsibility", "at", "known_at"]

  init(_ invocation: Invocation, _ value: ParsedArguments.Value) throws(Failure) {
    if let output = invocation.outputFile,
      let format = Format(fileName: output.text), format != .jsonl, format != .json
    {
      throw .usage(
        "--queries writes JSON lines", at: output.place(), hint: "end the name with .jsonl")
    }
    self.invocation = invocation
    file = try InputFile(value, invocation.surroundings)
    reading = try invocation.read()
    names = reading.history.clientNames
    clock = invocation.arguments.value(.clock).flatMap { Clock(rawValue: $0.text) } ?? .ledger
    let zone = reading.history.zone
    grammar = MomentGrammar(now: try invocation.now(in: zone), zone: zone)
    json = AnswerJSON(lines: reading.lines(tellsOffers: false))
  }

  func run() throws(Failure) -> ExitCode {
    let records = try file.records()
    let places = try header(records)
    var perspectives = PerspectiveCache(history: reading.history, clock: clock)
    var hasErrors = false
    var isNobody = true
    while !invocation.resultIsUnread, let record = try records.next() {
      switch record {
      case .damaged(let problem):
        hasErrors = true
        write(error: problem.message, line: problem.place.line)
      case .fields:
        do throws(QueryProblem) {
          let sheet = try answer(Query(records.texts, places), &perspectives)
          if !sheet.isNobody { isNobody = false }
          invocation.write(json.object(sheet))
        } catch {
          hasErrors = true
          write(error: error.message, line: records.line)
        }
      }
    }
    return hasErrors ? .usage : isNobody ? .nobody : .answered
  }

  private func write(error message: String, line: Int) {
    invocation.write(
      .object([
        JSONMember("error", .string(message.shortened)), JSONMember("line", .number(String(line))),
      ]))
  }

  /// Where each column stands, in the order of `columns`.
  private func header(_ records: CSVStream<Failure>) throws(Failure) -> [Int?] {
    let hint = "the first line names the columns: " + Self.columns.joined(separator: ",")
    switch try records.next() {
    case nil:
      let name = file.name == "-" ? "standard input" : file.name
      throw .usage("\(name) is empty", hint: hint)
    case .damaged(let problem)?: throw Failure(.usage, [Problem(problem)])
    case .fields?:
      var places: [Int?] = [nil, nil, nil, nil]
      for (index, name) in records.texts.enumerated() {
        guard let column = Self.columns.firstIndex(of: name) else {
          throw .usage(
            "there is no column \"\(name)\"", at: Place(records.problem("").place),
            hint: Suggestion.hint(for: name, among: Self.columns) ?? hint)
        }
        guard places[column] == nil else {
          throw .usage(
            "the column \(name) is there twice", at: Place(records.problem("").place), hint: hint)
        }
        places[column] = index
      }
      guard places[0] != nil else {
        throw .usage(
          "the column client is missing", at: Place(records.problem("").place), hint: hint)
      }
      return places
    }
  }

  /// A client by its id, or by a name that only one has or had; whom nobody knows is answered for, too.
  private func client(_ query: Query) throws(QueryProblem) -> ClientID {
    let ids = reading.history.clientsMeant(by: query.client, names)
    if ids.isEmpty { return try query.identifier(query.client, "client") }
    if ids.count == 1 { return ids[0] }
    let known = ids.map { "client/\($0)" }.joined(separator: ", ")
    throw QueryProblem(
      message:
        "several clients are or were called \(query.client), or have that id; say which: \(known)")
  }

  private func answer(
    _ query: Query, _ perspectives: inout PerspectiveCache
  ) throws(QueryProblem) -> AnswerSheet {
    let client = try client(query)
    let named: [Responsibility] =
      query.responsibility.isEmpty
      ? [] : [try query.identifier(query.responsibility, "responsibility")]
    let history = reading.history
    let at =
      query.at.isEmpty
      ? TimeExpression.moment(.instant(grammar.now)) : try query.time(query.at, "at", grammar)
    let known =
      query.knownAt.isEmpty
      ? KnownPosition.latest
      : KnownPosition(try query.time(query.knownAt, "known_at", grammar), zone: history.zone)
    do throws(QuestionProblem) {
      let perspective = try perspectives.perspective(known)
      let time = try ValidTime(at, history: history)
      var answers: [Answer] = []
      if named.isEmpty {
        for responsibility in perspective.responsibilities {
          answers += try perspective.reply(client, responsibility, at: time.span).answers
        }
      }
      for responsibility in named {
        answers += try perspective.reply(client, responsibility, at: time.span).answers
      }
      return AnswerSheet(
        client: client, at: time.text, knownSequence: perspective.knownSequence,
        knownTime: perspective.knownTime, clock: clock, answers: answers)
    } catch {
      throw QueryProblem(message: error.message + (error.hint.map { "; \($0)" } ?? ""))
    }
  }
}

/// One row of the questions.
private struct Query {
  let client: String
  let responsibility: String
  let at: String
  let knownAt: String

  init(_ fields: [String], _ places: [Int?]) throws(QueryProblem) {
    let count = places.count { $0 != nil }
    guard fields.count == count else {
      throw QueryProblem(
        message: "the row has \(fields.count) fields, the header \(count)")
    }
    func field(_ column: Int) -> String { places[column].map { fields[$0] } ?? "" }
    client = field(0)
    responsibility = field(1)
    at = field(2)
    knownAt = field(3)
  }

  func identifier<Kind>(
    _ text: String, _ column: String
  ) throws(QueryProblem) -> Identifier<Kind> {
    do throws(IdentifierProblem) {
      return try Identifier(text)
    } catch {
      throw QueryProblem(message: "\(column) \"\(text)\" is not an identifier: \(error)")
    }
  }

  func time(
    _ text: String, _ column: String, _ grammar: MomentGrammar
  ) throws(QueryProblem) -> TimeExpression {
    do throws(TimeProblem) {
      return try grammar.read(text)
    } catch {
      throw QueryProblem(
        message: "\(column) \"\(text)\" is not a time: \(error), at character "
          + "\(String(decoding: text.utf8.prefix(error.offset), as: UTF8.self).count + 1)")
    }
  }
}

/// Why a question of the file cannot be answered.
private struct QueryProblem: Error {
  let message: String
}

/// The perspectives of the known positions asked for, so that questions share what was folded.
private struct PerspectiveCache {
  let history: History
  let clock: Clock
  private var perspectives: [KnownPosition: Perspective] = [:]

  init(history: History, clock: Clock) {
    self.history = history
    self.clock = clock
  }

  mutating func perspective(_ known: KnownPosition) throws(QuestionProblem) -> Perspective {
    if let perspective = perspectives[known] { return perspective }
    let perspective = try history.perspective(known: known, clock: clock)
    // Questions about one position tend to follow each other; a limit keeps the memory small.
    if perspectives.count >= 256 { perspectives.removeAll(keepingCapacity: true) }
    perspectives[known] = perspective
    return perspective
  }
}
