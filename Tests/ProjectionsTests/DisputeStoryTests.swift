import Ownership
import Projections
import Testing

/// The dispute stories give the stated verdicts, turning lines and findings. Line N of a story is line
/// N + 1 here: the opening line of the ledger comes before.
struct DisputeStoryTests {
  private static let acme = """
    2026-01-05 client/acme client.registered
    2026-01-05 client/acme assignment.made responsibility=account person=ivan
    """

  private func report(_ log: SmallLog, _ complaint: String) throws -> ComplaintReport {
    try ComplaintReport(ComplaintID(complaint), log.standpoint())
  }

  private func people(_ end: VerdictEnd) -> [String] {
    end.reply.answers.map { "\($0.accountable?.text ?? "-") \($0.basis.rawValue)" }
  }

  @Test("1. A letter, then an edit: the edit turns the verdict and is a finding")
  func letterThenEdit() throws {
    let log = try SmallLog(
      """
      \(Self.acme)
      2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z against=ivan
      2026-02-20 client/acme assignment.made responsibility=account person=olga rec=2026-03-10
      2026-02-18 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga rec=2026-03-12
      2026-02-19 client/acme handoff.accepted handoff=h1 rec=2026-03-12
      """)
    let verdict = try report(log, "c1").verdict
    #expect(people(verdict.asFiled) == ["ivan assigned"])
    #expect(people(verdict.now) == ["olga assigned"])
    #expect(verdict.turning.map(\.sequence.value) == [5])
    #expect(verdict.late.map(\.value) == [6, 7])
    #expect(verdict.againstWasAccountable.asFiled == true)
    #expect(verdict.againstWasAccountable.now == false)
    let findings = try log.findings()
    #expect(findings.lines(.backdatedPastComplaint) == [[4, 5]])
    #expect(findings.lines(.backdated).contains([5]))
    #expect(findings.lines(.refiled).isEmpty)
  }

  @Test("2. “I took it back”: an accepted offer that is withdrawn stands, and that is a finding")
  func tookItBack() throws {
    let start = """
      \(Self.acme)
      2026-02-10 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga effective=2026-03-01
      2026-02-20 client/acme handoff.accepted handoff=h1
      """
    let complaints = """
      2026-03-05 client/acme complaint.filed complaint=c1 arose=2026-02-27T00:00:00Z
      2026-03-05 client/acme complaint.filed complaint=c2 arose=2026-03-03T00:00:00Z
      """
    let log = try SmallLog(
      "\(start)\n2026-02-25 client/acme handoff.withdrawn handoff=h1\n\(complaints)")
    let first = try report(log, "c1")
    #expect(people(first.verdict.now) == ["ivan assigned"])
    #expect(first.offers.map(\.state) == [.accepted])
    #expect(people(try report(log, "c2").verdict.now) == ["olga handoff"])
    #expect(try log.findings().lines(.handoffOutOfTurn) == [[4, 5, 6]])

    let variant = try SmallLog(
      """
      \(start)
      2026-02-25 client/acme assignment.made responsibility=account person=petr
      \(complaints)
      """)
    #expect(people(try report(variant, "c2").verdict.now) == ["petr assigned"])
    #expect(try variant.findings().lines(.voidAcceptance) == [[4, 5, 6]])
    #expect(try variant.findings().lines(.handoffOutOfTurn).isEmpty)
  }

  @Test("3. A correction of a correction leaves a gap; the retraction of it turns the verdict")
  func correctionOfCorrection() throws {
    let start = """
      \(Self.acme)
      2026-01-05 client/acme assignment.made responsibility=account person=olga replaces=3 rec=2026-01-08
      2026-01-15 client/acme assignment.made responsibility=account person=olga replaces=4 rec=2026-01-20
      2026-02-01 client/acme complaint.filed complaint=c1 arose=2026-01-10T00:00:00Z
      """
    let log = try SmallLog(start)
    let answer = try report(log, "c1").verdict.now.reply.answers[0]
    #expect(people(try report(log, "c1").verdict.now) == ["- none"])
    #expect(answer.overruled.map(\.sequence.value) == [3, 4])
    #expect(try log.findings().lines(.gap) == [[2]])
    #expect(try log.findings().lines(.backdated) == [[4, 5]])
    let retracted = try SmallLog(
      "\(start)\n2026-02-05 client/acme entry.retracted entry=5 reason=wrong")
    let verdict = try report(retracted, "c1").verdict
    #expect(people(verdict.asFiled) == ["- none"])
    #expect(people(verdict.now) == ["olga assigned"])
    #expect(verdict.turning.map(\.sequence.value) == [7])
    #expect(try retracted.findings().lines(.gap).isEmpty)
  }

