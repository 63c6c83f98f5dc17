import Ownership
import Testing

@Suite struct MomentTests {
  @Test(
    "given a time as people state it, when read, then its span is from the first to the end",
    arguments: [
      (
        "2026-03-03T10:00:00Z", "2026-03-03T10:00:00Z", "2026-03-03T10:00:00Z",
        "2026-03-03T10:00:00Z"
      ),
      ("2026-03-03", "2026-03-03", "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z"),
      ("2024-02", "2024-02", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"),
      ("2026-12", "2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
      (
        "2026-03..2026-04-02", "2026-03..2026-04-02", "2026-03-01T00:00:00Z",
        "2026-04-03T00:00:00Z"
      ),
      (
        "2026-03-03T10:00:00+01:00..2026-03-03", "2026-03-03T09:00:00Z..2026-03-03",
        "2026-03-03T09:00:00Z", "2026-03-04T00:00:00Z"
      ),
      (
        "2026-03-03..2026-03-03T10:00:00Z", "2026-03-03..2026-03-03T10:00:00Z",
        "2026-03-03T00:00:00Z", "2026-03-03T10:00:00Z"
      ),
    ])
  func spans(text: String, canonical: String, start: String, end: String) throws {
    let moment = try Moment(text)
    #expect(moment.description == canonical)
    let span = try moment.span(in: .utc)
    #expect(span.start.description == start)
    #expect(span.end.description == end)
  }

  @Test(
    "given what is no time, when read, then it is refused with the reason",
    arguments: [
      ("", "expected a year of four digits"), ("2026", "expected '-' after the year"),
      ("2026-03-03T10:00:00Z..", "expected a year of four digits"),
      ("2026-03.2026-04", "expected '..'"), ("2026-03-03 ", "expected '..' or the end"),
      ("2026-01..2026-02..2026-03", "expected the end"),
      ("2026-02-30", "there is no such date in the calendar"),
      ("today", "expected a year of four digits"),
    ])
  func refused(text: String, message: String) {
    do throws(TimeProblem) {
      _ = try Moment(text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("given ranges that end before they begin, when asked for their span, then there is none")
  func empty() throws {
    for text in [
      "2026-03-04..2026-03-03", "2026-03-03T10:00:00Z..2026-03-03T10:00:00Z", "2026-04..2026-03",
    ] {
      let moment = try Moment(text)
      #expect(throws: TimeProblem.self) { try moment.span(in: .utc) }
    }
    let moment = try Moment("2026-03-04..2026-03-03")
    do throws(TimeProblem) {
      _ = try moment.span(in: .utc)
    } catch {
      #expect(error.description == "the range ends before it begins")
    }
  }

  @Test("given a zone, when a day or a month is asked for, then it begins and ends with the zone's")
  func zones() throws {
    let zone = Zone.fixed(name: "plus two", seconds: 7200)
    #expect(try Moment("2026-03-03").start(in: zone).description == "2026-03-02T22:00:00Z")
    #expect(try Moment("2026-03-03").end(in: zone).description == "2026-03-03T22:00:00Z")
    #expect(try Moment("2026-03").end(in: zone).description == "2026-03-31T22:00:00Z")
    #expect(zone.date(at: try Instant(rfc3339: "2026-03-02T22:00:00Z")).description == "2026-03-03")
    #expect(try Moment("9999-12-31").end(in: .utc) == .last)
  }
}
