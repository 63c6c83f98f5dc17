/// `handoff accept`, `decline` and `withdraw`: what becomes of an offer.
public struct AnswerHandoff: Command {
  /// What becomes of it.
  public enum Answer: Sendable {
    case accept, decline, withdraw

    var kind: EventKind {
      switch self {
      case .accept: .handoffAccepted
      case .decline: .handoffDeclined
      case .withdraw: .handoffWithdrawn
      }
    }
  }

  var answer: Answer
  var client: ClientID
  var handoff: HandoffID
  var reason: String?
  var occasion: Occasion

  /// Answers an offer.
  public init(
    _ answer: Answer, _ client: ClientID, _ handoff: HandoffID, reason: String? = nil,
    _ occasion: Occasion = Occasion()
  ) {
    self.answer = answer
    self.client = client
    self.handoff = handoff
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    decision.object(state.objection(toUnknownClient: client))
    if decision.objections.isEmpty { object(state, &decision) }
    decision.record(
      occasion.draft(
        answer.kind, .client(client), state,
        [(.handoff, .id(handoff)), (.reason, .text(reason))]))
    return decision
  }

  private func object(_ state: LedgerState, _ decision: inout Decision) {
    let time = occasion.time(state)
    let fold = state.perspective.fold(of: client)
    guard let offer = fold.handoffs.offer(handoff) else {
      decision.object(
        "nobody has offered a handoff \(handoff) of \(client)",
        remedy: "check the id, or record `handoff offer` first")
      return
    }
    if time < offer.offered {
      decision.object(
        "handoff \(handoff) was offered only \(state.on(offer.offered))", [offer.line],
        remedy: "give a later --at")
      return
    }
    if !offer.isOpen {
      let ending = state.ending(of: offer, client)
      decision.object(
        "handoff \(handoff) \(ending.words)", ending.lines,
        remedy: "record a new `handoff offer`, or put that line right with `correct`")
      return
    }
    if answer != .withdraw, let by = occasion.by, let to = offer.terms.to.value,
      !by.hasSameBytes(as: to.text)
    {
      decision.object(
        "handoff \(handoff) was offered to \(to), not to \(by)", [offer.line],
        remedy: "let \(to) answer it, or record `handoff withdraw` and offer it anew")
    }
    if answer == .accept { objectToTaking(offer, state, &decision) }
  }

  /// An acceptance must be able to take effect.
  private func objectToTaking(
    _ offer: HandoffRun.Offer, _ state: LedgerState, _ decision: inout Decision
  ) {
    var effect = max(occasion.effect(state), offer.offered)
    if let stated = offer.terms.effective { effect = max(effect, stated.start(in: state.zone)) }
    let client = state.objection(toClient: client, at: effect)
    decision.object(client)
    let responsibility = offer.terms.responsibility
    guard client == nil, let from = offer.terms.from.value, let to = offer.terms.to.value else {
      return
    }
    decision.object(
      state.objection(
        toPerson: to, at: effect, remedy: "offer it to somebody who is there"))
    switch state.holding(self.client, responsibility, at: effect).state {
    case .held(let other, _) where other != from:
      let holder = state.holderClause(self.client, responsibility, at: effect)
      decision.object(
        "\(from) no longer holds \(responsibility) of \(self.client): \(holder.text)",
        [offer.line] + holder.lines, remedy: "let \(other) offer it, or record `assign`")
    case .held, .left, .unassigned, .redacted: return
    }
  }
}

extension LedgerState {
  /// How an offer ended that is not open any more.
  fileprivate func ending(
    of offer: HandoffRun.Offer, _ client: ClientID
  ) -> (words: String, lines: [SequenceNumber]) {
    if let acceptance = offer.acceptance, offer.ended == nil {
      return ("was accepted \(on(acceptance.time))", [acceptance.effect.sequence])
    }
    let ended = offer.ended ?? offer.offered
    for (_, event) in perspective.lines(of: client).inEffectiveOrder(history) {
      switch event.fact {
      case .handoff(.declined(offer.terms.handoff, _)) where event.time == ended:
        return ("was declined \(on(ended))", [event.sequence])
      case .handoff(.withdrawn(offer.terms.handoff, _)) where event.time == ended:
        return ("was withdrawn \(on(ended))", [event.sequence])
      case .client(.closed) where event.effectiveTime == ended:
        return ("lapsed when the client was closed \(on(ended))", [event.sequence])
      case .handoff, .client, .ledger, .person, .assignment, .complaint, .contract, .change,
        .authority, .money, .entry, .unknown:
        continue
      }
    }
    return ("is not open any more", [offer.line])
  }
}
