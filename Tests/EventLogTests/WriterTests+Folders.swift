import Foundation
import Merkle
import Ownership
import Testing

@testable import EventLog

/// What a writer finds in a folder, and leaves there.
extension WriterTests {
  @Test func aBatchLargerThanASegmentIsWholeOrNotThere() throws {
    let ledger = try Fixture()
    let limits = LogWriter.Limits(segmentBytes: 2000, checkpointLines: 5)
    do {
      let writer = try ledger.create(limits: limits)
      for index in 0..<20 { _ = try writer.stage(note("line \(index)")) }
      #expect(try writer.commit().count == 20)
      #expect(writer.head.sequence.value == 21)
    }
    #expect(try !ledger.names.contains { $0.hasSuffix(".tmp") })
    #expect(try ledger.read().events.count == 21)
    let names = try ledger.names.filter { $0.hasSuffix(".jsonl") }
    #expect(names.count > 4)
    // As a crash between two renames would leave it.
    try ledger.remove("head")
    try ledger.remove("checkpoint")
    try ledger.remove(names[names.count - 1])
    #expect(try ledger.read().events.count == 1)
    let writer = try ledger.open(limits: limits)
    #expect(writer.recovered.map(\.segment) == Array(names[1..<names.count - 1]))
    #expect(writer.head.sequence.value == UInt64(names.count - 2 + 1))
    let log = try ledger.read()
    #expect(log.events.dropFirst().allSatisfy { $0.fact == .ledger(.recovered(nil)) })
  }

  @Test func aBatchOfManyLinesIsFollowedByACheckpoint() throws {
    let ledger = try Fixture()
    let writer = try ledger.create(limits: .init(checkpointLines: 3))
    _ = try writer.append([note("a"), note("b")])
    #expect(try !ledger.names.contains("checkpoint"))
    _ = try writer.append([note("c"), note("d"), note("e")])
    #expect(try ledger.names.contains("checkpoint"))
  }

