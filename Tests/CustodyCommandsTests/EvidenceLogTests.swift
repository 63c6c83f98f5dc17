import CustodyLedger
import EventLog
import Foundation
import Merkle
import Ownership
import Testing

@testable import CustodyCommands

/// A case file beside the log from which it is said to be: what `verify FILE --log` says it compared, it compared.
@Suite struct EvidenceLogTests {
  // MARK: A log of other hands

  /// A dispute in which olga was entered late; that line holds a field of whatever value.
  private static func drafts(_ field: JSONMember) -> [EventDraft] {
    func draft(
      _ type: String, _ time: String, _ data: [(String, String)], _ more: [JSONMember] = []
    ) -> EventDraft {
      EventDraft(
        type: "custody." + type, subject: .client(try! ClientID("acme")),
        time: try! Instant(rfc3339: time + "T08:00:00Z"),
        data: data.map { JSONMember($0.0, .string($0.1)) } + more)
    }
    return [
      EventDraft(
        type: "custody.ledger.opened", subject: .ledger, time: .first,
        data: [
          JSONMember("name", .string("Lyra")), JSONMember("zone", .string("UTC")),
          JSONMember("format", .number("1")),
        ]),
      draft("client.registered", "2025-01-05", [("name", "ACME")]),
      draft("assignment.made", "2025-01-05", [("responsibility", "account"), ("person", "ivan")]),
      draft(
        "complaint.filed", "2025-03-10",
        [("complaint", "c1"), ("arose", "2025-03-02"), ("against", "ivan")]),
      draft(
        "assignment.made", "2025-02-20", [("responsibility", "account"), ("person", "olga")],
        [field]),
      EventDraft(
        type: "custody.evidence.issued", subject: .ledger, time: .first,
        data: [
          JSONMember("complaint", .string("c1")),
          JSONMember(
            "heads",
            .object([
              JSONMember("client/acme", .string("000000000005")),
              JSONMember("person/ivan", .string("000000000000")),
              JSONMember("person/olga", .string("000000000000")),
              JSONMember("ledger", .string("000000000001")),
            ])),
        ]),
    ]
  }

  /// A log, and a case file of it that withholds the field.
  private static func bench(_ field: JSONMember) throws -> (Bench, file: String, page: String) {
    let bench = Bench()
    try bench.writeLog(drafts(field))
    let log = Ledger(folder: bench.log)
    let lines = try (1...6).map { number in
      try log.line(SequenceNumber(UInt64(number))).sealing(
        number == 5 ? [Redaction.name(ofField: field.name)] : [])
    }
    let bytes = try ForgedCase.file(
      lines.map { (String(decoding: $0.bytes, as: UTF8.self), $0.leaf) }, ComplaintID("c1"),
      ClientID("acme"))
    let file = try CaseFile(parsing: bytes)
    let (path, page) = (bench.folder + "/c1.json", bench.folder + "/c1.html")
    bench.write(path, bytes)
    bench.write(page, file.page(try file.check()))
    return (bench, path, page)
  }

