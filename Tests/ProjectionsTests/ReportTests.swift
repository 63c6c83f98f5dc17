import Ownership
import Projections
import Testing

/// What each report says, given a small log.
struct ReportTests {
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"

  @Test("given an absence, an offer and a gap, when the map is drawn, then its cells show them")
  func map() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-01-01 client/beta client.registered name=Beta
      2026-01-01 client/gone client.registered
      2026-01-02 client/gone client.closed
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      2026-02-01 person/ivan person.away until=2026-02-10 deputy=petr
      """)
    let map = ResponsibilityMap(try log.standpoint(at: "2026-02-05"))
    #expect(map.rows.map(\.client.text) == ["acme", "beta"])
    #expect(map.closed.map(\.text) == ["gone"])
    #expect(map.gaps == 6 && map.drifts == 5)
    let cell = try #require(map.rows[0].cell(.account))
    #expect(cell.accountable?.text == "ivan" && cell.acting?.text == "petr")
    #expect(cell.pending?.to?.text == "olga" && cell.evidence.map(\.value) == [2, 7])
    #expect(map.rows[1].name == .known("Beta") && map.rows[1].cells.allSatisfy(\.isGap))
  }

  @Test("given an acceptance told late, then the offer waits until that took effect")
  func toldLate() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-01-20 client/acme complaint.filed complaint=c1 arose=2026-02-07
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      2026-03-01 client/acme handoff.accepted handoff=h1 eff=2026-02-05
      """)
    for (day, isWaiting) in [("2026-02-04", true), ("2026-02-05", false), ("2026-02-20", false)] {
      let standpoint = try log.standpoint(at: day)
      let row = try #require(ResponsibilityMap(standpoint).rows.first)
      #expect((row.cell(.account)?.pending != nil) == isWaiting, "\(day)")
      #expect(row.offers.map(\.state) == (isWaiting ? [.open] : []), "\(day)")
      let report = try ComplaintReport(ComplaintID("c1"), standpoint)
      #expect(report.offers.isEmpty && report.verdict.now.standings.map(\.basis) == [.handoff])
    }
  }

  @Test("given two instants or two positions, when maps are compared, then the lines say why")
  func difference() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-02-01 client/acme assignment.made responsibility=account person=olga
      2026-03-01 client/acme entry.retracted entry=3 reason=wrong
      """)
    let at = try SmallLog.instant("2026-02-05")
    let before = try Standpoint(log.history, at: at, known: .event(SequenceNumber(3)))
    let after = try Standpoint(log.history, at: at)
    let change = try #require(
      MapDifference(before, after).changes.first { $0.responsibility == .account })
    #expect(change.before.accountable?.text == "olga" && change.after.accountable?.text == "ivan")
    #expect(change.lines.map(\.value) == [2, 3, 4])
    let earlier = try Standpoint(
      log.history, at: SmallLog.instant("2026-01-05"), known: .event(SequenceNumber(3)))
    let valid = MapDifference(earlier, before)
    #expect(valid.changes.count == 6)
    #expect(valid.changes.allSatisfy { $0.lines.map(\.value) == [2, 3] })
    #expect(MapDifference(after, after).changes.isEmpty)
  }

  @Test("given a policy, then map, audit and comparison call the same a gap, from the policy on")
  func gapsAgree() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-01-01 client/beta assignment.made responsibility=account person=olga
      2026-02-01 ledger policy.adopted responsibilities=renewal fallback.billing=
      2026-03-01 client/beta assignment.made responsibility=renewal person=olga
      """)
    func gaps(_ at: String) throws -> [String] {
      try ResponsibilityMap(log.standpoint(at: at)).rows.flatMap { row in
        row.cells.filter(\.isGap).map { "\(row.client) \($0.responsibility)" }
      }
    }
    func found(_ at: String) throws -> [String] {
      try log.findings(at: at).filter { $0.code == .gap && $0.sentence.contains("and still") }
        .map(\.sentence)
    }
    #expect(try gaps("2026-01-31").isEmpty && found("2026-01-31").isEmpty)
    let both = ["acme billing", "acme renewal", "beta billing", "beta renewal"]
    #expect(try gaps("2026-02-02") == both && found("2026-02-02").count == 2)
    #expect(try gaps("2026-03-02") == both.dropLast() && found("2026-03-02").count == 2)
    let difference = MapDifference(
      try log.standpoint(at: "2026-01-31"), try log.standpoint(at: "2026-02-02"))
    #expect(
      difference.changes.map { change in
        "\(change.client) \(change.responsibility) \(change.before.isGap) \(change.after.isGap) "
          + change.lines.map(\.description).joined(separator: " ")
      } == [
        "acme billing false true 2 4", "acme renewal false true 4", "beta billing false true 3 4",
        "beta renewal false true 4",
      ])
    // A responsibility of which nobody has to answer is no difference when its client is opened.
    let opened = MapDifference(
      try log.standpoint(at: "2025-12-31"), try log.standpoint(at: "2026-01-31"))
    #expect(opened.changes.count == 12)
    #expect(opened.changes.allSatisfy { $0.responsibility.text != "renewal" })
  }

  @Test("given a client held twice over, when load is taken, then it counts once at its strongest")
  func load() throws {
    let log = try SmallLog(
      """
      2026-01-01 ledger policy.adopted limits.clientsPerPerson=1
      2026-01-01 client/acme assignment.made responsibility=sales person=ivan
      2026-01-01 client/acme assignment.made responsibility=account person=olga
      2026-01-02 client/beta assignment.made responsibility=sales person=ivan
      2026-01-03 client/acme complaint.filed complaint=c1
      2026-01-03 client/beta change.requested request=r1 wants=less
      2026-01-03 client/beta handoff.offered handoff=h1 responsibility=sales from=ivan to=max
      """)
    let load = Load(try log.standpoint())
    let ivan = try #require(load.row(PersonID("ivan")))
    #expect(ivan.own.map(\.text) == ["acme", "beta"] && ivan.drift.isEmpty && ivan.total == 2)
    #expect(ivan.isOverloaded && ivan.hasTwoHats && ivan.undecidedChanges == 1)
    #expect(ivan.handoffsOut == 1)
    #expect(try load.row(PersonID("max"))?.handoffsIn == 1)
    let olga = try #require(load.row(PersonID("olga")))
    #expect(olga.total == 1 && !olga.isOverloaded && olga.openComplaints == 1 && !olga.hasTwoHats)
    #expect(load.limitLine?.value == 2)
  }

  @Test(
    "given a house that sells and keeps, then it wears no hats, and a person who does wears two")
  func hats() throws {
    let lines = "2026-01-01 client/acme assignment.made responsibility=account person=haus"
    func haus(_ kind: String) throws -> PersonLoad? {
      let log = try SmallLog("2026-01-01 person/haus person.joined kind=\(kind)\n\(lines)")
      return try Load(log.standpoint()).row(PersonID("haus"))
    }
    #expect(try haus("person")?.hasTwoHats == true)
    for kind in ["house", "team"] {
      let row = try #require(try haus(kind))
      #expect(row.salesClients == 1 && row.accountClients == 1 && !row.hasTwoHats)
    }
  }

  @Test("given a year, when load is taken month by month, then it grows at the right step")
  func series() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-02-15 client/beta assignment.made responsibility=account person=ivan
      """)
    let series = try LoadSeries(
      log.standpoint(), every: .month, from: SmallLog.instant("2026-01-10"),
      to: SmallLog.instant("2026-04-01"))
    #expect(
      series.loads.map(\.at.description) == [
        "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z",
      ])
    #expect(series.loads.map { $0.rows.first?.total } == [1, 1, 2])
    let weeks = try LoadSeries(
      log.standpoint(), every: .week, from: SmallLog.instant("2026-01-01"),
      to: SmallLog.instant("2026-01-06"))
    #expect(weeks.loads.map(\.at.description) == ["2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z"])
    #expect(throws: LoadSeriesProblem.tooLong(limit: LoadSeries.limit)) {
      try LoadSeries(
        log.standpoint(), every: .day, from: .first, to: SmallLog.instant("2026-01-01"))
    }
  }

  @Test("given a layoff, when load is taken around it, then it says who inherited what from whom")
  func around() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-01-01 client/beta assignment.made responsibility=sales person=olga
      2026-01-01 client/beta assignment.made responsibility=account person=ivan
      2026-01-01 person/ivan person.joined manager=max
      2026-02-01 person/ivan person.left reason=laid-off
      """)
    let day = try Moment("2026-02-01").span(in: .utc)
    let change = LoadChange(try log.standpoint(), around: day)
    #expect(change.before.row(try PersonID("ivan"))?.total == 2)
    #expect(change.after.row(try PersonID("ivan")) == nil)
    #expect(change.after.row(try PersonID("max"))?.inherited.map(\.text) == ["acme"])
    let moves = change.moves.map { move in
      "\(move.client) \(move.from?.text ?? "-") \(move.to?.text ?? "-") \(move.basis.rawValue)"
    }
    #expect(moves == ["acme ivan max manager", "beta ivan olga fallback"])
    #expect(
      change.moves[1].responsibilities.map(\.text) == [
        "account", "support", "contract", "billing", "legal",
      ])
  }

  @Test("given terms, amendments and renewals, then each instant has its terms")
  func contracts() throws {
    let log = try SmallLog(
      """
      2026-01-01 client/acme contract.signed contract=k1 terms.price=10 terms.notice=30 ends=2026-03-31
      2026-02-01 client/acme contract.amended contract=k1 terms.price=12 terms.notice=
      2026-05-01 client/acme contract.renewed contract=k1 ends=2026-12-31
      2026-06-01 client/acme contract.ended contract=k1
      """)
    func state(_ at: String) throws -> ContractState? {
      try ContractState.all(of: ClientID("acme"), log.standpoint(at: at)).first
    }
    let first = try #require(try state("2026-01-15"))
    #expect(
      first.terms.map { "\($0.name) \($0.value) #\($0.line)" } == ["price 10 #2", "notice 30 #2"])
    let amended = try #require(try state("2026-02-01"))
    #expect(amended.terms.map { "\($0.name) \($0.value) #\($0.line)" } == ["price 12 #3"])
    #expect(amended.ends?.value?.description == "2026-04-01T00:00:00Z")
    #expect(try state("2026-03-31")?.isInForce == true)
    #expect(try state("2026-04-01")?.isInForce == false)
    #expect(try state("2026-05-01")?.isInForce == true)
    #expect(try state("2026-06-01")?.isInForce == false)
    #expect(try state("2026-06-01")?.endedBy?.value == 5)
    #expect(try state("2025-12-31") == nil)
  }

  @Test("given grants with ends, revocations and a leaving, then they hold as long as they do")
  func authority() throws {
    let log = try SmallLog(
      """
      2026-01-01 person/olga authority.granted decision=discount until=2026-01-31
      2026-01-01 person/olga authority.granted decision=terms client=acme
      2026-01-01 person/petr authority.granted decision=terms
      2026-02-10 person/olga authority.revoked decision=terms
      2026-02-20 person/petr person.left
      2026-02-25 person/petr person.joined
      """)
    func held(_ at: String, _ client: String? = nil) throws -> [UInt64] {
      try Authority(log.standpoint(at: at), client: client.map { try ClientID($0) })
        .grants.map(\.line.value)
    }
    #expect(try held("2026-01-31T23:59:59Z") == [2, 3, 4])
    #expect(try held("2026-02-01") == [3, 4])
    #expect(try held("2026-02-01", "beta") == [4])
    // A revocation without a client ends the general grant only.
    #expect(try held("2026-02-15", "acme") == [3, 4])
    // Joining again restores nothing.
    #expect(try held("2026-03-01") == [3])
  }

  @Test("given redirects, a resolution and a reopening, then each desk has its time")
  func desks() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-03-01 client/acme complaint.filed complaint=c1 responsibility=support
      2026-03-03 client/acme complaint.redirected complaint=c1 to=responsibility:billing
      2026-03-04 client/acme complaint.redirected complaint=c1 to=olga
      2026-03-10 client/acme complaint.resolved complaint=c1
      2026-03-20 client/acme complaint.reopened complaint=c1
      """)
    let report = try ComplaintReport(ComplaintID("c1"), log.standpoint(at: "2026-03-22"))
    let day: Int64 = 86_400_000_000
    let lengths = report.stays.map { $0.length(at: log.history.events[6].time) / day }
    #expect(lengths == [2, 1, 6, 0])
    #expect(
      report.stays.map(\.desk.value) == [
        .responsibility(.support), .responsibility(.billing), .person(try PersonID("olga")),
        .person(try PersonID("olga")),
      ])
    #expect(report.bounces == 2 && report.state == .reopened && report.stateLine?.value == 7)
    #expect(
      try ComplaintReport(ComplaintID("c1"), log.standpoint(at: "2026-03-15")).state == .resolved)
  }

  @Test(
    "given a period in which the holder changed, then a payout shows both and the sums are exact")
  func bonuses() throws {
    let log = try SmallLog(
      """
      \(Self.ivan)
      2026-02-01 client/acme assignment.made responsibility=account person=olga
      2026-03-01 client/acme bonus.paid bonus=b1 person=ivan amount=0.10 currency=EUR basis=retention from=2026-01-01 to=2026-02-28
      2026-03-01 client/acme bonus.paid bonus=b2 person=ivan amount=0.2 currency=EUR basis=retention from=2026-01-01 to=2026-01-31
      2026-03-02 client/acme bonus.reversed bonus=b1 amount=0.03 reason=part
      2026-03-03 client/acme bonus.paid bonus=b3 person=petr amount=7 currency=USD basis=signing
      """)
    let report = BonusReport(try log.standpoint())
    #expect(report.payouts.map(\.standing) == [.part, .all, .never])
    #expect(report.payouts[0].duties.map(\.accountable?.text) == ["ivan", "olga"])
    #expect(report.payouts[0].left?.description == "0.07 EUR")
    #expect(report.total.totals.map(\.description) == ["0.27 EUR", "7 USD"])
    #expect(report.byPerson.map { $0.key?.text } == ["ivan", "petr"])
    #expect(report.byMonth.map(\.key.description) == ["2026-03"])
    let ivan = report.narrowed(clients: nil, persons: [try PersonID("ivan")], zone: .utc)
    #expect(ivan.payouts.count == 2 && ivan.total.totals.map(\.decimal) == ["0.27"])
  }
}
