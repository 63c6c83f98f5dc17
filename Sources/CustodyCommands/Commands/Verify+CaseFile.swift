import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation
import Signatures

/// The check of a case file, without the log.
extension EvidenceFileRun {
  func checkCase() throws(Failure) -> ExitCode {
    try checkCase(bytes, page: nil)
  }

  /// Checks the case file in a page, and that the page says what it gives.
  ///
  /// - Returns: `nil` where the file is no page with a case file.
  func checkPage() throws(Failure) -> ExitCode? {
    let file: [UInt8]?
    do throws(CaseFileProblem) {
      file = try CaseFile.embedded(in: bytes)
    } catch { throw failure(error) }
    return try file.map { file throws(Failure) in try checkCase(file, page: bytes) }
  }

  private func failure(_ problem: CaseFileProblem) -> Failure {
    Failure(
      problem.isRefuted ? .broken : .unreadable, "\(value.text): \(problem.message)",
      at: value.place(), hint: "it proves nothing; ask for the file anew")
  }

  private func checkCase(_ bytes: [UInt8], page: [UInt8]?) throws(Failure) -> ExitCode {
    let file: CaseFile
    let report: CaseFile.Report
    do throws(CaseFileProblem) {
      file = try CaseFile(parsing: bytes)
      report = try file.check()
    } catch { throw failure(error) }
    var row = PageRow.none
    if let page {
      switch file.difference(in: page, report) {
      case nil: row = .same
      case .otherVersion: row = .otherVersion
      case .otherWords(let line):
        throw Failure(
          .broken,
          "\(value.text):\(line): the page is not the one that the case file in it gives: its words were "
            + "changed",
          at: value.place(),
          hint:
            "the case file in it checks out; do not go by what the page shows, and ask for it anew")
      }
    }
    let signatures = try signatures(of: file.checkpoint)
    let agreement = try agreement(
      of: file.checkpoint.checkpoint, lines: report.lines,
      losses: file.claims(report).losses.map { "#\($0.line): \($0.words)" })
    let clocks = file.zoneAgreement(report)
    let log = try logAgreement(of: file, report)
    let sheet = VerificationSheet(rows(file, report, signatures, agreement, row, clocks, log))
    switch format {
    case .json, .jsonl:
      guard case .object(let members) = sheet.json else { break }
      invocation.write(.object(members + [JSONMember("verdict", file.verdict)]))
    case .csv, .markdown: invocation.write(sheet, as: format)
    case .table:
      invocation.write(sheet, as: format)
      let history = report.history
      let withheld = report.withheldNames
      let screen = AnswerScreen(
        lines: Lines(
          event: { history[$0] }, place: { _ in nil }, withheld: { withheld[$0] ?? [] },
          offers: Lines.offers(in: history.events)),
        zone: history.zone, width: min(invocation.width, 120), palette: invocation.palette)
      invocation.write("\n" + screen.text(report.verdict))
    }
    // A page whose words cannot be checked is not a page that checks, nor a verdict by other clocks, or one
    // that the log does not give.
    let isDoubtful =
      row == .otherVersion || clocks != .same || !report.unfinished.isEmpty
      || log?.name == "differs"
    return isDoubtful ? .nobody : code(signatures)
  }

  private func rows(
    _ file: CaseFile, _ report: CaseFile.Report, _ signatures: CheckedSignatures,
    _ agreement: Agreement, _ page: PageRow, _ clocks: CaseFile.ZoneAgreement,
    _ log: CaseFile.LogAgreement?
  ) -> [VerificationSheet.Row] {
    let claims = file.claims(report)
    let names = file.checkpoint.note.signatures.map { "\($0.name)+\($0.id)" }
    let claimed =
      names.isEmpty
      ? nil
      : "signatures by \(names.joined(separator: ", ")) in it were not verified: "
        + (held == nil ? "no --key was given" : "--key is for what --against names")
    var issued = VerificationSheet.Row(
      "issued", .string(claims.issued.recordedText),
      words: "not proved: \(claims.truthIsNotProved)")
    issued.more =
      claims.lossesAreNotProved.map { "not proved: \($0)" }
      + [
        claims.timeIsNotProved, claims.redactedIsNotProved, claims.withheldIsNotProved,
        log == nil ? claims.headsAreNotProved : nil,
      ].compactMap { $0 }.map { "not proved: \($0)" }
    return [
      .init("page", .optional(page.name), words: page.words),
      .init("complaint", .string(file.complaint.text)),
      .init("client", .string(file.client.text)),
      .init(
        "lines", .integer(claims.lineCount), words: "proved: \(claims.linesAreProved)"),
      .init("origin", .string(claims.origin)),
      .init("size", .integer(claims.size)),
      .init("root", .string(claims.root)),
      .init(
        "subjects", .array(claims.subjects.map { .string($0) }),
        words: "proved: \(claims.wholenessIsProved)"),
      .init(
        "redacted", .array(claims.redacted.map { .integer($0.value) }), words: claims.redactedWords),
      .init(
        "withheld", .array(report.withheld.map(\.json)), words: claims.withheldWords),
      .init(
        "unfinished", .array(report.unfinished.map(\.json)),
        words: report.unfinished.isEmpty
          ? nil
          : "an unfinished redaction: it counts as destroyed, and stands there nevertheless: "
            + report.unfinished.map { values in
              "\(values.names.joined(separator: ", ").printable) of #\(values.line)"
            }.joined(separator: ", ")),
      .init("verdictFollows", .bool(true), words: "proved: \(claims.verdictIsProved)"),
      .init("logVerdict", .optional(log?.name), words: log?.words(claims.size)),
      .init("zone", .string(file.zone.name), words: clocks.words(file.zone.name)),
      .init("clocks", .string(clocks.name)),
      .init(
        "signedBy", signatures.json,
        lines: signatures.lines(
          newest: report.issued.recordedTime, report.issued.sequence, else: claimed)),
    ] + againstRows(signatures, agreement) + [issued]
  }
}

extension CaseFile.Values {
  fileprivate var json: JSON {
    .object([
      JSONMember("line", .integer(line.value)),
      JSONMember("values", .array(names.map { .string($0) })),
    ])
  }
}

extension CaseFile.ZoneAgreement {
  /// In a word.
  var name: String {
    switch self {
    case .same: "same"
    case .differs: "differ"
    case .unknown: "unknown"
    }
  }

  /// For people; `nil` where there is nothing to compare, as of UTC.
  func words(_ zone: String) -> String? {
    let start = "not proved: that clocks in \(zone) went as the file says"
    switch self {
    case .same:
      return zone == "UTC"
        ? nil : "clocks in \(zone) went as the file says, by this machine’s zone files as well"
    case .differs(let difference):
      return "\(start): from \(difference.instant) on it has them at "
        + "\(Zone.clockText(seconds: difference.offset)), and this machine’s zone files at "
        + "\(Zone.clockText(seconds: difference.other)); the verdict is by the clocks of the file"
    case .unknown(let reason): return "\(start): \(reason)"
    }
  }
}

/// What there is to say of the page in which a case file stood.
private enum PageRow {
  case none, same, otherVersion

  var name: String? {
    switch self {
    case .none: nil
    case .same: "same"
    case .otherVersion: "other-version"
    }
  }

  var words: String? {
    switch self {
    case .none: nil
    case .same: "proved: every word of the page follows from the case file in it"
    case .otherVersion:
      "not proved: that the words of the page are those of the case file in it: it says that another version "
        + "of custody wrote it, and may have been changed; what counts stands here"
    }
  }
}
