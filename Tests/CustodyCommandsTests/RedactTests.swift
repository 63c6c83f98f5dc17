import Testing

@testable import CustodyCommands

@Suite struct RedactTests {
  @Test func `free text goes, the answer stays`() {
    let bench = Bench.withDispute()
    let result = bench.run("redact", "5", "--reason", "request 4")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("destroyed summary of #5, recorded as #8\nhead 8 "))
    let log = String(decoding: bench.read(bench.log + "/000000000001.jsonl") ?? [], as: UTF8.self)
    #expect(!log.contains("poor service"))
    #expect(bench.run("who", "acme", "account", "--at", "2026-03-02T10:00:00Z").code == 0)
    #expect(bench.run("who", "--complaint", "c1").errors == "")
  }

  @Test func `a destroyed person makes the step redacted`() {
    let bench = Bench.withDispute()
    let result = bench.run("redact", "#6", "--fields", "person", "--reason", "request 4")
    #expect(result.code == 0, "\(result.errors)")
    let answer = bench.run("who", "acme", "account", "--format", "json")
    #expect(answer.code == 1)
    #expect(answer.output.contains("\"accountable\":null"))
    #expect(answer.output.contains("\"basis\":\"redacted\""))
  }

  @Test func `a dry run names the fields and destroys nothing`() {
    let bench = Bench.withDispute()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let result = bench.run("redact", "5", "--dry-run", "--reason", "r")
    #expect(result.output == "would destroy summary of #5\n")
    #expect(result.errors == "nothing was recorded or destroyed\n")
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
  }

  @Test(arguments: [
    (["5"], "--reason is missing: why"), (["x", "--reason", "r"], "is not the number of a line"),
    (["99", "--reason", "r"], "there is no line 99"),
    (["3", "--fields", "responsibility", "--reason", "r"], "says which step or when"),
    (["3", "--fields", "color", "--reason", "r"], "line 3 has no field color"),
    (["1", "--reason", "r"], "stands for ever"),
  ])
  func `what cannot be destroyed is refused`(_ arguments: [String], _ message: String) {
    let bench = Bench.withDispute()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let result = bench.run(["redact"] + arguments)
    #expect(result.code == 2 && result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
  }
}
