import Foundation
import Merkle
import Ownership
import Testing

@testable import EventLog

@Suite struct WriterTests {
  private func refusals(_ writer: LogWriter, _ draft: EventDraft) throws -> [String] {
    defer { writer.discard() }
    guard case .refused(let problems) = try writer.stage(draft) else { return [] }
    return problems.map(\.description)
  }

  @Test func recordedTimesNeverGoBack() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    try ledger.setClock("2020-01-01T00:00:00Z")
    _ = try writer.append([note("a")])
    try ledger.setClock("2026-03-03T10:00:59.999999Z")
    _ = try writer.append([note("b")])
    let times = try ledger.read().events.map(\.recordedTime.recordedText)
    #expect(
      times == [
        "2026-03-03T10:00:03.000000Z", "2026-03-03T10:00:03.000000Z",
        "2026-03-03T10:01:00.999999Z",
      ])
  }

  @Test func anAppendThatExpectsAnotherLineWritesNothing() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let before = try ledger.bytes()
    let error = #expect(throws: LogError.self) {
      try writer.append([note("a")], expecting: SequenceNumber(7))
    }
    #expect(
      error?.description
        == "the ledger is at line 1, not at line 7 as expected; "
        + "read what came in between and try again; nothing was written")
    #expect(error?.severity == .usage)
    #expect(try ledger.bytes() == before)
    #expect(writer.stagedCount == 0)
    #expect(try writer.append([note("a")], expecting: SequenceNumber(1)).result.count == 1)
  }

  @Test func theSamePairWithOtherContentIsAConflict() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    #expect(
      try refusals(writer, try assignment("acme", to: "ivan", id: "a")) == [
        "id: \"a\" of source \"crm\" is line 2 already, with other content; "
          + "leave the event out, give it an id of its own, or put that line right with \"replaces\", "
          + "as custody correct 2 does"
      ])
  }

  @Test func theNextWriterKnowsTheEventsOfTheFirst() throws {
    let ledger = try Fixture()
    var writer: LogWriter? = try ledger.create()
    _ = try writer?.append([try assignment("acme", to: "olga", id: "a")])
    writer = nil
    let next = try ledger.open()
    #expect(
      try next.stage(try assignment("acme", to: "olga", id: "a")) == .repeated(SequenceNumber(2)))
  }

  @Test func oneRefusedEventRefusesAllAndAllAreReported() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let before = try ledger.bytes()
    let wrong = EventDraft(
      type: "custody.assignment.made", subject: .ledger, time: .first,
      data: [JSONMember("person", .number("1"))])
    let error = #expect(throws: LogError.self) {
      try writer.append([note("a"), wrong, note("b"), note("")])
    }
    #expect(
      error?.message == """
        event 2: custody.assignment.made stands on client/<id>, not on ledger
        event 2: data.responsibility: is missing
        event 2: data.person: is a number; a string is expected
        """)
    #expect(try ledger.bytes() == before)
    _ = try writer.stage(note("a"))
    _ = try writer.stage(wrong)
    #expect(throws: LogError.self) { try writer.commit() }
    #expect(try ledger.bytes() == before)
    _ = try writer.stage(note("a"))
    _ = try writer.stage(wrong)
    #expect(try writer.commit(skippingRefused: true).count == 1)
  }

  @Test(arguments: ["ledger.opened", "ledger.recovered", "entry.redacted", "evidence.issued"])
  func onlyTheLedgerWritesItsOwnTypes(type: String) throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let draft = EventDraft(type: "custody.\(type)", subject: .ledger, time: .first)
    #expect(
      try refusals(writer, draft).contains(
        "type: custody.\(type) is written by the ledger itself, not by append or import"))
  }

  @Test func anIdThatLooksLikeTheLedgersOwnIsRefused() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    var draft = note("a")
    draft.id = "000000000002"
    let message =
      "id: \"000000000002\" beside the source custody is twelve digits, as only the ledger's own "
      + "are; name another source or id"
    #expect(try refusals(writer, draft) == [message])
    draft.source = "custody"
    #expect(try refusals(writer, draft) == [message])
    draft.source = "crm"
    #expect(try refusals(writer, draft).isEmpty)
  }

  @Test func correctionsNameWhatTheyMay() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga")])
    func replacing(_ sequence: UInt64, _ client: String = "acme") throws -> [String] {
      try refusals(
        writer, try assignment(client, to: "ivan", replaces: SequenceNumber(sequence)))
    }
    #expect(try replacing(2).isEmpty)
    #expect(
      try replacing(3) == [
        "replaces: names line 3, which is not an earlier line: only earlier lines can be named"
      ])
    #expect(
      try replacing(2, "beta") == [
        "replaces: names line 2, which is about client/acme: a correction has the subject of its "
          + "target; retract the line there and tell the fact anew"
      ])
    var other = note("a", on: .client(try ClientID("acme")))
    other.replaces = SequenceNumber(2)
    #expect(
      try refusals(writer, other) == [
        "replaces: names line 2, which is a custody.assignment.made: a replacement has the type "
          + "of its target; retract the line and tell the fact anew"
      ])
    let retraction = EventDraft(
      type: "custody.entry.retracted", subject: .ledger, time: .first,
      data: [
        JSONMember("entry", .string("000000000001")), JSONMember("reason", .string("error")),
      ])
    #expect(
      try refusals(writer, retraction) == [
        "data.entry: names line 1, a custody.ledger.opened, which cannot be corrected, disputed or "
          + "redacted"
      ])
  }

  @Test func anEarlierLineOfTheSameBatchCanBeNamed() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    #expect(writer.nextSequence.value == 2)
    _ = try writer.stage(try assignment("acme", to: "olga"))
    #expect(
      try writer.stage(try assignment("acme", to: "ivan", replaces: SequenceNumber(2)))
        == .staged(SequenceNumber(3)))
    _ = try writer.commit()
    #expect(try ledger.read().events[2].replaces?.value == 2)
  }

  @Test func anEventThatIsTooLongIsRefused() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let problems = try refusals(writer, note(String(repeating: "x", count: 66_000)))
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("the event is too long: its line would have 66") == true)
    _ = try writer.append([note(String(repeating: "x", count: 65_000))])
    #expect(try ledger.read().events.count == 2)
  }

  @Test func aSecondWriterIsToldWhoHoldsTheLedger() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let error = #expect(throws: LogError.self) { try ledger.open() }
    let message = try #require(error?.message)
    #expect(
      message.hasPrefix(
        "cannot lock \(ledger.path): process \(ProcessInfo.processInfo.processIdentifier), olga "
          + "since 2026-03-03T10:00:01Z, is writing; try again when it is done"))
    withExtendedLifetime(writer) {}
  }

  @Test func aReaderGoesNoFurtherThanTheHeadWhileAWriterIsAtWork() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let bytes = try ledger.bytes()
    let head = try ledger.bytes("head")
    _ = try writer.append([note("a")])
    try ledger.write(head, to: "head")
    #expect(try ledger.read().events.count == 1)
    try ledger.write(bytes + [0x7B], to: "000000000001.jsonl")
    #expect(try ledger.read().tail == nil)
    withExtendedLifetime(writer) {}
  }

  @Test func aLedgerIsMadeOnce() throws {
    let ledger = try Fixture()
    _ = try ledger.create()
    let error = #expect(throws: LogError.self) { try ledger.create() }
    #expect(
      error?.description
        == "there is a ledger in \(ledger.path) already; name another folder with --log")
    let empty = try Fixture()
    #expect(throws: LogError.self) { try empty.open() }
    try FileManager.default.createDirectory(atPath: empty.path, withIntermediateDirectories: false)
    let missing = #expect(throws: LogError.self) { try empty.read() }
    #expect(
      missing?.description
        == "there is no ledger in \(empty.path); "
        + "name its folder with --log, or make one with custody init")
    try empty.write([])
    let unopened = #expect(throws: LogError.self) { try empty.open() }
    #expect(
      unopened?.description
        == "the ledger in \(empty.path) has no first line yet; "
        + "open it with custody init --name NAME --zone ZONE")
    _ = try empty.create()
    #expect(try empty.read().events.count == 1)
  }

  @Test func aSegmentIsRolledAndACheckpointWritten() throws {
    let ledger = try Fixture()
    let limits = LogWriter.Limits(segmentBytes: 1500)
    let writer = try ledger.create(limits: limits)
    for index in 0..<10 { _ = try writer.append([note("line \(index)")]) }
    let names = try ledger.names.filter { $0.hasSuffix(".jsonl") }
    #expect(names.count > 2)
    var first = 1
    for name in names {
      #expect(name == "\(SequenceNumber(UInt64(first)).digits).jsonl")
      let bytes = try ledger.bytes(name)
      #expect(bytes.count <= 1500)
      first += bytes.filter { $0 == 0x0A }.count
    }
    let log = try ledger.read()
    #expect(log.events.count == 11)
    for event in log.events {
      let (file, line) = try #require(log.table.locate(event.sequence))
      #expect(
        try ledger.lines(file)[line - 1].contains("\"sequence\":\"\(event.sequence.digits)\""))
    }
    let text = String(decoding: try ledger.bytes("checkpoint"), as: UTF8.self)
    let checkpoint = try #require(Checkpoint(text: text))
    var tree = CompactRange()
    for line in try names.flatMap({ try ledger.lines($0) }).prefix(Int(checkpoint.size)) {
      tree.append(try LogLine(parsing: Array(line.utf8)).leaf)
    }
    #expect(checkpoint.root == tree.root)
    #expect(checkpoint.size > 2)
    // Damage in an inner segment is never a tail.
    try ledger.remove("head")
    try ledger.remove("checkpoint")
    try ledger.write(try ledger.bytes(names[0]).dropLast(1), to: names[0])
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .unreadable)
  }

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
    #expect(log.events.dropFirst().allSatisfy { $0.fact == .ledgerRecovered(nil) })
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
    #expect(log.events[1].fact == .noteAdded(text: nil))
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
