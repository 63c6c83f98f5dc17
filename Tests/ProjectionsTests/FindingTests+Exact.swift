import Projections

/// Where a finding was once too wide or too narrow: what it must not say stands beside what it must.
extension Pair {
  private static let open = "2026-01-01 client/acme client.registered"
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"
  private static let bonus =
    "2026-02-01 client/acme bonus.paid bonus=b1 amount=9 currency=EUR basis=signing"
  private static let reversal =
    "2026-02-02 client/acme bonus.reversed bonus=b1 reason=back"
  private static let revenue = "2026-02-03 client/acme revenue.received amount=5 currency=EUR"

  static let gaps = [
    // A responsibility of the firm's own counts from its policy on, also where nobody ever held it.
    Pair(
      .gap, [[3]],
      """
      \(ivan)
      2026-03-01 ledger policy.adopted responsibilities=renewal
      """,
      beside: """
        \(ivan)
        2026-01-02 ledger policy.adopted fallback.renewal=account
        """),
    // Not before the policy: the gap ends with the first holder and does not reach back.
    Pair(
      .gap, [[3]],
      """
      \(ivan)
      2026-03-01 ledger policy.adopted responsibilities=renewal
      2026-03-05 client/acme assignment.made responsibility=renewal person=max
      """,
      beside: """
        \(ivan)
        2026-03-01 client/acme assignment.made responsibility=renewal person=max
        2026-03-01 ledger policy.adopted responsibilities=renewal
        """),
    // Nor after a policy that declares it no more; nor as seen from a day before the policy.
    Pair(
      .gap, [[3]], at: "2026-03-02",
      """
      \(ivan)
      2026-03-01 ledger policy.adopted responsibilities=renewal
      """,
      beside: """
        \(ivan)
        2026-03-03 ledger policy.adopted responsibilities=renewal
        """),
    Pair(
      .gap, [[4]], at: "2026-06-01",
      """
      \(ivan)
      2026-02-01 client/acme assignment.made responsibility=renewal person=max
      2026-02-02 client/acme assignment.ended responsibility=renewal
      """,
      beside: """
        \(ivan)
        2026-02-01 ledger policy.adopted responsibilities=renewal eff=2026-01-01
        2026-01-01 client/acme assignment.made responsibility=renewal person=max rec=2026-02-01
        2026-02-03 ledger policy.adopted responsibilities=
        2026-02-04 client/acme assignment.ended responsibility=renewal
        """),
    // What a redaction destroyed was held by somebody: nobody can say that there was a gap.
    Pair(
      .gap, [[2]],
      """
      2026-01-01 client/acme client.registered
      2026-01-01 client/beta assignment.made responsibility=account person=ivan
      """,
      beside: """
        2026-01-01 client/acme assignment.made responsibility=account person=seal redacted=yes
        2026-01-01 client/acme assignment.made responsibility=sales person=seal redacted=yes
        2026-03-20 client/acme entry.redacted entry=2 fields=data.person reason=erasure
        2026-03-20 client/acme entry.redacted entry=3 fields=data.person reason=erasure
        """),
    // An absence of who answers by drift carries no drift.
    Pair(
      .drift, [[3]],
      """
      2026-01-01 ledger policy.adopted limits.driftDays=30 fallback.support= fallback.contract= fallback.billing= fallback.legal=
      \(ivan)
      2026-02-01 person/ivan person.away until=2026-05-31 deputy=olga
      2026-02-02 person/olga person.left
      """,
      beside: """
        2026-01-01 ledger policy.adopted limits.driftDays=30 fallback.sales= fallback.support= fallback.contract= fallback.billing= fallback.legal=
        \(ivan)
        2026-02-01 person/ivan person.away until=2026-05-31 deputy=olga
        """),
  ]

