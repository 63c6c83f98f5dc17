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
}
