import EventLog
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// Where results go: whole or not at all, never over a ledger, and what is said where they cannot.
@Suite(.serialized) struct ResultTests {
  /// Runs the built program as a shell does, with `$0` for it.
  static func shell(
    _ script: String, _ bench: Bench, input: String = ""
  ) throws -> BuiltProgram.End {
    let program = try #require(BuiltProgram())
    return try BuiltProgram(path: "/bin/sh").run(
      ["-c", "cd '\(bench.folder)' && export CUSTODY_LOG=log && \(script)", program.path],
      input: input)
  }

  static func names(_ bench: Bench) -> [String] {
    try! FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted()
  }

  static let note =
    "{\"type\":\"custody.note.added\",\"subject\":\"client/acme\",\"time\":\"2026-01-01T00:00:00Z\","
    + "\"data\":{\"text\":\"x\"}}\n"

  /// Whether a file can be mounted over another here.
  private static let canMount: Bool = {
    let script = "mount --bind / / && exit 0"
    let end = try? BuiltProgram(path: "/usr/bin/env").run(
      ["unshare", "-m", "sh", "-c", script], input: "")
    return end?.code == 0
  }()

  @Test(
    .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"),
    .enabled(if: canMount, "only root mounts, and only where unshare and mount are"))
  func `given a file that is mounted, then a result is written into it, with its last byte`() throws
  {
    let bench = Bench.withDispute()
    for name in ["below", "there"] {
      _ = bench.file(name, String(repeating: "what stood there before\n", count: 2000))
    }
    let script = "mount --bind below there && \"$0\" evidence c1 -o there"
    let end = try Self.shell("unshare -m sh -c '\(script)' \"$0\"", bench)
    #expect(end.code == 0, "\(end.errors)")
    #expect(bench.run("verify", bench.folder + "/below").code == 0)
    #expect(Self.names(bench) == ["below", "log", "there"])
  }

