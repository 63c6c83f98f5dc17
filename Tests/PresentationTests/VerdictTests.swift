import Ownership
import Testing

@testable import Presentation

/// A verdict tells what a redaction may have taken away, and of an imported complaint the ledger's clock.
@Suite struct VerdictTests {
  private static func line(
    _ sequence: UInt64, _ type: String, _ day: String, effective: String? = nil,
    source: String? = nil, recorded: String, subject: String = "client/acme",
    _ data: [(String, String)]
  ) throws -> Event {
    func instant(_ day: String) throws -> Instant { try Instant(rfc3339: "\(day)T00:00:00Z") }
    return Event(
      sequence: SequenceNumber(sequence), recordedTime: try instant(recorded),
      id: String(sequence), source: "crm", type: "custody.\(type)",
      subject: try Subject(subject), time: try instant(day),
      statedEffectiveTime: try effective.map(instant), sourceTime: try source.map(instant),
      origin: source == nil ? .recorded : .imported, recordedBy: "clerk",
      data: data.map { JSONMember($0.0, .string($0.1)) })
  }

  /// The source says that line 3 stood there before the letter came; the ledger learned of it afterwards.
  private static func imported() throws -> [Event] {
    let account = ("responsibility", "account")
    return [
      try line(
        1, "assignment.made", "2026-01-02", recorded: "2026-01-02", [account, ("person", "anna")]),
      try line(
        2, "complaint.filed", "2026-01-31", source: "2026-01-31", recorded: "2026-02-20",
        [("complaint", "k1"), ("arose", "2026-01-10T00:00:00Z")]),
      try line(
        3, "assignment.made", "2026-01-21", effective: "2026-01-09", source: "2026-01-21",
        recorded: "2026-03-02", [account, ("person", "olga")]),
      try line(
        4, "assignment.made", "2026-01-03", effective: "2026-01-03", source: "2026-01-04",
        recorded: "2026-03-03", [account, ("person", "petr")]),
    ]
  }

  private func verdict(_ events: [Event]) throws -> (Verdict, Lines) {
    let history = History(events: events, zone: .utc)
    let known = history
    return (
      try history.verdict(on: ComplaintID("k1")),
      Lines(event: { known[$0] }, place: { _ in nil })
    )
  }

  private func members(_ json: JSON) -> [JSONMember] {
    if case .object(let members) = json { members } else { [] }
  }

  @Test("given an imported complaint, then what turned it by the ledger's clock stands beside")
  func imported() throws {
    let (verdict, lines) = try verdict(Self.imported())
    #expect(verdict.turning.isEmpty)
    let text = AnswerScreen(lines: lines, zone: .utc, width: 80, palette: .plain).text(verdict)
    #expect(text.contains("The answer has not changed since the complaint was filed."))
    #expect(text.contains("Turning lines by the ledger’s clock\n  #3 "))
    #expect(text.contains("written down 52 days after it took effect, by clerk"))
    #expect(text.contains("Late by the ledger’s clock, without turning it\n  #4 "))
    let object = AnswerJSON(lines: lines).object(verdict)
    let names = members(object).map(\.name)
    #expect(
      names.suffix(5) == [
        "turning", "turningLedger", "late", "lateLedger", "againstWasAccountable",
      ])
    #expect(
      JSONWriter.text(object).contains(
        #""turningLedger":[{"sequence":3,"before":{"accountable":"anna","basis":"assigned"},"#
          + #""after":{"accountable":"olga","basis":"assigned"},"lateBy":4492800,"#))
    let table = Table(verdict, lines: lines).csv()
    #expect(table.contains(#"acme,k1,"turned by, ledger",3"#))
    #expect(table.contains(#"acme,k1,"late, ledger",4"#))
  }

  @Test("given a mere change of who acts over a month, then nothing turned")
  func actingAlone() throws {
    let (verdict, lines) = try verdict([
      try Self.line(
        1, "assignment.made", "2026-01-02", recorded: "2026-01-02",
        [("responsibility", "account"), ("person", "anna")]),
      try Self.line(
        2, "complaint.filed", "2026-03-12", recorded: "2026-03-12",
        [("complaint", "k1"), ("arose", "2026-02")]),
      try Self.line(
        3, "person.away", "2026-02-15", recorded: "2026-03-20", subject: "person/anna",
        [("until", "2026-02-16T00:00:00Z")]),
    ])
    #expect(verdict.turning.isEmpty)
    #expect(verdict.now.reply.answers.count == 3)
    let text = AnswerScreen(lines: lines, zone: .utc, width: 80, palette: .plain).text(verdict)
    #expect(text.contains("The answer has not changed since the complaint was filed."))
  }
}
