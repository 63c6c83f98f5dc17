import Foundation
import Ownership
import Presentation
import Projections
import Testing

/// What a redaction has destroyed is unknown: no report takes it for a value that was never there.
struct DestroyedValueTests {
  /// Every kind that people record, with every optional field, so that reports tell of it.
  private static let lines = """
    2026-01-01 client/acme client.registered name=Acme
    2026-01-01 client/beta client.registered
    2026-01-02 client/beta client.closed reason=moved
    2026-01-01 person/ivan person.joined name=Ivan manager=max
    2026-01-01 person/max person.joined name=Max
    2026-01-01 person/petr person.joined manager=max
    2026-01-01 client/acme assignment.made responsibility=account person=ivan reason=known
    2026-01-01 client/acme assignment.made responsibility=sales person=petr
    2026-01-01 client/acme assignment.made responsibility=legal person=petr
    2026-02-01 client/acme assignment.ended responsibility=sales person=petr reason=why
    2026-02-01 client/acme handoff.offered handoff=h1 responsibility=legal from=petr to=eva
    2026-02-02 client/acme handoff.declined handoff=h1 reason=no
    2026-02-01 client/acme handoff.offered handoff=h2 responsibility=legal from=petr to=eva
    2026-02-02 client/acme handoff.withdrawn handoff=h2 reason=no
    2026-02-01 client/acme handoff.offered handoff=h3 responsibility=legal from=petr to=eva
    2026-02-02 client/acme handoff.accepted handoff=h3 reason=yes
    2026-02-05 client/acme complaint.filed complaint=k against=ivan summary=rude channel=letter
    2026-02-06 client/acme complaint.redirected complaint=k from=max to=eva reason=hers
    2026-02-07 client/acme complaint.attributed complaint=k person=ivan reason=his
    2026-02-08 client/acme complaint.disputed complaint=k reason=never outcome=open
    2026-02-09 client/acme complaint.resolved complaint=k reason=done outcome=paid
    2026-02-10 client/acme complaint.reopened complaint=k reason=again outcome=none
    2026-02-11 client/acme complaint.withdrawn complaint=k reason=tired outcome=none
    2026-01-06 client/acme contract.signed contract=c person=ivan value=5.00 currency=EUR ends=2026-04-01 terms.net=30
    2026-01-06 client/acme contract.signed contract=d ends=2026-02-01
    2026-01-20 client/acme contract.renewed contract=d ends=2026-05-01
    2026-01-06 client/acme contract.signed contract=e
    2026-02-06 client/acme contract.ended contract=e reason=over
    2026-01-06 person/olga authority.granted decision=discount client=beta limit=50.00 currency=EUR
    2026-01-06 person/max authority.granted decision=price client=acme
    2026-02-06 person/max authority.revoked decision=price client=acme
    2026-02-06 client/acme change.requested request=q contract=c wants=less
    2026-02-07 client/acme change.decided request=q decision=granted reason=fair by=olga
    2026-02-07 client/acme change.requested request=open wants=more
    2026-03-01 client/acme revenue.received contract=c amount=10.00 currency=EUR
    2026-03-02 client/acme bonus.paid bonus=b person=eva contract=c amount=100.00 currency=EUR basis=signing from=2026-01-01 to=2026-01-31
    2026-03-02 client/acme bonus.paid bonus=b2 person=ivan amount=100.00 currency=EUR basis=retention from=2026-01-01 to=2026-01-31
    2026-03-03 client/acme bonus.reversed bonus=b2 amount=100.00 reason=wrong
    2026-03-04 person/eva person.away until=2026-12-31 deputy=petr
    2026-03-05 person/igor person.joined
    2026-03-06 person/igor person.left reason=better
    2026-03-06 client/acme note.added text=hm
    """.split(separator: "\n").map { $0.contains(" by=") ? "\($0) note=n" : "\($0) by=max" }

  /// What all of them tell.
  private static let told = Result { try rows(lines + ["2026-05-01 ledger note.added text=x"]) }

  /// What FORMAT settles: acting is nobody then (9.17), and a step is nobody's and `redacted` (9.14), so that loads
  /// count what is left.
  private static let settled = ["person.away deputy", "assignment.ended person"]

  /// One field of one line.
  struct Field: CustomTestStringConvertible, Sendable {
    let line: Int
    let name: String
    let kind: EventKind
    var testDescription: String { "\(kind.name) \(name)" }
  }

  private static func words(_ line: String) -> [Substring] { line.split(separator: " ") }

