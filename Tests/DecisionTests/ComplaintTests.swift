import Testing

@testable import Ownership

@Suite struct ComplaintTests {
  @Test(arguments: Self.filings) func filingsDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.rulings) func rulingsDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.steps) func stepsDecided(_ row: Row) throws { try row.check() }

  /// Line 5: olga holds account; line 6: acme complains.
  static let filed = [
    "2026-02-01 assignment.made client/acme responsibility=account person=olga",
    "2026-03-01 complaint.filed client/acme complaint=c1 arose=2026-02-15",
  ]
  static let resolved = filed + ["2026-04-01 complaint.resolved client/acme complaint=c1"]
  static let withdrawn = filed + ["2026-04-01 complaint.withdrawn client/acme complaint=c1"]
  static let ruled =
    filed + ["2026-04-01 complaint.attributed client/acme complaint=c1 person=olga reason=x"]

  static let endedMessage =
    "complaint c1 was resolved on 2026-04-01 (#7): record `complaint reopen` first"
  static let unknownMessage =
    "the client has filed no complaint c1: check the id and the time, or record `complaint "
    + "file` first"

  static let filings: [Row] = [
    Row(
      "with all that is known",
      FileComplaint(
        "acme", responsibility: .contract, arose: "2026-04".moment, against: "olga",
        summary: "slow", channel: "letter", .on("2026-05-01")),
      records: [
        "2026-05-01 complaint.filed client/acme complaint=c-2026-001 responsibility=contract "
          + "arose=2026-04 against=olga summary=slow channel=letter"
      ]),
    Row(
      "an id made of all clients' complaints",
      ["2026-02-01 complaint.filed client/beta complaint=c-2026-004"], FileComplaint("acme"),
      records: ["2026-06-01 complaint.filed client/acme complaint=c-2026-005"]),
    Row(
      "a former client's", ["2026-02-01 client.closed client/acme"],
      FileComplaint("acme", complaint: "c9"),
      records: ["2026-06-01 complaint.filed client/acme complaint=c9"]),
    Row(
      "before the client was known", FileComplaint("acme", .on("2025-12-31")),
      refused: [
        "acme is known only from 2026-01-01 on (#4): give a later time, or put the time of that "
          + "line right with `correct`"
      ]),
    Row(
      "an id again, even where the filing was retracted",
      filed + ["2026-03-02 entry.retracted client/acme entry=6 reason=x"],
      FileComplaint("acme", complaint: "c1"),
      refused: [
        "complaint c1 was filed on 2026-03-01 (#6): give the new one another id, or put that "
          + "line right with `correct`"
      ]),
    Row(
      "what arose after the complaint",
      FileComplaint("acme", arose: "2026-05-10".moment, .on("2026-05-01")),
      refused: [
        "the problem would have arisen after the client complained of it: give an earlier "
          + "--arose, or the time of the complaint with --at"
      ]),
    Row(
      "of nobody, about nothing, against nobody",
      FileComplaint("acne", responsibility: "acount", against: "olgs"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first",
        "the ledger knows no responsibility acount: check the name, or declare it with "
          + "`policy adopt --responsibility`",
        "the ledger knows no person olgs: check the name, or record `person join` first",
      ]),
  ]

  static let rulings: [Row] = [
    Row(
      "attributed to whoever was accountable", filed,
      AttributeComplaint("acme", "c1", to: "olga", reason: "hers"),
      records: [
        "2026-06-01 complaint.attributed client/acme complaint=c1 person=olga reason=hers"
      ]),
    Row(
      "attributed to somebody who was not accountable",
      filed + ["2026-03-02 assignment.made client/acme responsibility=account person=ivan"],
      AttributeComplaint("acme", "c1", to: "ivan", reason: "his"),
      refused: [
        "ivan was not accountable for account of acme when the problem arose (2026-02-15): olga "
          + "was (#5, #6): attribute it to olga"
      ]),
    Row(
      "attributed within a period of two",
      [
        "2026-02-01 assignment.made client/acme responsibility=account person=olga",
        "2026-02-10 assignment.made client/acme responsibility=account person=ivan",
        "2026-03-01 complaint.filed client/acme complaint=c1 arose=2026-02",
      ],
      AttributeComplaint("acme", "c1", to: "petra", reason: "x", Occasion()),
      refused: [
        "the ledger knows no person petra: check the name, or record `person join` first"
      ]),
    Row(
      "attributed to neither of two",
      [
        "2026-01-05 person.joined person/petra",
        "2026-02-01 assignment.made client/acme responsibility=account person=olga",
        "2026-02-10 assignment.made client/acme responsibility=account person=ivan",
        "2026-03-01 complaint.filed client/acme complaint=c1 arose=2026-02",
      ],
      AttributeComplaint("acme", "c1", to: "petra", reason: "x"),
      refused: [
        "petra was not accountable for account of acme when the problem arose (2026-02): olga, "
          + "then ivan was (#6, #7, #8): attribute it to olga"
      ]),
    Row(
      "attributed though nobody was accountable",
      ["2026-03-01 complaint.filed client/acme complaint=c1"],
      AttributeComplaint("acme", "c1", to: "olga", reason: "x"),
      refused: [
        "olga was not accountable for account of acme when the problem arose (2026-03-01): "
          + "nobody was (#5): record who held it then, or force the ruling"
      ]),
    Row(
      "attributed again", ruled, AttributeComplaint("acme", "c1", to: "olga", reason: "y"),
      refused: [
        "complaint c1 was attributed already on 2026-04-01 (#7): record `complaint dispute` "
          + "first, or retract that ruling"
      ]),
    Row(
      "attributed anew after a dispute",
      ruled + ["2026-04-02 complaint.disputed client/acme complaint=c1"],
      AttributeComplaint("acme", "c1", to: "olga", reason: "y"),
      records: ["2026-06-01 complaint.attributed client/acme complaint=c1 person=olga reason=y"]),
    Row(
      "attributed after it was resolved", resolved,
      AttributeComplaint("acme", "c1", to: "olga", reason: "y"), refused: [endedMessage]),
    Row(
      "attributed though nobody filed it",
      AttributeComplaint("acme", "c1", to: "olga", reason: "y"), refused: [unknownMessage]),
    Row(
      "disputed", ruled, ConcludeComplaint(.dispute, "acme", "c1", reason: "not me"),
      records: ["2026-06-01 complaint.disputed client/acme complaint=c1 reason=not_me"]),
    Row(
      "disputed without a ruling", filed, ConcludeComplaint(.dispute, "acme", "c1"),
      refused: [
        "complaint c1 has no ruling that could be disputed (#6): record `complaint attribute` first"
      ]),
    Row(
      "disputed twice", ruled + ["2026-04-02 complaint.disputed client/acme complaint=c1"],
      ConcludeComplaint(.dispute, "acme", "c1"),
      refused: [
        "the ruling on complaint c1 is disputed since 2026-04-02 (#8): record a new ruling with "
          + "`complaint attribute`, or leave it"
      ]),
    Row(
      "disputed though withdrawn", withdrawn, ConcludeComplaint(.dispute, "acme", "c1"),
      refused: ["complaint c1 was withdrawn on 2026-04-01 (#7): record `complaint reopen` first"]),
    Row(
      "disputed though nobody filed it", ConcludeComplaint(.dispute, "acme", "c1"),
      refused: [unknownMessage]),
  ]

  static let steps: [Row] = [
    Row(
      "redirected to a person", filed,
      RedirectComplaint("acme", "c1", to: .person("ivan"), reason: "his"),
      records: ["2026-06-01 complaint.redirected client/acme complaint=c1 to=ivan reason=his"]),
    Row(
      "redirected to a desk",
      filed + ["2026-03-02 complaint.redirected client/acme complaint=c1 to=ivan"],
      RedirectComplaint("acme", "c1", from: .person("ivan"), to: .responsibility(.legal)),
      records: [
        "2026-06-01 complaint.redirected client/acme complaint=c1 from=ivan "
          + "to=responsibility:legal"
      ]),
    Row(
      "redirected from where it is not",
      filed + ["2026-03-02 complaint.redirected client/acme complaint=c1 to=responsibility:legal"],
      RedirectComplaint("acme", "c1", from: .person("ivan"), to: .person("olga")),
      refused: [
        "complaint c1 is with the desk of legal, not with ivan (#7): name the desk that has it, "
          + "or none"
      ]),
    Row(
      "redirected to where it is",
      filed + ["2026-03-02 complaint.redirected client/acme complaint=c1 to=ivan"],
      RedirectComplaint("acme", "c1", to: .person("ivan")),
      refused: [
        "complaint c1 is with ivan already (#7): redirect it to somebody else, or leave it"
      ]),
    Row(
      "redirected to somebody gone", filed + ["2026-03-02 person.left person/ivan"],
      RedirectComplaint("acme", "c1", to: .person("ivan")),
      refused: ["ivan left on 2026-03-02 (#7): redirect it to somebody who is there"]),
    Row(
      "redirected from and to what nobody knows", filed,
      RedirectComplaint("acme", "c1", from: .person("olgs"), to: .responsibility("lego")),
      refused: [
        "the ledger knows no person olgs: check the name, or record `person join` first",
        "the ledger knows no responsibility lego: check the name, or declare it with "
          + "`policy adopt --responsibility`",
      ]),
    Row(
      "redirected though resolved", resolved,
      RedirectComplaint("acme", "c1", to: .person("ivan")), refused: [endedMessage]),
    Row(
      "redirected though nobody filed it",
      RedirectComplaint("acme", "c1", to: .person("ivan")), refused: [unknownMessage]),
    Row(
      "resolved", filed, ConcludeComplaint(.resolve, "acme", "c1", outcome: "paid"),
      records: ["2026-06-01 complaint.resolved client/acme complaint=c1 outcome=paid"]),
    Row(
      "resolved again", resolved, ConcludeComplaint(.resolve, "acme", "c1"),
      refused: [endedMessage]),
    Row(
      "resolved though withdrawn", withdrawn, ConcludeComplaint(.resolve, "acme", "c1"),
      refused: ["complaint c1 was withdrawn on 2026-04-01 (#7): record `complaint reopen` first"]),
    Row(
      "resolved before a resolution that is recorded already", resolved,
      ConcludeComplaint(.resolve, "acme", "c1", .on("2026-03-15")),
      refused: [
        "the complaint.resolved on 2026-04-01 would contradict it (#7): correct or retract #7 first"
      ]),
    Row(
      "withdrawn", filed, ConcludeComplaint(.withdraw, "acme", "c1"),
      records: ["2026-06-01 complaint.withdrawn client/acme complaint=c1"]),
    Row(
      "withdrawn though resolved", resolved, ConcludeComplaint(.withdraw, "acme", "c1"),
      refused: [endedMessage]),
    Row(
      "reopened", resolved, ConcludeComplaint(.reopen, "acme", "c1"),
      records: ["2026-06-01 complaint.reopened client/acme complaint=c1"]),
    Row(
      "reopened though open", filed, ConcludeComplaint(.reopen, "acme", "c1"),
      refused: [
        "complaint c1 is open (#6): there is nothing to reopen; redirect, attribute or resolve it"
      ]),
    Row(
      "reopened though nobody filed it", ConcludeComplaint(.reopen, "acme", "c1"),
      refused: [unknownMessage]),
    Row(
      "of a client that nobody knows", ConcludeComplaint(.reopen, "acne", "c1"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
  ]
}
