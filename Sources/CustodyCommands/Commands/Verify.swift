import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation

extension Option {
  static let heldWitness = Option(
    "--against", value: "CHECKPOINT|HEAD",
    "compare with what somebody holds: a file with a checkpoint, signed or not, or a head as writers "
      + "print it, SEQUENCE:LEAF or 'SEQUENCE LEAF'")
}

extension CommandDescription {
  /// `custody verify [FILE]`
  static let verify = CommandDescription(
    name: "verify",
    abstract: "check that the log is what it was, or a case file or a proof without the log",
    examples: [
      Example("custody verify", "every line of the log, head and checkpoint"),
      Example(
        "custody verify --against 2026-03.checkpoint --key acme.pub",
        "that nothing before it has changed, and whose signature says so"),
      Example(
        "custody verify --against 7:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "the same with a head that somebody wrote down"),
      Example("custody verify c1.case.json", "a case file, by itself; also the page c1.html"),
      Example("custody verify 42.tlog-proof", "a proof of one line, by itself"),
      Example(
        "custody verify 42.tlog-proof --log EventLog", "the same, and that it is of this log"),
      Example(
        "custody verify since-4711.consistency --against 4711.checkpoint",
        "that the log only grew, without the log"),
      Example(
        "custody verify c1.case.json --against 4711.checkpoint --consistency since-4711.consistency",
        "a case file against an older checkpoint"),
    ],
    discussion: [
      "Of the log are checked: the canonical bytes of every line, its sequence, previous, "
        + "subjectprevious, the order of recorded times, the files head and checkpoint, redacted lines "
        + "against the events that explain them, the heads that issued evidence names, and the index, through "
        + "which single questions are answered, against the lines. The first bad line is named. Nothing is "
        + "repaired or written. A redaction that is not finished, an index of other lines, what is no file where "
        + "writers need one, or a zone that this machine does not know is exit code 1. Lines with one id and "
        + "source are told.",
      "With a FILE and --log the file is compared with that log as well: its root and origin, and what --against "
        + "names where nothing else leads there; of a case file also the last lines that it names, and the verdict, "
        + "which is reckoned from the log with what the file withholds: another one is exit code 1. --key verifies the signatures of what "
        + "--against names, or else of FILE; that none of its keys has signed is exit code 1, a kind of key "
        + "that only ssh-keygen verifies, or a file of signatures that is not there, 2. Of a FILE whose root covers "
        + "more lines than what --against names, the lines behind are not shown to be the ledger’s: it says which.",
      "Exit code 3: the log is damaged. 4: it is not what it was when it was acknowledged, or not what "
        + "CHECKPOINT or HEAD says. A log that somebody wrote anew from its first line on checks out by "
        + "itself: only what outsiders hold shows that, so let them hold heads and checkpoints.",
    ],
    positionals: [
      Positional(
        "FILE",
        "a case file of custody evidence, or its page, a proof of custody prove, or a checkpoint",
        isOptional: true)
    ],
    options: [.heldWitness, .consistencyProof, .verifierKey, .allErrors],
    common: [.format, .output, .log] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    let arguments = invocation.arguments
    if let file = arguments.positional(0) {
      return try EvidenceFileRun(invocation, file).run()
    }
    if let bridge = arguments.value(.consistencyProof) {
      throw .usage(
        "--consistency is for a file, and none is given",
        at: bridge.place(), hint: "the log itself is compared with --against CHECKPOINT")
    }
    if let key = arguments.value(.verifierKey), arguments.value(.heldWitness) == nil {
      throw .usage(
        "--key verifies the signatures of a checkpoint, and none is given", at: key.place(),
        hint: "name it with --against CHECKPOINT")
    }
    return try VerifyRun(invocation).run()
  }
}

/// The check of the log.
private struct VerifyRun {
  let invocation: Invocation
  let format: Format
  let witness: HeldWitness?

  /// How many foreign files are named.
  private static let namedFiles = 20

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    format = try invocation.format()
    witness = try invocation.arguments.value(.heldWitness).map { value throws(Failure) in
      try HeldWitness(value, invocation)
    }
  }

  func run() throws(Failure) -> ExitCode {
    let progress = Progress(invocation.surroundings, "checking \(invocation.ledger.folder)")
    let log: LogVerification
    do throws(LogError) {
      defer { progress?.end() }
      log = try LogVerification(
        of: invocation.ledger.folder, against: witness?.witness
      ) { done, all in progress?.show(done, of: all) }
    } catch {
      throw failure(error)
    }
    try check(log)
    invocation.write(VerificationSheet(rows(log)), as: format)
    if let tail = log.tail { invocation.remark(tail) }
    if let lead = lead(log) { invocation.remark("note: " + lead.words) }
    if !log.foreignFiles.isEmpty {
      invocation.remark(
        "not of the ledger, and never read: "
          + log.foreignFiles.prefix(Self.namedFiles).joined(separator: ", ")
          + (log.foreignFiles.count > Self.namedFiles
            ? " and \(log.foreignFiles.count - Self.namedFiles) more" : "")
          + " in \(invocation.ledger.folder)")
    }
    if !log.unfinishedRedactions.isEmpty || log.indexDifference != nil || !log.obstacles.isEmpty
      || zoneProblem(log) != nil
    {
      return .nobody
    }
    return witness?.signatures.code ?? .answered
  }

  /// Why the log is refused, and what else is wrong that nobody may go on with.
  private func failure(_ error: LogError) -> Failure {
    var failure = invocation.failure(error)
    if error.severity == .integrity || error.severity == .unreadable,
      let obstacle = (try? invocation.ledger.diagnose())?.obstacle
    {
      failure.problems.append(Problem(obstacle))
    }
    return failure
  }

