import Testing

@testable import Ownership

@Suite struct ForceAndBackdatingTests {
  private func state(_ given: [String], now: String = Row.now) throws -> LedgerState {
    LedgerState(try Given(Row.firm + given).history, now: now.instant)
  }

  @Test func forceRecordsTheContradictionBesideANote() throws {
    let state = try state(["2026-02-01 person.left person/olga"])
    let command = AssignResponsibility(
      "acme", [.account], to: "olga", Occasion(note: "as told"))
    let decision = try decide(command, state, isForced: true)
    #expect(
      decision.drafts.map(\.words) == [
        "2026-06-01 assignment.made client/acme responsibility=account person=olga "
          + "note=as_told;_recorded_against:_olga_left_on_2026-02-01_(#5)"
      ])
    #expect(
      decision.objections.map(\.contradiction) == ["olga left on 2026-02-01 (#5)"])
  }

  @Test func forceWithNothingAgainstItAddsNoNote() throws {
    let decision = try decide(CloseClient("acme"), try state([]), isForced: true)
    #expect(decision.drafts.map(\.words) == ["2026-06-01 client.closed client/acme"])
  }

  @Test func forceDoesNotHelpAgainstWhatTheLedgerCannotTake() throws {
    let state = try state([])
    #expect(throws: Refusal.self) {
      try decide(RetractEntry(1, reason: "x"), state, isForced: true)
    }
    #expect(throws: Refusal([.nothingToDo])) {
      try decide(AssignResponsibility("acme", [], to: "olga"), state, isForced: true)
    }
    #expect(
      Objection.nothingToDo.description
        == "there is nothing to record: say what is to be recorded")
  }

  @Test func lateEntriesSayWhatTheyChange() throws {
    let state = try state([
      "2026-02-01 assignment.made client/acme responsibility=account person=olga",
      "2026-05-01 complaint.filed client/acme complaint=c1 arose=2026-04-15",
      "2026-05-01 complaint.filed client/acme complaint=c2",
      "2026-05-01 complaint.filed client/acme complaint=c3",
      "2026-05-02 complaint.resolved client/acme complaint=c3",
    ])
    let command = AssignResponsibility("acme", [.account], to: "ivan", .on("2026-04-20"))
    let backdating = Backdating(try decide(command, state).drafts, state)
    #expect(
      backdating.sentence
        == "recorded 42 days late; this changes who was responsible for 1 open complaint: c2 of "
        + "acme (ivan, before: olga)")
    let earlier = AssignResponsibility("acme", [.account], to: "ivan", .on("2026-04-01"))
    #expect(
      Backdating(try decide(earlier, state).drafts, state).sentence
        == "recorded 61 days late; this changes who was responsible for 2 open complaints: c1 of "
        + "acme (ivan, before: olga), c2 of acme (ivan, before: olga)")
  }

  @Test func whatIsRecordedInTimeIsSilent() throws {
    let state = try state(["2026-05-01 complaint.filed client/acme complaint=c1"])
    let command = AssignResponsibility(
      "acme", [.account], to: "ivan", .on("2026-05-31T12:00:00Z"))
    #expect(Backdating(try decide(command, state).drafts, state).sentence == nil)
  }

  @Test func aRetractionTellsWhoseComplaintItEmpties() throws {
    let state = try state([
      "2026-02-01 assignment.made client/acme responsibility=account person=olga",
      "2026-05-01 complaint.filed client/acme complaint=c1",
    ])
    let drafts = try decide(RetractEntry(5, reason: "typo"), state).drafts
    #expect(
      Backdating(drafts, state).sentence
        == "this changes who was responsible for 1 open complaint: c1 of acme (nobody, before: "
        + "olga)")
  }

  @Test func theLimitOfLatenessIsThePolicys() throws {
    let state = try state(["2026-01-02 note.added ledger text=x"])
    let drafts = try decide(CloseClient("acme", .on("2026-05-30")), state).drafts
    #expect(Backdating(drafts, state).sentence == "recorded 2 days late")
    let policy = AdoptPolicy(limits: [("backdatedDays", "7")], .on("2026-02-01"))
    let lenient = state.after(try decide(policy, state).drafts)
    #expect(Backdating(drafts, lenient).sentence == nil)
  }
}

@Suite struct ExactAmountTests {
  private func amount(_ text: String) -> ExactAmount { ExactAmount(Amount(text)!) }

  @Test func sumsCarryAcrossThePoint() {
    #expect((amount("99.75") + amount("0.25")).text == "100")
    #expect((amount("0.999999999999999999999") + amount("0.000000000000000000001")).text == "1")
    #expect((amount("007.50") + .zero).text == "7.5")
  }

  @Test func comparisonIsOfValueNotOfSpelling() {
    #expect(amount("1.50") == amount("01.5"))
    #expect(amount("9.9") < amount("10"))
    #expect(amount("10.01") > amount("10.009"))
    #expect(!(amount("2") < amount("2.0")))
  }
}
