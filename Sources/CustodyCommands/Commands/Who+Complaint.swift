import CustodyLedger
import EventLog
import Ownership
import Presentation

/// `custody who [CLIENT] --complaint ID`
struct ComplaintRun {
  let invocation: Invocation
  let value: ParsedArguments.Value
  let complaint: ComplaintID
  let client: ClientID?
  let known: KnownPosition
  let opening: LedgerOpening
  let reading: LedgerReading

  init(_ invocation: Invocation, _ complaint: ParsedArguments.Value) throws(Failure) {
    self.invocation = invocation
    value = complaint
    self.complaint = try invocation.identifier(complaint, "a complaint")
    let given = try Self.given(invocation)
    let client = try given.map { value throws(Failure) in
      try invocation.identifier(value, "a client") as ClientID
    }
    let opening = try invocation.open()
    self.opening = opening
    known = try invocation.known(
      MomentGrammar(now: try invocation.now(in: opening.zone), zone: opening.zone))
    let inquiry = LedgerOpening.Inquiry.complaint(self.complaint, client: client, known: known)
    reading = try invocation.reading { () throws(LogError) in try opening.reading(for: inquiry) }
    self.client = reading.isWhole ? try Self.client(invocation, reading) : client
  }

  /// The same question, put to the whole log.
  private init(whole other: ComplaintRun) throws(Failure) {
    invocation = other.invocation
    value = other.value
    complaint = other.complaint
    known = other.known
    opening = other.opening
    reading = try other.invocation.reading { () throws(LogError) in try other.opening.whole() }
    client = try Self.client(invocation, reading)
  }

  func run() throws(Failure) -> ExitCode {
    do throws(Failure) {
      return try answer()
    } catch {
      // What the lines read do not know, others may; and then there is something to suggest.
      if reading.isWhole { throw error }
      return try ComplaintRun(whole: self).answer()
    }
  }

  private func answer() throws(Failure) -> ExitCode {
    let format = try invocation.format()
    let verdict = try verdict(complaint, client, known)
    invocation.tell(of: reading)
    let lines = reading.lines(tellsOffers: format == .table)
    switch format {
    case .json, .jsonl: invocation.write(AnswerJSON(lines: lines).object(verdict))
    case .csv, .markdown: invocation.write(Table(verdict, lines: lines), as: format)
    case .table:
      let screen = AnswerScreen(
        lines: lines, zone: reading.history.zone, width: min(invocation.width, 120),
        palette: invocation.palette)
      invocation.write(screen.text(verdict))
    }
    return verdict.now.reply.answers.allSatisfy { $0.accountable == nil } ? .nobody : .answered
  }

  /// The client, by the whole log, which knows every name.
  private static func client(
    _ invocation: Invocation, _ reading: LedgerReading
  ) throws(Failure) -> ClientID? {
    try given(invocation).map { value throws(Failure) in
      try invocation.client(value, in: reading.history)
    }
  }

  private static func given(_ invocation: Invocation) throws(Failure) -> ParsedArguments.Value? {
    let positional = invocation.arguments.positional(0)
    let option = invocation.arguments.value(.client)
    if let option, positional != nil {
      throw .usage("the client is given twice", at: option.place(), hint: "leave one of them out")
    }
    if let extra = invocation.arguments.positional(1) {
      throw .usage(
        "a complaint names its responsibility itself", at: extra.place(), hint: "leave it out")
    }
    return positional ?? option
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
          hint: Suggestion.hint(for: complaint.text, among: complaints(of: client, known)))
      case .noSuchEvent, .complaintNotYetKnown:
        throw .usage(
          error.message, at: invocation.arguments.value(.knownAt)?.place(), hint: error.hint)
      case .unknownResponsibility, .ambiguousComplaint:
        throw .usage(error.message, at: value.place(), hint: error.hint)
      }
    }
  }

  /// The ids that were known at the position: what was filed later is no answer of then.
  private func complaints(of client: ClientID?, _ known: KnownPosition) -> Set<String> {
    let history = reading.history
    let events = client.map { history.lines(about: $0) } ?? history.events
    let last = (try? history.perspective(known: known))?.knownSequence ?? history.lastSequence
    return Set(
      events.prefix { $0.sequence <= last }.compactMap { event in
        if case .complaint(.filed(let filing)) = event.fact { filing.complaint.text } else { nil }
      })
  }
}
