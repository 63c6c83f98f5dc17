import Ownership
public import Projections

extension ReportSheet {
  /// The findings of an audit, those of them that are wanted.
  ///
  /// - Parameter evidence: gives the hash of what a finding says and of its lines, for other programs.
  public init(
    _ audit: Audit, findings: [Finding], _ standpoint: Standpoint, time: TimeSpelling,
    evidence: @escaping (Finding) -> String?
  ) {
    let serious = findings.count { $0.severity == .serious }
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    self.init(
      "audit", header: Self.header(standpoint),
      summary: [
        findings.isEmpty
          ? "nothing found up to \(time(audit.at)), line \(audit.knownSequence)"
          : "\(count), \(serious) of them serious, up to \(time(audit.at)), line "
            + "\(audit.knownSequence); custody explain CODE says what a code means"
      ],
      parts: [
        Part(
          "findings", Self.findings(findings, time, evidence),
          shown: Self.shownFindings(findings, time))
      ])
  }

  static func findings(
    _ findings: [Finding], _ time: TimeSpelling, _ evidence: ((Finding) -> String?)? = nil
  ) -> Table {
    let proof = evidence == nil ? [] : [Table.Column("evidence")]
    var table = Table(
      [
        Table.Column("code"), Table.Column("severity"), Table.Column("title"),
        Table.Column("client"), Table.Column("person"), Table.Column("at"),
        Table.Column("finding", wraps: true), Table.Column("lines", wraps: true),
        Table.Column("remedy", title: "WHAT TO DO", wraps: true), Table.Column("key"),
      ] + proof)
    for finding in findings {
      table.append(
        [
          .text(finding.code.rawValue), .text(finding.severity.rawValue, finding.severity.style),
          .text(finding.code.title), .id(finding.client), .id(finding.person),
          .text(time(finding.at)), .text(finding.sentence), .lines(finding.lines),
          .text(finding.code.remedy), .text(finding.key),
        ] + (evidence.map { [.optional($0(finding))] } ?? []))
    }
    return table
  }

  static func shownFindings(_ findings: [Finding], _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("code"), Table.Column("severity"),
      Table.Column("finding", wraps: true),
      Table.Column("remedy", title: "WHAT TO DO", wraps: true),
      Table.Column("lines", wraps: true),
    ])
    for finding in findings {
      let lines = finding.lines.prefix(8)
      let more = finding.lines.count > 8 ? " +\(finding.lines.count - 8)" : ""
      table.append([
        .text(finding.code.rawValue), .text(finding.severity.rawValue, finding.severity.style),
        .text("\(finding.code.title): \(finding.sentence)"),
        .text(finding.code.remedy),
        .text(lines.map { "#\($0)" }.joined(separator: " ") + more, .dim),
      ])
    }
    return table
  }
}

extension Severity {
  /// How it is painted.
  var style: Style {
    switch self {
    case .notice: .dim
    case .warning: .warning
    case .serious: .problem
    }
  }
}

extension ReportSheet {
  /// What codes mean.
  public init(explaining codes: [FindingCode]) {
    var table = Table([
      Table.Column("code"), Table.Column("title"), Table.Column("severity"),
      Table.Column("explanation", wraps: true),
      Table.Column("remedy", title: "WHAT TO DO", wraps: true),
    ])
    for code in codes {
      table.append([
        .text(code.rawValue), .text(code.title),
        .text(code.severity.rawValue, code.severity.style), .text(code.explanation),
        .text(code.remedy),
      ])
    }
    self.init("explain", parts: [Part("codes", table)])
  }
}
