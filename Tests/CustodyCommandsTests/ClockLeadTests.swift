import EventLog
import Ownership
import Testing

@testable import CustodyCommands

/// A log in which one line was recorded by a machine whose clock stood wrong.
@Suite struct ClockLeadTests {
  /// Two lines of today, one of the year 2099.
  private static func bench() throws -> Bench {
    let bench = Bench.withDispute()
    bench.setClock("2099-01-01T00:00:00Z")
    let recorded = bench.run(
      ["append"],
      input:
        #"{"type":"custody.note.added","subject":"client/acme","time":"2026-03-13T08:00:00Z","data":{"text":"x"}}"#
    )
    // That machine cannot know.
    try #require(recorded.code == 0 && recorded.errors == "")
    bench.setClock("2026-03-15T12:00:00Z")
    return bench
  }

  private static let words = "lie 26589 days ahead of the clock: the last is 2099-01-01T00:00:0"

  @Test func `whoever records afterwards is told, and the line is recorded`() throws {
    let bench = try Self.bench()
    for arguments in [["note", "client/acme", "y"], ["redact", "9", "--reason", "z"]] {
      let result = bench.run(arguments)
      let errors = result.errors.replacing("\n  ", with: " ")
      #expect(result.code == 0)
      #expect(errors.contains("warning: recorded times \(Self.words)"), "\(errors)")
      #expect(errors.contains("until then every line gets that one"))
    }
    #expect(bench.run("log", "--format", "jsonl").output.contains("2099-01-01"))
  }

  @Test func `verify, audit and date tell of it, and no integrity is broken`() throws {
    let bench = try Self.bench()
    let verified = bench.run("verify")
    #expect(verified.code == 0)
    #expect(
      verified.errors.replacing("\n", with: " ").contains("note: recorded times \(Self.words)"))
    let json = bench.run("verify", "--format", "json").output
    #expect(json.contains(#""recordedAhead":2297332"#), "\(json)")
    let audit = bench.run("audit", "--code", "C707", "--format", "json")
    #expect(
      audit.code == 1 && audit.output.contains("from line 8 on, recorded by anna, 1 line was"))
    let date = bench.run("date", "today")
    #expect(date.code == 0 && date.errors.contains("recorded times \("lie 26589 days")"))
    #expect(bench.run("explain", "C707").output.contains("recorded ahead of the clock"))
  }

  @Test func `clocks of machines may differ by a minute`() throws {
    let recorded = try Instant(rfc3339: "2026-03-15T12:00:00Z")
    #expect(ClockLead(of: recorded, over: try Instant(rfc3339: "2026-03-15T11:59:00Z")) == nil)
    let lead = ClockLead(of: recorded, over: try Instant(rfc3339: "2026-03-15T11:58:59Z"))
    #expect(lead?.microseconds == 61_000_000)
    #expect(ClockLead(of: recorded, over: try Instant(rfc3339: "2026-03-16T00:00:00Z")) == nil)
    let bench = Bench.withDispute()
    #expect(bench.run("verify").errors == "" && bench.run("date", "today").errors == "")
    #expect(bench.run("verify", "--format", "json").output.contains("\"recordedAhead\":null"))
  }
}