  /// Whatever contradicts although every line checks out; all of it.
  private func check(_ log: LogVerification) throws(Failure) {
    var problems: [Problem] = []
    if let witness, let contradiction = log.contradiction(of: witness.witness) {
      problems.append(
        Problem(
          "\(invocation.ledger.folder) is not as \(witness.name) says: \(contradiction)",
          at: witness.value.place(),
          hint: "compare with a copy; the lines check out among themselves, so somebody wrote them "
            + "anew, or an older state was restored"
            + log.acceptedLosses.map { "; \($0.words.printable)" }.joined()))
    }
    problems += log.falseHeads.map(Problem.init)
    if !problems.isEmpty { throw Failure(.broken, problems) }
    if log.hasUnreadableCheckpoint {
      throw Failure(
        .unreadable, "the file checkpoint in \(invocation.ledger.folder) is none",
        hint:
          "every line checks out; compare with a copy, then write it anew with custody checkpoint")
    }
  }

  private func rows(_ log: LogVerification) -> [VerificationSheet.Row] {
    var rows: [VerificationSheet.Row] = [
      .init("lines", .integer(log.head.sequence.value)),
      .init("headSequence", .integer(log.head.sequence.value)),
      .init("headLeaf", .string(log.head.leaf.base64)),
      .init("root", .string(log.checkpoint.root.base64)),
      .init("origin", .string(log.checkpoint.origin)),
      .init("lastRecorded", log.lastRecorded.map { .string($0.recordedText) } ?? .null),
      .init("segments", .integer(log.segmentCount)),
      .init("bytes", .integer(log.byteCount)),
      .init("subjects", .integer(log.subjectCount)),
      .init("redacted", .integer(log.redactedCount)),
      .init("acknowledged", log.acknowledged.map { .integer($0.value) } ?? .null),
      .init("checkpointed", log.checkpointed.map { .integer($0) } ?? .null),
      .init("against", witness.map { .string($0.name) } ?? .null),
      .init("unchangedLines", witness.map { .integer($0.witness.size) } ?? .null),
      .init("signedBy", (witness?.signatures ?? CheckedSignatures()).json),
      .init(
        "acceptedLosses", .array(log.acceptedLosses.map { .integer($0.sequence.value) }),
        lines: log.acceptedLosses.map(\.words)),
      .unfinished(log.unfinishedRedactions), .obstacles(log.obstacles),
      .init(
        "repeatedIDs",
        .array(log.repeatedIDs.map { .array($0.lines.map { .integer($0.value) }) }),
        words: repeatedIDs(log)),
      .init(
        "indexDifference", .optional(log.indexDifference),
        words: log.indexDifference.map {
          "the index is not one of these lines: \($0). Answers that were found through it may be false; "
            + "remove the folder index, it is made anew"
        }),
      .init(
        "recordedAhead", lead(log).map { .seconds(microseconds: $0.microseconds) } ?? .null),
      .init(
        "zone", .optional(log.zone),
        words: zoneProblem(log).map {
          "the ledger’s zone is not known here, and no question is answered: \($0)"
        }),
    ]
    rows[0].words =
      "\(Self.count(log.head.sequence.value, "line")) in "
      + "\(Self.count(UInt64(log.segmentCount), "segment")), \(log.byteCount) bytes, about "
      + "\(Self.count(UInt64(log.subjectCount), "subject")): every line, its links, its time"
    rows[1].words = "head \(log.head.sequence) \(log.head.leaf.base64)"
    rows[3].words = "root \(log.checkpoint.root.base64) of \(log.checkpoint.origin)"
    rows[9].words =
      log.redactedCount == 0
      ? nil
      : "\(Self.count(UInt64(log.redactedCount), "redacted line")), each explained"
    rows[10].words =
      log.acknowledged.map { "file head: acknowledged up to line \($0), as it says" }
      ?? log.explainedHead.map { "file head: \($0.words("of line"))" }
      ?? "file head: there is none that can be read; the next writer writes it"
    rows[11].words =
      log.checkpointed.map { "file checkpoint: the first \(Self.count($0, "line")), as it says" }
      ?? log.explainedCheckpoint.map { "file checkpoint: \($0.words("of lines 1 to"))" }
      ?? "file checkpoint: there is none"
    if let witness {
      rows[12].words = "unchanged since \(witness.name): \(witness.words)"
      rows[14].words = witness.signatureWords
      if witness.witness.size == log.head.sequence.value {
        rows[14].more = Array(
          witness.signatures.lines(newest: log.lastRecorded, log.head.sequence).dropFirst())
      }
    }
    return rows
  }

  /// How far recorded times lie ahead of the clock: no integrity is broken by that.
  private func lead(_ log: LogVerification) -> ClockLead? {
    log.lastRecorded.flatMap { ClockLead(of: $0, over: invocation.surroundings.now()) }
  }

  /// Why no date of this log can be read on this machine: no integrity is broken by that either.
  private func zoneProblem(_ log: LogVerification) -> String? {
    guard let zone = log.zone else { return nil }
    do throws(LogError) { _ = try Ledger.zone(zone) } catch { return error.message }
    return nil
  }

  /// That an `id` stands for several lines: which of them it means, nobody can tell; no integrity is broken.
  private func repeatedIDs(_ log: LogVerification) -> String? {
    guard let first = log.repeatedIDs.first else { return nil }
    let lines = first.lines.prefix(8).map { "\($0)" }.joined(separator: ", ")
    let more = log.repeatedIDs.count - 1
    return "lines \(lines)\(first.lines.count > 8 ? " …" : "") have one id and source"
      + (more == 0 ? "" : ", and so have those of \(more) more")
      + ": no writer appends a second one. custody audit --code C709 lists them"
  }

  private static func count(_ number: UInt64, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
