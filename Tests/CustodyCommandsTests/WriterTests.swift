import Testing

@testable import CustodyCommands

@Suite struct WriterTests {
  static let good =
    #"{"type":"custody.person.left","subject":"person/olga","time":"2026-03-13T08:00:00Z"}"#
  static let bad =
    #"{"type":"custody.person.left","subject":"client/olga","time":"2026-03-13T08:00:00Z"}"#

  @Test func `init opens a ledger once`() {
    let bench = Bench()
    let first = bench.run("init", "--name", "Acme", "--zone", "Europe/Berlin")
    #expect(first.code == 0 && first.output.contains("head 1 "))
    #expect(bench.run("date", "2026-01-01").output.contains("2026-01-01T00:00:00+01:00"))
    #expect(bench.run("init", "--name", "Acme").code == 2)
  }

  @Test func `a dry run of init makes nothing`() {
    let bench = Bench()
    #expect(bench.run("init", "--name", "Acme", "--dry-run").code == 0)
    #expect(bench.run("log").code == 3)
  }

  @Test func `a batch is recorded whole, and the head is told`() {
    let bench = Bench.withDispute()
    let result = bench.run(
      "append", input: "[\(Self.good),\n\(Self.good.replacing("olga", with: "petr"))]")
    #expect(result.code == 0 && result.errors == "")
    #expect(result.output.hasPrefix("recorded 2 lines, 8 to 9\nhead 9 "))
  }

  @Test func `one bad row refuses all rows`() {
    let bench = Bench.withDispute()
    let result = bench.run("append", input: "\(Self.good)\n\(Self.bad)\n\(Self.bad)\n")
    #expect(result.code == 2 && result.output == "")
    #expect(result.errors.contains("-:2:1: ") && result.errors.contains("-:3:1: "))
    #expect(bench.run("log", "--type", "person.left").code == 1)
  }

  @Test func `with --skip-invalid the good rows are recorded and the others listed`() {
    let bench = Bench.withDispute()
    let result = bench.run("append", "--skip-invalid", input: "\(Self.bad)\n\(Self.good)\n")
    #expect(result.code == 2)
    #expect(result.output.hasPrefix("recorded 1 line, 8\nhead 8 "))
    #expect(result.errors.contains("-:1:1: ") && result.errors.contains("skipped 1 "))
  }

  @Test func `a dry run shows the lines and records nothing`() {
    let bench = Bench.withDispute()
    let result = bench.run("append", "--dry-run", input: Self.good)
    #expect(result.code == 0)
    #expect(result.output.contains("\"type\":\"custody.person.left\",\"subject\":\"person/olga\""))
    #expect(result.output.hasSuffix("\n"))
    #expect(bench.run("log", "--type", "person.left").code == 1)
  }

  @Test func `the same event again adds nothing`() {
    let bench = Bench.withDispute()
    let event = Self.good.dropLast() + #","id":"x1","source":"crm"}"#
    #expect(bench.run("append", input: String(event)).code == 0)
    let again = bench.run("append", input: String(event))
    #expect(again.code == 0)
    #expect(again.output.hasPrefix("recorded nothing; 1 was there already\nhead 8 "))
  }

  @Test func `--expect appends only if nothing came in between`() {
    let bench = Bench.withDispute()
    #expect(bench.run("append", "--expect", "6", input: Self.good).code == 2)
    #expect(bench.run("append", "--expect", "7", input: Self.good).code == 0)
  }

  @Test func `nothing that a caller says sets a recorded time`() {
    let bench = Bench.withDispute()
    bench.variables["CUSTODY_NOW"] = "2020-01-01T00:00:00Z"
    #expect(bench.run("append", "--now", "2020-01-01", input: Self.good).code == 2)
    #expect(
      bench.run("append", input: Self.good.dropLast() + #","recordedtime":"2020-01-01T00:00:00Z"}"#)
        .code == 2)
    #expect(bench.run("append", input: Self.good).code == 0)
    let line = bench.run("log", "--type", "person.left", "--format", "jsonl").output
    #expect(line.contains(#""recordedTime":"2026-03-12T09:00:"#))
  }

  @Test func `an import is repeatable, and its bad rows are listed with their places`() {
    let bench = Bench.withDispute()
    let rules = bench.file(
      "crm.rules",
      """
      shape changes
      source crm
      client customer
      time at
      time-format rfc3339
      responsibility account person owner

      """)
    let good =
      "customer,owner,at\nbeta,anna,2025-01-01T00:00:00Z\nbeta,boris,2025-06-01T00:00:00Z\n"
    let bad = bench.file("bad.csv", good + "beta,cyril,yesterday\n")
    let refused = bench.run("import", "--rules", rules, bad)
    #expect(refused.code == 2, "\(refused.errors)")
    #expect(refused.errors.contains("bad.csv:4:12: "), "\(refused.errors)")
    #expect(bench.run("who", "beta", "account").code == 1)
    let first = bench.run("import", "--rules", rules, "-", input: good)
    #expect(first.code == 0, "\(first.errors)")
    #expect(bench.run("who", "beta", "account").output.contains("boris is accountable"))
    let second = bench.run("import", "--rules", rules, "-", input: good)
    #expect(second.code == 0 && second.output.hasPrefix("recorded nothing; "))
  }

  @Test func `a compressed file is refused with the command that unpacks it`() {
    let bench = Bench.withDispute()
    let rules = bench.file("crm.rules", "source crm\n")
    let packed = bench.folder + "/export.csv.gz"
    bench.write(packed, [0x1F, 0x8B, 8, 0])
    let result = bench.run("import", "--rules", rules, packed)
    #expect(result.code == 2)
    #expect(
      result.errors.contains(
        "write gzip -dc FOLDER/export.csv.gz | custody import --rules FOLDER/crm.rules -"))
  }
}
