import EventLog
import Foundation
import Ownership
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

  @Test func `lines that tell the same fact are named while they hold the same fields`() throws {
    let bench = Bench.withDispute()
    bench.run("correct", "5", "--set", "channel=letter", "--reason", "by post")
    bench.run("correct", "8", "--set", "summary=rude", "--reason", "his word")
    func isNamed(_ line: Int, _ errors: String) -> Bool {
      errors.contains(
        "#\(line) tells the same fact as #5, and still holds summary; to destroy that as well:\n"
          + "  custody redact \(line) --fields data.summary --reason r\n")
    }
    let dry = bench.run("redact", "5", "--dry-run", "--reason", "r").errors
    #expect(isNamed(8, dry) && isNamed(9, dry), "\(dry)")
    #expect(bench.run("redact", "9", "--fields", "data.summary", "--reason", "r").code == 0)
    let result = bench.run("redact", "5", "--reason", "r")
    #expect(result.code == 0)
    #expect(isNamed(8, result.errors) && !isNamed(9, result.errors), "\(result.errors)")
    #expect(bench.run("redact", "8", "--fields", "data.summary", "--reason", "r").errors == "")
    let log = String(
      decoding: try #require(bench.read(bench.log + "/000000000001.jsonl")), as: UTF8.self)
    #expect(!log.contains("poor service") && !log.contains("rude"))
  }

  @Test(
    .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"),
    arguments: ["r", "it's asked for, by 'her'", "-x", "$(touch pwned) `x`; \\ \"", "a\u{1B}b"])
  func `the commands that are told destroy what they are told for`(_ reason: String) throws {
    let bench = Bench.withDispute()
    let names =
      #""x y":"gone","a,b":"gone","it's":"gone","q\"":"gone","\u0007":"gone","$(touch pwned)":"gone","\\":"gone","":"gone""#
    bench.append(
      #"{"type":"custody.note.added","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":{"text":"gone",\#(names)}}"#
    )
    bench.append(
      #"{"type":"custody.note.added","subject":"client/acme","time":"2026-01-06T08:00:00Z","replaces":"000000000008","data":{"text":"gone",\#(names)}}"#
    )
    let result = bench.run("redact", "--reason=\(reason)", "8")
    #expect(result.code == 0, "\(result.errors)")
    let commands = result.errors.split(separator: "\n").filter { $0.hasPrefix("  custody redact ") }
    #expect(commands.count == 2, "\(result.errors)")
    for command in commands {
      let end = try ResultTests.shell(
        "\"$0\"" + command.dropFirst("  custody".count), bench)
      #expect(end.code == 0, "\(command): \(end.errors)")
    }
    let log = String(
      decoding: try #require(bench.read(bench.log + "/000000000001.jsonl")), as: UTF8.self)
    #expect(!log.contains("gone") && bench.read(bench.folder + "/pwned") == nil)
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
