import Foundation
import Interchange
import Ownership
import Projections
import Testing

/// Every row of the three files with truth about incidents, answered by the imported history of the whole
/// log: 141,712 rows of 24,918 cases.
///
/// Cases have a state and a count of reopenings besides their holders; where truth speaks of them, these
/// tests import them as further responsibilities, so that the ledger itself tells when a case was closed
/// or reopened.
@Suite(
  .enabled(if: SharedData.isPresent("data/incidents"), "no shared data here"), .serialized)
struct IncidentTruthTests {
  static let files = Result {
    [
      ImportFile(
        name: "incident_event_log.csv",
        bytes: try SharedData.bytes("data/incidents/incident_event_log.csv.gz"))
    ]
  }

  static let shipped = Result {
    try Importer.plan(try SharedData.rules("incidents.rules"), try files.get())
  }

  /// What comes of the shipped rules and more of them, which only these tests ask for.
  static func imported(with more: String) throws -> ImportedHistory {
    let url = SharedData.package.appending(path: "Sources/Interchange/Examples/incidents.rules")
    let text = more + "\n" + (try String(contentsOf: url, encoding: .utf8))
    return try ImportedHistory(Importer.plan(try ImportRules(text), try files.get()).drafts)
  }

  static let withStates = Result {
    try imported(with: "responsibility state person incident_state")
  }

  static func instant(_ text: String?) throws -> Instant { try Instant(rfc3339: text ?? "") }

  @Test("The whole log becomes events, and every row of it is read")
  func wholeLog() throws {
    let plan = try Self.shipped.get()
    #expect(plan.problems.isEmpty)
    #expect(plan.remarks.isEmpty)
    #expect(plan.rowsRead == 141_712)
    #expect(plan.rowsFiltered == 0)
    #expect(plan.drafts.count { $0.type == "custody.client.registered" } == 24_918)
    #expect(
      plan.drafts.count { $0.type == "custody.client.registered" && $0.origin == .inferred } == 5)
    #expect(Set(plan.drafts.map { $0.id ?? "" }).count == plan.drafts.count)
    #expect(zip(plan.drafts, plan.drafts.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(plan.drafts.prefix(1000).allSatisfy { $0.problems.isEmpty })
  }

  @Test("After an import of half the log, the whole adds the rest; then it adds nothing")
  func secondImport() throws {
    let whole = try Self.shipped.get()
    let file = try #require(try Self.files.get().first)
    let middle = try #require(file.bytes[(file.bytes.count / 2)...].firstIndex(of: 0x0A))
    let half = try Importer.plan(
      try SharedData.rules("incidents.rules"),
      [ImportFile(name: file.name, bytes: Array(file.bytes[...middle]))])
    let news = try ReimportTests.added(whole, to: half)
    #expect(half.drafts.count > 40_000)
    #expect(half.drafts.count + news.count == whole.drafts.count)
    #expect(try ReimportTests.added(whole, to: whole).isEmpty)
  }

  @Test("Owner and group of a case at an instant, 500 rows")
  func instants() throws {
    let now = try ImportedHistory(try Self.shipped.get().drafts).now
    let truth = try SharedData.truth("data/incidents/truth.csv")
    #expect(truth.count == 500)
    for row in truth {
      let at = try Self.instant(row["at"])
      let owner = try now.holder(ClientID(row["case_id"]!), Responsibility("owner"), at: at)
      let group = try now.holder(ClientID(row["case_id"]!), Responsibility("group"), at: at)
      #expect(owner.person == row["owner"], "\(row)")
      #expect(group.person == row["group"], "\(row)")
      #expect((owner.basis == .unknown) == (row["state"] == "NO_RECORD"), "\(row)")
    }
  }

  @Test("States of a case at an instant, 500 rows")
  func states() throws {
    let now = try Self.withStates.get().now
    for row in try SharedData.truth("data/incidents/truth.csv") {
      let state = try now.holder(
        ClientID(row["case_id"]!), Responsibility("state"), at: Self.instant(row["at"]))
      #expect((state.basis == .unknown ? "NO_RECORD" : state.person) == row["state"], "\(row)")
    }
  }

  @Test("Who answered for a case before and from its reopening, 331 rows")
  func reopenings() throws {
    let truth = try SharedData.truth("data/incidents/truth_reopen.csv")
    #expect(truth.count == 331)
    let cases = Set(truth.map { $0["case_id"]! }).sorted()
    let imported = try Self.imported(
      with: """
        only when number is \(cases.joined(separator: " or "))
        responsibility reopenings person reopen_count
        responsibility state person incident_state
        keep sys_mod_count as note
        """)
    let now = try imported.now
    for row in truth {
      let client = row["case_id"]!
      let reopened = try Self.instant(row["reopened_at"])
      // The line that says so. The log has minutes; in one case the owner changes within the very minute
      // of the reopening, so before and after are told by the lines and not by the minute.
      let lines = imported.history.lines(about: try ClientID(client))
      let line = try #require(
        lines.first {
          $0.time == reopened && $0.says("reopenings", row["reopen_to"]!)
        }, "\(row)")
      let last = try #require(lines.last { $0.note == line.note })
      func holder(_ responsibility: String, _ known: UInt64) throws -> Holder {
        let question = Question(
          client: try ClientID(client), responsibility: try Responsibility(responsibility),
          at: .instant(reopened), known: .event(SequenceNumber(known)))
        return Holder(try #require(try imported.history.answer(question).answers.first))
      }
      let before = line.sequence.value - 1
      #expect(try holder("owner", before).person == row["owner_before"], "\(row)")
      #expect(try holder("group", before).person == row["group_before"], "\(row)")
      #expect(try holder("state", before).person == row["state_before"], "\(row)")
      #expect(try holder("reopenings", before).person == row["reopen_from"], "\(row)")
      let after = last.sequence.value
      #expect(try holder("owner", after).person == row["owner_from_reopen"], "\(row)")
      #expect(try holder("group", after).person == row["group_from_reopen"], "\(row)")
      let resolved = try now.holder(
        ClientID(client), Responsibility("owner"), at: Self.instant(row["last_resolved_at"]))
      #expect(resolved.person == row["owner_at_last_resolved"], "\(row)")
    }
  }

  @Test("The minute of a reopening in which the owner changed as well says what decided")
  func changeWithinTheMinute() throws {
    let now = try ImportedHistory(try Self.shipped.get().drafts).now
    var changed: [String] = []
    for row in try SharedData.truth("data/incidents/truth_reopen.csv") {
      let at = try Self.instant(row["reopened_at"])
      let before = try now.holder(
        ClientID(row["case_id"]!), Responsibility("owner"), at: #require(at.predecessor))
      #expect(before.person == row["owner_before"], "\(row)")
      let holder = try now.holder(ClientID(row["case_id"]!), Responsibility("owner"), at: at)
      if holder.person != row["owner_from_reopen"] { changed.append(row["case_id"]!) }
    }
    #expect(changed == ["INC0008478"])
  }

  @Test("Books of cases at eight instants, 72 rows, each counted by asking every case")
  func portfolios() throws {
    let imported = try Self.withStates.get()
    let truth = try SharedData.truth("data/incidents/truth_portfolio.csv")
    #expect(truth.count == 72)
    let instants = Set(try truth.map { try Self.instant($0["at"]) }).sorted()
    #expect(instants.count == 8)
    var cases: [Instant: [String: (all: Int, open: Int)]] = [:]
    for client in imported.history.clients {
      let perspective = try imported.now
      var stretches: [String: Answer] = [:]
      func holder(_ responsibility: String, at instant: Instant) throws -> Holder {
        if let known = stretches[responsibility], known.until.map({ instant < $0 }) ?? true {
          return Holder(known)
        }
        let answer = try perspective.answer(
          client, Responsibility(responsibility), at: instant)
        stretches[responsibility] = answer
        return Holder(answer)
      }
      for instant in instants {
        let owner = try holder("owner", at: instant)
        if owner.basis == .unknown { continue }
        let isOpen = try holder("state", at: instant).person != "Closed"
        let group = try holder("group", at: instant)
        for key in ["owner \(owner.person)", "group \(group.person)", "ALL_CASES_WITH_RECORD "] {
          let (all, open) = cases[instant]?[key] ?? (0, 0)
          cases[instant, default: [:]][key] = (all + 1, open + (isOpen ? 1 : 0))
        }
      }
    }
    for row in truth {
      let counted = try cases[Self.instant(row["at"])]?["\(row["kind"]!) \(row["key"]!)"] ?? (0, 0)
      #expect(counted.all == Int(row["cases"]!), "\(row)")
      if row["cases_not_closed"] != "" {
        #expect(counted.open == Int(row["cases_not_closed"]!), "\(row)")
      }
    }
  }
}

