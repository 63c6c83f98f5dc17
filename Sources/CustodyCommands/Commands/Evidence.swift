import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation

extension Option {
  static let page = Option(
    "--html", "write a page for people, with the case file in it; so does a FILE that ends in .html"
  )
}

extension CommandDescription {
  /// `custody evidence COMPLAINT -o FILE`
  static let evidence = CommandDescription(
    name: "evidence",
    abstract: "make a case file of a complaint that a third party can check without the ledger",
    examples: [
      Example(
        "custody evidence c1 -o c1.case.json", "the verdict, and all lines on which it rests"),
      Example(
        "custody evidence c1 -o c1.html",
        "the same as a page to read and to print, which custody verify checks as well"),
      Example(
        "custody evidence c1 --key acme.key -o c1.case.json",
        "with a checkpoint that is signed, by a signer key of signed notes"),
    ],
    discussion: [
      "The file holds every line about the client, about everybody whom the client’s lines name, their "
        + "deputies and managers, and about the ledger itself, each with a proof that it is in the log. "
        + "Each line names the one before it about the same subject, and custody.evidence.issued, which "
        + "is recorded first, names the last of each: so nothing can be left out.",
      "The other side checks it without the log, by custody verify c1.case.json. A page (--html) says in "
        + "words what the file proves and what not, and how to check it by hand; it needs no network. All of these lines are "
        + "given away, with their notes. What was redacted is not in them.",
      "To have an OpenSSH key stand for it, write a checkpoint before anything else is recorded: custody "
        + "checkpoint --ssh-key KEY -o c1.checkpoint. The other side holds the file against that: custody "
        + "verify c1.case.json --against c1.checkpoint --key ALLOWED_SIGNERS.",
    ],
    positionals: [Positional("COMPLAINT", "the id of the complaint")],
    options: [.client, .page, .outputFile, .signingKey, .dryRun], common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    try EvidenceRun(invocation).run()
  }
}

private struct EvidenceRun {
  let invocation: Invocation
  let value: ParsedArguments.Value
  let complaint: ComplaintID
  let client: ClientID?

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    value = invocation.arguments.positionals[0]
    complaint = try invocation.identifier(value, "a complaint")
    client = try invocation.arguments.value(.client).map { value throws(Failure) in
      try invocation.client(value, in: try invocation.read().history)
    }
  }

  func run() throws(Failure) -> ExitCode {
    if invocation.arguments.has(.dryRun) { return try preview() }
    guard let output = invocation.arguments.value(.outputFile) else {
      throw .usage(
        "-o FILE is missing: where the case file goes", at: .argument(.max, bytes: nil),
        hint: "write custody evidence \(complaint) -o \(complaint).case.json")
    }
    let key = try invocation.signerKey()
    let issued: Ledger.IssuedEvidence
    do throws(Ledger.EvidenceProblem) {
      issued = try invocation.ledger.issueEvidence(
        on: complaint, client: client, signedBy: key, invocation.surroundings.recording(),
        forced: invocation.isForced)
    } catch { throw failure(error) }
    let report = issued.report
    let bytes = isPage(output) ? issued.file.page(report) : issued.file.bytes
    let recorded = "recorded 1 line, \(issued.head.sequence)\n"
    invocation.surroundings.output.recorded = recorded + Receipt.line(issued.head)
    invocation.write(bytes)
    try invocation.finish()
    let words =
      recorded + "wrote \(output.text): \(report.lines.count) lines about "
      + "\(report.heads.map(\.subject.description).joined(separator: ", "))\n"
      + Receipt.line(issued.head)
    invocation.report(words)
    if let warning = issued.warning { invocation.remark("warning: \(warning)") }
    return .answered
  }

  private func isPage(_ output: ParsedArguments.Value) -> Bool {
    let name = output.text.lowercased()
    return invocation.arguments.has(.page) || name.hasSuffix(".html") || name.hasSuffix(".htm")
  }

  private func preview() throws(Failure) -> ExitCode {
    do throws(Ledger.EvidenceProblem) {
      let bundle = try invocation.ledger.subjectsOfEvidence(on: complaint, client: client)
      let words =
        "would issue evidence on \(complaint) of \(bundle.client), with all lines about "
        + bundle.subjects.map(\.description).joined(separator: ", ")
      invocation.surroundings.output.write(words.printable + "\n")
    } catch { throw failure(error) }
    invocation.remark("nothing was recorded, and no file was written")
    return .answered
  }

  private func failure(_ problem: Ledger.EvidenceProblem) -> Failure {
    switch problem {
    case .log(let error): return invocation.failure(error)
    case .question(let problem):
      let isUnknown = if case .noSuchComplaint = problem { true } else { false }
      let of = isUnknown ? client.map { " of \($0)" } ?? "" : ""
      return .usage(problem.message + of, at: value.place(), hint: problem.hint)
    case .unsound(let message):
      return Failure(
        .broken, "the case file would not prove the verdict: \(message)",
        hint: "this is a defect of custody; nothing was written to the file")
    }
  }
}
