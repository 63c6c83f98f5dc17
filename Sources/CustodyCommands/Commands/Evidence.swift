import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation

extension Option {
  static let page = Option(
    "--html", "write a page for people, with the case file in it; so does a FILE that ends in .html"
  )
  static let withNotes = Option(
    "--with-notes",
    "give everything away: notes, reasons, summaries and other texts that the verdict does not tell"
  )
  static let yes = Option("--yes", "give it away without being asked")
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
      "Of what people wrote, the file gives away what the verdict tells: the reasons of the lines that it "
        + "cites, and what was said of the complaint. Whatever the verdict tells, it gives away names, who "
        + "decided (by), the channel of every complaint of the client, the terms of its contracts and all sums, limits "
        + "of authority, and of a redaction the reason and what was destroyed: an evaluation may need them, or "
        + "nothing seals them. Notes, other reasons, fields of "
        + "your own and the cases of other files are withheld: their seals stand in their places, which prove "
        + "that the log has something there, and nothing of what. --with-notes gives everything. What was "
        + "redacted is not in the file.",
      "The other side checks it without the log, by custody verify c1.case.json. A page (--html) says in "
        + "words what the file proves and what not, what is withheld, and how to check it by hand; it needs "
        + "no network.",
      "Before anything is recorded or written it says on standard error how many lines of which kind leave "
        + "the house, and what people wrote in them; on a terminal it asks, unless --yes has answered. "
        + "--dry-run says the same and does nothing else.",
      "To have an OpenSSH key stand for it, write a checkpoint before anything else is recorded: custody "
        + "checkpoint --ssh-key KEY -o c1.checkpoint. The other side holds the file against that: custody "
        + "verify c1.case.json --against c1.checkpoint --key ALLOWED_SIGNERS.",
    ],
    positionals: [Positional("COMPLAINT", "the id of the complaint")],
    options: [.client, .page, .outputFile, .signingKey, .withNotes, .yes, .dryRun],
    common: Option.writing
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
      try invocation.client(value, in: try invocation.readBeforeWriting().history)
    }
  }

  func run() throws(Failure) -> ExitCode {
    if invocation.arguments.has(.dryRun) { return try preview() }
    guard let output = invocation.arguments.value(.outputFile) else {
      throw .usage(
        "-o FILE is missing: where the case file goes", at: .argument(.max, bytes: nil),
        hint: "write custody evidence \(FailureText.quoted(complaint.text)) -o "
          + FailureText.quoted(complaint.text + ".case.json"))
    }
    let key = try invocation.signerKey()
    let disclosure = try disclosure()
    invocation.remark(disclosure.words)
    guard try isAgreedTo() else {
      invocation.remark("nothing was recorded, and no file was written")
      return .nobody
    }
    // Another program is met before the lock is taken, and waited for when it is free again.
    try invocation.resultFile?.meetReader()
    let writer: LogWriter
    do throws(LogError) { writer = try invocation.writer() } catch {
      throw invocation.failure(error)
    }
    let prepared: Ledger.PreparedEvidence
    do throws(Ledger.EvidenceProblem) {
      prepared = try invocation.ledger.prepareEvidence(
        on: complaint, client: disclosure.client,
        withNotes: invocation.arguments.has(.withNotes), agreed: disclosure, signedBy: key,
        by: writer)
    } catch { throw failure(error) }
    try issue(prepared, output, by: writer)
    return .answered
  }

  /// The file is on the disk, but for its name, before the line that it holds is recorded: whenever this ends,
  /// no line tells of a case file that nobody has.
  private func issue(
    _ prepared: Ledger.PreparedEvidence, _ output: ParsedArguments.Value, by writer: LogWriter
  ) throws(Failure) {
    let report = prepared.report
    let bytes = isPage(output) ? prepared.file.page(report) : prepared.file.bytes
    var isHeld = false
    do throws(Failure) { isHeld = try invocation.resultFile?.hold(bytes) ?? false } catch {
      prepared.discard()
      var failure = error
      failure.problems[0].hint = "nothing was recorded"
      throw failure
    }
    let issued: Ledger.IssuedEvidence
    do throws(LogError) { issued = try prepared.record() } catch {
      var failure = invocation.failure(error)
      if error.mayHaveRecorded, let path = invocation.resultFile?.heldPath {
        failure.problems[0].message += "; the case file, if it is issued, stands in \(path)"
      } else {
        invocation.resultFile?.discard()
      }
      throw failure
    }
    let recorded = "recorded 1 line, \(issued.head.sequence)\n"
    writer.close()
    invocation.surroundings.output.recorded = recorded + Receipt.line(issued.head)
    if !isHeld { invocation.write(bytes) }
    try invocation.finish()
    if invocation.outputFile == nil {
      invocation.surroundings.output.flush()
      // The end of the program says of a result that could not be written what was recorded.
      if invocation.surroundings.output.problem != nil { return }
    }
    let words =
      recorded + "wrote \(output.text): \(report.lines.count) lines about "
      + "\(report.heads.map(\.subject.description).joined(separator: ", "))\n"
      + Receipt.line(issued.head)
    invocation.report(words)
    if let warning = issued.warning { invocation.remark("warning: \(warning)") }
  }

  // MARK: What leaves the house

  private func disclosure() throws(Failure) -> Disclosure {
    do throws(Ledger.EvidenceProblem) {
      return try invocation.ledger.disclosure(
        on: complaint, client: client, withNotes: invocation.arguments.has(.withNotes))
    } catch { throw failure(error) }
  }

  /// Asks whoever sits at a terminal; elsewhere nobody is there to be asked.
  private func isAgreedTo() throws(Failure) -> Bool {
    let surroundings = invocation.surroundings
    guard surroundings.inputIsTerminal, surroundings.errorsAreTerminal,
      !invocation.arguments.has(.yes)
    else { return true }
    surroundings.errors.write("give it away? [y/N] ")
    surroundings.errors.flush()
    let answer: [UInt8]
    do throws(Descriptor.Problem) { answer = try surroundings.standardInput() } catch {
      throw .usage("the answer cannot be read: \(error.reason)", hint: "give it with --yes")
    }
    let word = String(decoding: answer, as: UTF8.self).lowercased()
    return ["y\n", "yes\n"].contains(word)
  }

  private func isPage(_ output: ParsedArguments.Value) -> Bool {
    let name = output.text.lowercased()
    return invocation.arguments.has(.page) || name.hasSuffix(".html") || name.hasSuffix(".htm")
  }

  private func preview() throws(Failure) -> ExitCode {
    let disclosure = try disclosure()
    _ = try invocation.read()
    invocation.surroundings.output.write(
      "would issue evidence on \(complaint) of \(disclosure.client)\n"
        + disclosure.words.hanging(in: invocation.width).joined(separator: "\n") + "\n")
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
    case .otherDisclosure:
      return .usage(
        "lines were recorded meanwhile, so that the case file would give away something else",
        hint: "nothing was recorded, and no file was written; run it again")
    case .unsound(let message):
      return Failure(
        .broken, "the case file would not prove the verdict: \(message)",
        hint: "this is a defect of custody; nothing was written to the file")
    }
  }
}

extension Disclosure {
  /// Lines by their kind, and what people wrote in them.
  fileprivate var words: String {
    func list(_ counts: [Count]) -> String {
      counts.map { "\($0.count) \(Redaction.shortName($0.name).printable)" }.joined(separator: ", ")
    }
    let about = subjects.map(\.description.printable).joined(separator: ", ")
    return "the case file gives away \(lineCount) lines about \(about): \(list(kinds))"
      + (texts.isEmpty ? "" : "; of what people wrote in them: \(list(texts))")
      + (withheld.isEmpty ? "" : "; withheld: \(list(withheld))")
  }
}