  // MARK: What cannot be written

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given a result that finds no room, then the old file stays, and the exit code is 5`() throws
  {
    let bench = Bench.withDispute()
    for number in 1...4 {
      bench.append(String(repeating: Self.note, count: 20 * number))
    }
    let old = bench.file("log.txt", "what stood there before\n")
    // A file may have at most 4 or 8 KiB.
    let end = try Self.shell("ulimit -f 8 && \"$0\" log --limit 1000 -o log.txt", bench)
    #expect(end.code == 5 && end.output == "", "\(end.errors)")
    #expect(end.errors.contains("cannot write log.txt: file too large"))
    #expect(bench.read(old) == Array("what stood there before\n".utf8))
    #expect(Self.names(bench) == ["log", "log.txt"])
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"),
    .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given what was recorded and cannot be said, then it is said on standard error`() throws {
    let bench = Bench.withDispute()
    let end = try Self.shell("\"$0\" append > /dev/full", bench, input: Self.note)
    #expect(end.code == 5)
    let last = try #require(try Log(reading: bench.log).events.last)
    #expect(last.sequence.value == 8)
    let head = bench.run("verify").output.split(separator: "\n").first { $0.hasPrefix("head ") }
    #expect(
      end.errors == """
        custody: cannot write the result: the disk is full
          it was recorded all the same:
          recorded 1 line, 8
          \(try #require(head))

        """)
    let answer = try Self.shell("\"$0\" who acme > /dev/full", bench)
    #expect(answer.code == 5)
    #expect(answer.errors == "custody: cannot write the result: the disk is full\n")
    let evidence = try Self.shell("\"$0\" evidence c1 -o /dev/full", bench)
    #expect(evidence.code == 5 && evidence.output == "", "\(evidence.output)")
    #expect(evidence.errors.contains("cannot write /dev/full: the disk is full\n"))
    #expect(
      evidence.errors.contains("  it was recorded all the same:\n  recorded 1 line, 9\n  head 9 "))
    let told = try Self.shell("\"$0\" note ledger y > /dev/full", bench)
    #expect(told.code == 5 && told.errors.contains("  recorded #10 ledger: note: y\n"))
    let pipe = try Self.shell("\"$0\" log | true", bench)
    #expect(pipe.errors == "", "a closed pipe is silence")
  }

  @Test func `given a target that cannot be written, then nothing is recorded`() throws {
    let bench = Bench.withDispute()
    let folder = bench.folder + "/folder"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let before = Self.names(bench)
    for target in [
      "/nonexistent/c1.json", folder, bench.log + "/c1.json", "/dev/null/x", "", "/proc/c1.json",
      "/proc/self/c1.json", "/dev/fd/99",
    ] {
      for command in [
        ["evidence", "c1"], ["checkpoint"], ["prove", "1"], ["prove", "--consistency", "1.."],
        ["checkpoint", "--ssh-key", bench.folder + "/key"], ["who", "acme"], ["log"], ["audit"],
        ["recover"], ["annotate", "-"],
      ] {
        let result = bench.run(command + ["-o", target], input: "client,at\n")
        #expect(result.code == 2, "\(command) \(target): \(result.errors)")
        #expect(result.output == "")
      }
    }
    let empty = bench.run("who", "acme", "-o", "")
    #expect(
      empty.errors.hasPrefix("custody: the name of the file that the result is to go to is empty\n")
    )
    #expect(bench.run("annotate", "-", "--unmatched", "", input: "client,at\n").code == 2)
    #expect(try Log(reading: bench.log).events.count == 7)
    #expect(bench.read(bench.log + "/checkpoint") == nil)
    #expect(Self.names(bench) == before)
    // Where the signature cannot go, nothing is signed.
    bench.variables["PATH"] = "/usr/bin"
    let signature = bench.folder + "/held.sig"
    try FileManager.default.createDirectory(atPath: signature, withIntermediateDirectories: false)
    let result = bench.run(
      "checkpoint", "--ssh-key", bench.folder + "/key", "-o", bench.folder + "/held")
    #expect(result.code == 2)
    #expect(bench.read(bench.folder + "/held") == nil)
    #expect(bench.read(bench.log + "/checkpoint") == nil)
  }

  // MARK: Ledgers

  @Test func `given a file of any ledger, by whatever name, then no result goes there`() throws {
    let bench = Bench.withDispute()
    let other = bench.folder + "/other"
    #expect(bench.run("init", "--name", "y", "--log", other).code == 0)
    let segment = bench.log + "/000000000001.jsonl"
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: bench.folder + "/a.json", withDestinationPath: segment)
    try files.linkItem(atPath: segment, toPath: bench.folder + "/b.json")
    try files.createSymbolicLink(
      atPath: bench.folder + "/c.json", withDestinationPath: other + "/none.json")
    let before = bench.read(segment)
    let refused = [
      ("a.json", "lies in the ledger’s folder"),
      ("b.json", "is another name of the ledger’s file 000000000001.jsonl"),
      ("c.json", "lies in the folder of a ledger, "),
      ("other/head", "lies in the folder of a ledger, "),
      ("other/index/x.json", "lies in the folder of a ledger, "),
      ("log/index/x.json", "lies in the ledger’s folder"),
    ]
    for (name, words) in refused {
      let result = bench.run(
        "who", "acme", "--format", "json", "-o", "\(bench.folder)/\(name)")
      #expect(result.code == 2 && result.errors.contains(words), "\(name): \(result.errors)")
      let rest = bench.run(
        "annotate", "-", "--unmatched", "\(bench.folder)/\(name)", input: "client,at\n")
      #expect(rest.code == 2 && rest.errors.contains(words), "\(name): \(rest.errors)")
    }
    #expect(bench.read(segment) == before)
    #expect(bench.read(other + "/none.json") == nil)
  }

  // MARK: What is written

  @Test func `given links, devices and rights, then results go where they did`() throws {
    let bench = Bench.withDispute()
    let files = FileManager.default
    let answer = Array(bench.run("who", "acme", "--format", "json").output.utf8)
    func write(_ name: String) {
      let result = bench.run(
        "who", "acme", "--format", "json", "-o", "\(bench.folder)/\(name)")
      #expect(result == Bench.Result(code: 0, output: "", errors: ""), "\(name)")
    }
    let real = bench.file("real.json", "old")
    #expect(Entry.chmod(real, 0o640))
    try files.createSymbolicLink(
      atPath: bench.folder + "/link.json", withDestinationPath: "real.json")
    write("link.json")
    #expect(bench.read(real) == answer)
    #expect(try files.attributesOfItem(atPath: real)[.posixPermissions] as? Int == 0o640)
    #expect((try? files.destinationOfSymbolicLink(atPath: bench.folder + "/link.json")) != nil)
    try files.createSymbolicLink(
      atPath: bench.folder + "/new.json", withDestinationPath: "link-to-new.json")
    write("new.json")
    #expect(bench.read(bench.folder + "/link-to-new.json") == answer)
    #expect((try? files.destinationOfSymbolicLink(atPath: bench.folder + "/new.json")) != nil)
    #expect(bench.run("who", "acme", "-o", "/dev/null", "--format", "json").code == 0)
    #expect(
      Self.names(bench) == ["link-to-new.json", "link.json", "log", "new.json", "real.json"])
  }

  @Test func `given - as the file, then the result goes to standard output`() {
    let bench = Bench.withDispute()
    let answer = bench.run("who", "acme")
    #expect(bench.run("who", "acme", "-o", "-") == answer)
    let plain = bench.run("checkpoint")
    #expect(bench.run("checkpoint", "-o", "-") == plain)
    let evidence = bench.run("evidence", "c1", "-o", "-")
    #expect(evidence.code == 0 && evidence.output.hasPrefix("{"))
    #expect(
      evidence.errors.hasPrefix(EvidenceTests.disclosed + "recorded 1 line, 8\nwrote -: "),
      "\(evidence.errors)")
    let rest = bench.run("annotate", "-", "--unmatched", "-", input: "client,at\n")
    #expect(rest.code == 2)
    #expect(rest.errors.contains("--unmatched needs a file: standard output is for all rows"))
  }

  // MARK: Descriptors

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `given closed descriptors, when a writer has something to say, then no line is lost`() throws
  {
    let bench = Bench.withDispute()
    // So much is told of on standard error that it is written while the log is open.
    let unknown = Self.note.replacing("note.added", with: "note.addded")
    let file = bench.file("events.jsonl", String(repeating: unknown, count: 500))
    let closings = ["2>&-", ">&- 2>&-", "<&- >&- 2>&-", "<&- 2>/dev/null", "<&- >&- 2>/dev/null"]
    for closed in closings {
      let end = try Self.shell("\"$0\" append \(file) \(closed)", bench)
      #expect(
        end.code == (closed.contains(" >&-") || closed.hasPrefix(">&-") ? 5 : 0),
        "\(closed): \(end.errors)")
      #expect(bench.run("verify").code == 0, "\(closed)")
    }
    #expect(try Log(reading: bench.log).events.count == 7 + closings.count * 500)
  }

  @Test func `every exit code stands in the help and in the manual`() {
    let bench = Bench()
    let help = bench.run("help").output
    let manual = bench.run("manual").output
    for code in ExitCode.allCases {
      #expect(help.contains("\(code.rawValue)"))
      #expect(help.contains(code.meaning) && manual.contains(code.meaning))
    }
  }

  @Test(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `the rest never goes where standard output goes`() throws {
    let bench = Bench.withDispute()
    let rows = "client,at\nacme,2026-03-02T10:00:00Z\nacne,2026-03-02T10:00:00Z\n"
    for (rest, to) in [
      ("/dev/stdout", "> all.csv"), ("all.csv", "> all.csv"), ("/dev/fd/1", "| cat"),
      ("/dev/stdout", "| cat"),
    ] {
      let end = try Self.shell(
        "{ \"$0\" annotate - --unmatched \(rest); echo $? >&2; } \(to)", bench, input: rows)
      #expect(end.errors.hasSuffix("\n2\n") && end.output == "", "\(rest) \(to)")
      #expect(
        end.errors.hasPrefix("custody: --unmatched leads to where standard output goes, "),
        "\(rest) \(to): \(end.errors)")
    }
    let two = try Self.shell(
      "\"$0\" annotate - --format csv -o /dev/stdout --unmatched /dev/fd/1 | cat", bench,
      input: rows)
    #expect(two.output == "" && two.errors.contains("leads to where standard output goes, "))
    let apart = try Self.shell(
      "\"$0\" annotate - --unmatched rest.csv > all.csv", bench, input: rows)
    #expect(apart.code == 2 && apart.errors.contains("1 of 2 rows could not be answered"))
    #expect(bench.read(bench.folder + "/all.csv")?.isEmpty == false)
  }

  @Test func `two results never go to one file, whatever leads to it`() throws {
    let bench = Bench.withDispute()
    let manager = FileManager.default
    let target = bench.folder + "/target.csv"
    for name in ["a.csv", "b.csv"] {
      try manager.createSymbolicLink(
        atPath: bench.folder + "/" + name, withDestinationPath: target)
    }
    for isThere in [false, true] {
      if isThere { bench.write(target, Array("kept\n".utf8)) }
      for (output, rest) in [("a.csv", "b.csv"), ("a.csv", "target.csv"), ("target.csv", "b.csv")] {
        let result = bench.run(
          "annotate", "-", "-o", bench.folder + "/" + output, "--unmatched",
          bench.folder + "/" + rest, input: "client,at\nacne,2026-03-02T10:00:00Z\n")
        #expect(result.code == 2, "\(output) \(rest)")
        #expect(result.errors.contains("-o and --unmatched name the same file"))
      }
      #expect(bench.read(target) == (isThere ? Array("kept\n".utf8) : nil))
    }
  }
}
