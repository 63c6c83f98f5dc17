/// `handoff offer`: offers responsibilities to somebody, who stays free to accept or decline.
public struct OfferHandoff: Command {
  /// What is offered.
  public enum Extent: Hashable, Sendable {
    /// Some responsibilities of one client.
    case some(ClientID, [Responsibility])
    /// All that the giver holds of one client, or answers for since its holder left.
    case client(ClientID)
    /// The same of all clients.
    case all
  }

  var extent: Extent
  var giver: PersonID?
  var receiver: PersonID
  var handoff: HandoffID?
  var day: Moment?
  var occasion: Occasion

  /// Offers a handoff; one event for each client and responsibility, as one batch.
  ///
  /// - Parameters:
  ///   - extent: what is offered.
  ///   - giver: who offers; may be left out where `extent` names responsibilities: whoever holds each, or
  ///     has to answer for what nobody holds.
  ///   - handoff: the id, for a single offer; else ids are made.
  ///   - effective: when it is to take effect, at the earliest.
  public init(
    _ extent: Extent, from giver: PersonID? = nil, to receiver: PersonID,
    handoff: HandoffID? = nil, effective: Moment? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.extent = extent
    self.giver = giver
    self.receiver = receiver
    self.handoff = handoff
    day = effective
    self.occasion = occasion
    self.occasion.effective = nil
  }

  /// One offer to make.
  private struct Item {
    var client: ClientID
    var responsibility: Responsibility
    var from: PersonID?
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let time = occasion.time(state)
    let effect = day.map { max(time, $0.start(in: state.zone)) } ?? time
    decision.object(
      state.objection(
        toPerson: receiver, at: effect, remedy: "offer it to somebody who is there"))
    let items = items(at: time, state, &decision)
    if handoff != nil, items.count > 1 {
      decision.object(
        "one id cannot name \(items.count) offers", remedy: "leave the id out; each gets its own",
        isFinal: true)
    }
    var counts: [ClientID: Int] = [:]
    for item in items {
      let offset = counts[item.client, default: 0]
      counts[item.client] = offset + 1
      let id =
        handoff
        ?? state.nextIdentifier(.handoff, of: item.client, time: time, offset: offset)
      object(to: item, id, at: time, state, &decision)
      guard let from = item.from else { continue }
      decision.record(
        occasion.draft(
          .handoffOffered, .client(item.client), state,
          [
            (.handoff, .id(id)), (.responsibility, .id(item.responsibility)),
            (.from, .id(from)), (.to, .id(receiver)), (.effective, .moment(day)),
          ]))
    }
    return decision
  }

  private func items(
    at time: Instant, _ state: LedgerState, _ decision: inout Decision
  ) -> [Item] {
    switch extent {
    case .some(let client, let responsibilities):
      return responsibilities.map { responsibility in
        let holding = state.holding(client, responsibility, at: time)
        switch holding.state {
        case .held(let holder, _):
          return Item(client: client, responsibility: responsibility, from: giver ?? holder)
        case .unassigned, .left, .redacted:
          let answering = state.perspective.resolve(client, responsibility, at: time).accountable
          return Item(client: client, responsibility: responsibility, from: giver ?? answering)
        }
      }
    case .client(let client): return offerable([client], time, state, &decision)
    case .all: return offerable(state.history.clients, time, state, &decision)
    }
  }

  /// What the giver holds of some clients, and what leavers left behind for which the giver answers.
  private func offerable(
    _ clients: [ClientID], _ time: Instant, _ state: LedgerState, _ decision: inout Decision
  ) -> [Item] {
    guard let giver else {
      decision.object(
        "who offers is not said", remedy: "name the giver with --from", isFinal: true)
      return []
    }
    let items = clients.flatMap { client in
      let fold = state.perspective.fold(of: client)
      return fold.holdings.keys.sorted().compactMap { responsibility -> Item? in
        switch fold.holding(of: responsibility, at: time).state {
        case .held(giver, _): break
        case .left
        where state.perspective.resolve(client, responsibility, at: time).accountable == giver:
          break
        case .held, .left, .unassigned, .redacted: return nil
        }
        return Item(client: client, responsibility: responsibility, from: giver)
      }
    }
    if items.isEmpty { decision.object(objection(toEmptyHandsOf: giver, at: time, state)) }
    return items
  }

