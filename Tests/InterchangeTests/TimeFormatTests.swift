import Ownership
import Testing

@testable import Interchange

@Suite struct TimeFormatTests {
  static func read(
    _ text: String, _ format: String, zone: String = "UTC", dayAfter: Bool = false
  ) throws -> String {
    let zone = try #require(Importer.zone(named: zone))
    return try TimeFormat(format).instant(Array(text.utf8)[...], zone: zone, dayAfter: dayAfter)
      .description
  }

  @Test(
    "Times are read by their format",
    arguments: [
      ("29/2/2016 01:16", "%-d/%-m/%Y %H:%M", "2016-02-29T01:16:00Z"),
      ("9/12/2016 1:16", "%-d/%-m/%Y %-H:%M", "2016-12-09T01:16:00Z"),
      ("29.02.2016", "%d.%m.%Y", "2016-02-29T00:00:00Z"),
      ("1789-04-30", "date", "1789-04-30T00:00:00Z"),
      ("0001-01-01", "date", "0001-01-01T00:00:00Z"),
      ("1969-12-31 23:59:59.5", "%Y-%m-%d %H:%M:%S.%f", "1969-12-31T23:59:59.500000Z"),
      ("20160229011600.000001", "%Y%m%d%H%M%S.%f", "2016-02-29T01:16:00.000001Z"),
      ("2016-02-29 01:16 +0530", "%Y-%m-%d %H:%M %z", "2016-02-28T19:46:00Z"),
      ("2016-02-29T01:16-08:00", "%Y-%m-%dT%H:%M%z", "2016-02-29T09:16:00Z"),
      ("2016-02-29 01:16Z", "%Y-%m-%d %H:%M%z", "2016-02-29T01:16:00Z"),
      ("2016-02-29T01:16:00+01:00", "rfc3339", "2016-02-29T00:16:00Z"),
      ("100% 2016-02-29", "100%% %Y-%m-%d", "2016-02-29T00:00:00Z"),
    ])
  func reading(text: String, format: String, expected: String) throws {
    #expect(try Self.read(text, format) == expected)
  }

  @Test(
    "What is no time in the format is refused where reading stops",
    arguments: [
      ("29/02/2016", "%-d/%-m/%Y %H:%M", 10, "expected \" \""),
      ("30/2/2016 01:16", "%-d/%-m/%Y %H:%M", 15, "there is no such date in the calendar"),
      ("1/2/2016 24:00", "%-d/%-m/%Y %H:%M", 14, "there is no such time of day"),
      ("1/2/2016 1:00", "%-d/%-m/%Y %H:%M", 10, "expected an hour of two digits"),
      ("1/2/16 01:00", "%-d/%-m/%Y %H:%M", 6, "expected a year of four digits"),
      ("1/2/2016 01:00:00", "%-d/%-m/%Y %H:%M", 14, "the format ends before this"),
      ("001/2/2016 01:00", "%-d/%-m/%Y %H:%M", 2, "expected \"/\""),
      ("2016-02-29 00:00:00.1234567", "%Y-%m-%d %H:%M:%S.%f", 26, "the format ends before this"),
      ("2016-02-29 00:00 CET", "%Y-%m-%d %H:%M %z", 17, "expected an offset such as Z or +01:00"),
      ("0000-01-01", "date", 10, "there is no such date in the calendar"),
      ("2016-02-29", "rfc3339", 10, "expected"),
      ("2016-02-29T00:00:60Z", "rfc3339", 11, "second 60 is refused"),
    ])
  func refusing(text: String, format: String, offset: Int, message: String) throws {
    let problem = #expect(throws: TimeFormat.Problem.self) { try Self.read(text, format) }
    #expect(problem?.offset == offset)
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
  }

  @Test("A local time means what clocks in its zone show")
  func zones() throws {
    #expect(
      try Self.read("1/7/2016 05:45", "%-d/%-m/%Y %H:%M", zone: "Test/Nepal")
        == "2016-07-01T00:00:00Z")
    #expect(
      try Self.read("2016-07-01", "date", zone: "Test/Nepal", dayAfter: true)
        == "2016-07-01T18:15:00Z")
  }

  @Test(
    "Summer time: a skipped time is refused, a repeated one is the first of the two",
    .enabled(if: Importer.zone(named: "Europe/Berlin") != nil, "no zone files here"))
  func summerTime() throws {
    let format = "%Y-%m-%d %H:%M"
    #expect(
      try Self.read("2016-03-27 01:59", format, zone: "Europe/Berlin") == "2016-03-27T00:59:00Z")
    #expect(
      try Self.read("2016-03-27 03:00", format, zone: "Europe/Berlin") == "2016-03-27T01:00:00Z")
    #expect(
      try Self.read("2016-10-30 02:30", format, zone: "Europe/Berlin") == "2016-10-30T00:30:00Z")
    let problem = #expect(throws: TimeFormat.Problem.self) {
      try Self.read("2016-03-27 02:30", format, zone: "Europe/Berlin")
    }
    #expect(problem?.message.contains("clocks in Europe/Berlin skipped this time") == true)
  }
}
