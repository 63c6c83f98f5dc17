import Projections

extension Pair {
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"
  private static let offer =
    "2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga"
  private static let accept = "2026-02-05 client/acme handoff.accepted handoff=h1"

  static let handoffs = [
    Pair(
      .handoffDuringComplaint, [[3, 4, 5]],
      """
      \(ivan)
      2026-01-20 client/acme complaint.filed complaint=c1
      \(offer)
      \(accept)
      """,
      beside: """
        \(ivan)
        2026-01-20 client/acme complaint.filed complaint=c1
        2026-02-01 client/acme complaint.resolved complaint=c1
        \(offer)
        \(accept)
        """),
    Pair(
      .handoffPending, [[2, 3]], at: "2026-02-16",
      """
      \(ivan)
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      """,
      beside: """
        \(ivan)
        2026-02-02 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
        """),
    Pair(
      .voidAcceptance, [[3, 4, 5]],
      """
      \(ivan)
      \(offer)
      2026-02-03 client/acme assignment.made responsibility=account person=petr
      \(accept)
      """,
      beside: """
        \(ivan)
        \(offer)
        \(accept)
        2026-02-06 client/acme assignment.made responsibility=account person=petr
        """),
    Pair(
      .handoffOutOfTurn, [[3, 4, 5]],
      """
      \(ivan)
      \(offer)
      \(accept)
      2026-02-07 client/acme handoff.withdrawn handoff=h1
      """,
      beside: """
        \(ivan)
        \(offer)
        2026-02-04 client/acme handoff.withdrawn handoff=h1
        """),
    Pair(
      .handoffOutOfTurn, [[3]],
      """
      \(ivan)
      2026-02-05 client/acme handoff.declined handoff=h9
      """,
      beside: """
        \(ivan)
        \(offer)
        2026-02-05 client/acme handoff.declined handoff=h1
        """),
    Pair(
      .acceptedByAnother, [[3, 4]],
      """
      \(ivan)
      \(offer)
      \(accept) by=petr
      """,
      beside: """
        \(ivan)
        \(offer)
        \(accept) by=olga
        """),
    Pair(
      .assignedWhileClosed, [[3, 4]],
      """
      \(ivan)
      2026-02-01 client/acme client.closed
      2026-02-02 client/acme assignment.made responsibility=account person=olga
      """,
      beside: """
        \(ivan)
        2026-02-01 client/acme client.closed
        2026-02-02 client/acme client.registered
        2026-02-02 client/acme assignment.made responsibility=account person=olga
        """),
    Pair(
      .assignedToAbsent, [[2, 3]],
      """
      2026-01-01 person/ivan person.left
      \(ivan)
      """,
      beside: """
        \(ivan)
        2026-01-02 person/ivan person.left
        """),
    Pair(
      .assignedToAbsent, [[2, 3]],
      """
      \(ivan)
      2026-01-02 person/ivan person.joined
      """,
      beside: """
        2025-12-31 person/ivan person.joined
        \(ivan)
        """),
  ]

  static let load = [
    Pair(
      .overload, [[2, 3, 4]],
      """
      2026-01-01 ledger policy.adopted limits.clientsPerPerson=1
      \(ivan)
      2026-01-02 client/beta assignment.made responsibility=account person=ivan
      """,
      beside: """
        2026-01-01 ledger policy.adopted limits.clientsPerPerson=2
        \(ivan)
        2026-01-02 client/beta assignment.made responsibility=account person=ivan
        """),
    // Only persons carry load.
    Pair(
      .overload, [[2, 3, 4]],
      """
      2026-01-01 ledger policy.adopted limits.clientsPerPerson=1
      \(ivan)
      2026-01-02 client/beta assignment.made responsibility=account person=ivan
      """,
      beside: """
        2026-01-01 ledger policy.adopted limits.clientsPerPerson=1
        2026-01-01 person/ivan person.joined kind=team
        \(ivan)
        2026-01-02 client/beta assignment.made responsibility=account person=ivan
        """),
    Pair(
      .twoHats, [[2]],
      "2026-01-01 client/acme assignment.made responsibility=sales person=ivan",
      beside: """
        2026-01-01 client/acme assignment.made responsibility=sales person=ivan
        2026-01-01 client/acme assignment.made responsibility=account person=olga
        """),
    Pair(
      .managerCycle, [[2, 3]],
      """
      2026-01-01 person/ivan person.joined manager=olga
      2026-01-01 person/olga person.joined manager=ivan
      """,
      beside: """
        2026-01-01 person/ivan person.joined manager=olga
        2026-01-01 person/olga person.joined manager=max
        """),
  ]

