import Ownership
import Projections
import Testing

/// What would be if somebody left.
struct WhatIfTests {
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"

  private func whatIf(_ person: String, at: String, _ log: String) throws -> WhatIf {
    try WhatIf(
      leaving: PersonID(person), from: SmallLog(log).history, at: SmallLog.instant(at))
  }

  @Test("given somebody who might leave, then what would be equals what is once it happened")
  func whatIf() throws {
    let lines = """
      \(Self.ivan)
      2026-01-01 person/ivan person.joined manager=max
      """
    let at = try SmallLog.instant("2026-02-01")
    let log = try SmallLog(lines)
    let whatIf = try WhatIf(leaving: PersonID("ivan"), from: log.history, at: at)
    let real = try SmallLog("\(lines)\n2026-02-01 person/ivan person.left")
    #expect(whatIf.change.after.rows == Load(try real.standpoint(at: "2026-02-01")).rows)
    #expect(whatIf.change.moves.map(\.to?.text) == ["max"])
    #expect(log.history.events.count == 3)
    #expect(whatIf.presence == .here)
    // No line is named that the log does not hold.
    #expect(whatIf.change.moves.map { $0.evidence.map(\.value) } == [[2, 3]])
  }

  @Test("given a deputy, then whose place would be empty is told, now and later")
  func deputy() throws {
    let log = """
      \(Self.ivan)
      2026-01-02 client/beta assignment.made responsibility=legal person=olga
      2026-02-01 person/ivan person.away until=2026-02-10 deputy=petr
      2026-01-10 person/olga person.away eff=2026-03-01 deputy=petr
      """
    let now = try whatIf("petr", at: "2026-02-05", log)
    #expect(now.change.moves.isEmpty && now.coming.isEmpty && !now.isEmpty)
    #expect(
      now.deputizing.map { "\($0.client) \($0.accountable?.text ?? "-") \($0.acting?.text ?? "-")" }
        == ["acme ivan -", "beta olga -"])
    #expect(now.deputizing.map(\.responsibilities.count) == [6, 1])
    #expect(
      now.deputizing.map(\.from.description) == ["2026-02-05T00:00:00Z", "2026-03-01T00:00:00Z"])
    #expect(now.deputizing.map { $0.evidence.map(\.value) } == [[2, 4], [3, 5]])
    let before = try whatIf("petr", at: "2026-01-31", log)
    #expect(
      before.deputizing.map(\.from.description) == ["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"])
    // Back by then, and nobody else is away.
    #expect(try whatIf("petr", at: "2026-02-11", log).deputizing.map(\.client.text) == ["beta"])
    #expect(try whatIf("max", at: "2026-02-05", log).isEmpty)
  }

  @Test("given duties that take effect later, then they are told with who would have them instead")
  func coming() throws {
    let log = """
      \(Self.ivan)
      2026-02-01 client/acme assignment.made responsibility=legal person=petr eff=2026-03-01
      2026-02-01 client/beta assignment.made responsibility=legal person=petr eff=2026-04-01
      2026-02-02 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=petr effective=2026-05-01
      2026-02-03 client/acme handoff.accepted handoff=h1
      """
    let found = try whatIf("petr", at: "2026-02-10", log)
    #expect(found.change.moves.isEmpty && found.deputizing.isEmpty && !found.isEmpty)
    #expect(
      found.coming.map { duty in
        "\(duty.client) \(duty.responsibilities.map(\.text).joined(separator: "+")) "
          + "\(duty.from.description.prefix(10)) \(duty.accountable?.text ?? "-") \(duty.basis)"
      } == [
        "acme legal 2026-03-01 ivan fallback",
        "acme sales+account+support+contract+billing 2026-05-01 - none",
        "beta legal 2026-04-01 - none",
      ])
    #expect(found.coming.map { $0.evidence.map(\.value) } == [[3], [5, 6], [4]])
    // What has begun is no duty to come but one that moves.
    let later = try whatIf("petr", at: "2026-03-02", log)
    #expect(later.change.moves.map(\.client.text) == ["acme"])
    #expect(later.coming.map(\.client.text) == ["acme", "beta"])
  }

  @Test("given somebody gone or not yet there, then that is said, by its line")
  func absent() throws {
    let log = """
      \(Self.ivan)
      2026-02-01 person/ivan person.left
      2026-02-02 person/petr person.joined eff=2026-04-01
      """
    let gone = try whatIf("ivan", at: "2026-02-02", log)
    #expect(
      gone.presence == .gone(SequenceNumber(3), since: try SmallLog.instant("2026-02-01")))
    #expect(gone.isEmpty)
    #expect(try whatIf("ivan", at: "2026-01-31", log).presence == .here)
    #expect(
      try whatIf("petr", at: "2026-02-02", log).presence == .notJoined(SequenceNumber(4)))
  }
}

/// Whether somebody was accountable while a problem arose.
struct AccountabilityTests {
  @Test("given a period in which the holder changed, then each was accountable for a part of it")
  func parts() throws {
    let log = try SmallLog(
      """
      2026-03-01 client/acme assignment.made responsibility=account person=ivan
      2026-03-05 client/acme assignment.made responsibility=account person=olga
      2026-03-08 person/ivan person.away until=2026-03-20 deputy=petr
      2026-03-10 client/acme assignment.made responsibility=account person=ivan
      2026-03-12 person/ivan person.returned
      2026-04-01 client/acme complaint.filed complaint=c1 arose=2026-03 against=ivan
      2026-04-02 client/acme complaint.attributed complaint=c1 person=olga reason=because
      """)
    let report = try ComplaintReport(ComplaintID("c1"), log.standpoint())
    func parts(_ accountability: Accountability?) -> [String]? {
      guard case .partly(let parts)? = accountability else { return nil }
      return parts.map { "\($0.from.description.prefix(10)) \($0.to.description.prefix(10))" }
    }
    // Who acted makes no other part.
    #expect(
      try parts(report.verdict.now.accountability(of: PersonID("ivan"))) == [
        "2026-03-01 2026-03-05", "2026-03-10 2026-04-01",
      ])
    #expect(parts(report.accountabilityOfRuled) == ["2026-03-05 2026-03-10"])
    #expect(report.rulingIsRight == true)
    #expect(try report.verdict.now.accountability(of: PersonID("petr")) == .never)
    let day = try ComplaintReport(
      ComplaintID("c1"),
      SmallLog(
        """
        2026-03-01 client/acme assignment.made responsibility=account person=ivan
        2026-04-01 client/acme complaint.filed complaint=c1 arose=2026-03-02
        """
      ).standpoint())
    #expect(try day.verdict.now.accountability(of: PersonID("ivan")) == .always)
  }

  @Test("given a destroyed name, then nobody can tell, but of whom another line names")
  func untold() throws {
    let log = try SmallLog(
      """
      2026-03-01 client/acme assignment.made responsibility=account person=seal redacted=yes
      2026-03-10 client/acme assignment.made responsibility=account person=olga
      2026-04-01 client/acme complaint.filed complaint=c1 arose=2026-03
      2026-04-02 client/acme entry.redacted entry=2 fields=data.person reason=erasure
      """)
    let end = try ComplaintReport(ComplaintID("c1"), log.standpoint()).verdict.now
    #expect(try end.accountability(of: PersonID("ivan")) == .untold)
    #expect(try end.accountability(of: PersonID("olga")) != .untold)
  }
}
