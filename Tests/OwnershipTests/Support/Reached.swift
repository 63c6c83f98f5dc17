import Ownership

/// What a set of random questions has reached, so that a comparison that says “equal” has something to
/// be equal in.
struct Reached {
  private(set) var counts: [String: Int] = [:]

  private mutating func note(_ what: String, if condition: Bool = true) {
    counts[what, default: 0] += condition ? 1 : 0
  }

  mutating func note(_ reply: Reply) {
    note("several stretches", if: reply.answers.count > 1)
    for answer in reply.answers { note(answer) }
  }

  private mutating func note(_ answer: Answer) {
    note("basis \(answer.basis)")
    for step in answer.path { note("outcome \(step.outcome)") }
    note("two managers", if: answer.path.filter { $0.outcome == .manager }.count > 1)
    note(
      "destroyed manager",
      if: answer.path.contains { $0.responsibility == nil && $0.outcome == .redacted })
    note("deputy", if: answer.acting != nil && answer.acting != answer.accountable)
    note("nobody acts", if: answer.acting == nil && answer.accountable != nil)
    note("open offer", if: answer.pendingHandoff?.state == .open)
    note("accepted offer", if: answer.pendingHandoff?.state == .accepted)
    note("confidence \(answer.confidence)")
    note("since is not exact", if: !answer.sinceExact)
    note("disputed", if: !answer.disputed.isEmpty)
    note("contested", if: !answer.contested.isEmpty)
    note("tied", if: !answer.tied.isEmpty)
    note("overruled", if: !answer.overruled.isEmpty)
    note("overruled by several", if: answer.overruled.contains { $0.by.count > 1 })
    note("evidence of four lines", if: answer.evidence.count > 3)
  }

  mutating func note(_ verdict: Verdict) {
    note(verdict.now.reply)
    note("sources' clock", if: verdict.clock == .source)
    note("retracted", if: verdict.isRetracted)
    note("refiled", if: !verdict.refilings.isEmpty)
    note("assumed", if: verdict.aroseAssumed)
    note("turning", if: !verdict.turning.isEmpty)
    note("turning there and back", if: verdict.turning.count > 1)
    note("turning of a period", if: verdict.turning.contains { $0.before.count > 1 })
    note("late", if: !verdict.late.isEmpty)
    note("turning on the ledger's clock", if: !verdict.turningLedger.isEmpty)
    note(
      "turning on the ledger's clock only",
      if: !verdict.turningLedger.isEmpty && verdict.turning.isEmpty)
    note("late on the ledger's clock", if: !verdict.lateLedger.isEmpty)
    note("redacted since the filing", if: !verdict.redactions.isEmpty)
    note("not known to the ledger", if: verdict.clock == .source && verdict.asFiledLedger == nil)
    note("against was accountable", if: verdict.againstWasAccountable.now == true)
    note("against was not", if: verdict.againstWasAccountable.asFiled == false)
  }

  mutating func note(_ problem: QuestionProblem) {
    switch problem {
    case .noSuchEvent: note("no such event")
    case .unknownResponsibility: note("unknown responsibility")
    case .noSuchComplaint: note("no such complaint")
    case .ambiguousComplaint: note("ambiguous complaint")
    case .complaintNotYetKnown: note("complaint not yet known")
    }
  }

  /// What a comparison of a few hundred histories must have met.
  static let everything = [
    "several stretches", "two managers", "destroyed manager", "deputy", "nobody acts", "open offer",
    "accepted offer", "since is not exact", "disputed", "contested", "tied", "overruled",
    "overruled by several", "evidence of four lines", "sources' clock", "retracted", "refiled",
    "assumed", "turning", "turning there and back", "turning of a period", "late",
    "turning on the ledger's clock", "turning on the ledger's clock only",
    "late on the ledger's clock", "redacted since the filing", "not known to the ledger",
    "against was accountable", "against was not", "unknown responsibility", "no such complaint",
    "ambiguous complaint", "complaint not yet known",
    "no such event", "confidence imported", "confidence inferred",
    "outcome left",
    "outcome notJoined", "outcome held", "outcome manager", "outcome redacted",
    "outcome unassigned",
  ]
}