  @Test(arguments: [
    JSONMember("note", .number("5")), JSONMember("reason", .array([])),
    JSONMember("note", .object([])), JSONMember("reason", .bool(true)),
  ])
  func `a withheld value that is no text in the log changes its verdict, and that is told`(
    _ field: JSONMember
  ) throws {
    let (bench, file, page) = try Self.bench(field)
    #expect(bench.run("verify").code == 0)
    for path in [file, page] {
      #expect(bench.run("verify", path).code == 0)
      let result = bench.run("verify", path, "--log", bench.log)
      #expect(result.code == 1 && result.errors == "", "\(result)")
      #expect(
        result.output.contains(
          "\nnot so: by the log there, its first 6 lines with what is withheld here, the verdict is another one: "
            + "verdict."), "\(result.output)")
      #expect(
        result.output.contains("; line 5 counts as unknown there (data.\(field.name): is "),
        "\(result.output)")
      #expect(
        bench.run("verify", path, "--log", bench.log, "--format", "json").output.contains(
          #""logVerdict":"differs""#))
    }
  }

  @Test func `a withheld value that is text in the log gives the same verdict there`() throws {
    for field in ["note", "reason"] {
      let (bench, file, page) = try Self.bench(JSONMember(field, .string("as agreed")))
      for path in [file, page] {
        let result = bench.run("verify", path, "--log", bench.log)
        #expect(result.code == 0, "\(result)")
        #expect(
          result.output.contains(
            "\nproved: the log there gives this verdict as well, by its first 6 lines, with what is withheld "
              + "here\n"))
        #expect(!result.output.contains("names the last lines as they were"))
        let json = bench.run("verify", path, "--log", bench.log, "--format", "json").output
        #expect(json.contains(#""logVerdict":"same""#))
        #expect(
          bench.run("verify", path, "--format", "json").output.contains(#""logVerdict":null"#))
        #expect(bench.run("verify", path).output.contains("names the last lines as they were"))
      }
    }
  }

  // MARK: A log that goes on

  @Test func `what the log has destroyed since is as it was when the file was made`() throws {
    let bench = EvidenceSealTests.bench()
    _ = try EvidenceSealTests.text(bench)
    let path = bench.folder + "/c1.case.json"
    // Of line 12 the summary, which the file shows, and the note, which it withholds; of line 4 the holder.
    bench.run("redact", "12", "--reason", "asked for")
    bench.run("redact", "4", "--fields", "person", "--reason", "asked for")
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-02-21T08:00:00Z","data":{"responsibility":"account","person":"petr"}}
      """)
    #expect(bench.run("who", "--complaint", "c1").output.contains("petr"))
    let result = bench.run("verify", path, "--log", bench.log)
    #expect(result.code == 0, "\(result)")
    #expect(
      result.output.contains(
        "with what is withheld here, if that was text which was destroyed there since: data.note of #12\n"
      ),
      "\(result.output)")
  }

  @Test func `every case of the story is that of its log, on either clock`() throws {
    let bench = Bench()
    try FileManager.default.copyItem(
      atPath: ReadmeTests.root.appendingPathComponent("EventLog").path, toPath: bench.log)
    let reading = try Ledger(folder: bench.log).read()
    var imported = 0
    for (complaint, clients) in reading.history.clientsByComplaint {
      for client in clients {
        let path = bench.folder + "/case.json"
        let issued = bench.run("evidence", complaint.text, "--client", client.text, "-o", path)
        #expect(issued.code == 0, "\(issued.errors)")
        let result = bench.run("verify", path, "--log", bench.log, "--format", "json")
        #expect(result.output.contains(#""logVerdict":"same""#), "\(complaint): \(result)")
        if result.output.contains("asFiledLedger") { imported += 1 }
      }
    }
    #expect(imported > 0)
  }

  @Test func `what somebody held is compared with the log where it stands beside the file`() throws
  {
    let bench = Bench.withDispute()
    let held = bench.folder + "/held"
    let head = bench.run("checkpoint", "-o", held).output.split(separator: " ")[2].dropLast()
    let (file, proof) = (bench.folder + "/c1.json", bench.folder + "/3.proof")
    bench.run("evidence", "c1", "-o", file)
    bench.run("prove", "3", "-o", proof)
    let other = Bench()
    other.run("init", "--name", "other", "--zone", "UTC")
    let foreign = other.folder + "/foreign"
    other.run("checkpoint", "-o", foreign)
    for path in [file, proof] {
      for (name, against) in [(held, held), ("the head of line 7", "7:\(head)")] {
        #expect(
          bench.run("verify", path, "--against", against).code
            == (against == held || path == proof ? 2 : 0))
        let result = bench.run("verify", path, "--against", against, "--log", bench.log)
        #expect(result.code == 0, "\(result)")
        #expect(result.output.contains(name), "\(result.output)")
      }
      for against in [foreign, "5:\(head)", "99:\(head)"] {
        let result = bench.run("verify", path, "--against", against, "--log", bench.log)
        #expect(result.code == 4 && result.output == "", "\(result)")
        #expect(!result.errors.contains("without the log"))
      }
    }
  }

  @Test func `no lines are nothing to compare with, and nothing to ask a proof of`() throws {
    let bench = Bench.withDispute()
    let zero = String(repeating: "A", count: 43) + "="
    let result = bench.run("verify", "--against", "0:\(zero)")
    #expect(
      result.code == 0
        && result.output.hasSuffix(
          "unchanged since the head of line 0: it names no line, and every log begins so\n")
    )
    bench.run("checkpoint", "-o", bench.folder + "/held")
    let text = String(decoding: try #require(bench.read(bench.folder + "/held")), as: UTF8.self)
    let lines = text.split(separator: "\n")
    let empty = bench.file("empty", "\(lines[0])\n0\n\(TreeHash.emptyRoot.base64)\n")
    #expect(
      bench.run("verify", "--against", empty).output.hasSuffix(
        "it covers no lines, and every log begins so\n"))
    let (file, proof) = (bench.folder + "/c1.json", bench.folder + "/consistency")
    bench.run("evidence", "c1", "-o", file)
    bench.run("prove", "--consistency", "7..", "-o", proof)
    for (path, against) in [(file, empty), (proof, empty), (file, "0:\(zero)")] {
      let result = bench.run("verify", path, "--against", against)
      #expect(result.code == 2 && !result.errors.contains("prove --consistency"), "\(result)")
      #expect(
        result.errors.contains("a checkpoint of no lines says nothing of any log")
          || result.errors.contains("before line 1 every log is the same"), "\(result)")
    }
  }
}
