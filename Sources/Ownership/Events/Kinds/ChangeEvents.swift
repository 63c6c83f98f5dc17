/// `change.*`: what a client wants otherwise, and what was decided.
public enum ChangeFact: FactGroup {
  case requested(RequestID, contract: ContractID?, wants: String?)
  case decided(RequestID, Erasable<ChangeDecision>, reason: String?)

  static let kinds = [
    KindDeclaration(
      .changeRequested, "change.requested", on: [.client],
      [.request.required, .contract, .wants.required]
    ) {
      .change(
        .requested(
          $0.id(.request), contract: $0.optionalID(.contract), wants: $0.text(.wants)))
    },
    KindDeclaration(
      .changeDecided, "change.decided", on: [.client],
      [.request.required, .ruling.required, .reason]
    ) {
      .change(
        .decided(
          $0.id(.request), $0.required(.ruling, ChangeDecision.init), reason: $0.text(.reason)))
    },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .requested(let id, let contract, let wants):
      [(.request, .id(id)), (.contract, .id(contract)), (.wants, .text(wants))]
    case .decided(let id, let decision, let reason):
      [
        (.request, .id(id)), (.ruling, .text(decision.value?.rawValue)),
        (.reason, .text(reason)),
      ]
    }
  }

  /// The contract to which a change is requested.
  var contract: ContractID? {
    switch self {
    case .requested(_, let contract, _): contract
    case .decided: nil
    }
  }

  var personsNamed: [PersonID] { [] }

  var statedMoments: [Moment] { [] }
}

/// `change.decided`
public enum ChangeDecision: String, Hashable, Sendable { case granted, refused }
