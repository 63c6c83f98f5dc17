import Testing

@testable import Ownership

@Suite struct ContractAndMoneyTests {
  @Test(arguments: Self.contracts) func contractsDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.changes) func changesDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.authorities) func authoritiesDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.money) func moneyDecided(_ row: Row) throws { try row.check() }

  static let eur = Currency("EUR")!
  static func amount(_ text: String) -> Amount { Amount(text)! }

  /// Line 5: a contract until the end of May.
  static let signed = [
    "2026-02-01 contract.signed client/acme contract=k1 terms.notice=30d ends=2026-05-31"
  ]
  static let ended = signed + ["2026-03-01 contract.ended client/acme contract=k1"]
  static let unknownMessage =
    "the client has signed no contract k1: check the id and the time, or record `contract sign` "
    + "first"

  static let contracts: [Row] = [
    Row(
      "signed",
      SignContract(
        "acme", person: "olga", terms: [Term(name: "notice", value: "30d")],
        value: amount("1250.00"), currency: eur, ends: "2027-05-31".moment),
      records: [
        "2026-06-01 contract.signed client/acme contract=k-2026-001 person=olga "
          + "terms.notice=30d value=1250.00 currency=EUR ends=2027-05-31"
      ]),
    Row(
      "signed again", signed, SignContract("acme", contract: "k1"),
      refused: [
        "contract k1 was signed on 2026-02-01 (#5): give the new one another id, or record "
          + "`contract amend` or `contract renew`"
      ]),
    Row(
      "signed and ended before", SignContract("acme", contract: "k1", ends: "2026-05-01".moment),
      refused: ["contract k1 would have ended before it is signed: give a later end, or none"]),
    Row(
      "a value without a currency, sold by nobody of a closed client",
      ["2026-02-01 client.closed client/acme"],
      SignContract("acme", person: "olgs", value: amount("1")),
      refused: [
        "acme was closed on 2026-02-01 (#5): record `client add` first if it is a client again",
        "the ledger knows no person olgs: check the name, or record `person join` first",
        "a value and its currency belong together: give both, or neither",
      ]),
    Row(
      "sold by somebody who had left", ["2026-02-01 person.left person/olga"],
      SignContract("acme", person: "olga"),
      refused: ["olga left on 2026-02-01 (#5): name the seller who was there, or nobody"]),
    Row(
      "amended", signed,
      AmendContract(
        "acme", "k1",
        terms: [Term(name: "notice", value: nil), Term(name: "discount", value: "5%")],
        .on("2026-03-01")),
      records: [
        "2026-03-01 contract.amended client/acme contract=k1 terms.notice= terms.discount=5%"
      ]),
    Row(
      "amended by nothing", signed, AmendContract("acme", "k1", terms: [], .on("2026-03-01")),
      refused: ["no term is named: give --term NAME=VALUE or --strike NAME"]),
    Row(
      "a term struck out that is not there", signed,
      AmendContract("acme", "k1", terms: [Term(name: "price", value: nil)], .on("2026-03-01")),
      refused: [
        "contract k1 has no term price that could be struck out (#5): check the name of the term"
      ]),
    Row(
      "a term struck out twice",
      signed + ["2026-02-02 contract.amended client/acme contract=k1 terms.notice="],
      AmendContract("acme", "k1", terms: [Term(name: "notice", value: nil)], .on("2026-03-01")),
      refused: [
        "contract k1 has no term notice that could be struck out (#5): check the name of the term"
      ]),
    Row(
      "amended though it has run out", signed,
      AmendContract("acme", "k1", terms: [Term(name: "a", value: "b")]),
      refused: ["contract k1 has run out (#5): record `contract renew` first"]),
    Row(
      "amended though it ended", ended,
      AmendContract("acme", "k1", terms: [Term(name: "a", value: "b")]),
      refused: ["contract k1 ended on 2026-03-01 (#6): record `contract sign` for a new one"]),
    Row(
      "amended though nobody signed it",
      AmendContract("acme", "k1", terms: [Term(name: "a", value: "b")]),
      refused: [unknownMessage]),
    Row(
      "renewed", signed, RenewContract("acme", "k1", ends: "2027-05-31".moment),
      records: ["2026-06-01 contract.renewed client/acme contract=k1 ends=2027-05-31"]),
    Row(
      "renewed without an end, then amended",
      signed + ["2026-04-01 contract.renewed client/acme contract=k1"],
      AmendContract("acme", "k1", terms: [Term(name: "a", value: "b")]),
      records: ["2026-06-01 contract.amended client/acme contract=k1 terms.a=b"]),
    Row(
      "renewed to an earlier end", signed, RenewContract("acme", "k1", ends: "2026-05-01".moment),
      refused: [
        "contract k1 runs until 2026-05-31 already (#5): give a later end, or put that line "
          + "right with `correct`"
      ]),
    Row(
      "renewed though it ended", ended, RenewContract("acme", "k1"),
      refused: ["contract k1 ended on 2026-03-01 (#6): record `contract sign` for a new one"]),
    Row(
      "ended", signed, EndContract("acme", "k1", reason: "moved", .on("2026-03-01")),
      records: ["2026-03-01 contract.ended client/acme contract=k1 reason=moved"]),
    Row(
      "ended twice", ended, EndContract("acme", "k1"),
      refused: ["contract k1 ended on 2026-03-01 (#6): record `contract sign` for a new one"]),
    Row(
      "ended though nobody signed it", EndContract("acme", "k1"), refused: [unknownMessage]),
  ]

  static let requested = [
    "2026-02-01 change.requested client/acme request=r1 wants=discount"
  ]

  static let changes: [Row] = [
    Row(
      "requested", signed,
      RequestChange("acme", contract: "k1", wants: "discount", .on("2026-03-01")),
      records: [
        "2026-03-01 change.requested client/acme request=r-2026-001 contract=k1 wants=discount"
      ]),
    Row(
      "requested again", requested, RequestChange("acme", request: "r1", wants: "x"),
      refused: [
        "change r1 was requested on 2026-02-01 (#5): give the new one another id"
      ]),
    Row(
      "of a contract that nobody signed", RequestChange("acme", contract: "k1", wants: "x"),
      refused: [unknownMessage]),
    Row(
      "of a contract that ended", ended, RequestChange("acme", contract: "k1", wants: "x"),
      refused: ["contract k1 ended on 2026-03-01 (#6): record `contract sign` for a new one"]),
    Row(
      "by a client that nobody knows", RequestChange("acne", wants: "x"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
    Row(
      "granted by nobody in particular", requested,
      DecideChange("acme", "r1", .granted, reason: "fair"),
      records: ["2026-06-01 change.decided client/acme request=r1 decision=granted reason=fair"]),
    Row(
      "refused by somebody who may",
      requested + ["2026-02-01 authority.granted person/ivan decision=discount client=acme"],
      DecideChange("acme", "r1", .refused, Occasion(by: "ivan")),
      records: ["2026-06-01 change.decided client/acme request=r1 decision=refused by=ivan"]),
    Row(
      "decided by somebody who may not",
      requested + [
        "2026-02-01 authority.granted person/ivan decision=discount until=2026-03-01",
        "2026-02-01 authority.granted person/ivan decision=discount client=beta",
      ],
      DecideChange("acme", "r1", .granted, Occasion(by: "ivan")),
      refused: [
        "ivan has no authority in force for acme (#6, #7): let somebody decide who has, or "
          + "record `authority grant` first"
      ]),
    Row(
      "decided by somebody unknown", requested,
      DecideChange("acme", "r1", .granted, Occasion(by: "igor")),
      refused: [
        "the ledger knows no person igor: check the name, or record `person join` first"
      ]),
    Row(
      "decided by what is no name", requested,
      DecideChange("acme", "r1", .granted, Occasion(by: " ")),
      refused: ["“ ” cannot name a person: give the id of whoever decided with --by"]),
    Row(
      "decided though nobody requested it", DecideChange("acme", "r1", .granted),
      refused: [
        "the client has requested no change r1: check the id and the time, or record `change "
          + "request` first"
      ]),
    Row(
      "decided twice",
      requested + ["2026-03-01 change.decided client/acme request=r1 decision=refused"],
      DecideChange("acme", "r1", .granted),
      refused: [
        "change r1 was refused on 2026-03-01 (#6): record a new `change request`, or put that "
          + "line right with `correct`"
      ]),
  ]

  static let granted = ["2026-02-01 authority.granted person/ivan decision=discount"]

  static let authorities: [Row] = [
    Row(
      "granted for one client",
      GrantAuthority(
        "ivan", "discount", client: "acme", limit: amount("500"), currency: eur,
        until: "2026-12-31".moment),
      records: [
        "2026-06-01 authority.granted person/ivan decision=discount client=acme limit=500 "
          + "currency=EUR until=2026-12-31"
      ]),
    Row(
      "granted twice", granted, GrantAuthority("ivan", "discount"),
      refused: [
        "ivan may decide discount in general since 2026-02-01 (#5): record `authority revoke` "
          + "first to change it"
      ]),
    Row(
      "granted again after it ran out",
      ["2026-02-01 authority.granted person/ivan decision=discount until=2026-03-01"],
      GrantAuthority("ivan", "discount"),
      records: ["2026-06-01 authority.granted person/ivan decision=discount"]),
    Row(
      "granted and over before it begins",
      GrantAuthority("ivan", "discount", until: "2026-05-01".moment),
      refused: ["the grant would have ended before it begins: give a later end, or none"]),
    Row(
      "a limit without a currency to somebody gone", ["2026-02-01 person.left person/ivan"],
      GrantAuthority("ivan", "discount", limit: amount("1")),
      refused: [
        "ivan left on 2026-02-01 (#5): grant it to somebody who is there",
        "a limit and its currency belong together: give both, or neither",
      ]),
    Row(
      "for a client that nobody knows", GrantAuthority("ivan", "discount", client: "acne"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
    Row(
      "revoked", granted, RevokeAuthority("ivan", "discount"),
      records: ["2026-06-01 authority.revoked person/ivan decision=discount"]),
    Row(
      "revoked for a client though granted in general", granted,
      RevokeAuthority("ivan", "discount", client: "acme"),
      refused: [
        "ivan has no grant in force to decide discount for acme: check the decision and the "
          + "client; without a client the general grant is meant"
      ]),
    Row(
      "revoked of somebody unknown", RevokeAuthority("igor", "discount"),
      refused: [
        "the ledger knows no person igor: check the name, or record `person join` first"
      ]),
  ]
}
