import Foundation
import Testing

@testable import CustodyCommands

/// What a version control system, or another machine, does to a ledger.
@Suite struct TransportTests {
  private func changeLineEnds(_ path: String, _ bench: Bench) throws {
    let bytes = try #require(bench.read(path))
    bench.write(path, bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
  }

  @Test func `given carriage returns at the ends of lines, then the error says what did that`()
    throws
  {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    try changeLineEnds(segment, bench)
    let remedy =
      "take the files out anew, with the line “* -text” in a .gitattributes of the ledger’s "
      + "folder, or copy them as they were"
    for command in [["who", "acme"], ["log"], ["verify"], ["note", "ledger", "x"]] {
      // Beside a file head that still reads, it is known that lines were changed.
      let result = bench.run(command)
      #expect(result.code == 4, "\(command)")
      #expect(result.errors.contains("the line ends with a carriage return"), "\(command)")
    }
    try changeLineEnds(bench.log + "/head", bench)
    for command in [["who", "acme"], ["log"], ["verify"], ["note", "ledger", "x"]] {
      let result = bench.run(command)
      #expect(result.code == 3, "\(command)")
      #expect(result.errors.contains("log/000000000001.jsonl:1:"))
      #expect(
        result.errors.contains(
          ": the line ends with a carriage return: a version control system, an "
            + "editor or a transfer has changed the ends of lines\n"), "\(result.errors)")
      #expect(result.errors.contains("\n  \(remedy)\n"), "\(result.errors)")
    }
  }

  private static let git = "/usr/bin/git"

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: git), "git is not on this machine"))
  func `given a ledger in a repository that changes ends of lines, then its bytes stay`() throws {
    let bench = Bench.withDispute()
    func run(_ words: String) throws {
      let process = Process()
      process.executableURL = URL(filePath: Self.git)
      process.arguments =
        ["-c", "user.name=x", "-c", "user.email=x@example.com", "-C", bench.folder]
        + words.split(separator: " ").map(String.init)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(words)")
    }
    let segment = bench.log + "/000000000001.jsonl"
    let before = try #require(bench.read(segment))
    try run("init -q")
    try run("config core.autocrlf true")
    try run("add log")
    try run("commit -q -m x")
    bench.remove(segment)
    bench.remove(bench.log + "/head")
    try run("checkout -q -- log")
    #expect(bench.read(segment) == before)
    #expect(bench.run("verify").code == 0)
  }

  @Test func `given attributes that somebody has written, then init leaves them as they are`()
    throws
  {
    let bench = Bench()
    try FileManager.default.createDirectory(
      atPath: bench.log, withIntermediateDirectories: false)
    let path = bench.log + "/.gitattributes"
    bench.write(path, Array("* binary\n".utf8))
    #expect(bench.run("init", "--name", "x").code == 0)
    #expect(bench.read(path) == Array("* binary\n".utf8))
    #expect(bench.run("verify").code == 0)
  }

  @Test func `given a zone that this machine has no file of, then the exit code is 3`() throws {
    let bench = Bench()
    #expect(bench.run("init", "--name", "x", "--zone", "Europe/Berlin").code == 0)
    let segment = bench.log + "/000000000001.jsonl"
    let line = String(decoding: try #require(bench.read(segment)), as: UTF8.self)
    bench.write(segment, Array(line.replacing("Europe/Berlin", with: "Europe/Atlantis").utf8))
    bench.remove(bench.log + "/head")
    for command in [["who", "acme"], ["log"], ["audit"], ["note", "ledger", "x"]] {
      let result = bench.run(command)
      #expect(result.code == 3, "\(command): \(result.errors)")
      #expect(
        result.errors.hasPrefix(
          "custody: cannot read the time zone Europe/Atlantis: it is not in /usr/share/zoneinfo; check "
            + "the name, or install the system's zone files"), "\(result.errors)")
    }
    let other = bench.folder + "/other"
    #expect(
      bench.run("init", "--name", "x", "--zone", "Europe/Atlantis", "--log", other).code == 2)
  }
}
