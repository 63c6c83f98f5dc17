import Testing

@testable import Ownership

/// Who left holds nothing: what a leaver left behind is offered by who answers for it (FORMAT section 5).
@Suite struct VacancyTests {
  @Test(arguments: Self.vacancies) func vacanciesHandedOn(_ row: Row) throws { try row.check() }

  /// Line 7: max is olga's manager; line 8: she leaves.
  static let vacated =
    AssignmentAndHandoffTests.held + [
      "2026-02-02 person.joined person/max", "2026-02-03 person.moved person/olga manager=max",
      "2026-03-01 person.left person/olga",
    ]

  static let vacancies: [Row] = [
    Row(
      "of what a leaver left behind, by the manager who answers for it", vacated,
      OfferHandoff(.some("acme", [.account]), to: "ivan"),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=account from=max "
          + "to=ivan"
      ]),
    Row(
      "all that somebody holds, and answers for since its holder left",
      vacated + [
        "2026-02-01 assignment.made client/acme responsibility=sales person=ivan",
        "2026-02-01 assignment.made client/beta responsibility=legal person=max",
      ],
      OfferHandoff(.all, from: "ivan", to: "max"),
      records: [
        "2026-06-01 handoff.offered client/acme handoff=h-2026-001 responsibility=account from=ivan "
          + "to=max",
        "2026-06-01 handoff.offered client/acme handoff=h-2026-002 responsibility=sales from=ivan "
          + "to=max",
      ]),
    Row(
      "by the leaver, who holds nothing", vacated,
      OfferHandoff(.some("acme", [.account]), from: "olga", to: "ivan"),
      refused: [
        "olga does not hold account of acme: olga left on 2026-03-01 and nobody holds it (#8): let "
          + "max, who answers for it, offer it, or record `assign`"
      ]),
    Row(
      "all that a leaver left behind, by the leaver", vacated,
      OfferHandoff(.all, from: "olga", to: "ivan"),
      refused: [
        "olga left on 2026-03-01 and holds nothing that could be offered (#8): name with --from who "
          + "answers for what was left behind"
      ]),
    Row(
      "of what a leaver left behind, where nobody answers for it",
      AssignmentAndHandoffTests.held + ["2026-03-01 person.left person/olga"],
      OfferHandoff(.some("acme", [.account]), to: "ivan"),
      refused: [
        "nobody can offer account of acme: olga left on 2026-03-01 and nobody holds it (#6): record "
          + "`assign` instead, or name the giver with --from"
      ]),
    Row(
      "an acceptance of the manager's offer",
      vacated + [
        "2026-03-02 handoff.offered client/acme handoff=h1 responsibility=account from=max to=ivan"
      ],
      AnswerHandoff(.accept, "acme", "h1"),
      records: ["2026-06-01 handoff.accepted client/acme handoff=h1"]),
    Row(
      "an acceptance that fills what another than the giver has vacated",
      AssignmentAndHandoffTests.offered + [
        "2026-03-02 person.joined person/petra",
        "2026-03-02 assignment.made client/acme responsibility=account person=petra",
        "2026-03-03 person.left person/petra",
      ],
      AnswerHandoff(.accept, "acme", "h1"),
      records: ["2026-06-01 handoff.accepted client/acme handoff=h1"]),
  ]
}
