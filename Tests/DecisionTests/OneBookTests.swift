import Projections
import Testing

@testable import Ownership

/// What commands, reports and the audit say of one and the same business.
@Suite struct OneBookTests {
  private static let request =
    "2026-02-03 change.requested client/acme request=r1 wants=less"
  private static let leftAndBack = [
    "2026-02-01 authority.granted person/ivan decision=discount",
    "2026-03-01 person.left person/ivan", "2026-04-01 person.joined person/ivan",
  ]
  private static let lapsed = [
    "2026-02-01 contract.signed client/acme contract=k1 ends=2026-02-28",
    "2026-03-05 contract.amended client/acme contract=k1 terms.price=5",
    "2026-04-01 contract.renewed client/acme contract=k1",
  ]
  private static let refiled = [
    "2026-03-01 complaint.filed client/acme complaint=c1",
    "2026-02-01 complaint.filed client/acme complaint=c1",
  ]

  private func standpoint(_ given: [String]) throws -> Standpoint {
    try Standpoint(try Given(Row.firm + given).history, at: "2026-06-01".instant)
  }

  private func findings(_ code: FindingCode, _ given: [String]) throws -> [[SequenceNumber]] {
    Audit(try standpoint(given)).findings.filter { $0.code == code }.map(\.lines)
  }

  // MARK: Authority

  @Test func `a leaving ends the grants, and joining again restores none`() throws {
    #expect(Authority(try standpoint(Self.leftAndBack)).grants == [])
    try Row(
      "decided", Self.leftAndBack + [Self.request],
      DecideChange("acme", "r1", .granted, Occasion(by: "ivan")),
      refused: [
        "ivan has no authority in force for acme (#5, #6): let somebody decide who has, or "
          + "record `authority grant` first"
      ]
    ).check()
    let decided = "2026-05-01 change.decided client/acme request=r1 decision=granted by=ivan"
    #expect(
      try findings(.decidedWithoutAuthority, Self.leftAndBack + [Self.request, decided]) == [
        [8, 9]
      ])
    try Row(
      "granted anew", Self.leftAndBack, GrantAuthority("ivan", "discount"),
      records: ["2026-06-01 authority.granted person/ivan decision=discount"]
    ).check()
  }

  @Test func `a grant is not taken from a decision that was made by it`() throws {
    try Row(
      "revoked from before the decision",
      [
        "2026-02-01 authority.granted person/ivan decision=discount", Self.request,
        "2026-05-01 change.decided client/acme request=r1 decision=granted by=ivan",
      ],
      RevokeAuthority("ivan", "discount", .on("2026-04-01")),
      refused: [
        "the change.decided on 2026-05-01 would contradict it (#7): correct or retract #7 first"
      ]
    ).check()
  }

  // MARK: Contracts

  @Test func `what was amended while a contract had run out counts, and can be struck out`() throws
  {
    let state = try #require(
      ContractState.all(of: "acme", try standpoint(Self.lapsed)).first)
    #expect(state.terms.map(\.name) == ["price"])
    try Row(
      "struck", Self.lapsed,
      AmendContract("acme", "k1", terms: [Term(name: "price", value: nil)]),
      records: ["2026-06-01 contract.amended client/acme contract=k1 terms.price="]
    ).check()
    try Row(
      "amended while it has run out", Array(Self.lapsed.prefix(1)),
      AmendContract("acme", "k1", terms: [Term(name: "price", value: "5")]),
      refused: ["contract k1 has run out (#5): record `contract renew` first"]
    ).check()
  }

  // MARK: Complaints

  @Test func `a complaint stands from its first filing, and no step before it`() throws {
    let report = try ComplaintReport("c1", client: "acme", try standpoint(Self.refiled))
    #expect(report.filed == "2026-03-01".instant)
    try Row(
      "resolved before", Self.refiled,
      ConcludeComplaint(.resolve, "acme", "c1", .on("2026-02-10")),
      refused: [
        "complaint c1 was filed only on 2026-03-01 (#5): give a later time, or put the time of "
          + "that line right with `correct`"
      ]
    ).check()
    let early = "2026-02-10 complaint.resolved client/acme complaint=c1"
    #expect(try findings(.strayLine, Self.refiled + [early]) == [[7]])
  }

  // MARK: Bonuses

  @Test func `nobody is paid twice for the same time`() throws {
    let paid =
      "2026-02-01 bonus.paid client/acme bonus=b1 person=ivan amount=1 currency=EUR "
      + "basis=retention from=2026-01-01 to=2026-03-31"
    var payout = BonusPayout(
      bonus: "b2", person: .known("ivan"), contract: nil, amount: .known(Amount("1")!),
      currency: .known(Currency("EUR")!), basis: .known(.retention),
      from: .known("2026-03-31".moment), to: .known("2026-04-30".moment))
    func decide(_ payout: BonusPayout) throws -> [Objection] {
      let state = LedgerState(
        try Given(Row.firm + [paid]).history, now: "2026-06-01".instant)
      return [
        state.business("acme", at: state.now).objection(
          to: .money(.bonusPaid(payout)), at: state.now)
      ].compactMap(\.self)
    }
    #expect(try decide(payout).map(\.lines) == [[5]])
    payout.from = .known("2026-04-01".moment)
    #expect(try decide(payout) == [])
  }
}
