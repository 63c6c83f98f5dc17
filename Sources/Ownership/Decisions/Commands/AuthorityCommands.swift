/// `authority grant`
public struct GrantAuthority: Command {
  var person: PersonID
  var decision: DecisionID
  var client: ClientID?
  var limit: Amount?
  var currency: Currency?
  var until: Moment?
  var occasion: Occasion

  /// Lets somebody decide something, for one client or in general.
  public init(
    _ person: PersonID, _ decision: DecisionID, client: ClientID? = nil, limit: Amount? = nil,
    currency: Currency? = nil, until: Moment? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.person = person
    self.decision = decision
    self.client = client
    self.limit = limit
    self.currency = currency
    self.until = until
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var result = Decision()
    let effect = occasion.effect(state)
    result.object(
      state.objection(
        toPerson: person, at: effect, remedy: "grant it to somebody who is there"))
    if let client { result.object(state.objection(toClient: client, at: effect)) }
    if (limit == nil) != (currency == nil) {
      result.object(
        "a limit and its currency belong together", remedy: "give both, or neither",
        isFinal: true)
    }
    let grant = AuthorityGrant(
      decision: .known(decision), client: client.map { .known($0) },
      limit: limit.map { .known($0) }, currency: currency.map { .known($0) }, until: until)
    result.object(
      state.grants(person, at: effect).objection(to: .granted(grant), at: effect))
    result.record(
      occasion.draft(
        .authorityGranted, .person(person), state,
        [
          (.decision, .id(decision)), (.client, .id(client)), (.limit, .text(limit?.text)),
          (.currency, .text(currency?.code)), (.until, .moment(until)),
        ]))
    return result
  }
}

/// `authority revoke`
public struct RevokeAuthority: Command {
  var person: PersonID
  var decision: DecisionID
  var client: ClientID?
  var occasion: Occasion

  /// Takes a grant back; without a client the general one only.
  public init(
    _ person: PersonID, _ decision: DecisionID, client: ClientID? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.person = person
    self.decision = decision
    self.client = client
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var result = Decision()
    let effect = occasion.effect(state)
    let unknown = state.objection(toUnknownPerson: person)
    result.object(unknown)
    if unknown == nil {
      result.object(
        state.grants(person, at: effect).objection(
          to: .revoked(.known(decision), client: client.map { .known($0) }), at: effect))
    }
    result.record(
      occasion.draft(
        .authorityRevoked, .person(person), state,
        [(.decision, .id(decision)), (.client, .id(client))]))
    return result
  }
}
