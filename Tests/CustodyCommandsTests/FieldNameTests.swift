import EventLog
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// How names that anybody may choose stand in a sentence.
@Suite struct FieldNameTests {
  @Test(arguments: [
    ("data.note", "note"), ("data.", "\"\""), ("data. x", "\" x\""), ("data.a, b", "\"a, b\""),
    ("data.\"", "\"\\\"\""), ("trace", "attribute trace"), ("data", "data"),
  ])
  func `a name that could be taken for none or for several stands in quotes`(
    _ name: String, _ words: String
  ) {
    #expect(Redaction.words(for: name) == words)
  }

  @Test func `a redaction of a field without a name names it`() throws {
    let bench = Bench()
    let client = Subject.client(try ClientID("acme"))
    let names = ["data.x", "data."].map { JSON.string($0) }
    try bench.writeLog([
      EventDraft(
        type: "custody.ledger.opened", subject: .ledger, time: .first,
        data: [
          JSONMember("name", .string("Lyra")), JSONMember("zone", .string("UTC")),
          JSONMember("format", .number("1")),
        ]),
      EventDraft(
        type: "crm.scored", subject: client, time: .first,
        data: [JSONMember("y", .number("1"))]),
      EventDraft(
        type: "custody.entry.redacted", subject: client, time: .first,
        data: [
          JSONMember("entry", .string("000000000002")), JSONMember("fields", .array(names)),
          JSONMember("reason", .string("asked for")),
        ]),
    ])
    let log = bench.run("log", "--format", "csv")
    #expect(log.output.contains("destroyed x, \"\"\"\" of #2"), "\(log)")
  }
}

/// What other commands, other people's files and older checkpoints make of a redaction.
@Suite struct AfterRedactionTests {
  private static let secrets = ["poor service", "never agreed by phone"]

