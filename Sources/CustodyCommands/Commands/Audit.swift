import CustodyLedger
import Ownership
import Presentation
import Projections

extension Option {
  static let severity = Option(
    "--severity", value: "LEVEL", choices: Severity.allCases.map(\.rawValue),
    "only findings of this severity or worse")
  static let code = Option(
    "--code", value: "CODE", "only findings of this code, such as C101", isRepeatable: true)
  static let findingsSince = Option(
    "--since", value: "T", "only findings that happened or began then or later")
  static let baseline = Option(
    "--baseline", value: "FILE",
    "only findings that are not in FILE, an earlier audit written with --format json, just as they are"
  )
}

extension CommandDescription {
  /// `custody audit`
  static let audit = CommandDescription(
    name: "audit",
    abstract: "what does not fit together, or is more than a policy allows, with the lines",
    examples: [
      Example("custody audit", "everything"),
      Example("custody audit --severity serious", "what cannot wait"),
      Example("custody audit -o audit.json", "to be kept as a baseline"),
      Example("custody audit --baseline audit.json", "only what is new since then"),
      Example("custody audit --code C202 --client acme", "one kind of finding for one client"),
    ],
    discussion: [
      "Each finding has a code that keeps its meaning, the lines that carry it, and what to do. custody "
        + "explain CODE says what a code means. Limits are those of the policy in force at --at. The exit "
        + "code is 1 when there are findings, 0 when there are none.",
      "--baseline leaves out a finding only where it says the same of the same lines, by their hashes: what "
        + "another person or amount, or another line, has come to is shown again; how long something lasts is "
        + "no difference.",
    ],
    options: [
      .severity, .code, .findingsSince, .baseline, .onlyClient, .onlyPerson,
    ] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let isForPeople = try invocation.format() == .table
    let hasBaseline = invocation.arguments.value(.baseline) != nil
    let run = try ReportRun(invocation, keepsLeaves: !isForPeople || hasBaseline)
    let filter = try FindingFilter(run)
    let standpoint = try run.standpoint()
    let audit = Audit(standpoint, clock: max(run.grammar.now, invocation.surroundings.now()))
    let findings = audit.findings.filter(filter.wants)
    run.write(
      ReportSheet(audit, findings: findings, standpoint, time: run.time) { finding in
        finding.evidence(run.reading)
      })
    return findings.isEmpty ? .answered : .nobody
  }
}

/// Which findings are wanted.
private struct FindingFilter {
  private var severity = Severity.notice
  private var codes: Set<FindingCode> = []
  private var since: Instant?
  private var baseline: Baseline?
  private let reading: LedgerReading
  private let clients: Set<ClientID>?
  private let persons: Set<PersonID>?

  init(_ run: ReportRun) throws(Failure) {
    let arguments = run.invocation.arguments
    reading = run.reading
    clients = try run.onlyClients()
    persons = try run.onlyPersons()
    if let value = arguments.value(.severity) {
      severity = Severity(rawValue: value.text) ?? .notice
    }
    for value in arguments.values(.code) {
      guard let code = FindingCode(rawValue: value.text.uppercased()) else {
        let codes = FindingCode.allCases.map(\.rawValue)
        throw .usage(
          "there is no finding \(value.text)", at: value.place(),
          hint: Suggestion.hint(for: value.text, among: codes)
            ?? "there are \(codes.joined(separator: ", "))")
      }
      codes.insert(code)
    }
    if let value = arguments.value(.findingsSince) { since = try run.span(value).start }
    if let value = arguments.value(.baseline) {
      baseline = try Baseline(value, run.invocation.surroundings)
    }
  }

  func wants(_ finding: Finding) -> Bool {
    if finding.severity < severity { return false }
    if !codes.isEmpty, !codes.contains(finding.code) { return false }
    if let since, finding.at < since { return false }
    if let clients, !(finding.client.map(clients.contains) ?? false) { return false }
    if let persons, !(finding.person.map(persons.contains) ?? false) { return false }
    return !(baseline?.holds(finding, reading) ?? false)
  }
}
