import Foundation
import RandomHistories
import Testing

@testable import Ownership

/// A history of only those lines that bear on a client answers as the whole does.
@Suite struct PartialHistoryTests {
  @Test(
    "given only the lines that a client's answers can rest on, answers and verdicts stay the same")
  func equal() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["CUSTODY_HISTORIES"].flatMap(UInt64.init) ?? 100
    var compared = 0
    for seed in 1...max(count / 5, 20) {
      let random = RandomHistory(seed: seed)
      let whole = History(events: random.events, zone: random.zone)
      for client in whole.clients {
        let held = lines(about: client, in: random.events)
        for known in knownPositions(whole) {
          let part = partial(held, of: whole, known: known)
          for responsibility in Responsibility.builtIn.prefix(4) {
            for span in spans(whole) {
              let question = Question(
                client: client, responsibility: responsibility, at: span, known: known)
              let expected = try whole.answer(question)
              #expect(try part.answer(question) == expected, "seed \(seed): \(question)")
              compared += 1
            }
          }
        }
        try compareVerdicts(client, partial(held, of: whole, known: .latest), whole, seed)
      }
    }
    #expect(compared > 1000)
  }

  private func compareVerdicts(
    _ client: ClientID, _ part: History, _ whole: History, _ seed: UInt64
  ) throws {
    for (complaint, clients) in whole.clientsByComplaint where clients.contains(client) {
      let expected = try whole.verdict(on: complaint, client: client)
      // The sources' clock needs the whole log to say what was known.
      if expected.clock == .source { continue }
      #expect(
        try part.verdict(on: complaint, client: client) == expected, "seed \(seed): \(complaint)")
    }
  }

  private func lines(about client: ClientID, in events: [Event]) -> [Event] {
    var subjects: Set<Subject> = [.ledger]
    var waiting: [Subject] = [.client(client)]
    while let subject = waiting.popLast() {
      guard subjects.insert(subject).inserted else { continue }
      for event in events where event.subject == subject {
        waiting += event.fact.personsConcerned.map(Subject.person)
      }
    }
    return events.filter { subjects.contains($0.subject) }
  }

  private func partial(_ held: [Event], of whole: History, known: KnownPosition) -> History {
    var extent = Extent(last: whole.lastSequence, known: nil, recordedTimes: [:])
    var last = whole.lastSequence
    switch known {
    case .latest: break
    case .time(let time):
      last = whole.events.last { $0.recordedTime <= time }?.sequence ?? .zero
      extent.known = (time, last)
    case .event(let number): last = number
    }
    extent.recordedTimes[last] = whole[last]?.recordedTime
    return History(partial: held, zone: whole.zone, extent: extent)
  }

  private func knownPositions(_ history: History) -> [KnownPosition] {
    let middle = history.events[history.events.count / 2]
    return [.latest, .event(middle.sequence), .time(middle.recordedTime), .time(.first)]
  }

  private func spans(_ history: History) -> [TimeSpan] {
    let times = history.events.map(\.effectiveTime).sorted()
    let middle = times[times.count / 2]
    return [
      .instant(middle), .instant(.last),
      .period(from: times[1], to: Instant(clamping: times[times.count - 1].microseconds + 1)),
    ]
  }
}
