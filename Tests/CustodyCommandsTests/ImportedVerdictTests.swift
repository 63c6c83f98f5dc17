import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// Whoever imports a complaint chooses the clock, and whoever redacts a line takes it out of every known
/// position: each form of a verdict tells of both.
@Suite struct ImportedVerdictTests {
  /// The source says that line 5 stood there before the letter came; the ledger learned of it afterwards.
  private static func bench() throws -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "Acme", "--zone", "UTC")
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2025-01-02T00:00:00Z","sourcetime":"2025-01-02T00:00:00Z","origin":"imported","data":{"responsibility":"account","person":"anna"}}
      {"type":"custody.complaint.filed","subject":"client/acme","time":"2025-01-31T00:00:00Z","sourcetime":"2025-01-31T00:00:00Z","origin":"imported","data":{"complaint":"k1","arose":"2025-01-10T00:00:00Z","summary":"rude"}}
      {"type":"custody.person.moved","subject":"person/olga","time":"2025-01-05T00:00:00Z","sourcetime":"2025-01-06T00:00:00Z","origin":"imported","data":{"manager":"max"}}
      {"type":"custody.assignment.made","subject":"client/acme","time":"2025-01-21T00:00:00Z","effectivetime":"2025-01-09T00:00:00Z","sourcetime":"2025-01-21T00:00:00Z","origin":"imported","data":{"responsibility":"account","person":"olga"}}
      """)
    let redacted = bench.run("redact", "3", "--reason", "erasure")
    try #require(redacted.code == 0, "\(redacted.errors)")
    return bench
  }

  @Test("given an imported complaint and a redaction, then screen, JSON and CSV tell of them")
  func asked() throws {
    let bench = try Self.bench()
    let screen = bench.run("who", "--complaint", "k1")
    #expect(screen.code == 0)
    for words in [
      "The answer has not changed since the complaint was filed.",
      "Turning lines by the ledger’s clock\n  #5 ",
      "Late by the ledger’s clock, without turning it\n  #4 ",
      "Redacted since it was filed: it may have taken away that a line turned the\n  answer\n  #6 ",
    ] {
      #expect(screen.output.contains(words), "\(words): \(screen.output)")
    }
    let json = bench.run("who", "--complaint", "k1", "--format", "json").output
    #expect(json.contains(#""turning":[],"turningLedger":[{"sequence":5,"before":{"#))
    #expect(json.contains(#""late":[],"lateLedger":[{"sequence":4,"#))
    #expect(json.contains(#""redactions":[{"sequence":6,"#))
    let csv = bench.run("who", "--complaint", "k1", "--format", "csv").output
    for row in [
      #"acme,k1,"turned by, ledger",5,"#, #"acme,k1,"late, ledger",4,"#, "acme,k1,redacted,6,",
    ] {
      #expect(csv.contains(row), "\(row): \(csv)")
    }
  }

  @Test("given the same, then a page tells of them and is checked")
  func page() throws {
    let bench = try Self.bench()
    let path = bench.folder + "/k1.html"
    let issued = bench.run("evidence", "k1", "-o", path)
    #expect(issued.code == 0, "\(issued.errors)")
    let page = String(decoding: try #require(bench.read(path)), as: UTF8.self)
    for words in [
      "<h3>Turning lines by the ledger’s clock</h3>",
      "<h3>Late by the ledger’s clock, without turning it</h3>",
      "<h3>Redacted since it was filed: it may have taken away that a line turned the answer</h3>",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    bench.remove(bench.log)
    #expect(bench.run("verify", path).code == 0)
  }
}