  private func objection(
    toEmptyHandsOf giver: PersonID, at time: Instant, _ state: LedgerState
  ) -> Objection {
    if let unknown = state.objection(toUnknownPerson: giver) { return unknown }
    if let line = state.presence(giver, at: time).leftBy {
      return Objection(
        "\(giver) left \(state.on(line)) and holds nothing that could be offered", lines: [line],
        remedy: "name with --from who answers for what was left behind", isFinal: true)
    }
    return Objection(
      "\(giver) holds nothing that could be offered", remedy: "check the name", isFinal: true)
  }

  private func object(
    to item: Item, _ id: HandoffID, at time: Instant, _ state: LedgerState,
    _ decision: inout Decision
  ) {
    let (client, responsibility) = (item.client, item.responsibility)
    let unknown = state.objection(toClient: client, at: time)
    decision.object(unknown)
    decision.object(state.objection(toResponsibility: responsibility))
    if let line = state.offered(id, of: client) {
      decision.object(
        "handoff \(id) was offered \(state.on(line))", [line],
        remedy: "give the new one another id, or none")
    }
    if unknown == nil { objectToGiver(of: item, at: time, state, &decision) }
    let pending = state.perspective.fold(of: client).handoffs.offers.first {
      $0.terms.responsibility == responsibility && $0.isOpen && $0.offered <= time
    }
    if let pending {
      decision.object(
        "\(responsibility) of \(client) is on offer as handoff \(pending.terms.handoff)",
        [pending.line], remedy: "record `handoff withdraw` for that one first")
    }
  }

  private func objectToGiver(
    of item: Item, at time: Instant, _ state: LedgerState, _ decision: inout Decision
  ) {
    let (client, responsibility) = (item.client, item.responsibility)
    let clause = state.holderClause(client, responsibility, at: time)
    guard let from = item.from else {
      decision.object(
        "nobody can offer \(responsibility) of \(client): \(clause.text)", clause.lines,
        remedy: "record `assign` instead, or name the giver with --from", isFinal: true)
      return
    }
    if from == receiver {
      decision.object("\(from) cannot offer to themselves", remedy: "name another receiver")
    }
    switch state.holding(client, responsibility, at: time).state {
    case .held(from, _), .redacted: return
    case .unassigned, .left:
      // Who answers for what nobody holds, by fallback or as a leaver's manager, can hand it on.
      let answering = state.perspective.resolve(client, responsibility, at: time).accountable
      if answering == from { return }
      decision.object(
        "\(from) does not hold \(responsibility) of \(client): \(clause.text)", clause.lines,
        remedy: answering.map { "let \($0), who answers for it, offer it, or record `assign`" }
          ?? "record `assign` instead")
    case .held(let holder, _):
      decision.object(
        "\(from) does not hold \(responsibility) of \(client): \(clause.text)", clause.lines,
        remedy: "let \(holder) offer it, or record `assign`")
    }
  }
}

extension LedgerState {
  /// What a person holds at an instant, by client and responsibility.
  func held(
    by person: PersonID, at instant: Instant
  ) -> [(client: ClientID, responsibility: Responsibility)] {
    (clientsByParty[person] ?? []).sorted().flatMap { client in
      let fold = perspective.fold(of: client)
      return fold.holdings.keys.sorted().compactMap { responsibility in
        switch fold.holding(of: responsibility, at: instant).state {
        case .held(person, _): (client, responsibility)
        case .held, .left, .unassigned, .redacted: nil
        }
      }
    }
  }

  /// The first line that ever offered an id.
  func offered(_ handoff: HandoffID, of client: ClientID) -> SequenceNumber? {
    history.lines(about: client).first { event in
      if case .handoff(.offered(let offer)) = event.fact { offer.handoff == handoff } else { false }
    }?.sequence
  }
}
