import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation

extension Option {
  static let acceptLoss = Option(
    "--accept-loss",
    "go on with what is left, where acknowledged lines are gone or the log is damaged; a line tells of "
      + "it for ever")
}

extension CommandDescription {
  /// `custody recover [--accept-loss --reason TEXT]`
  static let recover = CommandDescription(
    name: "recover",
    abstract: "tell in what state the log is, and go on with what is left of it",
    examples: [
      Example("custody recover", "what is there, what is missing, and what there is to do"),
      Example(
        "custody recover --accept-loss --reason 'disk died, backup of 1 March' --by olga",
        "go on from the last good line"),
      Example(
        "custody recover --accept-loss --reason test --dry-run",
        "the line that this would record"),
    ],
    discussion: [
      "A tail needs nothing: the next writer sets it aside, and a line tells of it. Where head or "
        + "checkpoint go further than the lines, as in an older copy that was restored, or where the log "
        + "is damaged, every other command refuses the ledger. Look for a newer copy first.",
      "--accept-loss keeps what stands behind the last good line in files beside the segments, and records "
        + "which lines are gone, what head and checkpoint said of them, why it was accepted and by whom. "
        + "verify, log and audit tell of it from then on. Heads and checkpoints that outsiders hold of the "
        + "missing lines will show that they are gone. Changed lines, and two histories that were joined, "
        + "are no loss and are not accepted.",
      "Exit code of the report: 0 where the log is whole or has a tail, 3 where it is damaged or of another "
        + "format, 4 where acknowledged lines are missing or changed. What else keeps writers from it, and issued "
        + "evidence that leaves lines out, is told. --accept-loss ends with 5 where the loss is recorded and "
        + "something failed behind it.",
    ],
    options: [.acceptLoss, .reason, .decidedBy, .dryRun],
    common: [.format, .output, .allowNetwork, .log] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    try RecoverRun(invocation).run()
  }
}

private struct RecoverRun {
  let invocation: Invocation
  let format: Format

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    format = try invocation.format()
  }

  func run() throws(Failure) -> ExitCode {
    let arguments = invocation.arguments
    guard arguments.has(.acceptLoss) else {
      for option in [Option.reason, .decidedBy] {
        guard let value = arguments.value(option) else { continue }
        throw .usage(
          "\(option.name) is for --accept-loss, which is not given", at: value.place(),
          hint: "leave it out for the report, or add --accept-loss")
      }
      if arguments.has(.dryRun) || arguments.has(.allowNetwork) {
        throw .usage(
          "the report changes nothing: --dry-run and --network are for --accept-loss",
          hint: "leave them out for the report, or add --accept-loss")
      }
      return try report()
    }
    guard let reason = arguments.value(.reason)?.text else {
      throw .usage(
        "--reason is missing: why the loss is accepted", at: .argument(.max, bytes: nil),
        hint: "write --reason TEXT; it stands in the log for ever")
    }
    for option in [Option.reason, .decidedBy] {
      guard let value = arguments.value(option) else { continue }
      if value.text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
        throw .usage(
          "\(option.name) is empty", at: value.place(), hint: "it stands in the log for ever")
      }
    }
    return try invocation.arguments.has(.dryRun) ? preview(reason) : accept(reason)
  }

  private var decidedBy: String? { invocation.arguments.value(.decidedBy)?.text }

  private func report() throws(Failure) -> ExitCode {
    let log = try invocation.reading { () throws(LogError) in try invocation.ledger.diagnose() }
    invocation.write(VerificationSheet(DiagnosisRows(log).rows, report: "recover"), as: format)
    guard let refusal = log.refusal else { return .answered }
    invocation.warn([refusal, log.obstacle].compactMap { $0 }.map { Problem($0) })
    return Failure(refusal).code
  }

  private func preview(_ reason: String) throws(Failure) -> ExitCode {
    let line = try invocation.reading { () throws(LogError) in
      try LogWriter.previewOfLoss(
        in: invocation.ledger.folder, reason: reason, by: decidedBy,
        environment: invocation.surroundings.recording())
    }
    invocation.write(logLine: line + [0x0A])
    invocation.remark("nothing was recorded or changed")
    return .answered
  }

  /// What is said where the result cannot be.
  private func note(recorded line: SequenceNumber, _ head: LogHead) {
    invocation.surroundings.output.recorded =
      "the accepted loss, as #\(line)\n" + Receipt.line(head)
  }

  private func accept(_ reason: String) throws(Failure) -> ExitCode {
    let writer: LogWriter
    do throws(LogError) {
      writer = try invocation.ledger.acceptLoss(
        reason: reason, by: decidedBy, invocation.surroundings.recording(),
        forced: invocation.isForced)
    } catch {
      guard let recorded = error.recorded else { throw invocation.failure(error) }
      note(recorded: recorded.line, recorded.head)
      throw Failure(.unwritten, "\(error.message); \(error.remedy)")
    }
    invocation.tellOfRedactions(writer)
    guard let told = writer.lastLoss else { return .answered }
    note(recorded: told.sequence, writer.head)
    let rows: [VerificationSheet.Row] = [
      .init(
        "accepted", .integer(told.sequence.value),
        words: "loss accepted: \(told.loss.words); recorded as #\(told.sequence)"),
      .init("firstMissing", .integer(told.loss.first.value)),
      .init("lastMissing", told.loss.last.map { .integer($0.value) } ?? .null),
      .init(
        "setAside", .array(writer.recovered.map { .string($0.file) }),
        lines: writer.recovered.map { "set aside: \($0.words)" }),
      .init("headSequence", .integer(writer.head.sequence.value)),
      .init(
        "headLeaf", .string(writer.head.leaf.base64),
        words: "head \(writer.head.sequence) \(writer.head.leaf.base64)"),
    ]
    invocation.write(VerificationSheet(rows, report: "recover"), as: format)
    return .answered
  }
}

