import Testing

@testable import Ownership

/// Bonuses and revenue.
extension ContractAndMoneyTests {
  static let paid =
    signed + [
      "2026-03-01 bonus.paid client/acme bonus=b1 person=olga contract=k1 amount=100.50 "
        + "currency=EUR basis=signing"
    ]
  static let onRevenue = ["2026-01-02 policy.adopted ledger bonusBasis=revenue"]

  static func pay(
    _ bonus: BonusID? = nil, contract: ContractID? = "k1", on basis: BonusBasis = .signing,
    from: String? = nil, upTo: String? = nil, to person: PersonID = "olga"
  ) -> PayBonus {
    PayBonus(
      "acme", bonus: bonus, to: person, contract: contract, amount("10"), eur, on: basis,
      from: from?.moment, upTo: upTo?.moment)
  }

  static let money: [Row] = [
    Row(
      "revenue", signed, ReceiveRevenue("acme", contract: "k1", amount("1250.00"), eur),
      records: [
        "2026-06-01 revenue.received client/acme contract=k1 amount=1250.00 currency=EUR"
      ]),
    Row(
      "revenue of an unknown contract",
      ReceiveRevenue("acme", contract: "k1", amount("1250.00"), eur), refused: [unknownMessage]),
    Row(
      "revenue of an unknown client", ReceiveRevenue("acne", amount("1250.00"), eur),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
    Row(
      "a bonus", signed, pay(on: .retention, from: "2026-01-01", upTo: "2026-03-31"),
      records: [
        "2026-06-01 bonus.paid client/acme bonus=b-2026-001 person=olga contract=k1 amount=10 "
          + "currency=EUR basis=retention from=2026-01-01 to=2026-03-31"
      ]),
    Row(
      "a bonus id again", paid, pay("b1", contract: nil),
      refused: [
        "bonus b1 was paid on 2026-03-01 (#6): give the new one another id, or record `bonus "
          + "reverse` for that one"
      ]),
    Row(
      "a bonus for the same thing again", paid, pay(),
      refused: [
        "olga was paid for contract k1 on 2026-03-01, as bonus b1 (#6): say for which other "
          + "period it is, or record `bonus reverse` for that one first"
      ]),
    Row(
      "a bonus for an unknown contract to nobody", pay(to: "olgs"),
      refused: [
        unknownMessage,
        "the ledger knows no person olgs: check the name, or record `person join` first",
      ]),
    Row(
      "a bonus of nothing", signed,
      PayBonus("acme", to: "olga", contract: "k1", amount("0.00"), eur, on: .signing),
      refused: ["a bonus of nothing is none: say how much was paid"]),
    Row(
      "a second bonus for a period, without a contract",
      [
        "2026-03-01 bonus.paid client/acme bonus=b1 person=olga amount=1 currency=EUR "
          + "basis=retention from=2026-01-01 to=2026-02-01"
      ],
      pay(contract: nil, on: .retention, from: "2026-01-01", upTo: "2026-02-01"),
      refused: [
        "olga was paid for that period on 2026-03-01, as bonus b1 (#5): say for which other period "
          + "it is, or record `bonus reverse` for that one first"
      ]),
    Row(
      "a bonus for a period that ends first", signed, pay(from: "2026-03-01", upTo: "2026-02-01"),
      refused: [
        "the period that it pays for would end before it begins: give a later --to, or an "
          + "earlier --from"
      ]),
    Row(
      "a bonus at signature where the policy pays on revenue", onRevenue, pay(contract: nil),
      refused: [
        "the policy in force pays bonuses on revenue (#5): pay it on revenue, or record `policy "
          + "adopt` first"
      ]),
    Row(
      "a bonus before revenue", onRevenue + signed, pay(on: .revenue),
      refused: [
        "the policy in force pays bonuses on revenue, and none has come for contract k1 (#5): "
          + "wait for the payment, or record `revenue` first"
      ]),
    Row(
      "a bonus without a contract before revenue", onRevenue, pay(contract: nil, on: .revenue),
      refused: [
        "the policy in force pays bonuses on revenue, and none has come for acme (#5): wait for "
          + "the payment, or record `revenue` first"
      ]),
    Row(
      "a bonus after revenue",
      onRevenue + signed + [
        "2026-03-01 revenue.received client/acme contract=k1 amount=5 currency=EUR"
      ],
      pay(on: .revenue),
      records: [
        "2026-06-01 bonus.paid client/acme bonus=b-2026-001 person=olga contract=k1 amount=10 "
          + "currency=EUR basis=revenue"
      ]),
    Row(
      "a reversal of a part", paid,
      ReverseBonus("acme", "b1", amount("0.5"), reason: "clawback"),
      records: ["2026-06-01 bonus.reversed client/acme bonus=b1 amount=0.5 reason=clawback"]),
    Row(
      "a reversal of the rest",
      paid + ["2026-04-01 bonus.reversed client/acme bonus=b1 amount=99.75 reason=x"],
      ReverseBonus("acme", "b1", amount("0.75"), reason: "rest"),
      records: ["2026-06-01 bonus.reversed client/acme bonus=b1 amount=0.75 reason=rest"]),
    Row(
      "a reversal of more than was paid", paid,
      ReverseBonus("acme", "b1", amount("100.51"), reason: "x"),
      refused: [
        "bonus b1 is 100.50: 100.51 is too much (#6): give a smaller amount, or none to reverse "
          + "what is left"
      ]),
    Row(
      "a reversal of more than is left",
      paid + ["2026-04-01 bonus.reversed client/acme bonus=b1 amount=99.75 reason=x"],
      ReverseBonus("acme", "b1", amount("0.76"), reason: "x"),
      refused: [
        "bonus b1 is 100.50, of which 99.75 are reversed: 0.76 is too much (#6, #7): give a "
          + "smaller amount, or none to reverse what is left"
      ]),
    Row(
      "a reversal of what was reversed",
      paid + ["2026-04-01 bonus.reversed client/acme bonus=b1 reason=x"],
      ReverseBonus("acme", "b1", reason: "x"),
      refused: ["bonus b1 was reversed (#7): there is nothing left to take back"]),
    Row(
      "a reversal of what was not paid", ReverseBonus("acme", "b1", reason: "x"),
      refused: [
        "no bonus b1 was paid for the client: check the id and the time, or record `bonus pay` "
          + "first"
      ]),
  ]
}
