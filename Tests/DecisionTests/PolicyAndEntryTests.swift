import Testing

@testable public import Ownership

@Suite struct PolicyAndEntryTests {
  @Test(arguments: Self.policies) func policiesDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.corrections) func correctionsDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.retractions) func retractionsDecided(_ row: Row) throws { try row.check() }

  static let policies: [Row] = [
    Row(
      "a policy",
      AdoptPolicy(
        fallback: [(.legal, ["risk", .account]), (.sales, [])], responsibilities: ["risk"],
        limits: [("clientsPerPerson", "25")], bonusBasis: "revenue"),
      records: [
        "2026-06-01 policy.adopted ledger fallback.legal=[risk,account] fallback.sales=[] "
          + "responsibilities=[risk] limits.clientsPerPerson=25 bonusBasis=revenue"
      ]),
    Row(
      "a policy that says nothing", AdoptPolicy(),
      refused: [
        "a policy sets at least one of fallback, responsibilities, limits and bonusBasis: give "
          + "another value"
      ]),
    Row(
      "a limit that nobody knows and a fallback to nothing",
      AdoptPolicy(fallback: [(.legal, ["risk"])], limits: [("clients", "25")]),
      refused: [
        "there is no limit clients: there are clientsPerPerson, handoffPendingDays, "
          + "backdatedDays, changeRequestDays, complaintBounces, responsibilityGapDays, driftDays",
        "the ledger knows no responsibility risk: check the name, or declare it with "
          + "--responsibility",
      ]),
    Row(
      "a limit below zero", AdoptPolicy(limits: [("driftDays", "-3")]),
      refused: ["the limit driftDays would be -3: a limit is zero or more"]),
    Row(
      "a fallback to itself", AdoptPolicy(fallback: [(.legal, [.account, .legal])]),
      refused: ["legal would fall back to itself: name other responsibilities"]),
    Row(
      "a value that is none", AdoptPolicy(bonusBasis: "luck"),
      refused: [
        "data.bonusBasis: is \"luck\"; allowed are signing, revenue: give another value"
      ]),
    Row(
      "a note on a client", AddNote(.client("acme"), "called", Occasion(by: "olga")),
      records: ["2026-06-01 note.added client/acme text=called by=olga"]),
    Row(
      "a note that says nothing, by nobody", AddNote(.ledger, " \u{A0}\n", Occasion(by: "")),
      refused: [
        "text is empty: say something, or leave it out",
        "by is empty: say something, or leave it out",
      ]),
    Row(
      "a note on the ledger", AddNote(.ledger, "moved"),
      records: ["2026-06-01 note.added ledger text=moved"]),
    Row(
      "a note on a client that nobody knows", AddNote(.client("acne"), "called"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
    Row(
      "a note on a person whom nobody knows", AddNote(.person("igor"), "called"),
      refused: [
        "the ledger knows no person igor: check the name, or record `person join` first"
      ]),
  ]

  /// Line 5: olga is made accountable, which was wrong.
  static let wrong = [
    "2026-02-01 assignment.made client/acme responsibility=account person=olga by=boss"
  ]

  static let corrections: [Row] = [
    Row(
      "another person", wrong,
      CorrectEntry(5, changes: [JSONMember("person", .string("ivan"))], reason: "typo"),
      records: [
        "2026-02-01 assignment.made client/acme responsibility=account person=ivan by=boss "
          + "note=typo replaces=5"
      ]),
    Row(
      "another time", wrong,
      CorrectEntry(5, effective: "2026-03-01".instant, reason: "later", by: "petra"),
      records: [
        "2026-02-01 >2026-03-01 assignment.made client/acme responsibility=account person=olga "
          + "by=petra note=later replaces=5"
      ]),
    Row(
      "an optional field taken out", ["2026-02-01 client.closed client/acme reason=lost"],
      CorrectEntry(5, changes: [JSONMember("reason", .null)], reason: "not lost"),
      records: ["2026-02-01 client.closed client/acme note=not_lost replaces=5"]),
    Row(
      "nothing", wrong,
      CorrectEntry(5, changes: [JSONMember("person", .string("olga"))], reason: "x"),
      refused: ["that would change nothing of #5 (#5): say what is wrong in it"]),
    Row(
      "a field that is not there", wrong,
      CorrectEntry(5, changes: [JSONMember("pesron", .string("ivan"))], reason: "x"),
      refused: [
        "an assignment.made has no field pesron: its fields are responsibility, person, reason, "
          + "by, note"
      ]),
    Row(
      "a required field taken out", wrong,
      CorrectEntry(5, changes: [JSONMember("person", .null)], reason: "x"),
      refused: ["data.person: is missing: give another value"]),
    Row(
      "a line that is not there", CorrectEntry(9, time: "2026-01-01".instant, reason: "x"),
      refused: ["there is no line #9: the last line is #4"]),
    Row(
      "the first line", CorrectEntry(1, time: "2025-01-01".instant, reason: "x"),
      refused: ["#1 is a ledger.opened, which stands for ever (#1): add a `note` instead"]),
    Row(
      "a line that was retracted",
      wrong + ["2026-02-02 entry.retracted client/acme entry=5 reason=x"],
      CorrectEntry(5, changes: [JSONMember("person", .string("ivan"))], reason: "typo"),
      refused: [
        "#5 was retracted on 2026-02-02 (#6): retract #6 first to bring it back"
      ]),
    Row(
      "a line that was put right",
      wrong + [
        "2026-02-01 assignment.made client/acme responsibility=account person=ivan replaces=5"
      ],
      CorrectEntry(5, changes: [JSONMember("person", .string("ivan"))], reason: "typo"),
      refused: ["#5 was put right by #6 (#6): name #6 instead"]),
    Row(
      "a correction that contradicts what follows",
      wrong + ["2026-03-01 assignment.ended client/acme responsibility=account person=olga"],
      CorrectEntry(5, changes: [JSONMember("person", .string("ivan"))], reason: "typo"),
      refused: [
        "the assignment.ended on 2026-03-01 would contradict it (#6): correct or retract #6 first"
      ]),
  ]

  static let retractions: [Row] = [
    Row(
      "a line", wrong, RetractEntry(5, reason: "never happened"),
      records: ["2026-06-01 entry.retracted client/acme entry=5 reason=never_happened"]),
    Row(
      "a retraction",
      wrong + ["2026-02-02 entry.retracted client/acme entry=5 reason=x"],
      RetractEntry(6, reason: "it did"),
      records: ["2026-06-01 entry.retracted client/acme entry=6 reason=it_did"]),
    Row(
      "a line twice", wrong + ["2026-02-02 entry.retracted client/acme entry=5 reason=x"],
      RetractEntry(5, reason: "x"),
      refused: ["#5 was retracted on 2026-02-02 (#6): retract #6 first to bring it back"]),
    Row(
      "a line that others rest on",
      wrong + [
        "2026-03-01 handoff.offered client/acme handoff=h1 responsibility=account from=olga "
          + "to=ivan",
        "2026-03-02 handoff.accepted client/acme handoff=h1",
      ],
      RetractEntry(6, reason: "x"),
      refused: [
        "the handoff.accepted on 2026-03-02 would contradict it (#7): correct or retract #7 first"
      ]),
    Row(
      "the first line", RetractEntry(1, reason: "x"),
      refused: ["#1 is a ledger.opened, which stands for ever (#1): add a `note` instead"]),
    Row(
      "a line that is not there", RetractEntry(9, reason: "x"),
      refused: ["there is no line #9: the last line is #4"]),
    Row(
      "a dispute", wrong, DisputeEntry(5, reason: "I never agreed"),
      records: ["2026-06-01 entry.disputed client/acme entry=5 reason=I_never_agreed"]),
    Row(
      "a dispute of what was retracted",
      wrong + ["2026-02-02 entry.retracted client/acme entry=5 reason=x"],
      DisputeEntry(5, reason: "x"),
      refused: ["#5 was retracted on 2026-02-02 (#6): retract #6 first to bring it back"]),
  ]
}

extension SequenceNumber: ExpressibleByIntegerLiteral {
  /// The number of a line.
  /// The number of a line.
  public init(integerLiteral value: UInt64) { self.init(value) }
}