  @Test("4. A layoff and a re-hire: the manager inherits, and rejoining restores nothing")
  func layoff() throws {
    let log = try SmallLog(
      """
      2025-02-01 person/olga person.joined manager=max
      2025-02-01 client/beta assignment.made responsibility=account person=olga
      2026-01-20 client/beta complaint.filed complaint=c1 arose=2026-01-15T00:00:00Z
      2026-02-01 person/olga person.left reason=laid-off
      2026-05-02 client/beta complaint.filed complaint=c2 arose=2026-05-01T00:00:00Z
      2026-09-01 person/olga person.joined manager=eva
      2026-09-16 client/beta complaint.filed complaint=c3 arose=2026-09-15T00:00:00Z
      """)
    #expect(people(try report(log, "c1").verdict.now) == ["olga assigned"])
    #expect(people(try report(log, "c2").verdict.now) == ["max manager"])
    #expect(people(try report(log, "c3").verdict.now) == ["max manager"])
    let standpoint = try log.standpoint(at: "2026-06-01")
    let row = try #require(Load(standpoint).row(PersonID("max")))
    #expect(row.total == 1 && row.inherited.map(\.text) == ["beta"])
    #expect(try log.findings().lines(.orphan) == [[2, 5]])
    let left = try #require(LeaverReport(PersonID("olga"), standpoint))
    #expect(left.reason == "laid-off" && !left.isSettled)
    #expect(left.duties.map(\.responsibility.text) == ["account"])
    #expect(left.duties.map(\.accountable?.text) == ["max"])
    #expect(left.complaints.map(\.complaint.text) == ["c1"])
  }

  @Test("5. A truncated export: two changes in the same instant contradict each other")
  func truncated() throws {
    let log = try SmallLog(
      """
      2024-11-23 client/gamma assignment.made responsibility=account person=A origin=inferred rec=2026-11-23
      2025-03-04T10:15:00Z client/gamma assignment.made responsibility=account person=B origin=imported src=2025-03-04T10:15:00Z rec=2026-11-23
      2025-06-01T10:00:00Z client/gamma assignment.made responsibility=account person=C origin=imported src=2025-06-01T10:00:00Z rec=2026-11-23
      2025-06-01T10:00:00Z client/gamma assignment.made responsibility=account person=D origin=imported src=2025-06-01T10:00:00Z rec=2026-11-23
      2025-04-01 client/gamma complaint.filed complaint=c1 arose=2025-03-20T00:00:00Z origin=imported src=2025-04-01 rec=2026-11-23
      """)
    let verdict = try report(log, "c1").verdict
    #expect(verdict.clock == .source)
    #expect(people(verdict.now) == ["B assigned"])
    let findings = try log.findings(at: "2026-12-01")
    #expect(findings.lines(.contradictingClaims) == [[4, 5]])
    // Imported lines are late by what their source says, not by the day of the import.
    #expect(findings.lines(.backdated).isEmpty)
  }

  @Test("6. Refile and redact: the first filing counts, and refiling is a finding")
  func refileAndRedact() throws {
    let start = """
      2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z
      2026-03-01 client/acme assignment.made responsibility=account person=olga rec=2026-03-11
      2026-03-12 client/acme entry.retracted entry=4 reason=retold
      2026-03-12 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z
      """
    let log = try SmallLog("\(Self.acme)\n\(start)")
    let verdict = try report(log, "c1").verdict
    #expect(verdict.firstFiling.value == 4 && people(verdict.asFiled) == ["ivan assigned"])
    #expect(people(verdict.now) == ["olga assigned"])
    #expect(verdict.turning.map(\.sequence.value) == [5])
    #expect(try log.findings().lines(.refiled) == [[4, 7]])
    let redacted = try SmallLog(
      """
      2026-01-05 client/acme client.registered
      2026-01-05 client/acme assignment.made responsibility=account person=seal redacted=yes
      \(start)
      2026-03-20 client/acme entry.redacted entry=3 fields=data.person reason=erasure
      """)
    #expect(people(try report(redacted, "c1").verdict.asFiled) == ["- redacted"])
    #expect(people(try report(redacted, "c1").verdict.now) == ["olga assigned"])
  }
}
