/// `authority.*`: what a person may decide.
public enum AuthorityFact: FactGroup {
  indirect case granted(AuthorityGrant)
  case revoked(Erasable<DecisionID>, client: Erasable<ClientID>?)

  static let kinds = [
    KindDeclaration(
      .authorityGranted, "authority.granted", on: [.person],
      [.decision.required, .client, .limit, .currency, .until]
    ) {
      .authority(
        .granted(
          AuthorityGrant(
            decision: $0.required(.decision), client: $0.optional(.client),
            limit: $0.optional(.limit, Amount.init),
            currency: $0.optional(.currency, Currency.init), until: $0.moment(.until))))
    },
    KindDeclaration(
      .authorityRevoked, "authority.revoked", on: [.person], [.decision.required, .client]
    ) { .authority(.revoked($0.required(.decision), client: $0.optional(.client))) },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .granted(let grant):
      [
        (.decision, .id(grant.decision.value)), (.client, .id(grant.client?.value)),
        (.limit, .text(grant.limit?.value?.text)),
        (.currency, .text(grant.currency?.value?.code)), (.until, .moment(grant.until)),
      ]
    case .revoked(let decision, let client):
      [(.decision, .id(decision.value)), (.client, .id(client?.value))]
    }
  }

  var personsNamed: [PersonID] { [] }

  var statedMoments: [Moment] {
    switch self {
    case .granted(let grant): [grant.until].compactMap(\.self)
    case .revoked: []
    }
  }
}

/// `authority.granted`
public struct AuthorityGrant: Hashable, Sendable {
  /// What may be decided.
  public var decision: Erasable<DecisionID>
  /// For one client only; without it, in general.
  public var client: Erasable<ClientID>?
  /// Up to this amount.
  public var limit: Erasable<Amount>?
  /// ISO 4217
  public var currency: Erasable<Currency>?
  /// The end of the grant.
  public var until: Moment?
}
