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
      if case .policyAdopted(let change) = event.fact {
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
}
