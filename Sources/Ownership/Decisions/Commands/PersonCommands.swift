/// `person join`
public struct JoinPerson: Command {
  var person: PersonID
  var name: String?
  var manager: PersonID?
  var kind: PersonKindName?
  var occasion: Occasion

  /// Takes somebody in, for the first time or again.
  public init(
    _ person: PersonID, name: String? = nil, manager: PersonID? = nil,
    kind: PersonKindName? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.person = person
    self.name = name
    self.manager = manager
    self.kind = kind
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    let presence = state.presence(person, at: effect)
    if presence.isHere, let line = state.joinedBy(person, at: effect) {
      decision.object(
        "\(person) is here since \(state.zone.date(at: state.effect(of: line)))", [line],
        remedy: "record `person move` for another manager, or check the name")
    }
    if let manager { decision.object(state.objection(toManager: manager, of: person, at: effect)) }
    decision.record(
      occasion.draft(
        .personJoined, .person(person), state,
        [(.name, .text(name)), (.manager, .id(manager)), (.personKind, .text(kind?.rawValue))]))
    return decision
  }
}

/// `person move`
public struct MovePerson: Command {
  var person: PersonID
  var manager: PersonID
  var occasion: Occasion

  /// Gives somebody another manager.
  public init(_ person: PersonID, to manager: PersonID, _ occasion: Occasion = Occasion()) {
    self.person = person
    self.manager = manager
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    decision.object(
      state.objection(toPerson: person, at: effect, remedy: "record `person join` first"))
    decision.object(state.objection(toManager: manager, of: person, at: effect))
    if let naming = state.perspective.timeline(of: person).manager(at: effect),
      naming.manager == .known(manager)
    {
      decision.object(
        "\(person) reports to \(manager) since \(state.zone.date(at: naming.key.instant))",
        [naming.key.sequence], remedy: "there is nothing to move")
    }
    decision.record(
      occasion.draft(.personMoved, .person(person), state, [(.manager, .id(manager))]))
    return decision
  }
}

/// `person away`
public struct SendPersonAway: Command {
  var person: PersonID
  var until: Moment?
  var deputy: PersonID?
  var occasion: Occasion

  /// Records an absence of somebody who is coming back; it takes the place of an earlier one.
  public init(
    _ person: PersonID, until: Moment? = nil, deputy: PersonID? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.person = person
    self.until = until
    self.deputy = deputy
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    decision.object(
      state.objection(toPerson: person, at: effect, remedy: "record `person join` first"))
    if let until, until.end(in: state.zone) <= effect {
      decision.object("the absence would end before it begins", remedy: "give a later --until")
    }
    if let deputy { objectToDeputy(deputy, at: effect, state, &decision) }
    decision.record(
      occasion.draft(
        .personAway, .person(person), state,
        [(.until, .moment(until)), (.deputy, .id(deputy))]))
    return decision
  }

  private func objectToDeputy(
    _ deputy: PersonID, at effect: Instant, _ state: LedgerState, _ decision: inout Decision
  ) {
    let remedy = "name a deputy who is there"
    if deputy == person {
      decision.object("\(person) cannot stand in for themselves", remedy: remedy)
      return
    }
    let objection = state.objection(toPerson: deputy, at: effect, remedy: remedy)
    decision.object(objection)
    if objection == nil, let absence = state.presence(deputy, at: effect).absence {
      decision.object(
        "\(deputy) is away, too, since \(state.zone.date(at: state.effect(of: absence.line)))",
        [absence.line], remedy: remedy)
    }
  }
}

/// `person return`
public struct ReturnPerson: Command {
  var person: PersonID
  var occasion: Occasion

  /// Ends an absence.
  public init(_ person: PersonID, _ occasion: Occasion = Occasion()) {
    self.person = person
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    let objection = state.objection(
      toPerson: person, at: effect, remedy: "record `person join` first")
    decision.object(objection)
    if objection == nil, state.presence(person, at: effect).absence == nil {
      let over = state.perspective.timeline(of: person).lastAbsence(at: effect)
      if let over, let until = over.until {
        decision.object(
          "\(person) was away only until \(state.zone.date(at: until.predecessor ?? until))",
          [over.line],
          remedy: "there is nothing to return from; put that line right if it was longer")
      } else {
        decision.object(
          "\(person) is not away \(state.on(effect))", remedy: "there is nothing to return from")
      }
    }
    decision.record(occasion.draft(.personReturned, .person(person), state))
    return decision
  }
}

extension LedgerState {
  /// The last joining at or before an instant.
  func joinedBy(_ person: PersonID, at instant: Instant) -> SequenceNumber? {
    perspective.lines(of: person).inEffectiveOrder(history).last { key, event in
      if case .person(.joined) = event.fact { key.instant <= instant } else { false }
    }?.event.sequence
  }

  /// Speaks against a manager who is not there, is the person, or reports to the person.
  func objection(
    toManager manager: PersonID, of person: PersonID, at instant: Instant
  ) -> Objection? {
    if manager == person {
      return Objection(
        "\(person) cannot be their own manager", remedy: "name somebody else, or nobody")
    }
    if let objection = objection(
      toPerson: manager, at: instant, remedy: "name a manager who is there")
    {
      return objection
    }
    var lines: [SequenceNumber] = []
    var visited: Set<PersonID> = [manager]
    var next = manager
    while let naming = perspective.timeline(of: next).manager(at: instant),
      let above = naming.manager.value, visited.insert(above).inserted
    {
      lines.append(naming.key.sequence)
      if above == person {
        return Objection(
          "\(manager) reports to \(person): the two would be above each other", lines: lines,
          remedy: "record `person move` for \(manager) first")
      }
      next = above
    }
    return nil
  }
}
