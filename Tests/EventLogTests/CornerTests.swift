import EventLog
import Foundation
import Ownership
import Testing

/// Corners where a ledger could come to hold, or to lose, what it must not.
@Suite struct CornerTests {
  private func note(_ text: String, source: String, id: String? = nil) throws -> EventDraft {
    EventDraft(
      id: id, source: source, type: "custody.note.added", subject: try Subject("client/acme"),
      time: try Instant(rfc3339: "2026-01-05T09:00:00Z"),
      data: [JSONMember("text", .string(text))])
  }

  @Test func anIdOfTheLedgersOwnCollidesWithNoProducers() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    // The next line but one would be given the id that this one has.
    #expect(
      try writer.stage(note("a", source: "crm", id: "000000000003"))
        == .staged(SequenceNumber(2)))
    guard case .refused(let problems) = try writer.stage(note("b", source: "crm")) else {
      Issue.record("the id stands twice")
      return
    }
    #expect(
      problems.map(\.description) == [
        "source: \"crm\" has used the id 000000000003 that the ledger would give the event; "
          + "give it an id of its own"
      ])
    writer.discard()
    // And the other way round, within one batch.
    #expect(try writer.stage(note("a", source: "crm")) == .staged(SequenceNumber(2)))
    guard case .refused = try writer.stage(note("b", source: "crm", id: "000000000002")) else {
      Issue.record("the id stands twice")
      return
    }
  }

  @Test func aLineMayHaveAllItsBytes() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([note("", source: "s", id: "a")])
    let empty = try #require(try ledger.lines().last?.utf8.count)
    let room = 65_535 - empty
    _ = try writer.append([
      note(String(repeating: "x", count: room), source: "s", id: "b")
    ])
    #expect(try ledger.lines().last?.utf8.count == 65_535)
    guard
      case .refused(let problems) = try writer.stage(
        note(String(repeating: "x", count: room + 1), source: "s", id: "c"))
    else {
      Issue.record("a line of 65,536 bytes is taken")
      return
    }
    #expect(
      problems.map(\.description) == [
        "the event is too long: its line would have 65536 bytes, at most 65535 are allowed"
      ])
    writer.discard()
    // With `more` there is no room: such a line ends its batch.
    _ = try writer.stage(note(String(repeating: "x", count: room), source: "s", id: "d"))
    guard case .refused(let after) = try writer.stage(note("", source: "s", id: "e")) else {
      Issue.record("an event follows in the batch")
      return
    }
    #expect(
      after.map(\.description)
        == ["the event before it is so long that it can only be the last of its batch"])
  }

  @Test func lostSegmentsAreNoNewLedger() throws {
    let ledger = try Fixture()
    _ = try ledger.create()
    let segment = ledger.path + "/000000000001.jsonl"
    try FileManager.default.removeItem(atPath: segment)
    let reading = #expect(throws: LogError.self) { try Log(reading: ledger.path) }
    #expect(reading?.severity == .integrity)
    let opening = #expect(throws: LogError.self) { _ = try ledger.create() }
    #expect(opening?.severity == .integrity)
    #expect(!FileManager.default.fileExists(atPath: segment))
  }
}
