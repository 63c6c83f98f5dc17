import CustodyLedger
import EventLog
import Foundation
import Merkle
import Signatures
import Testing

@testable import CustodyCommands

/// Results that are cut short: by a signal, by a kill, by a full disk.
@Suite(.serialized) struct UnfinishedResultTests {
  @Test(
    .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"),
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func `given a signal, then no unfinished file is left behind`(number: Int32) throws {
    let bench = Bench.withDispute()
    let program = try #require(BuiltProgram())
    let target = bench.file("rows.csv", "what stood there before\n")
    let running = try program.start(["annotate", "-", "-o", target, "--log", bench.log])
    let input = running.input.fileHandleForWriting
    let row = "acme,2026-03-02," + String(repeating: "x", count: 1000) + "\n"
    try input.write(contentsOf: Data("client,at,note\n".utf8))
    for _ in 0..<300 where !ResultTests.names(bench).contains(where: { $0.hasSuffix(".part") }) {
      try input.write(contentsOf: Data(String(repeating: row, count: 100).utf8))
    }
    #expect(ResultTests.names(bench).contains { $0.hasSuffix(".part") })
    kill(running.process.processIdentifier, number)
    try? input.close()
    let end = running.end()
    #expect(end.wasKilled == (number != SIGINT))
    #expect(end.code == (number == SIGINT ? 130 : number))
    #expect(ResultTests.names(bench) == ["log", "rows.csv"])
    #expect(bench.read(target) == Array("what stood there before\n".utf8))
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given a signal that is ignored from outside, then it stays so`() throws {
    let bench = Bench.withDispute()
    let note = bench.file("note.jsonl", ResultTests.note)
    let end = try ResultTests.shell(
      "trap '' HUP; mkfifo pipe; \"$0\" append < pipe & exec 3> pipe; sleep 0.3; kill -HUP $!; "
        + "cat '\(note)' >&3; exec 3>&-; wait $!", bench)
    #expect(end.code == 0 && end.output.hasPrefix("recorded 1 line, 8\n"), "\(end)")
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given a case file that finds no room, then no line tells of it`() throws {
    let bench = Bench.withDispute()
    for _ in 1...4 { bench.append(String(repeating: ResultTests.note, count: 40)) }
    let count = try Log(reading: bench.log).events.count
    let end = try ResultTests.shell("ulimit -f 8 && \"$0\" evidence c1 -o c1.case.json", bench)
    #expect(end.code == 5 && end.output == "", "\(end.errors)")
    #expect(end.errors.contains("cannot write c1.case.json: file too large"))
    #expect(end.errors.contains("  nothing was recorded\n"))
    #expect(try Log(reading: bench.log).events.count == count)
    #expect(ResultTests.names(bench) == ["log"])
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given a kill at any moment, then every line that issues a case file has its file`() throws {
    let bench = Bench.withDispute()
    let program = try #require(BuiltProgram())
    func evidence(_ round: Int, life: UInt32?) throws {
      _ = try program.run(
        ["evidence", "c1", "-o", "\(bench.folder)/\(round).case.json", "--log", bench.log],
        input: "", life: life)
    }
    // How long it takes here and now says when there is something to be cut short.
    let start = ContinuousClock.now
    try evidence(0, life: nil)
    let whole = UInt32((ContinuousClock.now - start) / .milliseconds(1))
    for round in 1...25 { try evidence(round, life: .random(in: whole / 4...whole + 5)) }
    let files = ResultTests.names(bench).compactMap { name in
      bench.read("\(bench.folder)/\(name)").flatMap { try? CaseFile(parsing: $0) }
    }
    let lines = try #require(bench.read(bench.log + "/000000000001.jsonl"))
      .split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    var issued = 0
    for (index, line) in lines.enumerated() where line.contains("custody.evidence.issued") {
      issued += 1
      // Later files hold it as well; its own ends with it.
      let own = files.filter {
        $0.checkpoint.checkpoint.size == index + 1 && $0.entries.last?.line == line
      }
      #expect(own.count == 1, "line \(index + 1) has \(own.count) of \(files.count) files")
    }
    #expect(issued > 0)
    #expect(bench.run("verify").code == 0)
  }

  @Test func `given a file that is held, then it is not lost where its name cannot be given`()
    throws
  {
    let bench = Bench()
    let path = bench.folder + "/c1.case.json"
    let file = ResultFile(ParsedArguments.Value(text: path, origin: .argument(0, start: 0)))
    try file.check()
    #expect(try file.hold(Array("all of it\n".utf8)))
    let held = try #require(file.heldPath)
    #expect(bench.read(held) == Array("all of it\n".utf8))
    bench.makeFolder(path + "/x")
    let failure = #expect(throws: Failure.self) { try file.finish() }
    let draft = try #require(ResultTests.names(bench).first { $0.hasSuffix(".part") })
    #expect(
      failure?.problems[0].message.hasSuffix("; all of it stands in \(bench.folder)/\(draft)")
        == true,
      "\(String(describing: failure))")
    #expect(bench.read(bench.folder + "/" + draft) == Array("all of it\n".utf8))
  }
}
