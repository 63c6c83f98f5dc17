import EventLog
import Ownership
import Testing

@testable import CustodyCommands

/// A log of other hands in which an id stands for several lines.
@Suite struct RepeatedIDTests {
  private static func note(_ id: String, _ source: String) throws -> EventDraft {
    EventDraft(
      id: id, source: source, type: "custody.note.added", subject: .ledger,
      time: try Instant(rfc3339: "2026-01-01T00:00:00Z"),
      data: [JSONMember("text", .string("\"id\":\"x\",\"source\":\"desk\","))])
  }

  private static func opened() throws -> EventDraft {
    EventDraft(
      type: "custody.ledger.opened", subject: .ledger,
      time: try Instant(rfc3339: "2026-01-01T00:00:00Z"),
      data: [
        JSONMember("name", .string("x")), JSONMember("zone", .string("UTC")),
        JSONMember("format", .number("1")),
      ])
  }

  @Test func `verify tells of lines with one id and source, and breaks nothing`() throws {
    let bench = Bench()
    try bench.writeLog([
      try Self.opened(), try Self.note("x", "desk"), try Self.note("x\",", "desk"),
      try Self.note("x", "desk\""), try Self.note("x", "desk"), try Self.note("y", "desk"),
      try Self.note("x\",", "desk"), try Self.note("x", "desk"),
    ])
    let result = bench.run("verify")
    #expect(result.code == 0)
    #expect(
      result.output.contains(
        "lines 2, 5, 8 have one id and source, and so have those of 1 more: no writer appends a second one. "
          + "custody audit --code C709 lists them\n"), "\(result.output)")
    #expect(
      bench.run("verify", "--format", "json").output.contains("\"repeatedIDs\":[[2,5,8],[3,7]]"))
    let audit = bench.run("audit", "--code", "C709", "--format", "jsonl").output
    #expect(audit.contains("\"lines\":[2,5,8]") && audit.contains("\"lines\":[3,7]"), "\(audit)")
  }

  @Test func `ids that only look alike, and redacted lines, are no repetition`() throws {
    let bench = Bench.withDispute()
    for source in ["desk", "desk2"] {
      bench.append(
        """
        {"id":"a","source":"\(source)","type":"custody.note.added","subject":"client/acme","time":"2026-03-12T08:00:00Z","data":{"text":"x"}}
        """)
    }
    #expect(bench.run("redact", "8", "--reason", "r").code == 0)
    #expect(bench.run("redact", "9", "--reason", "r").code == 0)
    #expect(bench.run("verify", "--format", "json").output.contains("\"repeatedIDs\":[]"))
  }
}