/// The load of owners and groups at the instants of the file with truth.
extension IncidentTruthTests {
  @Test("The load at eight instants is what truth counts for owners and groups, 72 rows")
  func loads() throws {
    let history = try Self.withStates.get().history
    let truth = try SharedData.truth("data/incidents/truth_portfolio.csv")
    for (text, rows) in Dictionary(grouping: truth, by: { $0["at"]! }) {
      let standpoint = try Standpoint(history, at: Self.instant(text))
      let load = Load(standpoint)
      let map = ResponsibilityMap(standpoint)
      let closed = Set(
        map.rows.filter { section in
          section.cells.contains {
            $0.responsibility.text == "state" && $0.accountable?.text == "Closed"
          }
        }.map(\.client))
      for row in rows {
        var clients: [ClientID]
        switch (row["kind"]!, row["key"]!) {
        case ("ALL_CASES_WITH_RECORD", _): clients = map.rows.map(\.client)
        case (let kind, ""):
          // Nobody carries no load; the map has nobody there, which without a policy is no gap but where
          // somebody was before.
          clients = map.rows.filter { section in
            section.cells.contains { $0.responsibility.text == kind && $0.accountable == nil }
          }.map(\.client)
        case (_, let key):
          let book = try #require(load.row(PersonID(key)), "\(row)")
          #expect(book.drift.isEmpty && book.inherited.isEmpty)
          clients = book.own
        }
        #expect(clients.count == Int(row["cases"]!), "\(row)")
        if row["cases_not_closed"] != "" {
          clients.removeAll(where: closed.contains)
          #expect(clients.count == Int(row["cases_not_closed"]!), "\(row)")
        }
      }
    }
  }
}

extension Event {
  /// Whether this line gives a responsibility to somebody.
  fileprivate func says(_ responsibility: String, _ person: String) -> Bool {
    guard case .assignment(.made(let name, .known(let holder), _)) = fact else { return false }
    return name.text == responsibility && holder.text == person
  }
}
