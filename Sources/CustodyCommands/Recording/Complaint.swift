import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation

extension CommandDescription {
  /// `custody complaint file`
  static let complaintFile = CommandDescription(
    name: "complaint file",
    abstract: "file a complaint, and print a receipt for whoever complained",
    examples: [
      Example(
        "custody complaint file acme support --arose 2026-02 --summary 'poor service'",
        "about support, of February"),
      Example(
        "custody complaint file acme --against ivan --channel letter --at 2026-03-10",
        "it came by letter on that day, about the account"),
    ],
    discussion: [
      "The receipt names the line and its hash. Whoever holds it can prove later when the ledger learned "
        + "of the complaint, and that nothing before it has changed."
    ],
    positionals: [
      .client,
      Positional("RESPONSIBILITY", "what it is about; account without it", isOptional: true),
    ],
    options: [.arose, .accused, .summary, .channel, .identifier] + Option.recording,
    common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    let record = try Clerk.record(invocation) { (clerk: Clerk) throws(Failure) in
      var responsibility: Responsibility?
      if let value = clerk.arguments.positional(1) {
        responsibility = try clerk.responsibility(value)
      }
      var arose: Moment?
      if let value = clerk.arguments.value(.arose) { arose = try clerk.moment(value) }
      return FileComplaint(
        try clerk.client(clerk.positional(0)),
        complaint: try clerk.identifier(clerk.arguments.value(.identifier), "a complaint"),
        responsibility: responsibility, arose: arose, against: try clerk.person(.accused),
        summary: clerk.text(.summary), channel: clerk.text(.channel), try clerk.occasion())
    }
    if let record { try printReceipt(record, invocation) }
    return .answered
  }

  private static func printReceipt(
    _ record: Clerk.Record, _ invocation: Invocation
  ) throws(Failure) {
    let reading = try invocation.readBeforeWriting()
    guard let event = reading.history[record.first],
      case .complaint(.filed(let filing)) = event.fact, case .client(let client) = event.subject
    else { return }
    // The complaint is the last line of its batch, so the head is its own leaf hash.
    invocation.write(
      """

      Receipt
        complaint  \("\(filing.complaint) of \(client)".printable)
        filed      \(event.time)
        recorded   \(event.recordedTime.recordedText), line \(event.sequence)
        leaf       \(record.head.leaf.base64)
        head       \(record.head.sequence) \(record.head.leaf.base64)

      """)
  }

  /// `custody complaint redirect`
  static let complaintRedirect = recording(
    "complaint redirect", "send a complaint to somebody else",
    examples: [
      Example("custody complaint redirect c-2026-001 olga", "to a person"),
      Example(
        "custody complaint redirect c-2026-001 responsibility:billing --reason 'about an invoice'",
        "to whoever answers for billing"),
    ],
    positionals: [
      .complaint, Positional("DESK", "who has it now: a person, or responsibility:NAME"),
    ],
    options: [.fromDesk, .reason, .client]
  ) { (clerk: Clerk) throws(Failure) in
    let (client, complaint) = try clerk.complaint(clerk.positional(0))
    var from: Desk?
    if let value = clerk.arguments.value(.fromDesk) { from = try clerk.desk(value) }
    return RedirectComplaint(
      client, complaint, from: from, to: try clerk.desk(clerk.positional(1)),
      reason: clerk.text(.reason), try clerk.occasion())
  }

  /// `custody complaint attribute`
  static let complaintAttribute = recording(
    "complaint attribute", "rule who has to answer for a complaint",
    examples: [
      Example(
        "custody complaint attribute c-2026-001 ivan --reason 'held it in February' --by max",
        "only somebody who was accountable when the problem arose")
    ],
    positionals: [.complaint, .person], options: [.reason, .client]
  ) { (clerk: Clerk) throws(Failure) in
    let (client, complaint) = try clerk.complaint(clerk.positional(0))
    return AttributeComplaint(
      client, complaint, to: try clerk.person(clerk.positional(1)),
      reason: try clerk.required(.reason).text, try clerk.occasion())
  }

  /// `custody complaint dispute`
  static let complaintDispute = step(
    .dispute, "dispute", "contest the ruling on a complaint",
    "custody complaint dispute c-2026-001 --by ivan --reason 'on leave since January'")
  /// `custody complaint resolve`
  static let complaintResolve = step(
    .resolve, "resolve", "close a complaint with an outcome",
    "custody complaint resolve c-2026-001 --outcome 'credit note'")
  /// `custody complaint reopen`
  static let complaintReopen = step(
    .reopen, "reopen", "open a closed complaint again",
    "custody complaint reopen c-2026-001 --reason 'not paid'")
  /// `custody complaint withdraw`
  static let complaintWithdraw = step(
    .withdraw, "withdraw", "close a complaint that the client takes back",
    "custody complaint withdraw c-2026-001")

  private static func step(
    _ step: ConcludeComplaint.Step, _ word: String, _ abstract: String, _ example: String
  ) -> CommandDescription {
    recording(
      "complaint \(word)", abstract, examples: [Example(example, "from now on")],
      positionals: [.complaint], options: [.reason, .outcome, .client]
    ) { (clerk: Clerk) throws(Failure) in
      let (client, complaint) = try clerk.complaint(clerk.positional(0))
      return ConcludeComplaint(
        step, client, complaint, reason: clerk.text(.reason), outcome: clerk.text(.outcome),
        try clerk.occasion())
    }
  }
}
