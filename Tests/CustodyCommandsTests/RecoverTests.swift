import Foundation
import Testing

@testable import CustodyCommands

/// A ledger of which acknowledged lines are gone, and how its people go on.
@Suite struct RecoverTests {
  /// Given a dispute of which only the first five lines came back, beside a newer head.
  static func restored() throws -> (bench: Bench, head: String) {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let lines = try #require(bench.read(segment)).split(separator: 0x0A)
    let head = try #require(
      bench.run("verify").output.split(separator: "\n").first { $0.hasPrefix("head ") })
    bench.write(segment, Array(lines[..<5].joined(separator: [0x0A])) + [0x0A])
    return (bench, String(head))
  }

  @Test func `a whole log has nothing to recover`() throws {
    let bench = Bench.withDispute()
    let result = bench.run("recover")
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(
      result.output.hasPrefix(
        "the log is whole: every line checks out, and none is known to be missing; there is nothing to recover. "
          + "custody verify looks at more: "))
    let segment = bench.log + "/000000000001.jsonl"
    bench.write(segment, try #require(bench.read(segment)) + Array("{\"torn".utf8))
    let torn = bench.run("recover")
    #expect(torn.code == 0)
    #expect(
      torn.output.hasPrefix(
        "the log has a tail, which is no part of the ledger; the next writer sets it aside\n"))
    #expect(torn.output.contains("behind it: 000000000001.jsonl from byte "))
  }

  @Test func `a case file made after a loss tells of it`() throws {
    let (bench, _) = try Self.restored()
    let options = ["recover", "--accept-loss", "--reason", "disk died", "--by", "max"]
    #expect(bench.run(options).code == 0)
    let told =
      "what stood in lines that were acknowledged and are gone, as #6 tells: lines 6 to 7 are gone, "
      + "accepted by max. The answer may be another one by them"
    for name in ["c1.case.json", "c1.html"] {
      let path = bench.folder + "/" + name
      #expect(bench.run("evidence", "c1", "-o", path).code == 0)
      let checked = bench.run("verify", path)
      #expect(checked.code == 0 && checked.output.contains("not proved: \(told)\n"))
    }
    let page = try #require(bench.read(bench.folder + "/c1.html"))
    #expect(String(decoding: page, as: UTF8.self).contains("<li>\(told)</li>"))
  }

  @Test(arguments: ["--reason", "--by"])
  func `nobody accepts a loss without a word`(_ option: String) throws {
    let (bench, _) = try Self.restored()
    let words = ["--reason": "disk died", "--by": "max"].merging([option: " "]) { $1 }
    let options = words.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    let result = bench.run(["recover", "--accept-loss"] + options)
    #expect(result.code == 2 && result.errors.contains("\(option) is empty"))
    #expect(bench.run("recover").code == 4)
  }

  @Test func `an older copy is told of, and its loss is accepted for ever`() throws {
    let (bench, head) = try Self.restored()
    #expect(bench.run("who", "acme").code == 4)
    let report = bench.run("recover")
    #expect(report.code == 4)
    Golden.expect(report.output + report.errors, is: "recover-missing.txt")
    Golden.expect(bench.run("recover", "--format", "json").output, is: "recover-missing.json")

    let preview = bench.run(
      "recover", "--accept-loss", "--reason", "disk died", "--dry-run")
    #expect(preview.code == 0 && preview.errors == "nothing was recorded or changed\n")
    #expect(preview.output.contains("\"type\":\"custody.ledger.recovered\""))
    #expect(bench.run("recover").code == 4)

    let accepted = bench.run(
      "recover", "--accept-loss", "--reason", "disk died, backup of 11 March", "--by", "max")
    #expect(accepted.code == 0, "\(accepted.errors)")
    Golden.expect(accepted.output, is: "recover-accepted.txt")
    #expect(bench.run("recover").code == 0)

    let verified = bench.run("verify")
    #expect(verified.code == 0)
    let told = "loss accepted at #6: lines 6 to 7 are gone; by max, 2026-03-12T"
    #expect(verified.output.contains(told), "\(verified.output)")
    #expect(verified.output.contains("Z: disk died, backup of 11 March\n"))
    #expect(
      bench.run("verify", "--format", "json").output.contains("\"acceptedLosses\":[6]"))
    // Whoever holds the old head learns both: that lines are gone, and that somebody said so.
    let held = bench.run("verify", "--against", head)
    #expect(held.code == 4)
    #expect(
      held.errors.replacing("\n", with: " ").contains("loss accepted at #6"), "\(held.errors)")
    #expect(
      bench.run("log").output.contains("lines 6 to 7 are gone, and the ledger goes on without"))
    let audit = bench.run("audit", "--severity", "serious")
    #expect(audit.output.contains("C706"), "\(audit.output)")
    #expect(
      audit.output.replacing("\n", with: " ").contains("max accepted the loss"), "\(audit.output)")
    #expect(bench.run("note", "ledger", "on").code == 0)
    #expect(bench.run("recover").output.contains(told))
  }

  @Test func `what stands behind the last good line is kept`() throws {
    let (bench, _) = try Self.restored()
    let segment = bench.log + "/000000000001.jsonl"
    var bytes = try #require(bench.read(segment))
    let cut = try #require(bytes.dropLast().lastIndex(of: 0x0A)) + 1
    bytes[cut + 150] ^= 1
    bench.write(segment, bytes)
    let report = bench.run("recover", "--format", "csv")
    #expect(report.code == 4)
    #expect(report.output.contains("lastMissing,7\r\n"))
    let result = bench.run("recover", "--accept-loss", "--reason", "a bad sector")
    #expect(result.code == 0)
    let kept = "\(segment).tail-\(cut)"
    #expect(
      result.output.contains(
        "set aside: \(bytes.count - cut) bytes (1 line) of 000000000001.jsonl, from byte \(cut) on, are in "
          + "\(kept) now; acknowledged lines may be among it\n"), "\(result.output)")
    #expect(bench.read(kept) == Array(bytes[cut...]))
    #expect(bench.read(segment) == Array(bytes[..<cut]))
  }

  @Test(arguments: [
    (["--reason", "x"], "--reason is for --accept-loss, which is not given"),
    (["--by", "x"], "--by is for --accept-loss, which is not given"),
    (["--dry-run"], "the report changes nothing: --dry-run and --network are for --accept-loss"),
    (["--network"], "the report changes nothing: --dry-run and --network are for --accept-loss"),
    (["--accept-loss"], "--reason is missing: why the loss is accepted"),
    (["--accept-loss", "--reason", "x"], "nothing is lost in FOLDER/log"),
  ])
  func `what makes no sense is refused`(words: [String], message: String) {
    let bench = Bench.withDispute()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let result = bench.run(["recover"] + words)
    #expect(result.code == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
  }

  @Test func `a damaged and a joined log are told of with exit code 3`() throws {
    let bench = Bench.withDispute()
    bench.remove(bench.log + "/head")
    let segment = bench.log + "/000000000001.jsonl"
    let bytes = try #require(bench.read(segment))
    bench.write(segment, bytes + Array("{\"whole\":\"line\"}\n".utf8))
    let damaged = bench.run("recover")
    #expect(damaged.code == 3)
    #expect(damaged.output.hasPrefix("the log is damaged behind its last good line\n"))
    #expect(damaged.output.contains("custody recover --accept-loss --reason TEXT\n"))
    bench.write(segment, bytes + Array("<<<<<<< HEAD\n".utf8))
    let joined = bench.run("recover")
    #expect(joined.code == 3)
    #expect(joined.output.hasPrefix("two histories were joined\n"))
    #expect(joined.output.contains("this cannot be accepted as a loss"))
    #expect(joined.errors.contains("a mark of a merge: two histories were joined here"))
    #expect(bench.run("recover", "--accept-loss", "--reason", "x").code == 3)
  }

  @Test func `a line whose destruction is told of in lost lines stands in the way`() throws {
    let bench = Bench.withDispute()
    #expect(bench.run("redact", "5", "--reason", "asked for").code == 0)
    let segment = bench.log + "/000000000001.jsonl"
    let lines = try #require(bench.read(segment)).split(separator: 0x0A)
    let left = Array(lines[..<6].joined(separator: [0x0A])) + [0x0A]
    bench.write(segment, left)
    let report = bench.run("recover")
    #expect(report.code == 4)
    #expect(report.output.hasPrefix("lines are not what they were when they were acknowledged\n"))
    #expect(report.errors.contains("head says that line 8 was acknowledged"))
    #expect(report.errors.contains("content of line 5 is destroyed (data.summary), but no "))
    #expect(report.output.contains("\nmissing: lines 6 to 8\n"), "\(report.output)")
    #expect(bench.run("recover", "--format", "json").output.contains(#""lastMissing":8,"#))
    let verified = bench.run("verify", "--all-errors")
    #expect(
      verified.code == 4 && verified.errors.contains("head says that line 8 was acknowledged"))
    #expect(verified.errors.contains("content of line 5 is destroyed (data.summary), but no "))
    #expect(bench.run("recover", "--accept-loss", "--reason", "x").code == 4)
    #expect(bench.read(segment) == left)
  }

  @Test func `files that are none of the ledger’s are named and left alone`() {
    let bench = Bench.withDispute()
    #expect(bench.run("verify").errors == "")
    bench.write(bench.log + "/notes.txt", [0x78])
    bench.write(bench.log + "/000000000008.jsonl.orig", [0x78])
    let result = bench.run("verify")
    #expect(result.code == 0)
    #expect(
      result.errors.replacing("\n  ", with: " ").replacing("\n", with: " ")
        == "not of the ledger, and never read: 000000000008.jsonl.orig, notes.txt in FOLDER/log ")
  }

  @Test func `a network file system is written to only when that is asked for`() {
    let bench = Bench()
    bench.fileSystem = "nfs4"
    let initialize = ["init", "--name", "x"]
    let refused = bench.run(initialize)
    #expect(refused.code == 2)
    #expect(
      refused.errors.replacing("\n", with: " ").contains(
        "it is on nfs4, whose locks and syncs cannot be relied on; move the ledger to a local disk, or "
          + "take the risk with --network"), "\(refused.errors)")
    #expect(bench.run(initialize + ["--network"]).code == 0)
    for words in [
      ["note", "ledger", "x"], ["client", "add", "acme"], ["checkpoint"],
      ["redact", "2", "--reason", "x"], ["prove", "1"], ["append"],
    ] {
      let input = words == ["append"] ? "{}" : ""
      #expect(
        bench.run(words, input: input).errors.contains("it is on nfs4"), "\(words)")
    }
    #expect(bench.run("note", "ledger", "x", "--network").code == 0)
    #expect(bench.run("redact", "2", "--reason", "x", "--network").code == 0)
    #expect(bench.run("checkpoint", "--network").code == 0)
    #expect(bench.run("prove", "1", "--network", "-o", bench.folder + "/p").code == 0)
    // Questions are free.
    #expect(bench.run("log").code == 0)
  }
}

