import Foundation
import Testing

@testable import CustodyCommands

/// Several logins on one ledger, each with a umask of its own.
@Suite(
  .serialized, .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"),
  .enabled(if: Login.canBeChanged, "only root, with setpriv, can change to other logins"))
struct SharedFolderTests {
  private let olga = Login(user: 64_001)
  private let ivan = Login(user: 64_002)

  /// A folder for a ledger that belongs to olga and to the group of both.
  private func sharedFolder(_ bench: Bench) throws {
    try FileManager.default.createDirectory(
      atPath: bench.log, withIntermediateDirectories: false)
    #expect(Entry.chown(bench.log, olga.user, olga.group))
    #expect(Entry.chmod(bench.log, 0o750))
  }

  private static func notes(_ name: String, _ count: Int) -> String {
    (1...count).map { line in
      "{\"id\":\"\(name).\(line)\",\"source\":\"desk\",\"type\":\"custody.note.added\","
        + "\"subject\":\"client/acme\",\"time\":\"2026-03-13T08:00:00Z\","
        + "\"data\":{\"text\":\"\(name).\(line)\"}}\n"
    }.joined()
  }

  /// What is done in turn; some of it after an accident.
  private func command(_ number: Int, _ log: String) -> (words: [String], input: String) {
    switch number {
    case 60, 130: (["redact", "\(number / 2)", "--reason", "erasure request"], "")
    case 100: (["recover", "--accept-loss", "--reason", "an older copy"], "")
    case 160: (["append"], Self.notes("many", 5000))
    case _ where number % 25 == 7: (["checkpoint"], "")
    case _ where number % 3 == 0: (["append"], Self.notes("n\(number)", 2))
    default: (["note", "ledger", "\(number)"], "")
    }
  }

