import CustodyLedger
import Ownership
import Presentation
import Projections

extension Option {
  static let reportAt = Option(
    "--at", value: "T", "the state at that instant; of a day or period, at its end",
    standard: "now")
  static let onlyClient = Option(
    "--client", value: "CLIENT", "only about this client", isRepeatable: true)
  static let onlyPerson = Option(
    "--person", value: "PERSON", "only about this person", isRepeatable: true)

  /// What every report on a standpoint has.
  static let standpoint = [reportAt, knownAt, clock]
}

/// What every report does alike: reads the ledger, takes a standpoint, writes a sheet in any format.
struct ReportRun {
  let invocation: Invocation
  let format: Format
  let reading: LedgerReading
  let grammar: MomentGrammar

  /// Reads the ledger.
  ///
  /// - Parameter keepsLeaves: whether the leaf hashes of its lines are asked for.
  init(_ invocation: Invocation, keepsLeaves: Bool = false) throws(Failure) {
    self.invocation = invocation
    format = try invocation.format()
    reading = try invocation.read(keepsLeaves: keepsLeaves)
    let zone = reading.history.zone
    grammar = MomentGrammar(now: try invocation.now(in: zone), zone: zone)
  }

  var history: History { reading.history }

  /// Instants as the format spells them.
  var time: TimeSpelling { format == .table ? .local(history.zone) : .exact }

  /// An instant: of a day or period, its last one, so that all that took effect in it counts.
  func instant(_ value: ParsedArguments.Value?) throws(Failure) -> Instant {
    guard let value else { return grammar.now }
    let span = try span(value)
    return span.start == span.end ? span.start : span.end.predecessor ?? span.end
  }

  /// An instant or a period.
  func span(_ value: ParsedArguments.Value) throws(Failure) -> TimeSpan {
    let expression = try invocation.expression(value, grammar: grammar)
    return try invocation.answering(value) { () throws(QuestionProblem) in
      try ValidTime(expression, history: history).span
    }
  }

  /// How much of the log is taken, by `--known-at`.
  func known() throws(Failure) -> KnownPosition {
    guard let value = invocation.arguments.value(.knownAt) else { return .latest }
    return KnownPosition(
      try invocation.expression(value, grammar: grammar), zone: grammar.zone)
  }

  /// By whose clock `--known-at` is meant.
  var clock: Clock {
    invocation.arguments.value(.clock).flatMap { Clock(rawValue: $0.text) } ?? .ledger
  }

  /// The standpoint of `--at`, `--known-at` and `--clock`.
  func standpoint() throws(Failure) -> Standpoint {
    try standpoint(
      at: try instant(invocation.arguments.value(.reportAt)), known: try known(), clock: clock,
      place: invocation.arguments.value(.knownAt))
  }

  /// A standpoint; an event that does not exist is a failure at the argument that names it.
  func standpoint(
    at instant: Instant, known: KnownPosition, clock: Clock = .ledger,
    place: ParsedArguments.Value?
  ) throws(Failure) -> Standpoint {
    try invocation.answering(place) { () throws(QuestionProblem) in
      try Standpoint(history, at: instant, known: known, clock: clock)
    }
  }

  // MARK: What is asked about

  /// A client that some line speaks of, by id or name.
  func client(_ value: ParsedArguments.Value) throws(Failure) -> ClientID {
    try invocation.client(value, in: history)
  }

  /// A person whom some line names, by id or name.
  func person(_ value: ParsedArguments.Value) throws(Failure) -> PersonID {
    try invocation.person(value, in: history)
  }

  /// The clients of `--client`; `nil` for all.
  func onlyClients() throws(Failure) -> Set<ClientID>? {
    var clients: Set<ClientID> = []
    for value in invocation.arguments.values(.onlyClient) { clients.insert(try client(value)) }
    return clients.isEmpty ? nil : clients
  }

  /// The persons of `--person`; `nil` for all.
  func onlyPersons() throws(Failure) -> Set<PersonID>? {
    var persons: Set<PersonID> = []
    for value in invocation.arguments.values(.onlyPerson) { persons.insert(try person(value)) }
    return persons.isEmpty ? nil : persons
  }

  // MARK: Writing

  /// Writes a sheet in the format that was asked for.
  func write(_ sheet: ReportSheet) {
    switch format {
    case .json: invocation.write(sheet.json)
    case .jsonl: invocation.write(sheet.jsonLines)
    case .csv: invocation.write(sheet.csv)
    case .markdown: invocation.write(sheet.markdown)
    case .table:
      invocation.write(sheet.text(width: invocation.width, palette: invocation.palette))
    }
  }
}