  @Test func aPreviewWritesNothing() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let before = try ledger.bytes()
    _ = try writer.stage(note("a"))
    _ = try writer.stage(note("b"))
    var lines: [String] = []
    try writer.preview { sequence, line in
      lines.append(String(decoding: line, as: UTF8.self))
    }
    #expect(try ledger.bytes() == before)
    #expect(lines.count == 2)
    #expect(lines[0].contains("\"sequence\":\"000000000002\"") && lines[0].hasSuffix("}\n"))
    _ = try writer.commit()
    #expect(try ledger.read().events.count == 3)
  }

  @Test func aRedactedLineIsExplainedOrBroken() throws {
    let ledger = try Fixture()
    var writer: LogWriter? = try ledger.create()
    var draft = note("a name", on: .client(try ClientID("acme")), id: "n")
    draft.data?.append(JSONMember("other", .string("more")))
    _ = try writer?.append([draft])
    let line = try ledger.lines()[1]
    func without(_ names: [String]) throws -> String {
      String(
        decoding: try #require(LineRedaction(Array(line.utf8), destroying: names)).line,
        as: UTF8.self)
    }
    let redaction = EventDraft(
      type: "custody.entry.redacted", subject: .client(try ClientID("acme")), time: .first,
      data: [
        JSONMember("entry", .string("000000000002")),
        JSONMember("fields", .array([.string("data.text")])),
        JSONMember("reason", .string("request")),
      ])
    guard case .staged = try writer?.stage(redaction, byLedger: true) else {
      Issue.record("not staged")
      return
    }
    _ = try writer?.commit()
    writer = nil
    let text = String(decoding: try ledger.bytes(), as: UTF8.self)
    try ledger.write(Array(text.replacing(line, with: without(["data.text"])).utf8))
    let log = try ledger.read()
    #expect(log.events[1].isRedacted)
    #expect(log.events[1].fact == .entry(.noteAdded(text: nil)))
    let next = try ledger.open()
    draft.data?[0] = JSONMember("text", .string("another"))
    #expect(try next.stage(draft) == .redacted(SequenceNumber(2)))
    // More than the event names.
    try ledger.write(
      Array(text.replacing(line, with: without(["data.text", "data.other"])).utf8))
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .integrity)
    #expect(
      error?.message
        == "\(ledger.path)/000000000001.jsonl:2: content of line 2 is destroyed "
        + "(data.text, data.other), but no custody.entry.redacted names all of it")
    withExtendedLifetime(next) {}
  }

  @Test func whatThisVersionDoesNotUnderstandIsRefused() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    func refusal(_ draft: EventDraft) throws -> [String] {
      defer { writer.discard() }
      guard case .refused(let problems) = try writer.stage(draft) else { return [] }
      return problems.map(\.description)
    }
    for name in ["signature", "seen"] {
      var draft = note("a")
      draft.extras = [JSONMember(name, .string("x"))]
      #expect(
        try refusal(draft)
          == ["\(name): belongs to a signed act, which this version does not check yet"])
    }
    let policy = EventDraft(
      type: "custody.policy.adopted", subject: .ledger, time: .first,
      data: [JSONMember("signed", .array([.string("bonus.paid")]))])
    #expect(
      try refusal(policy)
        == ["data.signed: asks for signed acts, which this version does not check yet"])
    var many = note("a")
    many.extras = (0..<64).map { JSONMember("x\($0)", .number("1")) }
    #expect(
      try refusal(many) == ["a line has at most 64 extras and fields of data together"])
    many.extras.removeLast()
    #expect(try refusal(many).isEmpty)
  }

  @Test(arguments: [
    (",\"format\":1", "", "names no format"), ("\"format\":1", "\"format\":2", "is of format 2"),
    ("\"format\":1", "\"format\":\"1\"", "is of format \"1\""),
  ])
  func anotherFormatIsRefused(from: String, to: String, message: String) throws {
    let ledger = try Fixture()
    _ = try ledger.create()
    let line = try ledger.lines()[0].replacing(from, with: to)
    try ledger.write(Array((line + "\n").utf8))
    try ledger.remove("head")
    for attempt in [{ _ = try ledger.read() }, { _ = try ledger.open() }] as [() throws -> Void] {
      let error = #expect(throws: LogError.self) { try attempt() }
      #expect(error?.severity == .unreadable)
      #expect(error?.message.contains(message) == true)
      #expect(error?.message.contains("reads format 1") == true)
    }
  }

  @Test func aFirstLineOfAnotherTypeIsNamedByItsType() throws {
    let ledger = try Fixture()
    _ = try ledger.create()
    let line = try ledger.lines()[0].replacing("custody.ledger.opened", with: "custody.note.added")
    try ledger.write(Array((line + "\n").utf8))
    try ledger.remove("head")
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .unreadable)
    #expect(
      error?.message
        == "the first line of \(ledger.path) has the type custody.note.added: a ledger begins with "
        + "custody.ledger.opened")
  }

  @Test func aFolderThatMirrorsADatabaseIsReadAndNotWritten() throws {
    let ledger = try Fixture()
    _ = try ledger.create()
    let before = try ledger.bytes()
    try ledger.write(Array("custody-carrier 1 host=db dbname=ledger\n".utf8), to: "carrier")
    let error = #expect(throws: LogError.self) { try ledger.open() }
    #expect(error?.severity == .usage && error?.message.contains("mirrors a database") == true)
    #expect(try ledger.bytes() == before && ledger.read().events.count == 1)
    #expect(try LogVerification(of: ledger.path).foreignFiles.isEmpty)
  }

  @Test func aLedgerIsOpenedOnItsFirstLineOnly() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let again = EventDraft(
      type: "custody.ledger.opened", subject: .ledger, time: .first,
      data: [
        JSONMember("name", .string("other")), JSONMember("zone", .string("UTC")),
        JSONMember("format", .number("1")),
      ])
    _ = try writer.stage(again, byLedger: true)
    _ = try writer.commit()
    guard case .unknown(.malformed) = try ledger.read().events[1].fact else {
      Issue.record("a second opening counts")
      return
    }
  }

  @Test(arguments: [
    ("custody/0000000000000000", 3), ("evil.example/log", 3), ("own", 0),
  ])
  func aCheckpointOfAnotherOriginOrOfNothingContradicts(origin: String, size: Int) throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([note("a"), note("b")])
    let own = try writer.writeCheckpoint()
    let root = size == 0 ? Digest.zero : own.root
    let text = "\(origin == "own" ? own.origin : origin)\n\(size)\n\(root.base64)\n"
    try ledger.write(Array(text.utf8), to: "checkpoint")
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .integrity)
  }
}
