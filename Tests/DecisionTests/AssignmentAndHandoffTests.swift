import Testing

@testable import Ownership

@Suite struct AssignmentAndHandoffTests {
  @Test(arguments: Self.assignments) func assignmentsDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.offers) func offersDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.answers) func answersDecided(_ row: Row) throws { try row.check() }

  /// Line 5: olga holds account.
  static let held = ["2026-02-01 assignment.made client/acme responsibility=account person=olga"]
  /// Line 6: she offers it to ivan.
  static let offered =
    held + [
      "2026-03-01 handoff.offered client/acme handoff=h1 responsibility=account from=olga to=ivan"
    ]

  static let assignments: [Row] = [
    Row(
      "several responsibilities in one batch",
      AssignResponsibility(
        "acme", [.sales, .account], to: "olga", reason: "won it", .on("2026-02-01", by: "ivan")),
      records: [
        "2026-02-01 assignment.made client/acme responsibility=sales person=olga reason=won_it "
          + "by=ivan",
        "2026-02-01 assignment.made client/acme responsibility=account person=olga "
          + "reason=won_it by=ivan",
      ]),
    Row(
      "to somebody who left", ["2026-02-01 person.left person/olga"],
      AssignResponsibility("acme", [.account], to: "olga"),
      refused: [
        "olga left on 2026-02-01 (#5): assign somebody who is there, or record `person join` first"
      ]),
    Row(
      "to somebody who will leave, which is told",
      ["2026-02-01 >2026-08-01 person.left person/olga"],
      AssignResponsibility("acme", [.account], to: "olga"),
      records: ["2026-06-01 assignment.made client/acme responsibility=account person=olga"],
      remarks: ["note: olga leaves on 2026-08-01 (#5)"]),
    Row(
      "to somebody who has not joined yet",
      ["2026-01-01 >2026-07-01 person.joined person/petra"],
      AssignResponsibility("acme", [.account], to: "petra"),
      refused: [
        "petra joins only on 2026-07-01 (#5): assign somebody who is there, or record "
          + "`person join` first"
      ]),
    Row(
      "to somebody who will be there by then",
      ["2026-01-01 >2026-07-01 person.joined person/petra"],
      AssignResponsibility(
        "acme", [.account], to: "petra", Occasion(effective: "2026-07-01".instant)),
      records: [
        "2026-06-01 >2026-07-01 assignment.made client/acme responsibility=account person=petra"
      ]),
    Row(
      "to nobody the ledger knows, for nothing it knows, of nobody it knows",
      AssignResponsibility("acne", ["acount"], to: "olgs"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first",
        "the ledger knows no person olgs: check the name, or record `person join` first",
        "the ledger knows no responsibility acount: check the name, or declare it with "
          + "`policy adopt --responsibility`",
      ]),
    Row(
      "on a closed client", ["2026-02-01 client.closed client/acme"],
      AssignResponsibility("acme", [.account], to: "olga"),
      refused: [
        "acme was closed on 2026-02-01 (#5): record `client add` first if it is a client again"
      ]),
    Row(
      "to whoever holds it", held, AssignResponsibility("acme", [.account], to: "olga"),
      refused: [
        "olga holds account of acme since 2026-02-01 (#5): there is nothing to assign"
      ]),
    Row(
      "one that takes the ground from an accepted handoff",
      offered + ["2026-03-02 >2026-07-01 handoff.accepted client/acme handoff=h1"],
      AssignResponsibility("acme", [.account], to: "ivan"),
      refused: [
        "the handoff.accepted on 2026-07-01 would contradict it (#7): correct or retract #7 first"
      ]),
    Row(
      "one at the instant at which another got it", held,
      AssignResponsibility("acme", [.account], to: "ivan", .on("2026-02-01")),
      refused: [
        "olga, then ivan would get account of acme at the same instant (#5): give another time, or "
          + "put #5 right with `correct`"
      ]),
    Row(
      "an ending", held, UnassignResponsibility("acme", [.account], from: "olga", reason: "x"),
      records: [
        "2026-06-01 assignment.ended client/acme responsibility=account person=olga reason=x"
      ]),
    Row(
      "an ending of whoever holds it", held, UnassignResponsibility("acme", [.account]),
      records: ["2026-06-01 assignment.ended client/acme responsibility=account"]),
    Row(
      "an ending of what nobody has held", UnassignResponsibility("acme", [.account]),
      refused: [
        "there is no holder of account of acme: nobody has held it yet: there is nothing to end"
      ]),
    Row(
      "an ending of what nobody holds any more",
      held + ["2026-03-01 assignment.ended client/acme responsibility=account"],
      UnassignResponsibility("acme", [.account]),
      refused: [
        "there is no holder of account of acme: nobody holds it since 2026-03-01 (#6): there is "
          + "nothing to end"
      ]),
    Row(
      "an ending of what a leaver held", held + ["2026-03-01 person.left person/olga"],
      UnassignResponsibility("acme", [.account]),
      refused: [
        "there is no holder of account of acme: olga left on 2026-03-01 and nobody holds it "
          + "(#6): there is nothing to end"
      ]),
    Row(
      "an ending of what another holds", held,
      UnassignResponsibility("acme", [.account], from: "ivan"),
      refused: [
        "ivan does not hold account of acme: olga holds it since 2026-02-01 (#5): name olga, or "
          + "nobody"
      ]),
  ]

  static let offers: [Row] = [
    Row(
      "by whoever holds it", held,
      OfferHandoff(
        .some("acme", [.account]), to: "ivan", effective: "2026-07-01".moment),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=account "
          + "from=olga to=ivan effective=2026-07-01"
      ]),
    Row(
      "an id follows those that the client has used",
      held + [
        "2026-02-02 handoff.offered client/acme handoff=h-2026-007 responsibility=account "
          + "from=olga to=ivan",
        "2026-02-03 handoff.withdrawn client/acme handoff=h-2026-007",
        "2026-02-03 handoff.offered client/beta handoff=h-2026-009 responsibility=sales "
          + "from=olga to=ivan",
      ],
      OfferHandoff(.some("acme", [.account]), to: "ivan"),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-008 responsibility=account "
          + "from=olga to=ivan"
      ]),
    Row(
      "all that somebody holds, in one batch",
      held + [
        "2026-02-01 assignment.made client/acme responsibility=sales person=olga",
        "2026-02-01 assignment.made client/beta responsibility=sales person=olga",
        "2026-02-01 assignment.made client/beta responsibility=legal person=ivan",
      ],
      OfferHandoff(.all, from: "olga", to: "ivan"),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=account "
          + "from=olga to=ivan",
        "2026-06-01 handoff.offered client/acme handoff=h-2026-002 responsibility=sales "
          + "from=olga to=ivan",
        "2026-06-01 handoff.offered client/beta handoff=h-2026-001 responsibility=sales "
          + "from=olga to=ivan",
      ]),
    Row(
      "all of one client",
      held + ["2026-02-01 assignment.made client/beta responsibility=sales person=olga"],
      OfferHandoff(.client("beta"), from: "olga", to: "ivan", handoff: "h5"),
      records: [
        "2026-06-01 handoff.offered client/beta handoff=h5 responsibility=sales from=olga to=ivan"
      ]),
    Row(
      "one id for two",
      held + ["2026-02-01 assignment.made client/acme responsibility=sales person=olga"],
      OfferHandoff(.all, from: "olga", to: "ivan", handoff: "h5"),
      refused: ["one id cannot name 2 offers: leave the id out; each gets its own"]),
    Row(
      "all of nobody", OfferHandoff(.all, to: "ivan"),
      refused: ["who offers is not said: name the giver with --from"]),
    Row(
      "all of somebody who holds nothing", OfferHandoff(.all, from: "olga", to: "ivan"),
      refused: ["olga holds nothing that could be offered: check the name"]),
    Row(
      "all of somebody unknown", OfferHandoff(.all, from: "olgs", to: "ivan"),
      refused: [
        "the ledger knows no person olgs: check the name, or record `person join` first"
      ]),
    Row(
      "of what nobody holds", OfferHandoff(.some("acme", [.account]), to: "ivan"),
      refused: [
        "nobody can offer account of acme: nobody has held it yet: record `assign` instead, or "
          + "name the giver with --from"
      ]),
    Row(
      "of what has drifted to somebody", held,
      OfferHandoff(.some("acme", [.legal]), to: "ivan"),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=legal from=olga "
          + "to=ivan"
      ]),
    Row(
      "of what nobody holds, by somebody to whom it has not drifted", held,
      OfferHandoff(.some("acme", [.legal]), from: "ivan", to: "olga"),
      refused: [
        "ivan does not hold legal of acme: nobody has held it yet: let olga, who answers for it, "
          + "offer it, or record `assign`"
      ]),
    Row(
      "of what another holds", held,
      OfferHandoff(.some("acme", [.account]), from: "ivan", to: "olga"),
      refused: [
        "ivan does not hold account of acme: olga holds it since 2026-02-01 (#5): let olga offer "
          + "it, or record `assign`"
      ]),
    Row(
      "to oneself", held, OfferHandoff(.some("acme", [.account]), to: "olga"),
      refused: ["olga cannot offer to themselves: name another receiver"]),
    Row(
      "to somebody gone", held + ["2026-03-01 person.left person/ivan"],
      OfferHandoff(.some("acme", [.account]), to: "ivan"),
      refused: ["ivan left on 2026-03-01 (#6): offer it to somebody who is there"]),
    Row(
      "an id again, of what is on offer", offered,
      OfferHandoff(.some("acme", [.account]), to: "ivan", handoff: "h1"),
      refused: [
        "handoff h1 was offered on 2026-03-01 (#6): give the new one another id, or none",
        "account of acme is on offer as handoff h1 (#6): record `handoff withdraw` for that one "
          + "first",
      ]),
    Row(
      "on a closed client", held + ["2026-03-01 client.closed client/acme"],
      OfferHandoff(.some("acme", [.account]), from: "olga", to: "ivan"),
      refused: [
        "acme was closed on 2026-03-01 (#6): record `client add` first if it is a client again"
      ]),
    Row(
      "of a responsibility that nobody knows", held,
      OfferHandoff(.some("acme", ["acount"]), from: "olga", to: "ivan"),
      refused: [
        "the ledger knows no responsibility acount: check the name, or declare it with "
          + "`policy adopt --responsibility`",
        "olga does not hold acount of acme: nobody has held it yet: record `assign` instead",
      ]),
  ]
}
