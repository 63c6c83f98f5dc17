/// What policies say beside the fallbacks: limits and the basis of bonuses.
extension LedgerState {
  /// The limits that the ledger knows, with their values until a policy says otherwise.
  public static var standardLimits: [(name: String, value: String)] {
    [
      ("clientsPerPerson", "40"), ("handoffPendingDays", "14"), ("backdatedDays", "1"),
      ("changeRequestDays", "10"), ("complaintBounces", "3"), ("responsibilityGapDays", "0"),
    ]
  }

  /// A limit as the policies in force at an instant have it, as it is written.
  public func limit(_ name: String, at instant: Instant) -> String? {
    var value = Self.standardLimits.first { $0.name == name }?.value
    forEachPolicy(upTo: instant) { change, _ in
      if let named = change.limits.last(where: { $0.0.hasSameBytes(as: name) }) { value = named.1 }
    }
    return value
  }

  /// On what bonuses are paid at an instant, and the line that says so; `nil` where none does.
  func bonusBasis(at instant: Instant) -> (basis: String, line: SequenceNumber)? {
    var result: (basis: String, line: SequenceNumber)?
    forEachPolicy(upTo: instant) { change, line in
      if let basis = change.bonusBasis { result = (basis, line) }
    }
    return result
  }

  private func forEachPolicy(
    upTo instant: Instant, _ body: (PolicyChange, SequenceNumber) -> Void
  ) {
    for (key, event) in perspective.ledgerLines.inEffectiveOrder(history)
    where key.instant <= instant {
      if case .policyAdopted(let change) = event.fact { body(change, event.sequence) }
    }
  }
}
