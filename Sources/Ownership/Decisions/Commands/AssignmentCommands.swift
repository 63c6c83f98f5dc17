/// `assign`: makes somebody accountable, with nobody's consent.
public struct AssignResponsibility: Command {
  var client: ClientID
  var responsibilities: [Responsibility]
  var person: PersonID
  var reason: String?
  var occasion: Occasion

  /// Makes `person` accountable for some responsibilities of a client.
  public init(
    _ client: ClientID, _ responsibilities: [Responsibility], to person: PersonID,
    reason: String? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.responsibilities = responsibilities
    self.person = person
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    decision.object(state.objection(toClient: client, at: effect))
    decision.object(
      state.objection(
        toPerson: person, at: effect,
        remedy: "assign somebody who is there, or record `person join` first"))
    if state.presence(person, at: effect).isHere,
      let line = state.presence(person, at: .last).leftBy
    {
      decision.remarks.append("note: \(person) leaves \(state.on(line)) (#\(line))")
    }
    for responsibility in responsibilities {
      decision.object(state.objection(toResponsibility: responsibility))
      let holding = state.holding(client, responsibility, at: effect)
      if case .held(person, let setter) = holding.state {
        decision.object(
          "\(person) holds \(responsibility) of \(client) since "
            + "\(state.zone.date(at: holding.instant))", setter.lines,
          remedy: "there is nothing to assign")
      }
      decision.record(
        occasion.draft(
          .assignmentMade, .client(client), state,
          [
            (.responsibility, .id(responsibility)), (.person, .id(person)),
            (.reason, .text(reason)),
          ]))
    }
    return decision
  }
}

/// `unassign`: ends an assignment; nobody holds the responsibility then.
public struct UnassignResponsibility: Command {
  var client: ClientID
  var responsibilities: [Responsibility]
  var person: PersonID?
  var reason: String?
  var occasion: Occasion

  /// Ends what `person`, or whoever it is, holds.
  public init(
    _ client: ClientID, _ responsibilities: [Responsibility], from person: PersonID? = nil,
    reason: String? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.responsibilities = responsibilities
    self.person = person
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    let objection = state.objection(toClient: client, at: effect)
    decision.object(objection)
    for responsibility in responsibilities {
      decision.object(state.objection(toResponsibility: responsibility))
      if objection == nil { objectToHolder(of: responsibility, at: effect, state, &decision) }
      decision.record(
        occasion.draft(
          .assignmentEnded, .client(client), state,
          [
            (.responsibility, .id(responsibility)), (.person, .id(person)),
            (.reason, .text(reason)),
          ]))
    }
    return decision
  }

  private func objectToHolder(
    of responsibility: Responsibility, at effect: Instant, _ state: LedgerState,
    _ decision: inout Decision
  ) {
    let holding = state.holding(client, responsibility, at: effect)
    let holder = state.holderClause(client, responsibility, at: effect)
    switch holding.state {
    case .held(let other, _):
      guard let person, person != other else { return }
      decision.object(
        "\(person) does not hold \(responsibility) of \(client): \(holder.text)", holder.lines,
        remedy: "name \(other), or nobody")
    case .redacted: return
    case .unassigned, .left:
      decision.object(
        "there is no holder of \(responsibility) of \(client): \(holder.text)", holder.lines,
        remedy: "there is nothing to end")
    }
  }
}
