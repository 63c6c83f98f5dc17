import Testing

@testable import CustodyCommands

/// How long a day is of which the clocks are set.
@Suite struct DateTests {
  @Test(arguments: [
    ("2026-03-28", "1 day"), ("2026-03-29", "1 day, 23 hours in all"),
    ("2026-10-25", "1 day, 25 hours in all"), ("2026-03", "31 days, 743 hours in all"),
    ("2026-10", "31 days, 745 hours in all"), ("2026", "365 days"),
    ("2026-03-29T00:00:00+01:00..2026-03-29T12:00:00+02:00", "11 hours"),
  ])
  func `given clocks that are set, then a length has the days of the calendar`(
    _ expression: String, _ length: String
  ) {
    let bench = Bench()
    bench.run("init", "--name", "x", "--zone", "Europe/Berlin")
    let result = bench.run("date", expression, "--format", "json")
    #expect(result.output.contains("\"length\":\"\(length)\""), "\(result.output)")
  }

  @Test func `given a change of half an hour, then the minutes are told`() {
    let bench = Bench()
    bench.run("init", "--name", "x", "--zone", "Australia/Lord_Howe")
    let result = bench.run("date", "2026-04-05")
    #expect(
      result.output.contains("length      1 day, 24 hours and 30 minutes in all\n"),
      "\(result.output)")
  }
}