extension FalseHead {
  /// Where evidence was issued that leaves lines out.
  fileprivate var words: String {
    "line \(sequence) issues evidence with line \(stated) as the last of \(subject), and it was \(last)"
  }
}

extension Problem {
  /// Evidence that leaves lines out.
  init(_ head: FalseHead) {
    self.init(head.words, hint: "a case file made with it leaves lines out")
  }
}

extension VerificationSheet.Row {
  /// What was to be destroyed and stands.
  static func unfinished(_ redactions: [UnfinishedRedaction]) -> Self {
    Self(
      "unfinishedRedactions", .array(redactions.map { .integer($0.entry.value) }),
      lines: redactions.map { redaction in
        "not finished: of line \(redaction.entry) stands what was to be destroyed, "
          + redaction.names.map(Redaction.words).joined(separator: ", ")
          + "; the next writer destroys it"
      })
  }

  /// What keeps writers from a ledger that can be read.
  static func obstacles(_ obstacles: [String]) -> Self {
    Self(
      "obstacles", .array(obstacles.map { .string($0) }),
      lines: obstacles.map { "every writer is refused: \($0)" })
  }
}

/// What a diagnosis says.
private struct DiagnosisRows {
  let log: LogDiagnosis

  init(_ log: LogDiagnosis) { self.log = log }

