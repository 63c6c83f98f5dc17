import Testing

@testable import Ownership

/// Now is Tuesday, 3 March 2026, 00:30 in a zone two hours east of UTC: still Monday in UTC.
@Suite struct MomentGrammarTests {
  let grammar = MomentGrammar(
    now: try! Instant(rfc3339: "2026-03-02T22:30:00Z"), zone: .fixed(name: "East", seconds: 7200))

  @Test(arguments: [
    ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z"),
    ("2026-03-02t10:00:00.5+01:00", "2026-03-02T09:00:00.500000Z"),
    ("2026-03-02", "2026-03-02"), ("2024-02-29", "2024-02-29"), ("2026-03", "2026-03"),
    ("2026", "2026-01..2026-12"), ("2026-Q1", "2026-01..2026-03"),
    ("2026-Q4", "2026-10..2026-12"), ("2026-03-02..2026-03-04", "2026-03-02..2026-03-04"),
    ("2025..2026-Q2", "2025-01..2026-06"), ("2026-02..now", "2026-02..2026-03-02T22:30:00Z"),
    ("now", "2026-03-02T22:30:00Z"), ("today", "2026-03-03"), ("yesterday", "2026-03-02"),
    ("tomorrow", "2026-03-04"), ("this week", "2026-03-02..2026-03-08"),
    ("last week", "2026-02-23..2026-03-01"), ("next month", "2026-04"),
    ("last quarter", "2025-10..2025-12"), ("last year", "2025-01..2025-12"),
    ("3 days ago", "2026-02-28"), ("1 day ago", "2026-03-02"), ("2 weeks ago", "2026-02-17"),
    ("0 days ago", "2026-03-03"), ("1 month ago", "2026-02-03"), ("2 years ago", "2024-03-03"),
    ("90 minutes ago", "2026-03-02T21:00:00Z"), ("1 second ago", "2026-03-02T22:29:59Z"),
  ])
  func `an expression is understood`(_ text: String, _ meaning: String) throws {
    guard case .moment(let moment) = try grammar.read(text) else {
      Issue.record("\(text) is no moment")
      return
    }
    #expect(moment.description == meaning)
  }

  @Test func `a month ago from a day that the month lacks is its last day`() throws {
    let late = MomentGrammar(now: try Instant(rfc3339: "2026-03-31T12:00:00Z"), zone: .utc)
    #expect(try late.read("1 month ago") == .moment(try Moment("2026-02-28")))
  }

  @Test func `an event is a line`() throws {
    #expect(try grammar.read("event:42") == .event(SequenceNumber(42)))
    #expect(try grammar.read("event:0") == .event(.zero))
  }

  @Test func `a year begins and ends at midnight of the zone`() throws {
    guard case .moment(let year) = try grammar.read("2026") else { return }
    #expect(year.start(in: grammar.zone).description == "2025-12-31T22:00:00Z")
    #expect(year.end(in: grammar.zone).description == "2026-12-31T22:00:00Z")
  }

  @Test(arguments: [
    ("", 0), (" ", 0), ("noon", 0), ("Today", 0), ("TODAY", 0), ("todays", 0), ("today ", 5),
    (" today", 0), ("2026-13-01", 0), ("2026-02-30", 0), ("0000", 0), ("0000-01-01", 0),
    ("2026-3-2", 6), ("26-03-02", 2), ("2026/03/02", 4), ("02.03.2026", 2), ("2026-Q0", 6),
    ("2026-Q5", 6), ("2026-q1", 5), ("2026-Q11", 7), ("2026-03-02 10:00:00Z", 10),
    ("2026-03-02T10:00:00", 19), ("2026-03-02T24:00:00Z", 11), ("2026-03-02T10:00:60Z", 11),
    ("2026-03-02T10:00:00.1234567Z", 26), ("2026-03-02..", 12), ("..2026-03-02", 0),
    ("2026-03-02...2026-03-04", 12), ("2026-03-04..2026-03-02", 0), ("A..B", 0),
    ("2026-01..2026-02..2026-03", 16), ("3 days", 6), ("3 days before", 7), ("3  days ago", 2),
    ("3days ago", 1), ("-3 days ago", 0), ("three days ago", 0), ("3 fortnights ago", 2),
    ("999999999999 days ago", 0), ("9999 years ago", 0), ("last", 4), ("last monday", 5),
    ("lastweek", 0), ("event:", 6), ("event:x", 6), ("event:-1", 6), ("event:1234567890123", 6),
    ("event:1..event:2", 7), ("2026-03-02..event:2", 12), ("event: 1", 6),
    ("завтра", 0), ("2026-03-02T10:00:00Z..2026-03-02T10:00:00Z", 0),
  ])
  func `nonsense is an error with its place`(_ text: String, _ offset: Int) {
    #expect { try grammar.read(text) } throws: { error in
      (error as? TimeProblem)?.offset == offset
    }
  }
}
