/// `contract sign`; makes nobody a holder.
public struct SignContract: Command {
  var client: ClientID
  var signature: ContractSignature
  var generatesID: Bool
  var occasion: Occasion

  /// Records a contract that was signed; without an id it gets one.
  public init(
    _ client: ClientID, contract: ContractID? = nil, person: PersonID? = nil, terms: [Term] = [],
    value: Amount? = nil, currency: Currency? = nil, ends: Moment? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    generatesID = contract == nil
    signature = ContractSignature(
      contract: contract ?? ContractID(trusted: "k"), person: person.map { .known($0) },
      terms: .known(terms), value: value.map { .known($0) },
      currency: currency.map { .known($0) }, ends: ends.map { .known($0) })
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var signature = signature
    let time = occasion.time(state)
    if generatesID {
      signature.contract = state.nextIdentifier(.contract, of: client, time: time)
    }
    var decision = Decision()
    let effect = occasion.effect(state)
    decision.object(state.objection(toClient: client, at: effect))
    decision.object(
      state.business(client, at: effect).objection(to: .contract(.signed(signature)), at: effect))
    if let person = signature.person?.value {
      decision.object(
        state.objection(
          toPerson: person, at: effect, remedy: "name the seller who was there, or nobody"))
    }
    if (signature.value == nil) != (signature.currency == nil) {
      decision.object(
        "a value and its currency belong together", remedy: "give both, or neither",
        isFinal: true)
    }
    decision.record(
      occasion.draft(
        .contractSigned, .client(client), state,
        [
          (.contract, .id(signature.contract)), (.person, .id(signature.person?.value)),
          (.terms, signature.terms.value.flatMap(JSON.terms)),
          (.value, .text(signature.value?.value?.text)),
          (.currency, .text(signature.currency?.value?.code)),
          (.ends, .moment(signature.ends?.value)),
        ]))
    return decision
  }
}

/// `contract amend`
public struct AmendContract: Command {
  var client: ClientID
  var contract: ContractID
  var terms: [Term]
  var occasion: Occasion

  /// Sets terms, and strikes out those without a value.
  public init(
    _ client: ClientID, _ contract: ContractID, terms: [Term], _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.contract = contract
    self.terms = terms
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = state.decision(
      on: .contract(.amended(contract, terms: .known(terms))), of: client, occasion)
    if terms.isEmpty {
      decision.object(
        "no term is named", remedy: "give --term NAME=VALUE or --strike NAME", isFinal: true)
    }
    decision.record(
      occasion.draft(
        .contractAmended, .client(client), state,
        [(.contract, .id(contract)), (.terms, .terms(terms) ?? .object([]))]))
    return decision
  }
}

/// `contract renew`
public struct RenewContract: Command {
  var client: ClientID
  var contract: ContractID
  var ends: Moment?
  var occasion: Occasion

  /// Lets a contract run on, until `ends` or without an end.
  public init(
    _ client: ClientID, _ contract: ContractID, ends: Moment? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.contract = contract
    self.ends = ends
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = state.decision(
      on: .contract(.renewed(contract, ends: ends.map { .known($0) })), of: client, occasion)
    decision.record(
      occasion.draft(
        .contractRenewed, .client(client), state,
        [(.contract, .id(contract)), (.ends, .moment(ends))]))
    return decision
  }
}

/// `contract end`
public struct EndContract: Command {
  var client: ClientID
  var contract: ContractID
  var reason: String?
  var occasion: Occasion

  /// Ends a contract.
  public init(
    _ client: ClientID, _ contract: ContractID, reason: String? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.contract = contract
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = state.decision(
      on: .contract(.ended(contract, reason: reason)), of: client, occasion)
    decision.record(
      occasion.draft(
        .contractEnded, .client(client), state,
        [(.contract, .id(contract)), (.reason, .text(reason))]))
    return decision
  }
}