/// A ledger that others may read and not write.
@Suite struct LostPermissionTests {
  /// What runs the program as somebody who owns nothing; empty where this process owns little itself.
  private static let asNobody: [String]? = {
    guard let program = BuiltProgram() else { return nil }
    if geteuid() != 0 { return [] }
    let words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    return run(words + [program.path, "--version"])?.code == 0 ? words : nil
  }()

  private static func run(_ words: [String]) -> (code: Int32, output: String, errors: String)? {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = output
    process.standardError = errors
    guard (try? process.run()) != nil else { return nil }
    let texts = [output, errors].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    process.waitUntilExit()
    return (process.terminationStatus, texts[0], texts[1])
  }

  @Test(
    .enabled(
      if: asNobody != nil, "the program is not built, or nobody’s rights cannot be taken on here"))
  func `whoever may not write is told so, and may still ask`() throws {
    let bench = Bench.withDispute()
    let program = try #require(BuiltProgram()).path
    let words = try #require(Self.asNobody) + [program]
    let manager = FileManager.default
    let files = try manager.subpathsOfDirectory(atPath: bench.log).map { bench.log + "/" + $0 }
    for path in [bench.folder, bench.log] + files {
      let type = try manager.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      try manager.setAttributes(
        [.posixPermissions: type == .typeDirectory ? 0o555 : 0o444], ofItemAtPath: path)
    }
    defer {
      for path in [bench.folder, bench.log] + files {
        try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
    }
    let note = try #require(Self.run(words + ["note", "ledger", "x", "--log", bench.log]))
    #expect(note.code == 3)
    #expect(
      note.errors.contains("000000000001.jsonl: permission denied: it belongs to ")
        && note.errors.contains(" may not write it; "), "\(note.errors)")
    let log = try #require(Self.run(words + ["log", "--log", bench.log]))
    #expect(log.code == 0, "\(log.errors)")
    let recover = try #require(Self.run(words + ["recover", "--log", bench.log]))
    #expect(recover.code == 0 && recover.output.hasPrefix("the log is whole"))
  }
}