  static let entries = [
    Pair(
      .unknownType, [[2, 3]],
      """
      2026-01-01 client/acme client.scored points=3
      2026-01-02 client/acme client.scored points=4
      """,
      beside: "2026-01-01 client/acme note.added text=scored"),
    Pair(
      .malformed, [[2]], "2026-01-01 client/acme assignment.made person=ivan", beside: ivan),
    Pair(
      .misdirected, [[3]],
      """
      \(ivan)
      2026-01-02 client/beta entry.retracted entry=2 reason=wrong
      """,
      beside: """
        \(ivan)
        2026-01-02 client/acme entry.retracted entry=2 reason=wrong
        """),
    Pair(
      .disputedEntry, [[2, 3]],
      """
      \(ivan)
      2026-01-02 client/acme entry.disputed entry=2 reason=never
      """,
      beside: """
        \(ivan)
        2026-01-02 client/acme entry.disputed entry=2 reason=never
        2026-01-03 client/acme entry.retracted entry=3 reason=settled
        """),
    // Nobody can retract that lines are gone.
    Pair(
      .acceptedLoss, [[3]],
      """
      \(ivan)
      2026-01-02 ledger ledger.recovered segment=s offset=7 bytes=0 sha256=h reason=fire lost.first=000000000003
      2026-01-03 ledger entry.retracted entry=3 reason=hush
      """,
      beside: """
        \(ivan)
        2026-01-02 ledger ledger.recovered segment=s offset=7 bytes=3 sha256=h
        """),
    // What somebody said was destroyed stands there again, though the line is retracted.
    Pair(
      .unfinishedRedaction, [[3]],
      """
      \(ivan)
      2026-01-02 client/acme note.added text=x unfinished=data.text
      2026-01-03 client/acme entry.redacted entry=3 fields=data.text reason=erasure
      2026-01-04 client/acme entry.retracted entry=3 reason=wrong
      """,
      beside: """
        \(ivan)
        2026-01-02 client/acme note.added text=seal redacted=yes
        2026-01-03 client/acme entry.redacted entry=3 fields=data.text reason=erasure
        """),
    // Two deliveries of one event, which append would have taken once; one of them is retracted.
    Pair(
      .repeatedID, [[2, 3]],
      """
      2026-01-01 client/acme note.added text=x source=crm id=7
      2026-01-01 client/acme note.added text=x source=crm id=7
      2026-01-02 client/acme entry.retracted entry=3 reason=twice
      """,
      beside: """
        2026-01-01 client/acme note.added text=x source=crm id=7
        2026-01-01 client/acme note.added text=x source=desk id=7
        2026-01-02 client/acme note.added text=x source=cr id=m7
        """),
    // What comes behind a line from the future cannot be told to be later, and is one finding with it.
    Pair(
      .recordedAheadOfClock, [[3]],
      """
      \(ivan)
      2026-01-02 client/acme note.added text=x rec=2099-01-01
      2026-01-03 client/acme note.added text=y rec=2099-01-01
      """,
      beside: """
        \(ivan)
        2026-01-02 client/acme note.added text=x rec=2030-01-01T00:01:00Z
        """),
  ]
}
