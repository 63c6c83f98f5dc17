import CustodyLedger
import Ownership
import Presentation

/// `custody who [CLIENT] --complaint ID`
struct ComplaintRun {
  let invocation: Invocation
  let value: ParsedArguments.Value
  let reading: LedgerReading

  init(_ invocation: Invocation, _ complaint: ParsedArguments.Value) throws(Failure) {
    self.invocation = invocation
    value = complaint
    reading = try invocation.read()
  }

  func run() throws(Failure) -> ExitCode {
    let format = try invocation.format()
    let complaint: ComplaintID = try invocation.identifier(value, "a complaint")
    let client = try client()
    let known = try known()
    let verdict = try verdict(complaint, client, known)
    let lines = reading.lines(tellsOffers: format == .table)
    switch format {
    case .json, .jsonl: invocation.write(AnswerJSON(lines: lines).object(verdict))
    case .csv, .markdown: invocation.write(Table(verdict), as: format)
    case .table:
      let screen = AnswerScreen(
        lines: lines, zone: reading.history.zone, width: min(invocation.width, 120),
        palette: invocation.palette)
      invocation.write(screen.text(verdict))
    }
    return verdict.now.reply.answers.allSatisfy { $0.accountable == nil } ? .nobody : .answered
  }

  private func client() throws(Failure) -> ClientID? {
    let positional = invocation.arguments.positional(0)
    let option = invocation.arguments.value(.client)
    if let option, positional != nil {
      throw .usage("the client is given twice", at: option.place(), hint: "leave one of them out")
    }
    if let extra = invocation.arguments.positional(1) {
      throw .usage(
        "a complaint names its responsibility itself", at: extra.place(), hint: "leave it out")
    }
    guard let given = positional ?? option else { return nil }
    return try invocation.identifier(given, "a client")
  }

  private func known() throws(Failure) -> KnownPosition {
    guard let value = invocation.arguments.value(.knownAt) else { return .latest }
    let zone = reading.history.zone
    let grammar = MomentGrammar(now: try invocation.now(in: zone), zone: zone)
    return KnownPosition(try invocation.expression(value, grammar: grammar), zone: zone)
  }

  private func verdict(
    _ complaint: ComplaintID, _ client: ClientID?, _ known: KnownPosition
  ) throws(Failure) -> Verdict {
    do throws(QuestionProblem) {
      return try reading.history.verdict(on: complaint, client: client, known: known)
    } catch {
      switch error {
      case .noSuchComplaint:
        let of = client.map { " of \($0)" } ?? ""
        throw .usage(
          error.message + of, at: value.place(),
          hint: Suggestion.hint(for: complaint.text, among: complaints(of: client)))
      case .noSuchEvent:
        throw .usage(
          error.message, at: invocation.arguments.value(.knownAt)?.place(), hint: error.hint)
      case .unknownResponsibility, .ambiguousComplaint:
        throw .usage(error.message, at: value.place(), hint: error.hint)
      }
    }
  }

  private func complaints(of client: ClientID?) -> Set<String> {
    let events = client.map { reading.history.lines(about: $0) } ?? reading.history.events
    return Set(
      events.compactMap { event in
        if case .complaintFiled(let filing) = event.fact { filing.complaint.text } else { nil }
      })
  }
}