  /// Who left holds nothing, and what has taken effect is over, whenever it was told.
  static let vacancies = [
    Pair(
      .voidAcceptance, [[3, 4, 5]],
      """
      \(ivan)
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      2026-02-02 client/acme assignment.made responsibility=account person=petr
      2026-02-04 client/acme handoff.accepted handoff=h1
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
        2026-02-02 client/acme assignment.made responsibility=account person=petr
        2026-02-03 person/petr person.left
        2026-02-04 client/acme handoff.accepted handoff=h1
        """),
    Pair(
      .idleClaim, [[4, 5]],
      """
      \(ivan)
      2026-01-02 person/ivan person.moved manager=max
      2026-02-01 person/ivan person.left
      2026-02-02 client/acme handoff.offered handoff=h1 responsibility=account from=petr to=olga
      """,
      beside: """
        \(ivan)
        2026-01-02 person/ivan person.moved manager=max
        2026-02-01 person/ivan person.left
        2026-02-02 client/acme handoff.offered handoff=h1 responsibility=account from=max to=olga
        """),
    // It waited for a month; told on the first of April, it has been over since the second of February.
    Pair(
      .handoffPending, [[2, 3]], at: "2026-03-03",
      """
      \(ivan)
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      2026-04-01 client/acme handoff.accepted handoff=h1
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
        2026-04-01 client/acme handoff.accepted handoff=h1 eff=2026-02-02
        """),
    Pair(
      .acceptedByAnother, [[3, 4]], at: "2026-03-03",
      """
      \(ivan)
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      2026-04-01 client/acme handoff.accepted handoff=h1 eff=2026-02-02 by=petr
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
        2026-04-01 client/acme handoff.accepted handoff=h1 by=petr
        """),
  ]

  static let unpaid = [
    // Paid and reversed is not “never paid”, and names both lines.
    Pair(
      .responsibleNeverPaid, [[2, 3, 4, 5]],
      """
      \(ivan)
      \(bonus) person=ivan
      \(reversal)
      \(revenue)
      """,
      beside: """
        \(ivan)
        \(bonus) person=ivan
        \(reversal) amount=8
        \(revenue)
        """),
    // Who was paid under an id that was taken was paid all the same.
    Pair(
      .responsibleNeverPaid, [[2, 3, 4]],
      """
      \(ivan)
      \(bonus) person=olga
      \(revenue)
      """,
      beside: """
        \(ivan)
        \(bonus) person=olga
        2026-02-02 client/acme bonus.paid bonus=b1 person=ivan amount=9 currency=EUR basis=signing
        \(revenue)
        """),
    // Nobody can say who was paid where the name was destroyed.
    Pair(
      .responsibleNeverPaid, [[2, 3, 4]],
      """
      \(ivan)
      \(bonus) person=olga
      \(revenue)
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme bonus.paid bonus=b1 person=seal amount=9 currency=EUR basis=signing redacted=yes
        2026-03-20 client/acme entry.redacted entry=3 fields=data.person reason=erasure
        """),
    // A responsibility of the firm's own: nothing says that it earns no bonus.
    Pair(
      .paidToUnaccountable, [[2, 4]],
      """
      \(ivan)
      2026-02-02 client/acme assignment.made responsibility=renewal person=max
      \(bonus) person=max rec=2026-02-02
      """,
      beside: """
        \(ivan)
        2026-01-02 client/acme assignment.made responsibility=renewal person=max
        \(bonus) person=max
        """),
    // Who answered is not known, so nobody can say that the payee did not.
    Pair(
      .paidToUnaccountable, [[2, 3]],
      """
      \(ivan)
      \(bonus) person=max
      """,
      beside: """
        2026-01-01 client/acme assignment.made responsibility=account person=seal redacted=yes
        \(bonus) person=max
        2026-03-20 client/acme entry.redacted entry=2 fields=data.person reason=erasure
        """),
    Pair(
      .rulingAgainstUnaccountable, [[2, 4]],
      """
      \(ivan)
      2026-03-10 client/acme complaint.filed complaint=c1
      2026-03-20 client/acme complaint.attributed complaint=c1 person=olga reason=because
      """,
      beside: """
        2026-01-01 client/acme assignment.made responsibility=account person=seal redacted=yes
        2026-03-10 client/acme complaint.filed complaint=c1
        2026-03-20 client/acme complaint.attributed complaint=c1 person=olga reason=because
        2026-03-20 client/acme entry.redacted entry=2 fields=data.person reason=erasure
        """),
  ]
}
