/// `change request`
public struct RequestChange: Command {
  var client: ClientID
  var request: RequestID?
  var contract: ContractID?
  var wants: String
  var occasion: Occasion

  /// Records what a client wants changed; without an id the request gets one.
  public init(
    _ client: ClientID, request: RequestID? = nil, contract: ContractID? = nil, wants: String,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.request = request
    self.contract = contract
    self.wants = wants
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    let id =
      request ?? state.nextIdentifier(.request, of: client, time: occasion.time(state))
    decision.object(state.objection(toClient: client, at: effect))
    decision.object(
      state.business(client, at: effect).objection(
        to: .change(.requested(id, contract: contract, wants: wants)), at: effect))
    decision.record(
      occasion.draft(
        .changeRequested, .client(client), state,
        [(.request, .id(id)), (.contract, .id(contract)), (.wants, .string(wants))]))
    return decision
  }
}

/// `change decide`
public struct DecideChange: Command {
  var client: ClientID
  var request: RequestID
  var decision: ChangeDecision
  var reason: String?
  var occasion: Occasion

  /// Grants or refuses a change.
  public init(
    _ client: ClientID, _ request: RequestID, _ decision: ChangeDecision, reason: String? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.request = request
    self.decision = decision
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    let fact = Fact.change(.decided(request, .known(decision), reason: reason))
    var result = state.decision(on: fact, of: client, occasion)
    if let by = occasion.by {
      result.object(state.objection(toDecider: by, client, at: occasion.effect(state)))
    }
    result.record(
      occasion.draft(
        .changeDecided, .client(client), state,
        [
          (.request, .id(request)), (.ruling, .string(decision.rawValue)),
          (.reason, .text(reason)),
        ]))
    return result
  }
}

extension LedgerState {
  /// Speaks against whoever is said to have decided on a change without a grant in force, for the client or in
  /// general.
  func objection(toDecider by: String, _ client: ClientID, at instant: Instant) -> Objection? {
    guard let person = try? PersonID(by) else {
      return Objection(
        "“\(by)” cannot name a person", remedy: "give the id of whoever decided with --by")
    }
    if let unknown = objection(toUnknownPerson: person) { return unknown }
    let grants = grants(person)
    if grants.covers(client, at: instant) != false { return nil }
    let lines = grants.all.filter { $0.from <= instant }.flatMap { grant in
      [grant.line]
        + (grant.until.map { $0 <= instant } ?? false ? [grant.endedBy] : [])
        .compactMap(\.self)
    }
    return Objection(
      "\(person) has no authority in force for \(client)", lines: lines,
      remedy: "let somebody decide who has, or record `authority grant` first")
  }
}
