/// `revenue.received` and `bonus.*`: what came in, and what was paid out for it.
public enum MoneyFact: FactGroup {
  case revenueReceived(
    contract: ContractID?, amount: Erasable<Amount>, currency: Erasable<Currency>)
  indirect case bonusPaid(BonusPayout)
  case bonusReversed(BonusID, amount: Erasable<Amount>?, reason: String?)

  static let kinds = [
    KindDeclaration(
      .revenueReceived, "revenue.received", on: [.client],
      [.contract, .amount.required, .currency.required]
    ) {
      .money(
        .revenueReceived(
          contract: $0.optionalID(.contract), amount: $0.required(.amount, Amount.init),
          currency: $0.required(.currency, Currency.init)))
    },
    KindDeclaration(
      .bonusPaid, "bonus.paid", on: [.client],
      [
        .bonus.required, .person.required, .contract, .amount.required, .currency.required,
        .basis.required, .fromDay, .toDay,
      ]
    ) {
      .money(
        .bonusPaid(
          BonusPayout(
            bonus: $0.id(.bonus), person: $0.required(.person),
            contract: $0.optionalID(.contract), amount: $0.required(.amount, Amount.init),
            currency: $0.required(.currency, Currency.init),
            basis: $0.required(.basis, BonusBasis.init), from: $0.optionalMoment(.fromDay),
            to: $0.optionalMoment(.toDay))))
    },
    KindDeclaration(
      .bonusReversed, "bonus.reversed", on: [.client],
      [.bonus.required, .amount, .reason.required]
    ) {
      .money(
        .bonusReversed(
          $0.id(.bonus), amount: $0.optional(.amount, Amount.init), reason: $0.text(.reason)))
    },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .revenueReceived(let contract, let amount, let currency):
      [
        (.contract, .id(contract)), (.amount, .text(amount.value?.text)),
        (.currency, .text(currency.value?.code)),
      ]
    case .bonusPaid(let payout):
      [
        (.bonus, .id(payout.bonus)), (.person, .id(payout.person.value)),
        (.contract, .id(payout.contract)), (.amount, .text(payout.amount.value?.text)),
        (.currency, .text(payout.currency.value?.code)),
        (.basis, .text(payout.basis.value?.rawValue)), (.fromDay, .moment(payout.from?.value)),
        (.toDay, .moment(payout.to?.value)),
      ]
    case .bonusReversed(let id, let amount, let reason):
      [(.bonus, .id(id)), (.amount, .text(amount?.value?.text)), (.reason, .text(reason))]
    }
  }

  /// The contract for which money came in or was paid out.
  var contract: ContractID? {
    switch self {
    case .revenueReceived(let contract, _, _): contract
    case .bonusPaid(let payout): payout.contract
    case .bonusReversed: nil
    }
  }

  var personsNamed: [PersonID] {
    switch self {
    case .bonusPaid(let payout): [payout.person.value].compactMap(\.self)
    case .revenueReceived, .bonusReversed: []
    }
  }

  var statedMoments: [Moment] {
    switch self {
    case .bonusPaid(let payout): [payout.from?.value, payout.to?.value].compactMap(\.self)
    case .revenueReceived, .bonusReversed: []
    }
  }
}

/// `bonus.paid`
public struct BonusPayout: Hashable, Sendable {
  /// Unique within the client.
  public var bonus: BonusID
  /// Who was paid.
  public var person: Erasable<PersonID>
  /// For which contract.
  public var contract: ContractID?
  /// An exact decimal.
  public var amount: Erasable<Amount>
  /// ISO 4217
  public var currency: Erasable<Currency>
  /// `signing`, `revenue` or `retention`.
  public var basis: Erasable<BonusBasis>
  /// The period it pays for; without it, the day of payment.
  public var from: Erasable<Moment>?
  /// The period's end, included where it is a bare date.
  public var to: Erasable<Moment>?
}

/// On what a bonus was paid.
public enum BonusBasis: String, Hashable, Sendable { case signing, revenue, retention }
