import Testing

@testable import CustodyCommands

/// A redaction of which the disk lets no more be done than to record it.
@Suite struct RedactFailureTests {
  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built"))
  func `what is recorded and cannot be destroyed is recorded, and its head is told`() throws {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let long = String(repeating: "x", count: 40_000)
    bench.run("note", "ledger", long)
    bench.run("note", "ledger", "short")
    // The last line in a segment of its own: there is room for another, and none for a copy of the first one.
    let lines = try #require(bench.read(segment)).split(separator: 0x0A)
    bench.write(segment, Array(lines[..<8].joined(separator: [0x0A])) + [0x0A])
    bench.write(bench.log + "/000000000009.jsonl", lines[8] + [0x0A])
    bench.remove(bench.log + "/head")
    #expect(bench.run("verify").code == 0)
    #expect(bench.run("note", "ledger", "again").code == 0)
    let program = try #require(BuiltProgram()).path
    let words = "ulimit -f 32; exec \(program) redact 5 --reason x --log \(bench.log)"
    let result = try BuiltProgram(path: "/bin/sh").run(["-c", words], input: "")
    #expect(result.code == 5 && result.output == "", "\(result.errors)")
    let head = try #require(
      bench.run("verify").output.split(separator: "\n").first { $0.hasPrefix("head 11 ") })
    #expect(
      result.errors.hasSuffix(
        "  it was recorded all the same:\n  the redaction, as #11\n  \(head)\n"), "\(result.errors)"
    )
    #expect(
      result.errors.contains("the redaction is recorded as line 11, but the content is still "))
    #expect(
      bench.run("verify").output.contains("not finished: of line 5 stands what was to be destroyed")
    )
    #expect(bench.run("note", "ledger", "then").code == 0)
    let first = String(decoding: try #require(bench.read(segment)), as: UTF8.self)
    #expect(!first.contains("poor service"))
  }
}
