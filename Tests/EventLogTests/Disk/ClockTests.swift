import Ownership
import Testing

@testable import EventLog

@Suite struct ClockTests {
  @Test func recordedTimesNeverGoBackWhateverTheClockDoes() throws {
    let ledger = try Fixture(start: "2026-03-03T10:00:00Z")
    var writer: LogWriter? = try ledger.create()
    for jump in 0..<20 {
      try ledger.setClock(
        jump % 2 == 0 ? "2019-01-01T00:00:00Z" : "2027-0\(jump / 2 % 9 + 1)-01T00:00:00Z")
      if jump % 5 == 0 {
        writer = nil
        writer = try ledger.open()
      }
      _ = try writer?.append([note("a"), note("b")])
    }
    let times = try ledger.read().events.map(\.recordedTime)
    #expect(times.count == 41)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(times.first?.recordedText.hasPrefix("2026-03-03") == true)
    #expect(Set(times).count > 9)
    // The clock's word counts again as soon as it is ahead.
    #expect(times.last?.recordedText.hasPrefix("2027-") == true)
  }
}
