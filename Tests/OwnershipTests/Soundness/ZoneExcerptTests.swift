import Foundation
import RandomHistories
import SeededNumbers
import Testing

@testable import Ownership

@Suite struct ZoneExcerptTests {
  static let names = [
    "Europe/Berlin", "Europe/Moscow", "America/Sao_Paulo", "America/St_Johns", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
  ]

  /// Moments from the year 1900 to 2100, and now and then at the ends of time.
  static func moments(_ numbers: inout SeededNumbers) -> [Moment] {
    (0..<Int.random(in: 1...12, using: &numbers)).map { _ in
      let second = Int64.random(in: -2_208_988_800..<4_102_444_800, using: &numbers)
      let instant = Instant(clamping: second * 1_000_000)
      let date = Zone.utc.date(at: instant)
      switch Int.random(in: 0..<8, using: &numbers) {
      case 0: return .instant(instant)
      case 1: return .month(CalendarMonth(unchecked: date.year, date.month))
      case 2: return .range(.date(date), .instant(Instant.last))
      case 3: return .instant(.first)
      default: return .date(date)
      }
    }
  }

  @Test(
    "given random moments of many zones, when read with their excerpt, then each is what the zone says",
    arguments: names)
  func agreement(name: String) throws {
    let zone = try #require(Zones.named(name))
    var numbers = SeededNumbers(seed: 21)
    for _ in 0..<300 {
      let moments = Self.moments(&numbers)
      let excerpt = ZoneExcerpt(of: zone, for: moments)
      let part = excerpt.zone
      for moment in moments {
        for instant in [moment.start(in: zone), moment.end(in: zone)] {
          #expect(instant.text(in: part) == instant.text(in: zone), "\(moment)")
          #expect(part.date(at: instant) == zone.date(at: instant), "\(moment)")
          #expect(part.start(of: zone.date(at: instant)) == zone.start(of: zone.date(at: instant)))
          #expect(part.lastDay(endingAt: instant) == zone.lastDay(endingAt: instant), "\(moment)")
        }
        #expect(moment.start(in: part) == moment.start(in: zone), "\(moment)")
        #expect(moment.end(in: part) == moment.end(in: zone), "\(moment)")
      }
      // Nothing is in it that the moments do not need, and a stranger can see that.
      #expect(ZoneExcerpt(of: part, for: moments) == excerpt)
      #expect(excerpt.difference(from: zone, for: moments) == nil)
    }
  }

  @Test("given a grant until the year 9999, when excerpted, then what lies between is left out")
  func sparse() throws {
    let zone = try #require(Zones.named("Europe/Berlin"))
    let excerpt = ZoneExcerpt(
      of: zone, for: [try Moment("2026-03-02"), try Moment("2026-07-01"), try Moment("9999-12-31")])
    #expect(excerpt.offset == 3600)
    #expect(
      excerpt.transitions.map { "\($0.instant) \($0.offset)" } == [
        "2026-03-29T01:00:00Z 7200", "9999-10-31T01:00:00Z 3600",
      ])
    #expect(ZoneExcerpt(of: .utc, for: [try Moment("2026-03-02")]).transitions == [])
    #expect(ZoneExcerpt(of: zone, for: []).offset == 0)
  }

  @Test("given another zone, when compared, then the first instant that differs is named")
  func difference() throws {
    let berlin = try #require(Zones.named("Europe/Berlin"))
    let moscow = try #require(Zones.named("Europe/Moscow"))
    let moments = [try Moment("2026-03-28"), try Moment("2026-07-01")]
    let excerpt = ZoneExcerpt(of: berlin, for: moments)
    let difference = try #require(excerpt.difference(from: moscow, for: moments))
    #expect(difference.instant == (try Instant(rfc3339: "2026-03-21T00:00:00Z")))
    #expect(difference.offset == 3600 && difference.other == 10_800)
    // A zone without summer differs from the change on.
    let fixed = Zone.fixed(name: "Europe/Berlin", seconds: 3600)
    let later = try #require(excerpt.difference(from: fixed, for: moments))
    #expect(later.instant == (try Instant(rfc3339: "2026-03-29T01:00:00Z")))
    #expect(later.offset == 7200 && later.other == 3600)
    // What differs where nobody looks is no difference.
    #expect(excerpt.difference(from: fixed, for: [try Moment("2026-03-02")]) == nil)
  }

  @Test("given statements that no zone can be, when made an excerpt, then there is none")
  func refused() throws {
    let (early, late) = (Instant(clamping: 0), Instant(clamping: 5_000_000))
    #expect(ZoneExcerpt(name: "x", offset: 0, transitions: [(early, 0), (late, 60)]) != nil)
    #expect(ZoneExcerpt(name: "x", offset: 0, transitions: [(late, 0), (early, 60)]) == nil)
    #expect(ZoneExcerpt(name: "x", offset: 0, transitions: [(late, 0), (late, 60)]) == nil)
    #expect(ZoneExcerpt(name: "x", offset: 86_400, transitions: []) == nil)
    #expect(ZoneExcerpt(name: "x", offset: 0, transitions: [(late, -86_400)]) == nil)
    #expect(
      ZoneExcerpt(name: "x", offset: 0, transitions: [(Instant(clamping: 1), 60)]) == nil)
  }
}
