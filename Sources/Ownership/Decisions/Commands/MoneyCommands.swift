/// `revenue`: money that a client has paid.
public struct ReceiveRevenue: Command {
  var client: ClientID
  var contract: ContractID?
  var amount: Amount
  var currency: Currency
  var occasion: Occasion

  /// Records a payment of a client.
  public init(
    _ client: ClientID, contract: ContractID? = nil, _ amount: Amount, _ currency: Currency,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.contract = contract
    self.amount = amount
    self.currency = currency
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    let fact = Fact.money(
      .revenueReceived(
        contract: contract, amount: .known(amount), currency: .known(currency)))
    var decision = state.decision(on: fact, of: client, occasion)
    decision.record(
      occasion.draft(
        .revenueReceived, .client(client), state,
        [
          (.contract, .id(contract)), (.amount, .string(amount.text)),
          (.currency, .string(currency.code)),
        ]))
    return decision
  }
}

/// `bonus pay`
public struct PayBonus: Command {
  var client: ClientID
  var payout: BonusPayout
  var generatesID: Bool
  var occasion: Occasion

  /// Records a bonus that was paid to somebody for a client; without an id it gets one.
  public init(
    _ client: ClientID, bonus: BonusID? = nil, to person: PersonID, contract: ContractID? = nil,
    _ amount: Amount, _ currency: Currency, on basis: BonusBasis, from: Moment? = nil,
    upTo: Moment? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    generatesID = bonus == nil
    payout = BonusPayout(
      bonus: bonus ?? BonusID(trusted: "b"), person: .known(person), contract: contract,
      amount: .known(amount), currency: .known(currency), basis: .known(basis),
      from: from.map { .known($0) }, to: upTo.map { .known($0) })
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var payout = payout
    if generatesID {
      payout.bonus = state.nextIdentifier(.bonus, of: client, time: occasion.time(state))
    }
    var decision = state.decision(on: .money(.bonusPaid(payout)), of: client, occasion)
    if let person = payout.person.value {
      decision.object(state.objection(toUnknownPerson: person))
    }
    if let amount = payout.amount.value, ExactAmount(amount) == .zero {
      decision.object("a bonus of nothing is none", remedy: "say how much was paid")
    }
    if let from = payout.from?.value, let to = payout.to?.value,
      to.end(in: state.zone) <= from.start(in: state.zone)
    {
      decision.object(
        "the period that it pays for would end before it begins",
        remedy: "give a later --to, or an earlier --from")
    }
    objectToBasis(payout, state, &decision)
    decision.record(
      occasion.draft(
        .bonusPaid, .client(client), state,
        [
          (.bonus, .id(payout.bonus)), (.person, .id(payout.person.value)),
          (.contract, .id(payout.contract)), (.amount, .text(payout.amount.value?.text)),
          (.currency, .text(payout.currency.value?.code)),
          (.basis, .text(payout.basis.value?.rawValue)),
          (.fromDay, .moment(payout.from?.value)), (.toDay, .moment(payout.to?.value)),
        ]))
    return decision
  }

  /// A policy that pays on revenue lets nobody be paid at signature, nor before revenue has come.
  private func objectToBasis(
    _ payout: BonusPayout, _ state: LedgerState, _ decision: inout Decision
  ) {
    let effect = occasion.effect(state)
    guard let policy = state.perspective.policies.bonusBasis(at: effect),
      let basis = payout.basis.value
    else { return }
    switch (policy.basis, basis) {
    case (.revenue, .signing), (.signing, .revenue):
      decision.object(
        "the policy in force pays bonuses on \(policy.basis.rawValue)", [policy.line],
        remedy: "pay it on \(policy.basis.rawValue), or record `policy adopt` first")
    case (.revenue, .revenue):
      let revenues = state.business(client, at: effect).revenues
      let hasCome = revenues.contains { revenue in
        payout.contract == nil || revenue.contract == nil || revenue.contract == payout.contract
      }
      if hasCome { return }
      let what = payout.contract.map { "contract \($0)" } ?? "\(client)"
      decision.object(
        "the policy in force pays bonuses on revenue, and none has come for \(what)",
        [policy.line], remedy: "wait for the payment, or record `revenue` first")
    case (.signing, .signing), (.retention, _), (_, .retention): return
    }
  }
}

/// `bonus reverse`
public struct ReverseBonus: Command {
  var client: ClientID
  var bonus: BonusID
  var amount: Amount?
  var reason: String
  var occasion: Occasion

  /// Takes back a bonus, or a part of it.
  public init(
    _ client: ClientID, _ bonus: BonusID, _ amount: Amount? = nil, reason: String,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.bonus = bonus
    self.amount = amount
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    let fact = Fact.money(.bonusReversed(bonus, amount: amount.map { .known($0) }, reason: reason))
    var decision = state.decision(on: fact, of: client, occasion)
    decision.record(
      occasion.draft(
        .bonusReversed, .client(client), state,
        [
          (.bonus, .id(bonus)), (.amount, .text(amount?.text)), (.reason, .string(reason)),
        ]))
    return decision
  }
}
