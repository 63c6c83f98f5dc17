import Foundation
import Ownership
import Presentation
import Projections
import RandomHistories
import SeededNumbers
import Testing

/// A projection kept up line by line equals the reports made from nothing, byte for byte in JSON.
struct LiveProjectionTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// `CUSTODY_HISTORIES` sets how many, `CUSTODY_SEED` the first seed.
  static let seeds: Range<UInt64> = {
    let first = environment["CUSTODY_SEED"].flatMap { UInt64($0) } ?? 1
    return first..<(first + (environment["CUSTODY_HISTORIES"].flatMap { UInt64($0) } ?? 100))
  }()

  @Test("given random histories, when they are taken line by line, then full and incremental agree")
  func incrementalIsFull() throws {
    var reached = (complaints: 0, contracts: 0, requests: 0, payouts: 0, open: 0, spared: 0)
    for seed in Self.seeds {
      var random = SeededNumbers(seed: ~seed)
      var business = BusinessLines(seed: seed)
      let history = business.strewn(into: RandomHistory(seed: seed), count: 12)
      let at = RandomHistoryMaker.instant(&random)
      var live = LiveProjection(at: at, zone: history.zone)
      var asked = 0
      for (index, event) in history.events.enumerated() {
        live.append(event)
        guard random.chance(30) || index == history.lines.count - 1 else { continue }
        asked += live.history.clients.count
        let known = History(events: Array(history.events[...index]), zone: history.zone)
        let full = try Reports(Standpoint(known, at: at))
        let incremental = try Reports(&live)
        guard full == incremental else {
          Issue.record(
            """
            seed \(seed), known at line \(index + 1), at \(at): \(full.difference(incremental))
            \(history.text)
            """)
          return
        }
        reached.complaints += full.counts.complaints
        reached.contracts += full.counts.contracts
        reached.requests += full.counts.requests
        reached.payouts += full.counts.payouts
        reached.open += full.counts.open
      }
      reached.spared += asked - live.pagesMade
    }
    // “Equal” has something to be equal in, and some pages were not made anew.
    #expect(reached.complaints > 0 && reached.contracts > 0 && reached.requests > 0)
    #expect(reached.payouts > 0 && reached.open > 0 && reached.spared > 0, "\(reached)")
  }
}

/// Every report as its JSON.
private struct Reports: Equatable {
  private var texts: [String: String] = [:]
  private(set) var counts = (complaints: 0, contracts: 0, requests: 0, payouts: 0, open: 0)

  static func == (left: Self, right: Self) -> Bool { left.texts == right.texts }

  /// The names of the reports that differ, with both.
  func difference(_ other: Reports) -> String {
    texts.filter { other.texts[$0.key] != $0.value }.map { name, text in
      "\(name)\nfull        \(text)\nincremental \(other.texts[name] ?? "")"
    }.joined(separator: "\n")
  }

  init(_ standpoint: Standpoint) throws {
    let clients = standpoint.clients
    try self.init(
      standpoint, map: ResponsibilityMap(standpoint), load: Load(standpoint),
      complaints: ComplaintReport.all(standpoint),
      contracts: clients.flatMap { ContractState.all(of: $0, standpoint) },
      requests: clients.flatMap { ChangeRequest.all(of: $0, standpoint, deciders: false) },
      payouts: clients.flatMap { Payout.all(of: $0, standpoint) })
  }

  init(_ live: inout LiveProjection) throws {
    let pages = live.refreshed()
    try self.init(
      Standpoint(live.history, at: live.at), map: live.map(), load: live.load(),
      complaints: pages.flatMap(\.complaints), contracts: pages.flatMap(\.contracts),
      requests: pages.flatMap(\.requests), payouts: pages.flatMap(\.payouts))
  }

  private init(
    _ standpoint: Standpoint, map: ResponsibilityMap, load: Load, complaints: [ComplaintReport],
    contracts: [ContractState], requests: [ChangeRequest], payouts: [Payout]
  ) throws {
    let history = standpoint.history
    let json = AnswerJSON(
      lines: Lines(history: history, tellsOffers: false) { _ in nil })
    func text(_ sheet: ReportSheet) -> String { JSONWriter.text(sheet.json) }
    texts["map"] = text(ReportSheet(map, standpoint, time: .exact))
    texts["load"] = text(ReportSheet(load, standpoint, time: .exact))
    texts["contracts"] = text(ReportSheet(contracts: contracts, standpoint, time: .exact))
    texts["changes"] = text(ReportSheet(changes: requests, standpoint, time: .exact))
    texts["payouts"] = text(ReportSheet(payouts: payouts, standpoint, time: .exact))
    texts["complaints"] = complaints.map { report in
      JSONWriter.text(json.object(report.verdict))
        + text(ReportSheet(report, standpoint, time: .exact))
    }.joined(separator: "\n")
    counts = (
      complaints.count, contracts.count, requests.count, payouts.count, map.rows.count
    )
  }
}
