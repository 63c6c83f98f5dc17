import Projections

extension Pair {
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"
  private static let complaint =
    "2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z"
  private static let redirect = "2026-03-11 client/acme complaint.redirected complaint=c1 to=olga"
  private static let contract = "2026-01-02 client/acme contract.signed contract=k1"
  private static let bonus =
    "2026-02-01 client/acme bonus.paid bonus=b1 person=ivan contract=k1 amount=100.00 currency=EUR"

  static let complaints = [
    Pair(
      .bounced, [[3, 4, 5, 6, 7]],
      """
      \(ivan)
      \(complaint)
      \(redirect)
      \(redirect)
      \(redirect)
      \(redirect)
      """,
      beside: """
        \(ivan)
        \(complaint)
        \(redirect)
        \(redirect)
        \(redirect)
        """),
    Pair(
      .rulingAgainstUnaccountable, [[2, 4]],
      """
      \(ivan)
      \(complaint)
      2026-03-20 client/acme complaint.attributed complaint=c1 person=olga reason=because
      """,
      beside: """
        \(ivan)
        \(complaint)
        2026-03-20 client/acme complaint.attributed complaint=c1 person=olga reason=because
        2026-03-21 client/acme complaint.attributed complaint=c1 person=ivan reason=because
        """),
    Pair(
      .undecidedChange, [[3]], at: "2026-03-12",
      """
      \(ivan)
      2026-03-01 client/acme change.requested request=r1 wants=less
      """,
      beside: """
        \(ivan)
        2026-03-02 client/acme change.requested request=r1 wants=less
        """),
    Pair(
      .decidedWithoutAuthority, [[3, 4]],
      """
      2026-01-01 person/olga authority.granted decision=discount client=beta
      2026-03-01 client/acme change.requested request=r1 wants=less
      2026-03-02 client/acme change.decided request=r1 decision=granted by=olga
      """,
      beside: """
        2026-01-01 person/olga authority.granted decision=discount client=acme
        2026-03-01 client/acme change.requested request=r1 wants=less
        2026-03-02 client/acme change.decided request=r1 decision=granted by=olga
        """),
    Pair(
      .decidedWithoutAuthority, [[4, 5]],
      """
      2026-01-01 person/olga authority.granted decision=discount
      2026-02-28 person/olga authority.revoked decision=discount
      2026-03-01 client/acme change.requested request=r1 wants=less
      2026-03-02 client/acme change.decided request=r1 decision=granted by=olga
      """,
      beside: """
        2026-01-01 person/olga authority.granted decision=discount until=2026-03-02
        2026-03-01 client/acme change.requested request=r1 wants=less
        2026-03-02 client/acme change.decided request=r1 decision=granted by=olga
        """),
    Pair(
      .strayLine, [[2]], "2026-03-10 client/acme complaint.resolved complaint=c1",
      beside: """
        \(complaint)
        2026-03-11 client/acme complaint.resolved complaint=c1
        """),
  ]

  static let bonuses = [
    Pair(
      .paidToUnaccountable, [[2, 3]],
      """
      \(ivan)
      2026-02-01 client/acme bonus.paid bonus=b1 person=olga amount=1.00 currency=EUR basis=signing
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme bonus.paid bonus=b1 person=ivan amount=1.00 currency=EUR basis=signing
        """),
    // A bonus for retention is measured by the account, not by sales.
    Pair(
      .paidToUnaccountable, [[2, 3, 4]],
      """
      \(ivan)
      2026-01-01 client/acme assignment.made responsibility=sales person=olga
      2026-02-01 client/acme bonus.paid bonus=b1 person=olga amount=1 currency=EUR basis=retention
      """,
      beside: """
        \(ivan)
        2026-01-01 client/acme assignment.made responsibility=sales person=olga
        2026-02-01 client/acme bonus.paid bonus=b1 person=olga amount=1 currency=EUR basis=revenue
        """),
    Pair(
      .responsibleNeverPaid, [[2, 3]],
      """
      \(ivan)
      2026-02-01 client/acme bonus.paid bonus=b1 person=olga amount=1.00 currency=EUR basis=signing
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme bonus.paid bonus=b1 person=olga amount=1.00 currency=EUR basis=signing
        2026-02-01 client/acme bonus.paid bonus=b2 person=ivan amount=1.00 currency=EUR basis=signing
        """),
    Pair(
      .paidBeforeRevenue, [[2, 5]],
      """
      2026-01-01 ledger policy.adopted bonusBasis=revenue
      \(ivan)
      \(contract)
      \(bonus) basis=signing
      2026-02-02 client/acme revenue.received contract=k1 amount=5 currency=EUR
      """,
      beside: """
        2026-01-01 ledger policy.adopted bonusBasis=revenue
        \(ivan)
        \(contract)
        2026-01-31 client/acme revenue.received contract=k1 amount=5 currency=EUR
        \(bonus) basis=signing
        """),
    Pair(
      .paidTwice, [[3, 4]],
      """
      \(ivan)
      \(bonus) basis=revenue
      \(bonus) basis=revenue
      """,
      beside: """
        \(ivan)
        \(bonus) basis=revenue
        2026-02-02 client/acme bonus.paid bonus=b2 person=ivan contract=k1 amount=1 currency=EUR basis=revenue
        """),
    Pair(
      .paidTwice, [[3, 4]],
      """
      \(ivan)
      \(bonus) basis=revenue
      2026-02-01 client/acme bonus.paid bonus=b2 person=ivan contract=k1 amount=1 currency=EUR basis=revenue
      """,
      beside: """
        \(ivan)
        \(bonus) basis=revenue
        2026-02-01 client/acme bonus.paid bonus=b2 person=ivan contract=k1 amount=1 currency=EUR basis=revenue
        2026-02-02 client/acme bonus.reversed bonus=b1 reason=twice
        """),
    Pair(
      .notReversed, [[3, 4, 5]],
      """
      \(ivan)
      \(contract) ends=2026-12-31
      \(bonus) basis=signing
      2026-03-01 client/acme contract.ended contract=k1
      """,
      beside: """
        \(ivan)
        \(contract) ends=2026-12-31
        \(bonus) basis=signing
        2026-03-01 client/acme contract.ended contract=k1
        2026-03-02 client/acme bonus.reversed bonus=b1 reason=ended
        """),
    Pair(
      .notReversed, [[3, 4, 5]],
      """
      \(ivan)
      \(contract)
      \(bonus) basis=retention from=2026-01-01 to=2026-03-31
      2026-03-01 client/acme contract.ended contract=k1
      """,
      beside: """
        \(ivan)
        \(contract)
        \(bonus) basis=retention from=2026-01-01 to=2026-02-28
        2026-03-01 client/acme contract.ended contract=k1
        """),
    Pair(
      .amountNotReckoned, [[3, 4]],
      """
      \(ivan)
      \(bonus) basis=signing
      2026-03-02 client/acme bonus.reversed bonus=b1 amount=100.01 reason=more
      """,
      beside: """
        \(ivan)
        \(bonus) basis=signing
        2026-03-02 client/acme bonus.reversed bonus=b1 amount=100.0 reason=all
        """),
  ]
}
