/// `handoff.*`: a responsibility offered by one person to another, and what became of it.
public enum HandoffFact: FactGroup {
  indirect case offered(HandoffOffer)
  case accepted(HandoffID, reason: String?)
  case declined(HandoffID, reason: String?)
  case withdrawn(HandoffID, reason: String?)

  static let kinds = [
    KindDeclaration(
      .handoffOffered, "handoff.offered", on: [.client], traits: .bearsOnAnswers,
      [
        .handoff.required, .responsibility.required, .from.required, .to.required, .effective,
      ]
    ) {
      .handoff(
        .offered(
          HandoffOffer(
            handoff: $0.id(.handoff), responsibility: $0.id(.responsibility),
            from: $0.required(.from), to: $0.required(.to), effective: $0.moment(.effective))))
    },
    KindDeclaration(
      .handoffAccepted, "handoff.accepted", on: [.client], traits: .bearsOnAnswers,
      [.handoff.required, .reason]
    ) { .handoff(.accepted($0.id(.handoff), reason: $0.text(.reason))) },
    KindDeclaration(
      .handoffDeclined, "handoff.declined", on: [.client], traits: .bearsOnAnswers,
      [.handoff.required, .reason]
    ) { .handoff(.declined($0.id(.handoff), reason: $0.text(.reason))) },
    KindDeclaration(
      .handoffWithdrawn, "handoff.withdrawn", on: [.client], traits: .bearsOnAnswers,
      [.handoff.required, .reason]
    ) { .handoff(.withdrawn($0.id(.handoff), reason: $0.text(.reason))) },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .offered(let offer):
      [
        (.handoff, .id(offer.handoff)), (.responsibility, .id(offer.responsibility)),
        (.from, .id(offer.from.value)), (.to, .id(offer.to.value)),
        (.effective, .moment(offer.effective)),
      ]
    case .accepted(let id, let reason), .declined(let id, let reason),
      .withdrawn(let id, let reason):
      [(.handoff, .id(id)), (.reason, .text(reason))]
    }
  }

  var personsNamed: [PersonID] {
    switch self {
    case .offered(let offer): [offer.from.value, offer.to.value].compactMap(\.self)
    case .accepted, .declined, .withdrawn: []
    }
  }

  var statedMoments: [Moment] {
    switch self {
    case .offered(let offer): [offer.effective].compactMap(\.self)
    case .accepted, .declined, .withdrawn: []
    }
  }
}

/// `handoff.offered`
public struct HandoffOffer: Hashable, Sendable {
  /// Unique within the client.
  public var handoff: HandoffID
  /// What is handed over.
  public var responsibility: Responsibility
  /// Who offers.
  public var from: Erasable<PersonID>
  /// Who is to take over.
  public var to: Erasable<PersonID>
  /// When it is to take effect, at the earliest.
  public var effective: Moment?
}
