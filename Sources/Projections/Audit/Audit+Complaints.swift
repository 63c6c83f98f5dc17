import Ownership

/// Findings about complaints, requests for changes, and lines that continue what nothing begins.
extension Audit {
  static func complaintFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    ComplaintReport.all(standpoint, client: client).flatMap { report in
      turnings(standpoint, report) + filings(standpoint, report)
        + rulings(standpoint, report) + bounces(standpoint, report)
    } + strays(standpoint, client)
  }

  private static func turnings(
    _ standpoint: Standpoint, _ report: ComplaintReport
  ) -> [Finding] {
    let (client, complaint) = (report.verdict.client, report.verdict.complaint)
    return report.verdict.turning.map { line in
      let writing = standpoint.writing(
        of: line.sequence, late: lateness(line, standpoint), clock: report.verdict.clock)
      return Finding(
        .backdatedPastComplaint, client: client, at: report.filed,
        lines: [line.sequence, report.verdict.firstFiling],
        key: ["\(complaint)", "#\(line.sequence)"],
        "line \(line.sequence), \(writing), changes who was accountable for "
          + "complaint \(complaint) of \(client): \(line.before.inWords) became "
          + line.after.inWords)
    }
  }

  /// How late a turning line is; a retraction is as old as itself, whatever it strikes.
  private static func lateness(_ line: TurningLine, _ standpoint: Standpoint) -> String? {
    if case .entry(.retracted)? = standpoint.history[line.sequence]?.fact { return nil }
    return line.lateBy > 0 ? "\(lengthInWords(line.lateBy)) late" : nil
  }

  /// Ids filed again, and filings put right to another `arose`.
  private static func filings(_ standpoint: Standpoint, _ report: ComplaintReport) -> [Finding] {
    let (client, complaint) = (report.verdict.client, report.verdict.complaint)
    let history = standpoint.history
    var findings: [Finding] = []
    if !report.verdict.refilings.isEmpty {
      let again = report.verdict.refilings
      findings.append(
        Finding(
          .refiled, client: client, at: report.filed,
          lines: [report.verdict.firstFiling] + again, key: [complaint.text],
          "complaint \(complaint) of \(client) was filed again by line\(again.count > 1 ? "s" : "") "
            + listInWords(again.map(\.description))))
    }
    for index in standpoint.perspective.lines(of: client).indices {
      let event = history.events[index]
      guard case .complaint(.filed(let filing)) = event.fact, filing.complaint == complaint,
        let replaced = event.replaces, let target = history[replaced],
        case .complaint(.filed(let old)) = target.fact,
        standpoint.perspective.isInForce(event.sequence)
      else { continue }
      let before = old.arose ?? .instant(target.time)
      let after = filing.arose ?? .instant(event.time)
      if before == after { continue }
      findings.append(
        Finding(
          .changedArose, client: client, at: report.filed, lines: [replaced, event.sequence],
          key: ["\(complaint)", "#\(event.sequence)"],
          "line \(event.sequence) says that the problem of complaint \(complaint) of \(client) arose "
            + "\(after), not \(before)"))
    }
    return findings
  }

  private static func rulings(_ standpoint: Standpoint, _ report: ComplaintReport) -> [Finding] {
    let (client, complaint) = (report.verdict.client, report.verdict.complaint)
    guard let ruling = report.ruling, let person = ruling.person, report.rulingIsRight == false
    else { return [] }
    let answers = report.verdict.now.reply.answers
    let now = try? standpoint.history.perspective(
      known: standpoint.known, clock: report.verdict.clock)
    let evidence = answers.flatMap { answer in
      now?.resolve(client, answer.responsibility, at: answer.from).accountableEvidence ?? []
    }
    return [
      Finding(
        .rulingAgainstUnaccountable, client: client, person: person, at: ruling.instant,
        lines: [ruling.line] + evidence, key: ["\(complaint)", "#\(ruling.line)"],
        "complaint \(complaint) of \(client) was attributed to \(person); accountable was "
          + answers.map { Standing(accountable: $0.accountable, basis: $0.basis) }.inWords)
    ]
  }

  private static func bounces(_ standpoint: Standpoint, _ report: ComplaintReport) -> [Finding] {
    let limit = standpoint.limit(.complaintBounces).value
    guard limit.isExceeded(by: report.bounces) else { return [] }
    let (client, complaint) = (report.verdict.client, report.verdict.complaint)
    return [
      Finding(
        .bounced, client: client, at: report.filed,
        lines: [report.verdict.filing] + report.redirects,
        key: [complaint.text],
        "complaint \(complaint) of \(client) was sent on \(report.bounces) times; the limit is "
          + "\(limit)")
    ]
  }

  private static func strays(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    standpoint.business(of: client).strays.compactMap { line in
      guard let event = standpoint.history[line], event.effectiveTime <= standpoint.at else {
        return nil
      }
      return Finding(
        .strayLine, client: client, at: event.effectiveTime, lines: [line], key: ["#\(line)"],
        "line \(line) (\(event.type)) of \(client) continues what no line in force had begun by then"
      )
    }
  }

  static func changeFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let limit = standpoint.limit(.changeRequestDays).value
    var findings: [Finding] = []
    for request in ChangeRequest.all(of: client, standpoint, deciders: false) {
      let length = request.waiting(at: standpoint.at)
      if request.isOpen, limit.isExceeded(byMicroseconds: length) {
        findings.append(
          Finding(
            .undecidedChange, client: client, person: request.accountable, at: request.asked,
            lines: [request.line], key: [request.request.text], lasting: length
          ) { length in
            "request \(request.request) of \(client) has waited \(length) for a decision"
          })
      }
      if request.leave == .without, let line = request.decision, let decided = request.decided {
        findings.append(
          Finding(
            .decidedWithoutAuthority, client: client, at: decided, lines: [request.line, line],
            key: ["#\(line)"],
            "\(request.by ?? "somebody") decided on request \(request.request) of \(client) without "
              + "authority for the client"))
      }
    }
    return findings
  }
}

extension [Standing] {
  /// `ivan (assigned)`, each stretch of a period once.
  var inWords: String {
    var parts: [String] = []
    for standing in self {
      let part = "\(standing.accountable?.text ?? "nobody") (\(standing.basis.rawValue))"
      if !parts.contains(where: { $0.hasSameBytes(as: part) }) { parts.append(part) }
    }
    return parts.joined(separator: ", then ")
  }
}

extension Standpoint {
  /// By whom a line was written down and how late, to stand between commas; on the sources' clock that is
  /// its source's claim.
  func writing(of line: SequenceNumber, late: String?, clock: Clock) -> String {
    guard let event = history[line] else { return "not at hand" }
    guard event.sourceTime != nil, clock == .source else {
      return (event.origin == .inferred ? "inferred and " : "")
        + "recorded by \(event.recordedBy)" + (late.map { " \($0)" } ?? "")
    }
    return "written down \(late ?? "in time") as \(event.source) says and imported by "
      + "\(event.recordedBy) on \(day(event.recordedTime))"
  }
}
