import CustodyLedger
import EventLog
import Ownership
import Presentation

extension Option {
  static let at = Option(
    "--at", value: "T", "when it was so; a day or period gives one answer for each stretch of it",
    standard: "now")
  static let knownAt = Option(
    "--known-at", value: "T", "as far as was known then; event:N for the lines up to N",
    standard: "all that is known")
  static let clock = Option(
    "--clock", value: "CLOCK", choices: Clock.allCases.map(\.rawValue),
    "by whose clock --known-at is meant: source asks what the source systems claim to have known",
    standard: "ledger")
  static let complaint = Option(
    "--complaint", value: "ID", "the verdict on a complaint: as filed, now, and what turned it",
    completes: .complaints)
  static let client = Option(
    "--client", value: "CLIENT", "whose complaint it is, where several clients use the id")
  static let check = Option(
    "--check",
    "read and check every line instead of finding those that are needed through the index")
  static let queries = Option(
    "--queries", value: "FILE",
    "many questions: CSV with the columns client (an id or a name), responsibility, at, known_at (the last "
      + "three may be empty); one JSON object a line, in order; - for standard input")
}

extension CommandDescription {
  /// `custody who CLIENT [RESPONSIBILITY]`
  static let who = CommandDescription(
    name: "who",
    abstract: "who answers for a client, on what basis, since when, and why",
    examples: [
      Example("custody who acme", "for everything, now"),
      Example("custody who acme contract --at 2026-03-02", "for contract questions, on that day"),
      Example(
        "custody who acme account --at 2026-03-02 --known-at 2026-03-10",
        "as far as was known on 10 March: what was written down later does not count"),
      Example("custody who --complaint c1", "the verdict on a complaint"),
      Example("custody who --queries questions.csv -o answers.jsonl", "many questions at once"),
    ],
    discussion: [
      "Nobody is an answer: the exit code is then 1. For a complaint, the answer as it is known now "
        + "counts. A client of whom no line speaks is answered for as unknown, which is nobody, too. "
        + "CLIENT may be a name that only one client has or ever had. A word that is an id and does not look like a "
        + "name means the id; whether another client is called so, only --check finds out, as all other commands do.",
      "The lines of a client are found through the index that lies in the ledger’s folder; each is compared "
        + "with a hash that the index keeps apart from it. Whoever has written the index alone anew can hide "
        + "the last lines of a client, and whoever has written lines and index anew together can change any: "
        + "of a folder that somebody else has sent or can write, ask with --check, which reads everything, "
        + "as verify and case files do, or verify it first.",
      "JSON is the same on a terminal and in a pipe. custody date explains how times are understood.",
    ],
    positionals: [
      Positional("CLIENT", "the client’s id, or its name", isOptional: true),
      Positional(
        "RESPONSIBILITY",
        "sales, account, support, contract, billing, legal or another that the "
          + "ledger knows; all of them without it", isOptional: true),
    ],
    options: [.at, .knownAt, .clock, .complaint, .client, .queries, .check], common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let arguments = invocation.arguments
    if let queries = arguments.value(.queries) {
      try refuse(invocation, with: .queries, also: [.at, .knownAt, .complaint, .client, .format])
      return try QueryRun(invocation, queries).run()
    }
    if let complaint = arguments.value(.complaint) {
      try refuse(invocation, with: .complaint, also: [.at, .clock])
      return try ComplaintRun(invocation, complaint).run()
    }
    if let client = arguments.value(.client) {
      throw .usage(
        "--client goes with --complaint", at: client.place(), hint: "write custody who CLIENT")
    }
    guard let client = arguments.positional(0) else {
      throw .usage(
        "CLIENT is missing: the client’s id, or its name", at: .argument(.max, bytes: nil),
        hint: "usage: custody who CLIENT [RESPONSIBILITY], or --complaint ID, or --queries FILE")
    }
    return try WhoRun(invocation, client: client).run()
  }

  /// Refuses options that mean nothing beside another.
  private static func refuse(
    _ invocation: Invocation, with option: Option, also others: [Option]
  ) throws(Failure) {
    for other in others {
      guard let value = invocation.arguments.value(other), case .argument = value.origin else {
        continue
      }
      throw .usage(
        "\(other.name) has no meaning beside \(option.name)", at: value.place(),
        hint: "leave one of the two out")
    }
    if option.name == Option.queries.name, let extra = invocation.arguments.positional(0) {
      throw .usage(
        "--queries takes its clients from the file", at: extra.place(), hint: "leave it out")
    }
  }
}

/// One question, for one or all responsibilities.
private struct WhoRun {
  let invocation: Invocation
  let opening: LedgerOpening
  let reading: LedgerReading
  let client: ClientID
  /// What is wrong with the client; `nil` where some line speaks of it.
  let problem: Problem?
  let grammar: MomentGrammar
  let known: KnownPosition

