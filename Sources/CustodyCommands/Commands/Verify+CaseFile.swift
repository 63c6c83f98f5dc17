import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation
import Signatures

/// The check of a case file, without the log.
extension EvidenceFileRun {
  func checkCase() throws(Failure) -> ExitCode {
    let file: CaseFile
    let report: CaseFile.Report
    do throws(CaseFileProblem) {
      file = try CaseFile(parsing: bytes)
      report = try file.check()
    } catch {
      throw Failure(
        error.isRefuted ? .broken : .unreadable, "\(value.text): \(error.message)",
        at: value.place(), hint: "it proves nothing; ask for the file anew")
    }
    let signers = try signers(of: file.checkpoint)
    let agreement = try agreement(of: file.checkpoint.checkpoint, lines: report.lines)
    let sheet = VerificationSheet(rows(file, report, signers, agreement))
    switch format {
    case .json, .jsonl:
      guard case .object(let members) = sheet.json else { break }
      invocation.write(.object(members + [JSONMember("verdict", file.verdict)]))
    case .csv, .markdown: invocation.write(sheet, as: format)
    case .table:
      invocation.write(sheet, as: format)
      let history = report.history
      let screen = AnswerScreen(
        lines: Lines(
          event: { history[$0] }, place: { _ in nil }, offers: Lines.offers(in: history.events)),
        zone: history.zone, width: min(invocation.width, 120), palette: invocation.palette)
      invocation.write("\n" + screen.text(report.verdict))
    }
    return .answered
  }

  private func rows(
    _ file: CaseFile, _ report: CaseFile.Report, _ signers: [String], _ agreement: Agreement
  ) -> [VerificationSheet.Row] {
    let tree = file.checkpoint.checkpoint
    let subjects = report.heads.map(\.subject.description)
    let claims = file.checkpoint.note.signatures.map { "\($0.name)+\($0.id)" }
    let signatures: String? =
      signers.isEmpty
      ? claims.isEmpty
        ? nil
        : "signatures by \(claims.joined(separator: ", ")) were not verified: no --key was given"
      : "signed by \(signers.joined(separator: ", ")): valid"
    let redacted = report.redacted.map { "#\($0)" }.joined(separator: " ")
    return [
      .init("complaint", .string(file.complaint.text)),
      .init("client", .string(file.client.text)),
      .init(
        "lines", .integer(report.lines.count),
        words:
          "proved: these \(report.lines.count) lines are in the log \(tree.origin) of \(tree.size) "
          + "lines with the root \(tree.root), each at its place, unchanged"),
      .init("origin", .string(tree.origin)),
      .init("size", .integer(tree.size)),
      .init("root", .string(tree.root.base64)),
      .init(
        "subjects", .array(subjects.map { .string($0) }),
        words: "proved: they are all that the log, at line \(tree.size), says it has about "
          + subjects.joined(separator: ", ")),
      .init(
        "redacted", .array(report.redacted.map { .integer($0.value) }),
        words: report.redacted.isEmpty
          ? nil : "redacted, each with a line that tells of it: \(redacted)"),
      .init(
        "verdictFollows", .bool(true),
        words: "proved: the verdict below follows from these lines and rests on no others"),
      .init("signedBy", .array(signers.map { .string($0) }), words: signatures),
      .init("against", .optional(held?.value.text), words: witnessWords(signers, agreement)),
      .init(
        "issued", .string(report.issued.recordedTime.recordedText),
        words: "not proved: that a line is true, or was recorded when it says (no clock but the "
          + "ledger’s own vouches for \(report.issued.recordedTime.recordedText)); and that line "
          + "\(tree.size) names the last lines as they were: custody verify in the log shows that"),
    ]
  }
}
