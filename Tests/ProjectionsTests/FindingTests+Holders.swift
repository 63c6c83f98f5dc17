import Projections

extension Pair {
  private static let open = "2026-01-01 client/acme client.registered"
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"

  static let holders = [
    Pair(
      .gap, [[2]],
      """
      \(open)
      2026-01-03 client/acme assignment.made responsibility=account person=ivan
      """,
      beside: """
        \(open)
        \(ivan)
        """),
    // Longer than the policy allows, and not longer.
    Pair(
      .gap, [[3]], at: "2026-01-13",
      """
      2026-01-01 ledger policy.adopted limits.responsibilityGapDays=10
      \(open)
      2026-01-12 client/acme assignment.made responsibility=account person=ivan
      """,
      beside: """
        2026-01-01 ledger policy.adopted limits.responsibilityGapDays=10
        \(open)
        2026-01-11 client/acme assignment.made responsibility=account person=ivan
        """),
    // Nobody is expected for what the ledger is not about.
    Pair(
      .gap, [[4]], at: "2026-01-13",
      """
      \(open)
      2026-01-01 client/acme assignment.made responsibility=owner person=ivan
      2026-01-03 client/acme assignment.ended responsibility=owner
      """,
      beside: """
        \(open)
        2026-01-01 client/acme assignment.made responsibility=owner person=ivan
        2026-01-02 client/beta client.registered
        """),
    Pair(
      .orphan, [[4]],
      """
      \(open)
      \(ivan)
      2026-02-01 person/ivan person.left
      """,
      beside: """
        \(open)
        \(ivan)
        2026-02-01 person/ivan person.left
        2026-02-01 client/acme assignment.made responsibility=account person=olga
        """),
    Pair(
      .drift, [[3]],
      """
      2026-01-01 ledger policy.adopted limits.driftDays=30 fallback.support= fallback.contract= fallback.billing= fallback.legal=
      \(ivan)
      """,
      beside: """
        2026-01-01 ledger policy.adopted limits.driftDays=30 fallback.support= fallback.contract= fallback.billing= fallback.legal=
        \(ivan)
        2026-01-20 client/acme assignment.made responsibility=sales person=olga
        """),
  ]

  static let claims = [
    Pair(
      .backdated, [[3]],
      """
      \(ivan)
      2026-02-01 client/acme assignment.made responsibility=account person=olga rec=2026-02-10
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme assignment.made responsibility=account person=olga rec=2026-02-02
        """),
    // A correction is as late as what it puts right; one that changes no answer is no finding.
    Pair(
      .backdated, [[2, 3]],
      """
      \(ivan)
      2026-02-10 client/acme entry.retracted entry=2 reason=never
      """,
      beside: """
        \(ivan)
        2026-02-10 client/acme assignment.made responsibility=account person=ivan eff=2026-01-05 reason=again
        """),
    // A person's line reaches the clients that name the person.
    Pair(
      .backdated, [[3]],
      """
      \(ivan)
      2026-02-01 person/ivan person.left rec=2026-03-01
      """,
      beside: """
        \(ivan)
        2026-02-01 person/petr person.left rec=2026-03-01
        """),
    Pair(
      .backdatedPastComplaint, [[3, 4]],
      """
      \(ivan)
      2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z
      2026-02-20 client/acme assignment.made responsibility=account person=olga rec=2026-03-11
      """,
      beside: """
        \(ivan)
        2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z
        2026-03-05 client/acme assignment.made responsibility=account person=olga rec=2026-03-11
        """),
    Pair(
      .changedArose, [[3, 4]],
      """
      \(ivan)
      2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02
      2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-01 replaces=3
      """,
      beside: """
        \(ivan)
        2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02
        2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02 summary=late replaces=3
        """),
    Pair(
      .refiled, [[3, 4]],
      """
      \(ivan)
      2026-03-10 client/acme complaint.filed complaint=c1
      2026-03-12 client/acme complaint.filed complaint=c1
      """,
      beside: """
        \(ivan)
        2026-03-10 client/acme complaint.filed complaint=c1
        2026-03-12 client/acme complaint.filed complaint=c2
        """),
    Pair(
      .aheadOfRecording, [[2]],
      "2026-03-10 client/acme assignment.made responsibility=account person=ivan rec=2026-03-09",
      beside:
        "2026-03-09 client/acme assignment.made responsibility=account person=ivan eff=2026-04-01"),
    Pair(
      .aheadOfRecording, [[2]],
      "2026-03-01 client/acme client.registered src=2026-03-10 rec=2026-03-09",
      beside: "2026-03-01 client/acme client.registered src=2026-03-09 rec=2026-03-09"),
    Pair(
      .contradictingClaims, [[2, 3]],
      """
      2026-03-10 client/acme assignment.made responsibility=account person=ivan source=crm
      2026-03-10 client/acme assignment.made responsibility=account person=olga source=desk
      """,
      beside: """
        2026-03-10 client/acme assignment.made responsibility=account person=ivan source=crm
        2026-03-10 client/acme assignment.made responsibility=account person=ivan source=desk
        """),
    Pair(
      .idleClaim, [[2, 3]],
      """
      \(ivan)
      2026-02-01 client/acme assignment.ended responsibility=account person=olga
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme assignment.ended responsibility=account person=ivan
        """),
    Pair(
      .idleClaim, [[2, 3]],
      """
      \(ivan)
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=olga to=petr
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=petr
        """),
  ]
}
