import EventLog
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// Results that nobody takes: of what was recorded is told nevertheless, and no other writer waits for it.
@Suite(.serialized) struct UnreadResultTests {
  @Test func `given a reader who has gone, then what was recorded is told, and nothing else`() {
    let bench = Bench.withDispute()
    bench.closesOutput = true
    let file = bench.folder + "/c1.case.json"
    var line = 7
    for (command, input) in [
      (["append"], ResultTests.note), (["note", "ledger", "y"], ""),
      (["redact", "5", "--reason", "x"], ""), (["assign", "acme", "petr", "support"], ""),
      (["complaint", "file", "acme", "--id", "c2"], ""),
      (["evidence", "c2", "--yes", "-o", "-"], ""), (["evidence", "c2", "--yes", "-o", file], ""),
    ] {
      line += 1
      let result = bench.run(command, input: input)
      #expect(result.code == 5 && result.output == "", "\(command): \(result)")
      #expect(
        result.errors.contains("custody: cannot write the result: its reader has gone\n"),
        "\(command): \(result.errors)")
      #expect(
        result.errors.contains("  it was recorded all the same:\n"), "\(command): \(result.errors)")
      #expect(result.errors.contains("\n  head \(line) "), "\(command): \(result.errors)")
      #expect(!result.errors.contains("\nwrote "), "\(command): \(result.errors)")
    }
    for command in [["who", "acme"], ["log"], ["verify"], ["prove", "3"], ["checkpoint"]] {
      let result = bench.run(command)
      #expect(result.code == 0 && result.errors == "", "\(command): \(result)")
    }
    let repeated = bench.run("append", "--dry-run", input: ResultTests.note)
    #expect(repeated.code == 0, "nothing was recorded")
    let other = bench.run("init", "--name", "x", "--log", bench.folder + "/other")
    #expect(other.code == 5 && other.errors.contains("  opened the ledger “x” "), "\(other)")
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given standard output that is closed, then that is a failure`() throws {
    let bench = Bench.withDispute()
    let end = try ResultTests.shell("\"$0\" note ledger x >&-", bench)
    #expect(end.code == 5)
    #expect(
      end.errors.hasPrefix(
        "custody: cannot write the result: it is not open for writing\n"
          + "  it was recorded all the same:\n  recorded #8 ledger: note: x\n  head 8 "),
      "\(end.errors)")
    #expect(try ResultTests.shell("\"$0\" who acme >&-", bench).code == 5)
  }

  /// A case file that fills any pipe.
  private static func long() -> Bench {
    let bench = Bench.withDispute()
    for _ in 1...4 { bench.append(String(repeating: ResultTests.note, count: 100)) }
    return bench
  }

  private static func issued(_ bench: Bench) throws -> Int {
    try Log(reading: bench.log).events.count { $0.type == "custody.evidence.issued" }
  }

  private static func wait(_ isSo: () throws -> Bool) rethrows {
    for _ in 0..<500 {
      if try isSo() { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given an interrupt while a result waits, then what was recorded is told`() throws {
    let bench = Self.long()
    let program = try #require(BuiltProgram())
    let running = try program.start(["evidence", "c1", "--yes", "-o", "-", "--log", bench.log])
    try Self.wait { try Self.issued(bench) == 1 }
    // It waits for the reader of a pipe that is full, and keeps no other writer waiting.
    #expect(bench.run("note", "ledger", "meanwhile").code == 0)
    Thread.sleep(forTimeInterval: 0.2)
    kill(running.process.processIdentifier, SIGINT)
    let end = running.end()
    #expect(end.code == 130 && !end.wasKilled)
    #expect(
      end.errors.contains(
        "custody: interrupted; it was recorded all the same:\nrecorded 1 line, 408\n"),
      "\(end.errors)")
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given a pipe that nobody reads, then nothing is recorded, and no writer waits`() throws {
    let bench = Self.long()
    let program = try #require(BuiltProgram())
    let pipe = bench.folder + "/pipe"
    #expect(Entry.makePipe(pipe))
    let running = try program.start(["evidence", "c1", "--yes", "-o", pipe, "--log", bench.log])
    Thread.sleep(forTimeInterval: 1)
    #expect(bench.run("note", "client/ромашка", "meanwhile").code == 0)
    #expect(try Self.issued(bench) == 0)
    // A reader who opens it and does not read: the line is recorded, and the lock is free again.
    let reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK)
    try Self.wait { try Self.issued(bench) == 1 }
    #expect(try Self.issued(bench) == 1)
    #expect(bench.run("note", "ledger", "then").code == 0)
    let flags = fcntl(reader, F_GETFL)
    _ = fcntl(reader, F_SETFL, flags & ~O_NONBLOCK)
    let bytes = FileHandle(fileDescriptor: reader, closeOnDealloc: true).readDataToEndOfFile()
    let end = running.end()
    #expect(end.code == 0, "\(end.errors)")
    let file = bench.folder + "/c1.case.json"
    bench.write(file, Array(bytes))
    #expect(bench.run("verify", file).code == 0)
  }
}
