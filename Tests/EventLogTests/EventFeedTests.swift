import EventLog
import Ownership
import Testing

/// What is read ahead on another thread is what is read at once.
@Suite("Reading ahead")
struct EventFeedTests {
  /// Good events, bad ones, events over several lines, and text that is no JSON.
  static func text(events: Int) -> [UInt8] {
    var text = ""
    for number in 0..<events {
      switch number % 97 {
      case 13:
        text += "{\"type\":\"custody.client.registered\",\"time\":\"2026-01-01T00:00:00Z\"}\n"
      case 29: text += "no JSON at all \(number)\n"
      case 41:
        text +=
          "{\"type\":\"custody.note.added\",\n \"subject\":\"client/é\(number)\",\n"
          + " \"time\":\"2026-01-01T00:00:00+01:00\",\"data\":{\"text\":\"line\\nbreak\"}}\n"
      default:
        text +=
          "{\"id\":\"e\(number)\",\"source\":\"crm\",\"type\":\"custody.assignment.made\","
          + "\"subject\":\"client/c\(number % 50)\",\"time\":\"2026-03-01T10:00:00Z\","
          + "\"data\":{\"responsibility\":\"sales\",\"person\":\"anna\"}}\n"
      }
    }
    return Array(text.utf8)
  }

  static func pieces(_ text: [UInt8], length: Int) -> () throws(LogError) -> [UInt8] {
    var place = 0
    return { () throws(LogError) in
      let piece = Array(text[place..<min(place + length, text.count)])
      place += piece.count
      return piece
    }
  }

  @Test(
    "given text in pieces of any length, when it is read ahead, then the rows and their places are the same",
    arguments: [(10, 7), (10, 1 << 20), (9000, 4096), (9000, 100_003), (20_000, 1 << 20)])
  func same(events: Int, length: Int) throws {
    let text = Self.text(events: events)
    var expected: [EventInput.Row] = []
    var input = EventInput(file: "f", bytes: text)
    while let row = try input.next() { expected.append(row) }
    #expect(expected.count >= events)
    let feed = EventFeed(file: "f", more: Self.pieces(text, length: length))
    var rows: [EventInput.Row] = []
    while let row = try feed.next() { rows.append(row) }
    #expect(rows == expected)
    #expect(try feed.next() == nil)
  }

  @Test("given a list on one long line, when it is read ahead, then every event of it comes")
  func list() throws {
    let event =
      "{\"type\":\"custody.client.registered\",\"subject\":\"client/c\","
      + "\"time\":\"2026-01-01T00:00:00Z\"}"
    let text = Array(
      ("[" + Array(repeating: event, count: 20_000).joined(separator: ", ") + "]").utf8)
    let feed = EventFeed(file: "f", more: Self.pieces(text, length: 1 << 20))
    var count = 0
    while let row = try feed.next() {
      guard case .event(_, let text) = row else { Issue.record("\(row)"); return }
      #expect(text.line == 1 && text.column == 2 + count * (event.utf8.count + 2))
      count += 1
    }
    #expect(count == 20_000)
  }

  @Test("given an input that breaks off, when it is read ahead, then the failure is told")
  func failure() throws {
    let text = Self.text(events: 9000)
    let more = Self.pieces(text, length: 1 << 18)
    var calls = 0
    let feed = EventFeed(file: "f") { () throws(LogError) in
      calls += 1
      if calls == 4 { throw LogError(.usage, "cannot read f: it is gone") }
      return try more()
    }
    #expect(throws: LogError(.usage, "cannot read f: it is gone")) {
      while try feed.next() != nil {}
    }
  }
}
