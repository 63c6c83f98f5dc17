import Foundation
import RandomHistories
import Testing

@testable import Ownership

/// What a case file rests on: the lines of the subjects that are named give the verdict of all lines.
@Suite struct ReachTests {
  @Test(
    "given the lines of the subjects read, when a verdict is asked, then it is that of all lines")
  func reach() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["CUSTODY_HISTORIES"].flatMap(UInt64.init) ?? 500
    let first = environment["CUSTODY_SEED"].flatMap(UInt64.init) ?? 1
    var asked = 0
    var left = 0
    for seed in first..<first + count {
      let random = RandomHistory(seed: seed)
      let whole = History(events: random.events, zone: random.zone)
      for (complaint, clients) in whole.clientsByComplaint {
        for client in clients {
          let subjects = Set(whole.subjects(readForVerdictOn: client))
          let events = random.events.filter { subjects.contains($0.subject) }
          let times = whole.events.map { ($0.sequence, $0.recordedTime) }
          let part = History(
            partial: events, zone: whole.zone,
            extent: Extent(
              last: whole.lastSequence, known: nil,
              recordedTimes: Dictionary(uniqueKeysWithValues: times)))
          #expect(
            part.subjects(readForVerdictOn: client) == whole.subjects(readForVerdictOn: client))
          let expected = Self.plain(try? whole.verdict(on: complaint, client: client))
          let found = Self.plain(try? part.verdict(on: complaint, client: client))
          #expect(found == expected, "seed \(seed), \(complaint) of \(client)")
          asked += 1
          left += whole.events.count - events.count
        }
      }
    }
    #expect(asked >= count / 4 && left > asked)
  }

  /// On the sources' clock the greatest sequence taken is that of the lines at hand.
  private static func plain(_ verdict: Verdict?) -> Verdict? {
    guard var verdict, verdict.clock == .source else { return verdict }
    for end in [\Verdict.asFiled, \.now] {
      verdict[keyPath: end].reply.knownSequence = .zero
      verdict[keyPath: end].reply.knownTime = nil
    }
    return verdict
  }
}
