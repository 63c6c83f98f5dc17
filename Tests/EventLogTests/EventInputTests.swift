import EventLog
import Ownership
import Testing

@Suite struct EventInputTests {
  private let event =
    "{\"type\":\"example.a\",\"subject\":\"ledger\",\"time\":\"2026-01-01T00:00:00Z\"}"

  private func rows(_ text: String, piece: Int = 7) throws -> [EventInput.Row] {
    var rest = Array(text.utf8)[...]
    var input = EventInput(file: "in.jsonl") { () throws(LogError) in
      let next = Array(rest.prefix(piece))
      rest = rest.dropFirst(piece)
      return next
    }
    var rows: [EventInput.Row] = []
    while let row = try input.next() { rows.append(row) }
    return rows
  }

  private func lines(_ rows: [EventInput.Row]) -> [String] {
    rows.map { row in
      switch row {
      case .event(_, let text): "event \(text.line)"
      case .refused(let problems): problems.map(\.description).joined(separator: "\n")
      }
    }
  }

  @Test func eventsStandInAnyShape() throws {
    let pretty = event.replacing(",", with: ",\n  ")
    for piece in [1, 7, 100_000] {
      #expect(lines(try rows("", piece: piece)) == [])
      #expect(lines(try rows(" \n\r\n", piece: piece)) == [])
      #expect(
        lines(try rows("\(event)\n\(event)\r\n\n\(event)", piece: piece))
          == ["event 1", "event 2", "event 4"])
      #expect(lines(try rows("\(event) \(event)", piece: piece)) == ["event 1", "event 1"])
      #expect(lines(try rows("\(pretty)\n\(pretty)", piece: piece)) == ["event 1", "event 4"])
      #expect(
        lines(try rows("[\(event),\n\(pretty),\(event)]\n", piece: piece))
          == ["event 1", "event 2", "event 4"])
    }
  }

  @Test func everyBadRowIsReportedWithItsPlace() throws {
    let bad = event.replacing("example.a", with: "custody.note.added")
    #expect(
      lines(try rows("\(event)\n{\"type\":\n\(event)\n\(bad)\n{\"x\" 1}\n\(event)\n}")) == [
        "event 1",
        "in.jsonl:2:9: expected a value, found the end\n  {\"type\":\n          ^",
        // Where a text ends that is broken off nobody can tell: what follows may be inside of it.
        "in.jsonl:3:1: this may be part of the broken text before it; neither it nor what follows "
          + "counts\n  \(event)\n  ^",
        "in.jsonl:4:1: data.text: is missing\n  \(bad)\n  ^",
        "in.jsonl:5:6: expected ':' after the name\n  {\"x\" 1}\n       ^",
        "in.jsonl:7:1: expected a value\n  }\n  ^",
      ])
  }

  @Test func aListIsWholeOrAProblem() throws {
    func messages(_ text: String) throws -> [String] {
      try rows(text).map { row in
        switch row {
        case .event: "event"
        case .refused(let problems): problems.map(\.message).joined(separator: "; ")
        }
      }
    }
    let cutOff = "the list does not end: ']' is missing, and perhaps events are"
    #expect(try messages("[\(event),\n\(event),\n") == ["event", "event", cutOff])
    #expect(try messages("[\(event)") == ["event", cutOff])
    #expect(try messages("[") == [cutOff])
    #expect(try messages("[]") == [])
    #expect(try messages("[\(event),]") == ["event", "an event is missing behind ','"])
    #expect(
      try messages("[\(event) \(event)]")
        == ["event", "expected ',' or ']' behind an event of the list", "event"])
    #expect(try messages("[\(event)]\(event)") == ["event", "nothing may follow the list"])
    #expect(try messages("[,\(event)]").count == 2)
  }

  @Test func whatStandsInsideABrokenEventIsNoEvent() throws {
    let broken = "{\"type\":\"example.a\",\"data\":{\"text\":\"\\q\",\"quoted\":[\n\(event)\n]}}"
    let rows = try rows(broken)
    for row in rows {
      if case .event = row { Issue.record("an inner object was taken") }
    }
    #expect(rows.count >= 2)
  }

  @Test func theCaretStandsUnderTheValue() throws {
    let text =
      "{\"type\":\"example.a\",\n \"subject\":\"ledger\",\n \"time\":\"2026-13-01T00:00:00Z\"}"
    #expect(
      lines(try rows(text)) == [
        "in.jsonl:3:9: time: \"2026-13-01T00:00:00Z\" is not an RFC 3339 time: "
          + "there is no such date in the calendar\n   \"time\":\"2026-13-01T00:00:00Z\"}\n          ^"
      ])
    let inData =
      "{\"type\":\"custody.note.added\",\"subject\":\"ledger\",\"time\":\"2026-01-01T00:00:00Z\","
      + "\"data\":{\"text\":7}}"
    let row = try #require(try rows(inData).first)
    guard case .refused(let problems) = row else {
      Issue.record("taken")
      return
    }
    #expect(problems.first?.place.column == inData.utf8.count - 2)
    #expect(problems.first?.message == "data.text: is a number; a string is expected")
  }

  @Test func aPlaceCountsFromTheBeginningOfTheLine() throws {
    let bad = event.replacing("example.a", with: "custody.note.added")
    let text = "[\(event), \(bad),\n  \(bad) 7]"
    for piece in [1, 7, 100_000] {
      let places = try rows(text, piece: piece).flatMap { row in
        switch row {
        case .event(_, let text): [text.place.description]
        case .refused(let problems): problems.map(\.place.description)
        }
      }
      #expect(
        places
          == [
            "in.jsonl:1:2", "in.jsonl:1:\(event.utf8.count + 4)", "in.jsonl:2:3",
            "in.jsonl:2:\(bad.utf8.count + 4)", "in.jsonl:2:\(bad.utf8.count + 4)",
          ])
    }
  }

  @Test func anEventThatIsTooLongIsToldOnceAndPassedOver() throws {
    let long =
      event.replacing("}", with: ",\"data\":{\"text\":\"")
      + String(repeating: "x", count: EventInput.eventLimit)
    let word = "the event is too long: at most 1048576 bytes are read"
    func told(_ text: String) throws -> [String] {
      try rows(text, piece: 50_000).map { row in
        switch row {
        case .event(_, let text): "event \(text.line)"
        case .refused(let problems): problems.map(\.message).joined(separator: "; ")
        }
      }
    }
    #expect(try told("\(event)\n\(long)\"}}\n\(event)") == ["event 1", word, "event 3"])
    #expect(
      try told("[\(event),\(long)\"}},\(event)]") == ["event 1", word, "event 1"])
    let pretty = long.replacing(",", with: ",\n")
    #expect(try told("\(pretty)\"\n}}\n\(event)").first == word)
    #expect(try told("\(pretty)\"\n}}\n\(event)").last?.hasPrefix("event") == true)
    // A string that the line breaks off: nobody can tell where it ends.
    #expect(
      try told("\(long)\n\(event)") == [
        word,
        "this may be part of the broken text before it; neither it nor what follows counts",
      ])
    #expect(try told(long) == [word])
  }

  @Test func longLinesAreShownAroundThePlace() {
    let bytes = Array(
      (String(repeating: "a", count: 300) + "!" + String(repeating: "b", count: 300)).utf8)
    let place = TextPlace(file: "f", bytes: bytes, offset: 300)
    #expect(place.description == "f:1:301")
    #expect(place.excerpt.count <= TextPlaceLimits.width)
    let index = place.excerpt.index(place.excerpt.startIndex, offsetBy: place.caret)
    #expect(place.excerpt[index] == "!")
  }

  private enum TextPlaceLimits {
    static let width = 98
  }
}