  init(_ invocation: Invocation, client value: ParsedArguments.Value) throws(Failure) {
    self.invocation = invocation
    let opening = try invocation.open()
    self.opening = opening
    grammar = MomentGrammar(now: try invocation.now(in: opening.zone), zone: opening.zone)
    known = try invocation.known(grammar)
    // Whether somebody else is called so, only all lines tell: they are read where the word looks like a name,
    // and with --check in any case.
    var whole: LedgerReading?
    if !invocation.arguments.has(.check), let client = Self.identifier(value.text) {
      let inquiry = LedgerOpening.Inquiry.client(
        client, try Self.responsibility(invocation), known: known,
        clock: Self.clock(invocation))
      let reading = try invocation.reading { () throws(LogError) in
        try opening.reading(for: inquiry)
      }
      if reading.history.knows(client), !reading.isWhole {
        self.client = client
        self.reading = reading
        problem = nil
        return
      }
      if reading.isWhole { whole = reading }
    }
    if let whole {
      reading = whole
    } else {
      reading = try invocation.reading { () throws(LogError) in try opening.whole() }
    }
    if let client = try invocation.knownClient(value, in: reading.history) {
      self.client = client
      problem = nil
    } else {
      // Nobody answers for a client that nobody knows, and that is what is wanted to know; but it may be
      // a slip of the fingers, or of the keyboard.
      client = try invocation.identifier(value, "a client")
      problem = invocation.unknownClient(value, in: reading.history)
    }
  }

  /// What a word means where it can be nothing but an id; `nil` where it may be a name.
  private static func identifier(_ text: String) -> ClientID? {
    if case .client(let id)? = try? Subject(text) { return id }
    let isWord = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    let isCapital = text.utf8.contains { (0x41...0x5A).contains($0) }
    let isNumbered = text.utf8.contains { (0x30...0x39).contains($0) }
    return isWord && (!isCapital || isNumbered) ? try? ClientID(text) : nil
  }

  /// The same question, put to the whole log.
  private init(whole other: WhoRun) throws(Failure) {
    invocation = other.invocation
    opening = other.opening
    client = other.client
    problem = other.problem
    grammar = other.grammar
    known = other.known
    reading = try other.invocation.reading { () throws(LogError) in try other.opening.whole() }
  }

  func run() throws(Failure) -> ExitCode {
    do throws(Failure) {
      return try answer()
    } catch {
      // What the lines read do not know, others may; and then there is something to suggest.
      if reading.isWhole { throw error }
      return try WhoRun(whole: self).answer()
    }
  }

  private func answer() throws(Failure) -> ExitCode {
    let format = try invocation.format()
    let perspective = try perspective()
    let time = try validTime()
    let wanted = try Self.responsibility(invocation).map { [$0] } ?? perspective.responsibilities
    var sheets: [AnswerSheet] = []
    for responsibility in wanted {
      let reply = try invocation.answering(invocation.arguments.positional(1)) {
        () throws(QuestionProblem) in
        try perspective.reply(client, responsibility, at: time.span)
      }
      sheets.append(sheet([reply], time))
    }
    invocation.tell(of: reading)
    let all = AnswerSheet(
      client: client, at: time.text, knownSequence: perspective.knownSequence,
      knownTime: perspective.knownTime, clock: clock, answers: sheets.flatMap(\.answers))
    write(all, sheets, format, time)
    if let problem { invocation.warn([problem]) }
    return all.isNobody ? .nobody : .answered
  }

  private var clock: Clock { Self.clock(invocation) }

  private static func clock(_ invocation: Invocation) -> Clock {
    invocation.arguments.value(.clock).flatMap { Clock(rawValue: $0.text) } ?? .ledger
  }

  private static func responsibility(
    _ invocation: Invocation
  ) throws(Failure) -> Responsibility? {
    guard let value = invocation.arguments.positional(1) else { return nil }
    return try invocation.identifier(value, "a responsibility")
  }

  private func sheet(_ replies: [Reply], _ time: ValidTime) -> AnswerSheet {
    AnswerSheet(
      client: client, at: time.text, knownSequence: replies[0].knownSequence,
      knownTime: replies[0].knownTime, clock: clock, answers: replies.flatMap(\.answers))
  }

  private func perspective() throws(Failure) -> Perspective {
    try invocation.answering(invocation.arguments.value(.knownAt)) {
      () throws(QuestionProblem) in
      try reading.history.perspective(known: known, clock: clock)
    }
  }

  private func validTime() throws(Failure) -> ValidTime {
    let value = invocation.arguments.value(.at)
    let expression = try value.map { value throws(Failure) in
      try invocation.expression(value, grammar: grammar)
    }
    return try invocation.answering(value) { () throws(QuestionProblem) in
      try ValidTime(expression ?? .moment(.instant(grammar.now)), history: reading.history)
    }
  }

  private func write(
    _ all: AnswerSheet, _ sheets: [AnswerSheet], _ format: Format, _ time: ValidTime
  ) {
    let isPeriod = time.span.start != time.span.end
    switch format {
    case .json:
      invocation.write(AnswerJSON(lines: reading.lines(tellsOffers: false)).object(all))
    case .jsonl:
      let json = AnswerJSON(lines: reading.lines(tellsOffers: false))
      for sheet in sheets { invocation.write(json.object(sheet)) }
    case .csv: invocation.write(Table(complete: all), as: format)
    case .markdown: invocation.write(Table(all, showsStretch: isPeriod), as: format)
    case .table:
      let zone = reading.history.zone
      let screen = AnswerScreen(
        lines: reading.lines(tellsOffers: true), zone: zone, width: min(invocation.width, 120),
        palette: invocation.palette)
      if sheets.count == 1 {
        invocation.write(screen.text(all))
      } else {
        invocation.write(screen.summary(all, showsStretch: isPeriod))
      }
    }
  }
}