  var rows: [VerificationSheet.Row] {
    [
      .init("state", .string(log.state.rawValue), words: state),
      .init("lines", .integer(log.head.sequence.value), words: lines),
      .init("headSequence", .integer(log.head.sequence.value)),
      .init(
        "headLeaf", .string(log.head.leaf.base64),
        words: "head \(log.head.sequence) \(log.head.leaf.base64)"),
      .init("lastRecorded", log.lastRecorded.map { .string($0.recordedText) } ?? .null),
      .init(
        "acknowledged", log.acknowledged.map { .integer($0.sequence.value) } ?? .null,
        words: log.acknowledged.map { "file head: line \($0.sequence), \($0.leaf.base64)" }
          ?? log.explainedHead.map { "file head: \($0.words("of line"))" }
          ?? "file head: there is none that can be read"),
      .init("acknowledgedLeaf", log.acknowledged.map { .string($0.leaf.base64) } ?? .null),
      .init(
        "checkpointed", log.checkpoint.map { .integer($0.size) } ?? .null,
        words: log.checkpoint.map { "file checkpoint: \($0.size) lines, root \($0.root.base64)" }
          ?? log.explainedCheckpoint.map { "file checkpoint: \($0.words("of lines 1 to"))" }
          ?? "file checkpoint: there is none that can be read"),
      .init("checkpointRoot", log.checkpoint.map { .string($0.root.base64) } ?? .null),
      .init("lastMissing", log.lastMissing.map { .integer($0.value) } ?? .null, words: missing),
      .init(
        "rest", .array(log.rest.map(rest)),
        lines: log.rest.map {
          "behind it: \($0.segment) from byte \($0.offset) on, \($0.byteCount) bytes"
        }),
      .init(
        "acceptedLosses", .array(log.acceptedLosses.map { .integer($0.sequence.value) }),
        lines: log.acceptedLosses.map(\.words)),
      .init("canAcceptLoss", .bool(log.canAcceptLoss), words: wayOn),
      .unfinished(log.unfinishedRedactions), .obstacles(log.obstacles),
      .init(
        "falseHeads", .array(log.falseHeads.map { .integer($0.sequence.value) }),
        lines: log.falseHeads.map { "\($0.words): a case file made with it leaves lines out" }),
    ]
  }

  private var state: String {
    switch log.state {
    case .whole:
      "the log is whole: every line checks out, and none is known to be missing; there is nothing to recover. "
        + "custody verify looks at more: the index, a checkpoint that cannot be read"
    case .tail:
      "the log has a tail, which is no part of the ledger; the next writer sets it aside"
    case .missing, .damaged:
      log.head.sequence == .zero && !log.rest.isEmpty
        ? "no line of the log can be read"
        : log.state == .damaged
          ? "the log is damaged behind its last good line"
          : "acknowledged lines are missing" + (log.rest.isEmpty ? "" : ", or cannot be read")
    case .changed: "lines are not what they were when they were acknowledged"
    case .joined: "two histories were joined"
    case .foreign: "the file checkpoint is of another ledger, and says nothing of these lines"
    case .otherFormat: "the log is of another format"
    }
  }

  private var lines: String {
    let last = log.lastRecorded.map { ", the last recorded \($0.recordedText)" } ?? ""
    let count = log.head.sequence.value
    return "good: \(count) line\(count == 1 ? "" : "s")\(last)"
  }

  private var missing: String? {
    guard let last = log.lastMissing else { return nil }
    let first = SequenceNumber(log.head.sequence.value + 1)
    return first == last ? "missing: line \(first)" : "missing: lines \(first) to \(last)"
  }

  private var wayOn: String? {
    if log.canAcceptLoss {
      return "to go on without, if there is no newer copy: custody recover --accept-loss "
        + "--reason TEXT"
    }
    return switch log.state {
    case .whole, .tail: nil
    case .missing, .damaged, .changed, .joined, .otherFormat, .foreign:
      "this cannot be accepted as a loss; what there is to do stands with what is wrong"
    }
  }

  private func rest(_ rest: LogDiagnosis.Rest) -> JSON {
    .object([
      JSONMember("segment", .string(rest.segment)), JSONMember("offset", .integer(rest.offset)),
      JSONMember("bytes", .integer(rest.byteCount)),
    ])
  }
}

extension ExplainedWitness {
  /// What it says, and why that counts for nothing.
  func words(_ lines: String) -> String {
    "it speaks \(lines) \(size), whose loss #\(told) accepts, and counts as none; the next writer writes it "
      + "anew"
  }
}

extension ToldLoss {
  /// In a line of a check: `loss accepted at #101: lines 101 to 124 are gone; by olga: disk died`.
  var words: String {
    let why = loss.reason.map { ": \($0)" } ?? ": (redacted)"
    return "loss accepted at #\(sequence): \(loss.words); by \(teller.value ?? "(redacted)"), "
      + "\(recordedTime.recordedText)\(why)"
  }
}
