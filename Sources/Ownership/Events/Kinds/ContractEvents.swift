/// `contract.*`: what was agreed with a client, and until when.
public enum ContractFact: FactGroup {
  indirect case signed(ContractSignature)
  case amended(ContractID, terms: Erasable<[Term]>)
  case renewed(ContractID, ends: Erasable<Moment>?)
  case ended(ContractID, reason: String?)

  static let kinds = [
    KindDeclaration(
      .contractSigned, "contract.signed", on: [.client],
      [.contract.required, .person, .terms, .value, .currency, .ends]
    ) {
      .contract(
        .signed(
          ContractSignature(
            contract: $0.id(.contract), person: $0.optional(.person), terms: $0.terms(.terms),
            value: $0.optional(.value, Amount.init),
            currency: $0.optional(.currency, Currency.init), ends: $0.optionalMoment(.ends))))
    },
    KindDeclaration(
      .contractAmended, "contract.amended", on: [.client],
      [.contract.required, .amendedTerms.required]
    ) { .contract(.amended($0.id(.contract), terms: $0.terms(.amendedTerms))) },
    KindDeclaration(
      .contractRenewed, "contract.renewed", on: [.client], [.contract.required, .ends]
    ) { .contract(.renewed($0.id(.contract), ends: $0.optionalMoment(.ends))) },
    KindDeclaration(
      .contractEnded, "contract.ended", on: [.client], [.contract.required, .reason]
    ) { .contract(.ended($0.id(.contract), reason: $0.text(.reason))) },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .signed(let signature):
      [
        (.contract, .id(signature.contract)), (.person, .id(signature.person?.value)),
        (.terms, signature.terms.value.flatMap(JSON.terms)),
        (.value, .text(signature.value?.value?.text)),
        (.currency, .text(signature.currency?.value?.code)),
        (.ends, .moment(signature.ends?.value)),
      ]
    case .amended(let id, let terms):
      [
        (.contract, .id(id)),
        (.amendedTerms, terms.value.map { .terms($0) ?? .object([]) }),
      ]
    case .renewed(let id, let ends): [(.contract, .id(id)), (.ends, .moment(ends?.value))]
    case .ended(let id, let reason): [(.contract, .id(id)), (.reason, .text(reason))]
    }
  }

  var personsNamed: [PersonID] {
    switch self {
    case .signed(let signature): [signature.person?.value].compactMap(\.self)
    case .amended, .renewed, .ended: []
    }
  }

  var statedMoments: [Moment] {
    switch self {
    case .signed(let signature): [signature.ends?.value].compactMap(\.self)
    case .renewed(_, let ends): [ends?.value].compactMap(\.self)
    case .amended, .ended: []
    }
  }
}

/// `contract.signed`
public struct ContractSignature: Hashable, Sendable {
  /// Unique within the client.
  public var contract: ContractID
  /// Who sold; this makes nobody a holder.
  public var person: Erasable<PersonID>?
  /// Terms by name.
  public var terms: Erasable<[Term]>
  /// An exact decimal.
  public var value: Erasable<Amount>?
  /// ISO 4217
  public var currency: Erasable<Currency>?
  /// The last day, or the first instant after it.
  public var ends: Erasable<Moment>?
}

/// A term of a contract; no value strikes it out.
public struct Term: Hashable, Sendable {
  /// The term's name.
  public var name: String
  /// What was agreed.
  public var value: String?

  /// A term, or one that is struck out.
  public init(name: String, value: String?) {
    self.name = name
    self.value = value
  }
}