  /// What a bad day does before a command.
  private func befall(_ number: Int, _ log: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: log)
    let segment = "\(log)/" + names.filter { $0.hasSuffix(".jsonl") }.sorted().last!
    switch number {
    case 40, 140:
      let file = try #require(FileHandle(forWritingAtPath: segment))
      try file.seekToEnd()
      try file.write(contentsOf: Data("{\"specversion\":\"1.0\",\"seq".utf8))
      try file.close()
    case 100:
      let length = try #require(FileManager.default.contents(atPath: segment)).count
      #expect(Entry.truncate(segment, to: length - 10))
    default: break
    }
  }

  @Test func `given a shared folder, when two logins record in turn, then neither is refused`()
    throws
  {
    let bench = Bench()
    let program = try Login.program(in: bench.folder)
    try sharedFolder(bench)
    let made = try olga.run(
      program, ["init", "--name", "x", "--shared", "--log", bench.log], umask: "077")
    #expect(made.code == 0, "\(made.errors)")
    for number in 1...200 {
      try befall(number, bench.log)
      let (words, input) = command(number, bench.log)
      let login = number % 2 == 0 ? olga : ivan
      let umask = number / 2 % 2 == 0 ? "022" : "077"
      let end = try login.run(
        program, words + ["--log", bench.log], umask: umask, input: input)
      #expect(
        end.code == 0, "\(number) \(words) by \(login.user), umask \(umask): \(end.errors)")
      if number % 20 != 0 { continue }
      for login in [olga, ivan] {
        let end = try login.run(program, ["verify", "--log", bench.log])
        #expect(end.code == 0, "\(number) by \(login.user): \(end.errors)")
      }
    }
    let paths = try #require(FileManager.default.subpaths(atPath: bench.log))
    #expect(paths.contains { $0.contains(".tail-") } && paths.contains { $0.hasSuffix(".streams") })
    for path in paths {
      let rights = Entry.status("\(bench.log)/\(path)")
      #expect(rights.group == olga.group, "\(path)")
      #expect(rights.mode & 0o060 == 0o060, "\(path)")
    }
    let last = try ivan.run(program, ["log", "--log", bench.log])
    #expect(last.code == 0 && last.output.contains("many.5000"))
  }

  @Test func `given a folder that is not shared, then the error says which right is missing`()
    throws
  {
    let bench = Bench()
    let program = try Login.program(in: bench.folder)
    try sharedFolder(bench)
    var end = try olga.run(program, ["init", "--name", "x", "--log", bench.log])
    #expect(end.code == 0)
    end = try ivan.run(program, ["who", "acme", "--log", bench.log])
    #expect(end.code == 1, "reading is allowed: \(end.errors)")
    end = try ivan.run(program, ["note", "ledger", "x", "--log", bench.log])
    let segment = "\(bench.log)/000000000001.jsonl"
    #expect(end.code == 3)
    #expect(
      end.errors
        == "custody: cannot open \(segment): permission denied: it belongs to uid:64001, group gid:64100, "
        + "with the rights rw-r-----, and the login uid:64002 may not write it; who owns it gives the right with "
        + "chmod g+rw \(segment); custody init --shared makes a ledger that a whole group can write\n"
    )
    #expect(Entry.chmod(segment, 0o660))
    #expect(Entry.chmod(bench.log + "/head", 0o660))
    end = try ivan.run(program, ["checkpoint", "--log", bench.log])
    #expect(end.code == 3)
    #expect(
      end.errors.contains(
        "permission denied: \(bench.log) belongs to uid:64001, group gid:64100, with the rights "
          + "rwxr-x---, and the login uid:64002 may not write there; who owns it gives the right with chmod "
          + "g+rwxs \(bench.log)"))
    let stranger = Login(user: 64_003, group: 64_103)
    end = try stranger.run(program, ["who", "acme", "--log", bench.log])
    #expect(end.code == 3)
    #expect(
      end.errors.contains(
        "and the login uid:64003 may not read it; who owns it gives the right with chgrp GROUP \(bench.log), a "
          + "group that both are in, and chmod g+rx \(bench.log)"))
  }

  @Test func `given a folder that can only be read, then a proof and a checkpoint are made of it`()
    throws
  {
    let bench = Bench()
    let program = try Login.program(in: bench.folder)
    try sharedFolder(bench)
    let made = try olga.run(program, ["init", "--name", "x", "--log", bench.log])
    #expect(made.code == 0)
    let ivans = bench.folder + "/ivan"
    try FileManager.default.createDirectory(atPath: ivans, withIntermediateDirectories: false)
    #expect(Entry.chown(ivans, ivan.user, ivan.user))
    let outputs = [
      (["prove", "1"], "1.tlog-proof"), (["checkpoint"], "x.checkpoint"),
      (["prove", "--consistency", "1.."], "x.consistency"),
    ]
    for (words, name) in outputs {
      let file = "\(ivans)/\(name)"
      let end = try ivan.run(program, words + ["-o", file, "--log", bench.log])
      #expect(end.code == 0, "\(end.errors)")
      #expect(end.errors.hasPrefix("the ledger’s file checkpoint was not written: "))
      #expect(bench.read(file)?.isEmpty == false, "\(words)")
    }
    let proof = try ivan.run(program, ["verify", ivans + "/1.tlog-proof"])
    #expect(proof.code != 4, "\(proof.errors)")
    let held = try ivan.run(
      program, ["verify", "--against", ivans + "/x.checkpoint", "--log", bench.log])
    #expect(held.code == 0, "\(held.errors)")
    #expect(bench.read(bench.log + "/checkpoint") == nil)
  }

  @Test func `given a file of one's own in a folder of others, then a result is written into it`()
    throws
  {
    let bench = Bench()
    let program = try Login.program(in: bench.folder)
    let file = bench.file(
      "x.json", "what stood there before, and was longer than any manual page\n")
    #expect(Entry.chown(file, ivan.user, ivan.group))
    let end = try ivan.run(program, ["completions", "bash", "-o", file])
    #expect(end.code == 0, "\(end.errors)")
    #expect(bench.read(file) == Array(bench.run("completions", "bash").output.utf8))
    #expect(Entry.link(file, to: bench.folder + "/y.json"))
    let linked = try ivan.run(program, ["completions", "zsh", "-o", file])
    #expect(linked.code == 2 && linked.errors.contains("x.json: permission denied"))
    let new = try ivan.run(program, ["completions", "zsh", "-o", bench.folder + "/z"])
    #expect(new.code == 2 && new.errors.contains("z: permission denied"))
  }

  @Test func `given a file that may be written and not replaced, then what is recorded is in it`()
    throws
  {
    let bench = Bench()
    let program = try Login.program(in: bench.folder)
    try sharedFolder(bench)
    let made = try olga.run(program, ["init", "--name", "x", "--shared", "--log", bench.log])
    #expect(made.code == 0)
    let common = bench.folder + "/common"
    bench.makeFolder(common)
    #expect(Entry.chmod(common, 0o1777))
    let file = bench.file(
      "common/x.txt", "what stood there before, and was longer than the receipt\n")
    let isOpen = Entry.chown(file, olga.user, olga.group) && Entry.chmod(file, 0o666)
    #expect(isOpen)
    let filed = """
      {"type":"custody.complaint.filed","subject":"client/acme","time":"2026-03-10T08:00:00Z","data":{"complaint":"c1"}}
      """
    #expect(try ivan.run(program, ["append", "--log", bench.log], input: filed).code == 0)
    // The mark of the folder lets only olga take the name of her file away.
    let evidence = ["evidence", "c1", "-o", file, "--log", bench.log]
    let end = try ivan.run(program, evidence)
    #expect(end.code == 0, "\(end.errors)")
    #expect(try ivan.run(program, ["verify", file]).code == 0)
    #expect(Entry.status(file).owner == olga.user)
    #expect(Entry.link(file, to: common + "/y.txt"))
    let linked = try ivan.run(program, evidence)
    #expect(linked.code == 2 && linked.errors.contains("x.txt: permission denied"))
    #expect(try olga.run(program, ["verify", "--log", bench.log]).output.contains("\nhead 3 "))
  }

  @Test func `given files with rights of their own, when root redacts, then owner and rights stay`()
    throws
  {
    let bench = Bench()
    let program = try Login.program(in: bench.folder)
    try sharedFolder(bench)
    for words in [["init", "--name", "x"], ["note", "ledger", "secret"], ["checkpoint"]] {
      let end = try olga.run(program, words + ["--log", bench.log], umask: "077")
      #expect(end.code == 0)
    }
    let files = ["000000000001.jsonl", "head", "checkpoint"]
    for file in files { #expect(Entry.chmod("\(bench.log)/\(file)", 0o600)) }
    let built = BuiltProgram(path: program)
    for words in [["redact", "2", "--reason", "x"], ["checkpoint"]] {
      #expect(try built.run(words + ["--log", bench.log], input: "").code == 0)
    }
    for file in files {
      let rights = Entry.status("\(bench.log)/\(file)")
      #expect(rights.owner == olga.user && rights.mode == 0o600, "\(file)")
    }
    let end = try olga.run(program, ["note", "ledger", "again", "--log", bench.log])
    #expect(end.code == 0, "\(end.errors)")
  }
}