  /// Given a case file and a checkpoint from before, and then two lines whose text was destroyed.
  private func redacted() throws -> (bench: Bench, caseFile: String, checkpoint: String) {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.note.added","subject":"client/acme","time":"2026-03-13T08:00:00Z","extra":"never agreed by phone","data":{"text":"never agreed by phone"}}
      """)
    let caseFile = bench.folder + "/before.case.json"
    #expect(bench.run("evidence", "c1", "-o", caseFile).code == 0)
    let checkpoint = bench.folder + "/before.checkpoint"
    #expect(bench.run("checkpoint", "-o", checkpoint).code == 0)
    for line in ["5", "8"] { #expect(bench.run("redact", line, "--reason", "asked for").code == 0) }
    return (bench, caseFile, checkpoint)
  }

  @Test func `no command shows what was destroyed, in any format`() throws {
    let (bench, _, _) = try redacted()
    for words in [
      ["log"], ["history", "acme"], ["who", "acme"], ["who", "--complaint", "c1"],
      ["complaint", "show", "c1"], ["complaint", "list"], ["audit"], ["map"], ["diff"],
    ] {
      for format in ["table", "json", "jsonl", "csv", "markdown"] {
        let result = bench.run(words + ["--format", format])
        #expect(result.code <= 2, "\(words) \(format): \(result.errors)")
        for secret in Self.secrets {
          #expect(!result.output.contains(secret) && !result.errors.contains(secret), "\(words)")
        }
      }
    }
    for name in try FileManager.default.subpathsOfDirectory(atPath: bench.log) {
      let text = String(decoding: bench.read(bench.log + "/" + name) ?? [], as: UTF8.self)
      for secret in Self.secrets { #expect(!text.contains(secret), "\(name)") }
    }
  }

  @Test func `what was given away before still checks, and the log is still the one it was`() throws
  {
    let (bench, caseFile, checkpoint) = try redacted()
    #expect(bench.run("verify", caseFile).code == 0)
    let verified = bench.run("verify", "--against", checkpoint)
    #expect(verified.code == 0, "\(verified.errors)")
    #expect(verified.output.contains("2 redacted lines, each explained\n"))
    // A case file made now holds nothing of it.
    let after = bench.folder + "/after.case.json"
    #expect(bench.run("evidence", "c1", "-o", after).code == 0)
    #expect(bench.run("verify", after).code == 0)
    let text = String(decoding: try #require(bench.read(after)), as: UTF8.self)
    for secret in Self.secrets { #expect(!text.contains(secret)) }
    #expect(bench.run("recover").code == 0)
  }

  @Test func `the same event again is there already, with its content destroyed`() throws {
    let bench = Bench.withDispute()
    let event =
      "{\"id\":\"7\",\"source\":\"desk\",\"type\":\"custody.note.added\",\"subject\":\"client/acme\","
      + "\"time\":\"2026-03-13T08:00:00Z\",\"data\":{\"text\":\"never agreed by phone\"}}"
    bench.append(event)
    #expect(bench.run("redact", "8", "--reason", "asked for").code == 0)
    let again = bench.run("append", input: event)
    #expect(again.code == 0)
    #expect(again.output.hasPrefix("recorded nothing; 1 is there with content destroyed\n"))
  }

  @Test func `an old copy of a line brought back is an unfinished redaction, told by all`() throws {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let before = try #require(bench.read(segment)).split(separator: 0x0A)
    #expect(bench.run("redact", "5", "--reason", "request 4").code == 0)
    #expect(bench.run("verify").code == 0)
    var lines = try #require(bench.read(segment)).split(separator: 0x0A)
    lines[4] = before[4]
    bench.write(segment, Array(lines.joined(separator: [0x0A])) + [0x0A])
    let verified = bench.run("verify")
    #expect(verified.code == 1, "\(verified.errors)")
    #expect(
      verified.output.contains("not finished: of line 5 stands what was to be destroyed, summary"))
    let audit = bench.run("audit", "--code", "C708", "--format", "jsonl")
    #expect(audit.code == 1 && audit.output.contains("of line 5 stands what was to be destroyed"))
    #expect(bench.run("explain", "C708").output.contains("unfinished redaction"))
    // It counts as destroyed for every answer.
    for words in [["log"], ["complaint", "show", "c1"], ["who", "--complaint", "c1"]] {
      #expect(!bench.run(words).output.contains("poor service"))
    }
    let noted = bench.run("note", "client/acme", "a call")
    #expect(noted.code == 0)
    #expect(noted.errors.replacing("\n", with: " ").contains("(summary): it is destroyed now"))
    #expect(bench.run("verify").code == 0)
    #expect(!String(decoding: try #require(bench.read(segment)), as: UTF8.self).contains("poor"))
  }

  @Test func `who --check reads every line and answers the same`() throws {
    let bench = Bench.withDispute()
    let asked = bench.run("who", "acme", "--format", "json")
    let checked = bench.run("who", "acme", "--format", "json", "--check")
    #expect(asked.output == checked.output && asked.code == checked.code)
    let segment = bench.log + "/000000000001.jsonl"
    var bytes = try #require(bench.read(segment))
    let place = try #require(bytes.firstRange(of: Array("olga".utf8)))
    bytes[place.lowerBound] = UInt8(ascii: "a")
    bench.write(segment, bytes)
    #expect(bench.run("who", "acme", "--check").code == 4)
  }

  @Test(arguments: [
    (["--fields", "", "--reason", "r"], "--fields names nothing"),
    (["--fields", ",", "--reason", "r"], "--fields names nothing"),
    (["--reason", ""], "--reason is empty"),
  ])
  func `nothing is destroyed by an empty option`(_ options: [String], _ message: String) {
    let bench = Bench.withDispute()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let result = bench.run(["redact", "5"] + options)
    #expect(result.code == 2 && result.errors.contains(message), "\(result.errors)")
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
  }

  @Test func `a result takes the place of no file that the command reads`() {
    let bench = Bench.withDispute()
    let held = bench.file("held.checkpoint", bench.run("checkpoint").output)
    let before = bench.read(held)
    let result = bench.run("verify", "--against", held, "-o", held)
    #expect(result.code == 2 && result.errors.contains("is a file that the command reads"))
    #expect(bench.read(held) == before)
  }
}
