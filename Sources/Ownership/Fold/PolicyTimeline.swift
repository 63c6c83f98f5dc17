/// Which fallbacks were in force when: policies merge name by name from their effective time on.
package struct PolicyTimeline {
  struct Change {
    var key: EffectiveKey
    var change: PolicyChange
  }

  private(set) var changes: [Change] = []

  /// The built-in fallbacks, until a policy says otherwise.
  static func builtIn(_ responsibility: Responsibility) -> [Responsibility] {
    switch responsibility {
    case .sales: [.account]
    case .account: [.sales]
    case .support, .contract, .billing, .legal: [.account, .sales]
    default: []
    }
  }

  init(_ history: History, lines: SubjectLines) {
    for (key, event) in lines.inEffectiveOrder(history) {
      if case .ledger(.policyAdopted(let change)) = event.fact {
        changes.append(Change(key: key, change: change))
      }
    }
  }

  /// Instants at which a policy comes into force.
  var instants: [Instant] { changes.map(\.key.instant) }

  /// The fallbacks of a responsibility and the line that named them last, if one did.
  package func fallback(
    of responsibility: Responsibility, at instant: Instant
  ) -> (list: [Responsibility], line: SequenceNumber?) {
    for entry in changes.reversed() where entry.key.instant <= instant {
      if let named = entry.change.fallback.last(where: { $0.0 == responsibility }) {
        return (named.1, entry.key.sequence)
      }
    }
    return (Self.builtIn(responsibility), nil)
  }

  /// The responsibilities beyond the built-in ones that the policies in force declare, and the line that
  /// does: the last that states any speaks alone, and an empty list declares none.
  package func declared(
    at instant: Instant
  ) -> (responsibilities: [Responsibility], line: SequenceNumber?) {
    for entry in changes.reversed() where entry.key.instant <= instant {
      if let names = entry.change.responsibilities { return (names, entry.key.sequence) }
    }
    return ([], nil)
  }

  /// Whether a policy that came into force at or before an instant has declared a responsibility.
  package func hasDeclared(_ responsibility: Responsibility, by instant: Instant) -> Bool {
    changes.contains { entry in
      entry.key.instant <= instant
        && entry.change.responsibilities?.contains(responsibility) ?? false
    }
  }
}
