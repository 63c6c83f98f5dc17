import Foundation
import RandomHistories
import SeededNumbers
import Testing

@testable import Ownership

/// Bare dates have their meaning in the ledger's zone.
@Suite(.enabled(if: Zones.named("Europe/Berlin") != nil, "the machine has no zone files"))
struct ZoneTests {
  @Test(
    "given days with odd beginnings, when asked for their first instant, then it is the zone's",
    arguments: [
      ("UTC", "2026-03-03", "2026-03-03T00:00:00Z"),
      ("Europe/Berlin", "2026-03-03", "2026-03-02T23:00:00Z"),
      ("Europe/Berlin", "2026-07-01", "2026-06-30T22:00:00Z"),
      ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"),
      ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"),
      ("Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z"),
      // After the last transition of the file, by its rule.
      ("Europe/Berlin", "2199-07-01", "2199-06-30T22:00:00Z"),
      // Local mean time, +00:53:28.
      ("Europe/Berlin", "1800-01-01", "1799-12-31T23:06:32Z"),
      // The day that Samoa left out begins where the next one does.
      ("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z"),
      ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
      ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
      // Clocks jump from midnight to one o'clock.
      ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
      ("America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00:00Z"),
      // Clocks go back at midnight: the day begins after the hour that is told twice.
      ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),
      // Clocks go on and back at one minute past midnight.
      ("America/St_Johns", "2008-03-09", "2008-03-09T03:30:00Z"),
      ("America/St_Johns", "2008-03-10", "2008-03-10T02:30:00Z"),
      ("America/St_Johns", "2008-11-02", "2008-11-02T02:30:00Z"),
      ("America/St_Johns", "2008-11-03", "2008-11-03T03:30:00Z"),
    ])
  func starts(zone: String, date: String, expected: String) throws {
    let zone = try #require(Zones.named(zone))
    let moment = try Moment(date)
    #expect(moment.start(in: zone).description == expected)
  }

  @Test(
    "given random instants, when asked for the offset, then the system's own answer is the same",
    arguments: [
      "Europe/Berlin", "Europe/London", "Europe/Moscow", "America/New_York", "America/Sao_Paulo",
      "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Lord_Howe",
      "Pacific/Apia", "Africa/Cairo", "Antarctica/Troll",
    ])
  func offsets(name: String) throws {
    let zone = try #require(Zones.named(name))
    let system = try #require(TimeZone(identifier: name))
    var random = SeededNumbers(seed: 11)
    // 1900 to 2100.
    for _ in 0..<2000 {
      let second = Int64.random(in: -2_208_988_800..<4_102_444_800, using: &random)
      let date = Date(timeIntervalSince1970: TimeInterval(second))
      let instant = Instant(clamping: second * 1_000_000)
      #expect(zone.offset(at: instant) == system.secondsFromGMT(for: date), "\(name) \(instant)")
    }
  }

  @Test(
    "given a zone and every day of years with changes, when searched, then no earlier instant serves"
  )
  func firstInstants() throws {
    for name in ["Europe/Berlin", "America/Sao_Paulo", "America/St_Johns", "Pacific/Apia"] {
      let zone = try #require(Zones.named(name))
      for day in CalendarDate(unchecked: 2011, 1, 1)
        .daysSinceEpoch...CalendarDate(unchecked: 2011, 12, 31).daysSinceEpoch
      {
        let date = CalendarDate(daysSinceEpoch: day)
        let start = zone.start(of: date)
        // At the start clocks show that day or, where it is left out, a later one; before, an earlier.
        #expect(zone.date(at: start) >= date, "\(name) \(date)")
        let before = try #require(start.predecessor)
        #expect(zone.date(at: before) < date, "\(name) \(date)")
      }
    }
  }

  @Test("given bytes that are no zone file, when read, then they are refused")
  func damaged() throws {
    #expect(throws: ZoneProblem.damaged) { try Zone(name: "x", tzif: []) }
    #expect(throws: ZoneProblem.damaged) { try Zone(name: "x", tzif: Array("nothing".utf8)) }
    let first = Array("TZif".utf8) + [UInt8](repeating: 0, count: 40)
    #expect(throws: ZoneProblem.version) { try Zone(name: "x", tzif: first) }
    let file = URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")
    let whole = Array(try Data(contentsOf: file))
    #expect(try Zone(name: "x", tzif: whole).offset(at: Instant(clamping: 0)) == 3600)
    for length in stride(from: 0, to: whole.count, by: 97) {
      #expect(throws: ZoneProblem.self) { try Zone(name: "x", tzif: Array(whole.prefix(length))) }
    }
  }

  @Test(
    "given rules in the POSIX form, when read, then those that are none are refused",
    arguments: [
      ("UTC0", true), ("<+0330>-3:30", true), ("EST5EDT,M3.2.0,M11.1.0", true),
      ("IST-2IDT,M3.4.4/26,M10.5.0", true), ("AAA3BBB,J60,J300/1:30:15", true),
      ("AAA3BBB,59/-1,300", true), ("UT", false), ("UTC", false), ("EST5EDT", false),
      ("EST5EDT,M13.1.0,M11.1.0", false), ("EST5EDT,M3.2.0,M11.1.0,", false), ("<AB>3", true),
      ("EST5EDT,M3.2,M11.1.0", false), ("EST5EDT,M3.6.0,M11.1.0", false),
    ])
  func rules(text: String, isRule: Bool) {
    #expect(((try? ZoneRule(posix: text)) != nil) == isRule)
  }
}
