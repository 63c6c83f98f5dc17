/// A request for a change as it was asked and decided.
package struct RequestForChange: Sendable {
  package struct Decision: Sendable {
    package var instant: Instant
    package var line: SequenceNumber
    /// `nil` where it was destroyed.
    package var outcome: ChangeDecision?
    package var by: String?
    package var isByDestroyed: Bool
    package var reason: String?
  }

  package var request: RequestID
  package var contract: ContractID?
  package var wants: String?
  package var asked: Mark
  /// The first decision; later ones change nothing.
  package var decision: Decision?
  private var decided: Mark?

  init(request: RequestID, contract: ContractID?, wants: String?, asked: Mark) {
    self.request = request
    self.contract = contract
    self.wants = wants
    self.asked = asked
  }

  mutating func decide(
    _ outcome: Erasable<ChangeDecision>, _ event: Event, _ mark: Mark, reason: String?
  ) {
    if decision != nil { return }
    decided = mark
    decision = Decision(
      instant: mark.instant, line: mark.line, outcome: outcome.value, by: event.by,
      isByDestroyed: event.isDestroyed("by"), reason: reason)
  }

  /// Whether it was asked and not yet decided.
  package func isOpen(at instant: Instant) -> Bool {
    asked.instant <= instant && (decision.map { instant < $0.instant } ?? true)
  }

  var objectionToAsking: Objection? {
    Objection(
      "change \(request) was requested \(asked.on)", lines: [asked.line],
      remedy: "give the new one another id")
  }

  var objectionToDeciding: Objection? {
    guard let decision, let decided else { return nil }
    return Objection(
      "change \(request) was \(decision.outcome?.rawValue ?? "decided") \(decided.on)",
      lines: [decided.line],
      remedy: "record a new `change request`, or put that line right with `correct`")
  }
}
