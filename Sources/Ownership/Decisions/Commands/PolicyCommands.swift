/// `policy adopt`: what it names is set, the rest stays as it was.
public struct AdoptPolicy: Command {
  var change: PolicyChange
  var occasion: Occasion

  /// Adopts a policy.
  ///
  /// - Parameters:
  ///   - fallback: lists by responsibility; an empty list means no fallback.
  ///   - responsibilities: names beyond the built-in ones; `nil` leaves them.
  ///   - limits: numbers by name, as they are to be written.
  ///   - bonusBasis: `signing` or `revenue`.
  public init(
    fallback: [(Responsibility, [Responsibility])] = [], responsibilities: [Responsibility]? = nil,
    limits: [(String, String)] = [], bonusBasis: String? = nil, _ occasion: Occasion = Occasion()
  ) {
    change = PolicyChange(
      fallback: fallback, responsibilities: responsibilities, limits: limits,
      bonusBasis: bonusBasis)
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let known = LimitName.allCases.map(\.rawValue)
    for (name, _) in change.limits where !known.contains(where: { $0.hasSameBytes(as: name) }) {
      decision.object(
        "there is no limit \(name)", remedy: "there are \(known.joined(separator: ", "))")
    }
    for (name, number) in change.limits where number.utf8.first == UInt8(ascii: "-") {
      decision.object(
        "the limit \(name) would be \(number)", remedy: "a limit is zero or more")
    }
    let declared = Set(change.responsibilities ?? []).union(state.perspective.responsibilities)
    for (responsibility, list) in change.fallback {
      if list.contains(responsibility) {
        decision.object(
          "\(responsibility) would fall back to itself", remedy: "name other responsibilities")
      }
      for name in [responsibility] + list where !declared.contains(name) {
        decision.object(
          "the ledger knows no responsibility \(name)",
          remedy: "check the name, or declare it with --responsibility")
      }
    }
    decision.record(
      occasion.draft(.policyAdopted, .ledger, state, Fact.ledger(.policyAdopted(change)).fields))
    return decision
  }
}

/// `note`: a remark on a client, a person or the ledger.
public struct AddNote: Command {
  var subject: Subject
  var text: String
  var occasion: Occasion

  /// Adds a remark.
  public init(_ subject: Subject, _ text: String, _ occasion: Occasion = Occasion()) {
    self.subject = subject
    self.text = text
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    switch subject {
    case .client(let client): decision.object(state.objection(toUnknownClient: client))
    case .person(let person): decision.object(state.objection(toUnknownPerson: person))
    case .ledger: break
    }
    decision.record(occasion.draft(.noteAdded, subject, state, [(.text, .string(text))]))
    return decision
  }
}
