import Testing

@testable import CustodyCommands

/// Whole screens and whole JSON, as people and programs get them.
@Suite struct GoldenTests {
  @Test(arguments: [
    ("who-one.txt", ["who", "acme", "contract"]),
    ("who-all.txt", ["who", "acme"]),
    ("who-period.txt", ["who", "acme", "account", "--at", "2026-02"]),
    (
      "who-known.txt", ["who", "acme", "account", "--at", "2026-03-02", "--known-at", "2026-03-10"]
    ),
    ("who-nobody.txt", ["who", "ромашка", "sales", "--at", "2025"]),
    ("who.json", ["who", "acme", "contract", "--at", "2026-02-20", "--format", "json"]),
    ("who.jsonl", ["who", "acme", "--format", "jsonl"]),
    ("who.csv", ["who", "acme", "account", "--at", "2026-02", "--format", "csv"]),
    ("who.md", ["who", "ромашка", "--format", "markdown"]),
    ("complaint.txt", ["who", "--complaint", "c1"]),
    ("complaint.json", ["who", "--complaint", "c1", "--format", "json"]),
    ("complaint.csv", ["who", "acme", "--complaint", "c1", "--format", "csv"]),
    ("history.txt", ["history", "acme"]),
    ("history.json", ["history", "ромашка", "--format", "json"]),
    ("log.txt", ["log", "--reverse", "--limit", "4"]),
    ("log.jsonl", ["log", "--type", "complaint.filed", "--format", "jsonl"]),
    ("log.csv", ["log", "--subject", "client/ромашка", "--format", "csv"]),
    ("date.txt", ["date", "2026-Q1"]),
    ("date.json", ["date", "event:3", "--format", "json"]),
  ])
  func `a result stays as it is`(_ name: String, _ arguments: [String]) {
    let result = Bench.withDispute().run(arguments)
    Golden.expect(result.output, is: name)
    #expect(result.errors == "")
    #expect(result.code == (name == "who-nobody.txt" ? 1 : 0))
  }

  @Test func `a narrow terminal with colours wraps and paints`() {
    let bench = Bench.withDispute()
    bench.width = 60
    bench.isTerminal = true
    Golden.expect(bench.run("who", "acme", "account").output, is: "who-narrow.ansi")
    Golden.expect(bench.run("history", "acme").output, is: "history-narrow.ansi")
  }

  @Test func `struck lines are marked with what struck them`() {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.entry.retracted","subject":"client/acme","time":"2026-03-13T08:00:00Z","data":{"entry":"000000000006","reason":"never agreed"}}
      {"type":"custody.entry.disputed","subject":"client/acme","time":"2026-03-13T08:00:00Z","data":{"entry":"000000000003","reason":"says ivan"}}
      """)
    Golden.expect(bench.run("history", "acme").output, is: "history-struck.txt")
    Golden.expect(bench.run("who", "acme", "account").output, is: "who-overruled.txt")
  }

  @Test(arguments: Program.commands.map(\.name))
  func `the help of a command stays as it is`(_ name: String) {
    let words = name.split(separator: " ").map(String.init)
    let file = "help-\(words.joined(separator: "-")).txt"
    Golden.expect(Bench().run(["help"] + words).output, is: file)
  }

  @Test func `the overview stays as it is`() {
    Golden.expect(Bench().run("help").output, is: "help.txt")
  }
}
