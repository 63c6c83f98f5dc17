import Ownership
import Testing

/// The scenes in which two people remember differently, or somebody has gone.
@Suite struct DisputeTests {
  private let story: BuiltStory
  private var script: Script { story.script }

  init() throws { story = try BuiltStory.shared.get() }

  /// “Who was responsible when the problem arose — not when the letter came, not today?”
  @Test func theLetterIsAboutSomebodyElse() throws {
    #expect(try story.verdict("B-5").asFiled.words == "ivan (handoff)")
    #expect(try story.verdict("B-5").asFiled.against?.text == "olga")
    let answer = try story.who(
      "kranich", "account", at: "2025-09-22 09:30", knownAt: "2025-10-14 12:00")
    #expect(answer.evidence == [script.line("H-5"), script.line("H-5 accepted")])
    #expect(answer.since == Teller.instant("2025-07-01 00:00", in: story.history.zone))
  }

  /// “What did we know then, what do we claim now, and which late entry makes the difference?”
  @Test func aWeekAfterTheLetterTheCRMSaysOtherwise() throws {
    let verdict = try story.verdict("B-5")
    let edit = try #require(story.history[script.line("the edit")])
    let filing = try #require(story.history[verdict.firstFiling])
    #expect(verdict.turning.map(\.sequence) == [edit.sequence])
    #expect(verdict.turning[0].recordedBy == "dirk")
    #expect(edit.by == "ivan")
    let days = (edit.recordedTime.microseconds - filing.recordedTime.microseconds) / 86_400_000_000
    #expect(days == 7)
    // The line is disputed, and even by it the accused lay in hospital and her deputy did the work.
    let now = verdict.now.reply.answers[0]
    #expect(now.disputed == [script.line("the dispute")])
    #expect(now.acting?.text == "ivan")
    #expect(now.evidence == [script.line("olga away"), edit.sequence])
    #expect(
      now.overruled.map(\.sequence) == [script.line("H-5"), script.line("H-5 accepted")])
  }

  /// “Was the handoff accepted, by whom, when? Until then, who stays accountable?”
  @Test func handoffsCountFromTheirAcceptance() throws {
    // Accepted at once, for the first of June.
    #expect(try story.standing("spatz", "account", at: "2025-05-31 23:59") == "olga (assigned)")
    #expect(try story.standing("spatz", "account", at: "2025-06-01 00:00") == "lena (handoff)")
    // Never accepted: four months later it is still only an offer.
    let milan = try story.who("milan", "account", at: "2025-09-01 08:00")
    #expect(milan.accountable?.text == "olga")
    #expect(milan.pendingHandoff?.handoff.text == "H-2")
    #expect(milan.pendingHandoff?.state == .open)
    // Accepted seven weeks after it should have begun: from then on, not from July.
    let falke = try story.who("falke", "account", at: "2025-07-15 14:00")
    #expect(falke.accountable?.text == "olga")
    #expect(falke.pendingHandoff?.handoff.text == "H-4")
    #expect(try story.standing("falke", "account", at: "2025-08-20 08:45") == "lena (handoff)")
    // Declined and withdrawn: nothing changes, nothing is pending.
    for (client, holder) in [("uhu", "ivan (assigned)"), ("ibis", "olga (fallback)")] {
      #expect(try story.standing(client, "account", at: "2025-08-12 12:00") == holder)
      #expect(try story.who(client, "account", at: "2025-08-12 12:00").pendingHandoff == nil)
    }
    // Accepted when the one who offered no longer held it: void, and listed as contested.
    let tea = try story.who("дрозд", "account", at: "2025-10-20 11:00")
    #expect(tea.accountable?.text == "petr")
    #expect(tea.contested == [script.line("H-7 accepted")])
    // At last somebody takes the car dealer.
    #expect(try story.standing("milan", "account", at: "2026-06-02 09:00") == "eva (handoff)")
  }

  /// “What was orphaned on that day, who inherited what, what did it do to load and complaints?”
  @Test func theLayoffMovesClientsToWhoeverIsLeft() throws {
    let before = "2026-01-31 23:59"
    let after = "2026-02-01 00:00"
    var orphaned: [String] = []
    for client in story.history.clients {
      let old = try story.standing(client.text, "account", at: before)
      let new = try story.standing(client.text, "account", at: after)
      if old != new { orphaned.append("\(client): \(old) → \(new)") }
    }
    #expect(
      orphaned == [
        "pirol: tomas (assigned) → max (manager)", "reiher: tomas (fallback) → max (manager)",
        "wachtel: tomas (assigned) → max (manager)", "дрозд: petr (assigned) → olga (fallback)",
        "стриж: petr (assigned) → max (manager)",
      ])
    #expect(try story.book(of: "max", at: before).isEmpty)
    // The tea house is split: its relation drifts to Olga, its contract questions to Max.
    #expect(
      try story.book(of: "max", at: after) == [
        "pirol": .manager, "reiher": .manager, "wachtel": .manager, "дрозд": .manager,
        "стриж": .manager,
      ])
    #expect(try story.standing("дрозд", "contract", at: after) == "max (manager)")
    #expect(try story.book(of: "olga", at: before).count == 8)
    #expect(try story.book(of: "olga", at: "2026-02-16 14:00").count == 10)
    // An offer outlives the one who made it, while nobody else has been put in place.
    #expect(try story.standing("pirol", "account", at: "2026-02-05 09:10") == "lena (handoff)")
    // Two complaints in the sixteen days after the layoff that name somebody who was not there.
    #expect(story.openComplaints(at: before) == ["дрозд B-6", "kranich B-5"])
    #expect(
      story.openComplaints(at: "2026-02-17 09:00")
        == ["дрозд B-6", "kranich B-5", "стриж B-8", "wachtel B-9"])
  }

  /// “Which open complaints, undecided changes and unpaid bonuses has the leaver left behind?”
  @Test func theSellerIsReplacedAndTheProblemsStay() throws {
    let lastDay = "2026-04-30 23:59"
    #expect(Set(try story.book(of: "ivan", at: lastDay).keys) == ["lerche", "uhu"])
    #expect(story.openComplaints(at: lastDay).contains("uhu B-10"))
    #expect(story.undecided(at: lastDay).contains("uhu R-4"))
    // The client paid, nobody was paid for it.
    let money = try story.lines("lerche").map(\.type)
    #expect(money.contains(EventKind.revenueReceived.type))
    #expect(!money.contains(EventKind.bonusPaid.type))
    // Whose it is on the next day, and two weeks later.
    #expect(try story.standing("uhu", "account", at: "2026-05-01 00:00") == "max (manager)")
    #expect(try story.standing("uhu", "account", at: "2026-05-18 10:15") == "eva (assigned)")
    #expect(try story.standing("lerche", "account", at: "2026-05-18 10:15") == "max (manager)")
    // The ruling names the successor, who was not accountable when it arose.
    guard
      case .complaint(.attributed(_, .known(let blamed), _))? =
        story.history[script.line("B-10 ruling")]?.fact
    else {
      Issue.record("the ruling on B-10 names nobody")
      return
    }
    #expect(blamed.text == "eva")
    #expect(try story.verdict("B-10").now.words == "ivan (assigned)")
    // Petr, laid off in February, left a complaint that is open to this day.
    #expect(story.openComplaints(at: "2026-10-12 12:00") == ["дрозд B-6", "kranich B-5"])
  }

  /// “Who was paid for what, on which basis, and was that person responsible in that period?”
  @Test func bonusesGoToOneAndQuestionsToAnother() throws {
    // Ivan was paid for the whole quarter, of which by his own edit two weeks were Olga's.
    #expect(
      try story.standings("kranich", "account", in: "2025-07-01..2025-09-30")
        == ["ivan (handoff)", "olga (assigned)", "olga (assigned)"])
    // Olga was paid for half a year in which Lena answered.
    #expect(
      try story.standings("spatz", "account", in: "2025-07-01..2025-12-31") == ["lena (handoff)"])
    var payouts: [String] = []
    for event in story.history.events {
      switch event.fact {
      case .money(.bonusPaid(let payout)):
        payouts.append("\(payout.bonus) \(payout.person.value!) \(payout.basis.value!)")
      case .money(.bonusReversed(let bonus, _, _)): payouts.append("\(bonus) reversed")
      default: continue
      }
    }
    #expect(
      payouts == [
        "P-1 olga revenue", "P-2 petr signing", "P-3 olga signing", "P-4 ivan retention",
        "P-2 reversed", "P-5 olga retention",
      ])
  }

  /// A client that was closed and came back: empty, and what was assigned in between was void.
  @Test func aClosedClientComesBackEmpty() throws {
    #expect(try story.standing("elster", "account", at: "2025-12-31 23:59") == "petr (assigned)")
    let closed = try story.who("elster", "account", at: "2026-03-15 12:00")
    #expect(closed.basis == .closed)
    #expect(closed.contested == [script.line("elster void")])
    #expect(try story.standing("elster", "account", at: "2026-06-01 10:30") == "eva (fallback)")
    #expect(try story.standing("elster", "account", at: "2020-01-01 00:00") == "nobody (unknown)")
  }

  /// Corrections: a slip of the keyboard, an edit taken back, a date put right.
  @Test func correctionsOverruleWhatTheyPutRight() throws {
    let billing = try story.who("ibis", "billing", at: "2025-06-15 12:00")
    #expect(billing.accountable?.text == "karim")
    #expect(billing.overruled.map(\.sequence) == [script.line("billing typo")])
    #expect(billing.overruled.map(\.by) == [[script.line("billing right")]])
    #expect(
      try story.standings("стриж", "account", in: "2026-02")
        == ["max (manager)", "olga (assigned)"])
    #expect(
      try story.who("стриж", "account", at: "2026-02-10 05:40", knownAt: "2026-03-06 09:00")
        .accountable?.text == "olga")
  }
}
