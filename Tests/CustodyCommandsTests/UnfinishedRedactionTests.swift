import Foundation
import Testing

@testable import CustodyCommands

/// A redaction that is recorded and whose content still stands: whoever reads the log says so, and whoever writes
/// finishes it.
@Suite struct UnfinishedRedactionTests {
  /// Given a redaction of the summary of #5 that is recorded, and an old copy of the line brought back.
  private func unfinished() throws -> Bench {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let old = try #require(bench.read(segment))
    #expect(bench.run("redact", "5", "--reason", "request 4").code == 0)
    let new = try #require(bench.read(segment)).split(separator: 0x0A)
    bench.write(segment, old + new[new.count - 1] + [0x0A])
    return bench
  }

  private static let stands = "of #5 stands what was to be destroyed (summary): "

  @Test(arguments: [
    ["note", "ledger", "x"], ["append"], ["checkpoint"], ["prove", "1"],
    ["prove", "--consistency", "1.."], ["evidence", "c1", "-o", "-"],
    ["redact", "3", "--fields", "person", "--reason", "r"], ["client", "add", "lyra"],
  ])
  func `whichever writer finishes a redaction says so`(_ command: [String]) throws {
    let bench = try unfinished()
    let result = bench.run(command)
    #expect(result.code == 0, "\(result.errors)")
    let errors = result.errors.replacing("\n", with: " ")
    #expect(errors.contains(Self.stands + "it is destroyed now "), "\(errors)")
    let log = String(decoding: bench.read(bench.log + "/000000000001.jsonl") ?? [], as: UTF8.self)
    #expect(!log.contains("poor service") && !result.output.contains("poor service"))
    #expect(bench.run(command).errors.contains("stands what was") == false)
  }

  @Test(arguments: [
    ["redact", "3", "--fields", "person", "--reason", "r", "--dry-run"], ["log"],
    ["note", "ledger", "x", "--dry-run"], ["checkpoint", "--dry-run"],
    ["evidence", "c1", "--dry-run"], ["append", "--dry-run"], ["who", "acme"], ["who", "ACME"],
    ["who", "acme", "--check"], ["who", "--complaint", "c1"], ["who", "--queries", "-"], ["map"],
    ["replay"], ["history", "acme"], ["audit"], ["load"], ["complaint", "show", "c1"],
    ["annotate", "-"], ["date", "now"],
  ])
  func `whoever writes nothing says that a redaction is not finished`(_ command: [String]) throws {
    let bench = try unfinished()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let result = bench.run(command)
    let errors = result.errors.replacing("\n", with: " ")
    #expect(errors.contains(Self.stands + "the next writer destroys it "), "\(errors)")
    #expect(errors.components(separatedBy: Self.stands).count == 2, "\(errors)")
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
  }

  @Test func `what was to be destroyed is not told anew without it`() throws {
    let bench = try unfinished()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let result = bench.run("correct", "5", "--set", "against=olga", "--reason", "a slip", "--force")
    #expect(result.code == 2)
    #expect(result.errors.contains("content of #5 was destroyed, so it cannot be restated"))
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
    #expect(bench.run("correct", "6", "--set", "reason=told so", "--reason", "a slip").code == 0)
  }

  @Test func `who tells of it by the index as well, and recover and verify in their lines`() throws
  {
    let bench = Bench.withDispute()
    let note = ResultTests.note.replacing("client/acme", with: "client/x")
    bench.append(String(repeating: note, count: 4200))
    let segment = bench.log + "/000000000001.jsonl"
    let old = try #require(bench.read(segment))
    #expect(bench.run("redact", "5", "--reason", "request 4").code == 0)
    let new = try #require(bench.read(segment)).split(separator: 0x0A)
    bench.write(segment, old + new[new.count - 1] + [0x0A])
    for round in 1...2 {
      let result = bench.run("who", "--complaint", "c1")
      let errors = result.errors.replacing("\n", with: " ")
      #expect(errors.contains(Self.stands + "the next writer destroys it "), "\(errors)")
      // The first one has read all lines, and left an index of them.
      #expect(errors.contains("the index was not one of these lines") == (round == 1), "\(errors)")
    }
    for words in ["recover", "verify"] {
      #expect(
        bench.run(words).output.contains(
          "not finished: of line 5 stands what was to be destroyed, summary"), "\(words)")
    }
  }

  @Test func `a proof that writes nothing holds no value that a redaction has named`() throws {
    let bench = try unfinished()
    let result = bench.run("prove", "5", "--dry-run")
    #expect(result.code == 0 && !result.output.contains("poor service"))
    let path = bench.file("proof", result.output)
    let verified = bench.run("verify", path, "--log", bench.log)
    #expect(verified.code == 0 && !verified.output.contains("poor service"), "\(verified)")
  }
}