  /// Every optional field that can be destroyed, of every line that has it.
  static let fields: [Field] = lines.enumerated().flatMap { index, line -> [Field] in
    guard let kind = EventKind(name: String(words(line)[2])) else { return [] }
    return kind.allFields.filter { field in
      !field.isRequired && Sealing(kind).covers(field: field.name)
        && words(line).contains { $0.hasPrefix(field.name + "=") || $0.hasPrefix(field.name + ".") }
    }.map { Field(line: index, name: $0.name, kind: kind) }
  }

  @Test func `the lines hold every optional field of every kind that can be destroyed`() {
    let walked = Set(Self.fields.map(\.testDescription))
    for kind in EventKind.allCases where !kind.isWrittenByLedgerOnly {
      for field in kind.fields where !field.isRequired && Sealing(kind).covers(field: field.name) {
        #expect(walked.contains("\(kind.name) \(field.name)"))
      }
    }
  }

  @Test(arguments: fields)
  func `no report takes a destroyed value for one that was never there`(_ field: Field) throws {
    let subject = Self.words(Self.lines[field.line])[1]
    let with = try Self.told.get()
    let redacted = try Self.rows(
      Self.lines + [
        "2026-05-01 \(subject) entry.redacted entry=\(field.line + 2) fields=data.\(field.name) reason=x"
      ])
    var lines = Self.lines
    lines[field.line] = Self.words(lines[field.line]).filter {
      !$0.hasPrefix(field.name + "=") && !$0.hasPrefix(field.name + ".")
    }.joined(separator: " ")
    let without = try Self.rows(lines + ["2026-05-01 ledger note.added text=x"])
    for (part, rows) in redacted {
      let known = with[part] ?? []
      let isSettled = Self.settled.contains(field.testDescription)
      let names = Set(known.compactMap(Self.findingName))
      for row in rows where !isSettled && !known.contains(row) {
        // What is left of the grounds of a finding may be fewer.
        if let name = Self.findingName(row), names.contains(name) { continue }
        #expect(Self.isMarked(row), "\(part) says \(row), and \(known)")
      }
      // Findings that would need the value are silent, and nobody answers in an unknown period.
      let isSilent = part.hasSuffix("findings") || part.hasSuffix("duties")
      if isSilent || isSettled { continue }
      #expect(rows.count >= known.count, "\(part) leaves out what it does not know")
      if known != without[part] ?? [] {
        #expect(rows != without[part] ?? [], "\(part) says what it would without the value")
      }
    }
  }

  /// The code and key of a finding; `nil` of another row.
  private static func findingName(_ row: String) -> String? {
    guard row.hasPrefix(#"{"code":"#) else { return nil }
    return row.components(separatedBy: #","key":"#).last
  }

  /// Whether a row says of itself that something in it is unknown.
  private static func isMarked(_ row: String) -> Bool {
    ["redacted", "destroyed", "unknown", "perhaps"].contains { row.contains($0) }
      || row.contains(#""leftOut":["#) && !row.contains(#""leftOut":[]"#)
  }

  /// The rows of the parts of all reports, each as JSON.
  private static func rows(_ lines: [String]) throws -> [String: [String]] {
    let log = try SmallLog(lines.joined(separator: "\n"))
    let standpoint = try log.standpoint()
    let early = try log.standpoint(at: "2026-02-08")
    let complaint = try ComplaintReport(ComplaintID("k"), standpoint)
    let audit = Audit(standpoint, clock: try SmallLog.instant("2030-01-01"))
    let acme = try ClientID("acme")
    let time = TimeSpelling.exact
    let sheets: [(String, ReportSheet)] = [
      ("bonuses", ReportSheet(BonusReport(standpoint), standpoint, time: time)),
      ("complaint", ReportSheet(complaint, standpoint, time: time)),
      (
        "contracts",
        ReportSheet(contracts: ContractState.all(of: acme, standpoint), standpoint, time: time)
      ),
      (
        "contracts then",
        ReportSheet(contracts: ContractState.all(of: acme, early), early, time: time)
      ),
      ("authority", ReportSheet(Authority(standpoint), standpoint, time: time)),
      (
        "authority for acme",
        ReportSheet(Authority(standpoint, client: acme), standpoint, time: time)
      ),
      (
        "changes",
        ReportSheet(changes: ChangeRequest.all(of: acme, standpoint), standpoint, time: time)
      ),
      ("load", ReportSheet(Load(standpoint), standpoint, time: time)),
      ("map", ReportSheet(ResponsibilityMap(standpoint), standpoint, time: time)),
      ("replay", ReportSheet(replay: standpoint, time: time)),
      (
        "audit",
        ReportSheet(audit, findings: audit.findings, standpoint, time: time, evidence: { _ in nil })
      ),
    ]
    var rows: [String: [String]] = [:]
    for (name, sheet) in sheets {
      for part in sheet.parts {
        rows["\(name) \(part.key)"] = part.table.objects.map(JSONWriter.text)
      }
    }
    return rows
  }
}
