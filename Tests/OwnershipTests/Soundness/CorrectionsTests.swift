import Testing

@testable import Ownership

@Suite struct CorrectionsTests {
  private let lines: [(type: EventKind, subject: String)] = [
    (.ledgerOpened, "ledger"), (.assignmentMade, "client/acme"), (.assignmentMade, "client/beta"),
    (.entryRedacted, "client/acme"), (.evidenceIssued, "ledger"), (.noteAdded, "ledger"),
  ]

  private func problem(
    _ kind: EventKind, on subject: String, replaces: UInt64? = nil, entry: UInt64? = nil
  ) throws -> String? {
    let targets = try lines.map {
      Corrections.Target(type: $0.type.type, subject: try Subject($0.subject))
    }
    return Corrections.problem(
      number: SequenceNumber(7), type: kind.type, subject: try Subject(subject),
      replaces: replaces.map { SequenceNumber($0) }, entry: entry.map { SequenceNumber($0) }
    ) { number in
      number.value >= 1 && number.value <= UInt64(targets.count)
        ? targets[Int(number.value) - 1] : nil
    }?.description
  }

  @Test("given corrections of lines that can be named, when checked, then nothing is wrong")
  func allowed() throws {
    #expect(try problem(.assignmentMade, on: "client/acme", replaces: 2) == nil)
    #expect(try problem(.entryRetracted, on: "client/beta", entry: 3) == nil)
    #expect(try problem(.entryDisputed, on: "ledger", entry: 6) == nil)
    #expect(try problem(.noteAdded, on: "ledger") == nil)
  }

  @Test("given a line that names itself, a later one or none, when checked, then that is told")
  func notEarlier() throws {
    for number: UInt64 in [0, 7, 8] {
      let message =
        "names line \(number), which is not an earlier line: only earlier lines can be named"
      #expect(try problem(.entryRetracted, on: "client/acme", entry: number) == message)
      #expect(try problem(.assignmentMade, on: "client/acme", replaces: number) == message)
    }
  }

  @Test(
    "given another subject, another type or what cannot be named, when checked, then that is told")
  func refused() throws {
    #expect(
      try problem(.entryRetracted, on: "client/acme", entry: 3)
        == "names line 3, which is about client/beta: a correction has the subject of its target; "
        + "retract the line there and tell the fact anew")
    #expect(
      try problem(.assignmentEnded, on: "client/acme", replaces: 2)
        == "names line 2, which is a custody.assignment.made: a replacement has the type of its "
        + "target; retract the line and tell the fact anew")
    for (number, kind, subject) in [
      (UInt64(1), "custody.ledger.opened", "ledger"), (4, "custody.entry.redacted", "client/acme"),
      (5, "custody.evidence.issued", "ledger"),
    ] {
      #expect(
        try problem(.entryRetracted, on: subject, entry: number)
          == "names line \(number), a \(kind), which cannot be corrected, disputed or redacted")
    }
    #expect(try problem(.ledgerOpened, on: "ledger", replaces: 1) != nil)
  }

  @Test("given facts, when asked which line they name, then retraction, dispute and redaction do")
  func named() {
    let entry = SequenceNumber(3)
    #expect(Corrections.entryNamed(by: .entry(.retracted(entry, reason: nil))) == entry)
    #expect(Corrections.entryNamed(by: .entry(.disputed(entry, reason: nil))) == entry)
    let redaction = Redaction(entry: entry, fields: [])
    #expect(Corrections.entryNamed(by: .entry(.redacted(redaction))) == entry)
    #expect(Corrections.entryNamed(by: .entry(.noteAdded(text: nil))) == nil)
  }
}
