import Testing

@testable import Ownership

@Suite struct LeavingTests {
  @Test(arguments: Self.rows) func leavingDecided(_ row: Row) throws { try row.check() }

  /// What olga has when she leaves: lines 5 to 13.
  static let estate = [
    "2026-01-02 assignment.made client/acme responsibility=account person=olga",
    "2026-01-02 assignment.made client/acme responsibility=sales person=olga",
    "2026-02-01 contract.signed client/acme contract=k1 person=olga",
    "2026-02-02 contract.signed client/acme contract=k2 person=olga",
    "2026-02-03 bonus.paid client/acme bonus=b1 person=olga contract=k1 amount=10 currency=EUR"
      + " basis=signing",
    "2026-03-01 complaint.filed client/acme complaint=c1",
    "2026-03-02 change.requested client/acme request=r1 wants=discount",
    "2026-03-03 handoff.offered client/acme handoff=h1 responsibility=sales from=olga to=ivan",
    "2026-03-03 assignment.made client/beta responsibility=sales person=ivan",
    "2026-03-04 handoff.offered client/beta handoff=h1 responsibility=sales from=ivan to=olga",
  ]

  static let words =
    "2 responsibilities: account of acme, sales of acme; 1 open complaint: c1 of acme; "
    + "1 undecided change: r1 of acme; 1 open offer made: h1 of acme; "
    + "1 open offer received: h1 of beta; 1 unpaid bonus: for contract k2 of acme; "
    + "1 unearned bonus: b1 of acme"

  static let rows: [Row] = [
    Row(
      "what is left behind is listed", estate, LetPersonLeave("olga"),
      refused: [
        "olga leaves behind \(words) (#5, #6, #8, #9, #10, #11, #12, #14): offer it with "
          + "--hand-over-to PERSON, or leave it with --anyway"
      ]),
    Row(
      "it is left as it stands", estate, LetPersonLeave("olga", estate: .anyway),
      records: ["2026-06-01 person.left person/olga"],
      remarks: ["olga leaves behind \(words)"]),
    Row(
      "what is held is offered to somebody, once", estate,
      LetPersonLeave(
        "olga", estate: .offered(to: "ivan"), Occasion(effective: "2026-07-01".instant)),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=account "
          + "from=olga to=ivan effective=2026-07-01T00:00:00Z",
        "2026-06-01 >2026-07-01 person.left person/olga",
      ],
      remarks: [
        "olga leaves behind 1 open complaint: c1 of acme; 1 undecided change: r1 of acme; "
          + "1 open offer made: h1 of acme; 1 open offer received: h1 of beta; "
          + "1 unpaid bonus: for contract k2 of acme; 1 unearned bonus: b1 of acme"
      ]),
    Row(
      "two offers of one client have two ids", Array(estate.prefix(2)),
      LetPersonLeave("olga", estate: .offered(to: "ivan")),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=account "
          + "from=olga to=ivan",
        "2026-06-01 handoff.offered client/acme handoff=h-2026-002 responsibility=sales "
          + "from=olga to=ivan",
        "2026-06-01 person.left person/olga",
      ]),
    Row(
      "nobody hands over to themselves", Array(estate.prefix(1)),
      LetPersonLeave("olga", estate: .offered(to: "olga")),
      refused: ["olga cannot hand over to themselves: name somebody else"]),
    Row(
      "nobody hands over to somebody gone",
      Array(estate.prefix(1)) + ["2026-02-01 person.left person/ivan"],
      LetPersonLeave("olga", estate: .offered(to: "ivan")),
      refused: ["ivan left on 2026-02-01 (#6): hand over to somebody who is there"]),
    Row(
      "a leaving does not come before what was assigned after it", Array(estate.prefix(1)),
      LetPersonLeave("olga", .on("2026-01-01T12:00:00Z")),
      refused: [
        "the assignment.made on 2026-01-02 would contradict it (#5): correct or retract #5 first"
      ]),
  ]
}
