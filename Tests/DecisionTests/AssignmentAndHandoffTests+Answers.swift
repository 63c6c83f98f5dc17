import Testing

@testable import Ownership

/// Answers to offers.
extension AssignmentAndHandoffTests {
  static let answers: [Row] = [
    Row(
      "an acceptance", offered,
      AnswerHandoff(.accept, "acme", "h1", reason: "fine", .on("2026-03-05", by: "ivan")),
      records: ["2026-03-05 handoff.accepted client/acme handoff=h1 reason=fine by=ivan"]),
    Row(
      "a decline", offered, AnswerHandoff(.decline, "acme", "h1"),
      records: ["2026-06-01 handoff.declined client/acme handoff=h1"]),
    Row(
      "a withdrawal, by whomever", offered,
      AnswerHandoff(.withdraw, "acme", "h1", Occasion(by: "boss")),
      records: ["2026-06-01 handoff.withdrawn client/acme handoff=h1 by=boss"]),
    Row(
      "of a client that nobody knows", AnswerHandoff(.accept, "acne", "h1"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
    Row(
      "of what was not offered", AnswerHandoff(.accept, "acme", "h1"),
      refused: [
        "nobody has offered a handoff h1 of acme: check the id, or record `handoff offer` first"
      ]),
    Row(
      "before it was offered", offered, AnswerHandoff(.accept, "acme", "h1", .on("2026-02-20")),
      refused: ["handoff h1 was offered only on 2026-03-01 (#6): give a later --at"]),
    Row(
      "by another than the receiver", offered,
      AnswerHandoff(.decline, "acme", "h1", Occasion(by: "olga")),
      refused: [
        "handoff h1 was offered to ivan, not to olga (#6): let ivan answer it, or record "
          + "`handoff withdraw` and offer it anew"
      ]),
    Row(
      "of what was accepted",
      offered + ["2026-03-02 handoff.accepted client/acme handoff=h1"],
      AnswerHandoff(.withdraw, "acme", "h1"),
      refused: [
        "handoff h1 was accepted on 2026-03-02 (#7): record a new `handoff offer`, or put that "
          + "line right with `correct`"
      ]),
    Row(
      "of what was declined",
      offered + ["2026-03-02 handoff.declined client/acme handoff=h1"],
      AnswerHandoff(.accept, "acme", "h1"),
      refused: [
        "handoff h1 was declined on 2026-03-02 (#7): record a new `handoff offer`, or put that "
          + "line right with `correct`"
      ]),
    Row(
      "of what was withdrawn",
      offered + ["2026-03-02 handoff.withdrawn client/acme handoff=h1"],
      AnswerHandoff(.decline, "acme", "h1"),
      refused: [
        "handoff h1 was withdrawn on 2026-03-02 (#7): record a new `handoff offer`, or put that "
          + "line right with `correct`"
      ]),
    Row(
      "of what lapsed", offered + ["2026-03-02 client.closed client/acme"],
      AnswerHandoff(.accept, "acme", "h1"),
      refused: [
        "handoff h1 lapsed when the client was closed on 2026-03-02 (#7): record a new `handoff "
          + "offer`, or put that line right with `correct`"
      ]),
    Row(
      "of what the giver no longer holds",
      offered + [
        "2026-03-02 person.joined person/petra",
        "2026-03-02 assignment.made client/acme responsibility=account person=petra",
      ],
      AnswerHandoff(.accept, "acme", "h1"),
      refused: [
        "olga no longer holds account of acme: petra holds it since 2026-03-02 (#6, #8): let "
          + "petra offer it, or record `assign`"
      ]),
    Row(
      "of what the leaver held", offered + ["2026-03-02 person.left person/olga"],
      AnswerHandoff(.accept, "acme", "h1"),
      records: ["2026-06-01 handoff.accepted client/acme handoff=h1"]),
    Row(
      "by somebody gone", offered + ["2026-03-02 person.left person/ivan"],
      AnswerHandoff(.accept, "acme", "h1"),
      refused: ["ivan left on 2026-03-02 (#7): offer it to somebody who is there"]),
    Row(
      "an acceptance that comes before a decline that is recorded already",
      offered + ["2026-03-02 handoff.declined client/acme handoff=h1"],
      AnswerHandoff(.accept, "acme", "h1", .on("2026-03-01T12:00:00Z")),
      refused: [
        "handoff h1 was declined on 2026-03-02 (#7): record a new `handoff offer`, or put that "
          + "line right with `correct`"
      ]),
  ]
}
