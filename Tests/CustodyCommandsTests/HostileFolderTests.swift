import EventLog
import Foundation
import Testing

@testable import CustodyCommands

/// A ledger that somebody else has sent: asking it a question, or writing to it, touches nothing outside.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HostileFolderTests {
  /// The names under which a ledger has files, or puts them.
  private static let names = [
    "head", "checkpoint", "000000000001.jsonl", "000000000008.jsonl", "index", "index/writer",
    "index/manifest", "index/000000000001.lines", "000000000001.jsonl.tail-7", "head.tmp",
    "checkpoint.tmp", "000000000001.jsonl.tmp", "index/manifest.tmp", ".gitattributes",
  ]

  /// What stands there instead.
  enum Thing: CaseIterable {
    case linkToFile, linkToFolder, linkToNothing, pipe, socket, folder, endless, otherName

    func make(at path: String, _ outside: String) {
      let files = FileManager.default
      switch self {
      case .linkToFile:
        try! files.createSymbolicLink(atPath: path, withDestinationPath: outside + "/head")
      case .linkToFolder:
        try! files.createSymbolicLink(atPath: path, withDestinationPath: outside)
      case .linkToNothing:
        try! files.createSymbolicLink(atPath: path, withDestinationPath: outside + "/none")
      case .pipe: #expect(Entry.makePipe(path))
      case .socket:
        #expect(Entry.makeSocket(path))
      case .folder:
        try! files.createDirectory(atPath: path + "/within", withIntermediateDirectories: true)
      case .endless:
        #expect(files.createFile(atPath: path, contents: nil))
        #expect(Entry.truncate(path, to: 1 << 40))
      case .otherName: #expect(Entry.link(outside + "/head", to: path))
      }
    }
  }

  private static let commands = [
    ["who", "acme"], ["log"], ["verify"], ["recover"], ["audit"], ["note", "ledger", "x"],
    ["checkpoint"], ["redact", "5", "--reason", "x"],
    ["recover", "--accept-loss", "--reason", "x"],
    ["init", "--name", "x"],
  ]

  /// A folder with files of somebody's own, under names that a ledger uses as well.
  private static func outside(_ bench: Bench) -> String {
    let folder = bench.folder + "/outside"
    try! FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["head", "writer", "manifest", "a.tmp", "head.tmp", "000000000001.lines"] {
      bench.write("\(folder)/\(name)", Array("somebody's own \(name)\n".utf8))
    }
    return folder
  }

  private static func contents(_ folder: String) -> [String: Data?] {
    var found: [String: Data?] = [:]
    for name in try! FileManager.default.contentsOfDirectory(atPath: folder) {
      found[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return found
  }

  @Test(arguments: Thing.allCases)
  func `given anything under a name of a ledger, then nothing outside is touched, nothing waits`(
    _ thing: Thing
  ) {
    let made = Bench.withDispute()
    for name in Self.names {
      for command in Self.commands {
        let bench = Bench()
        try! FileManager.default.copyItem(atPath: made.log, toPath: bench.log)
        let outside = Self.outside(bench)
        let before = Self.contents(outside)
        let path = "\(bench.log)/\(name)"
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.createDirectory(
          atPath: bench.log + "/index", withIntermediateDirectories: false)
        if name == "index" { try? FileManager.default.removeItem(atPath: path) }
        thing.make(at: path, outside)
        let result = bench.run(command)
        let words = "\(thing) as \(name), \(command[0]): \(result.code) \(result.errors)"
        #expect(Self.contents(outside) == before, "\(words)")
        #expect((0...5).contains(result.code), "\(words)")
        if result.code > 1 { #expect(!result.errors.isEmpty, "\(words)") }
      }
    }
  }

  @Test func `given files of somebody else in the folder, then no command removes them`() {
    let bench = Bench.withDispute()
    let others = [
      "draft.tmp", "index.tmp", "head.tmp.tmp", "notes.jsonl.tmp", "index/notes.lines",
      "index/a.tmp", "index/000000000001.lines.bak", "index/1-2.streams",
    ]
    for name in others { bench.write("\(bench.log)/\(name)", Array("mine".utf8)) }
    bench.write(bench.log + "/head.tmp", Array("left behind".utf8))
    bench.write(bench.log + "/index/000000000001.lines.tmp", Array("left behind".utf8))
    #expect(bench.run("redact", "5", "--reason", "x").code == 0)
    for name in others {
      #expect(bench.read("\(bench.log)/\(name)") == Array("mine".utf8), "\(name)")
    }
    #expect(bench.read(bench.log + "/head.tmp") == nil)
    #expect(bench.read(bench.log + "/index/000000000001.lines.tmp") == nil)
  }

  @Test func `given a link to the ledger's folder, then it is read and written through it`() throws
  {
    let bench = Bench.withDispute()
    let link = bench.folder + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: bench.log)
    #expect(bench.run("note", "ledger", "x", "--log", link).code == 0)
    #expect(bench.run("verify", "--log", link).code == 0)
  }

  @Test func `given what is no file, then the error says what it is and what to do`() throws {
    let bench = Bench.withDispute()
    let head = bench.log + "/head"
    bench.remove(head)
    try FileManager.default.createSymbolicLink(atPath: head, withDestinationPath: "/etc/passwd")
    var result = bench.run("who", "acme")
    #expect(result.code == 3)
    #expect(
      result.errors
        == "custody: cannot open FOLDER/log/head: it is a link, and a ledger consists of files; "
        + "look whose it is, and move it away\n")
    bench.remove(head)
    #expect(Entry.makePipe(head))
    result = bench.run("note", "ledger", "x")
    #expect(result.code == 3)
    #expect(result.errors.contains("head: it is a pipe, and a ledger consists of files"))
    bench.remove(head)
    bench.write(head, [])
    #expect(Entry.truncate(head, to: 1 << 40))
    result = bench.run("verify")
    #expect(result.code == 3)
    #expect(
      result.errors
        == "custody: cannot read FOLDER/log/head: it has 1099511627776 bytes, and such a file of a "
        + "ledger at most 1048576; look whose it is, and move it away\n")
  }

  @Test func `given index as a link, then it is not used, and verify names it`() throws {
    let bench = Bench.withDispute()
    bench.remove(bench.log + "/index")
    let outside = Self.outside(bench)
    try FileManager.default.createSymbolicLink(
      atPath: bench.log + "/index", withDestinationPath: outside)
    #expect(bench.run("note", "ledger", "x").code == 0)
    let result = bench.run("verify")
    #expect(result.code == 0)
    #expect((result.output + result.errors).contains("index"))
  }

  @Test func `given a segment with other names, then redact refuses, and others leave those alone`()
    throws
  {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let backup = bench.folder + "/backup.jsonl"
    #expect(Entry.link(segment, to: backup))
    let kept = bench.read(backup)
    let lines = bench.run("log").output
    let result = bench.run("redact", "5", "--reason", "x")
    #expect(result.code == 3)
    #expect(
      result.errors
        == "custody: FOLDER/log/000000000001.jsonl has other names, under which line 5 would stay\n"
        + "  remove these hard links, or put a copy in place of the segment: "
        + "cp -p FILE COPY && mv COPY FILE; nothing was destroyed\n")
    #expect(bench.run("log").output == lines)
    #expect(bench.read(backup) == kept)
  }
}
