/// `person leave`: refuses to pass silently over what is left behind.
public struct LetPersonLeave: Command {
  /// What becomes of what is left behind.
  public enum Estate: Hashable, Sendable {
    /// Nothing may be left behind.
    case none
    /// It is left as it stands.
    case anyway
    /// What is held is offered to somebody, in the same batch.
    case offered(to: PersonID)
  }

  var person: PersonID
  var reason: String?
  var estate: Estate
  var occasion: Occasion

  /// Lets somebody leave; what they hold is vacated when that takes effect.
  public init(
    _ person: PersonID, reason: String? = nil, estate: Estate = .none,
    _ occasion: Occasion = Occasion()
  ) {
    self.person = person
    self.reason = reason
    self.estate = estate
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    let objection = state.objection(
      toPerson: person, at: effect, remedy: "there is nobody to leave")
    decision.object(objection)
    let left = LeftBehind(person, at: effect, state)
    if objection == nil, !left.isEmpty {
      switch estate {
      case .none:
        decision.object(
          "\(person) leaves behind \(left.words)", left.lines,
          remedy: "offer it with --hand-over-to PERSON, or leave it with --anyway")
      case .anyway: decision.remarks.append("\(person) leaves behind \(left.words)")
      case .offered(let receiver): offer(left, to: receiver, state, &decision)
      }
    }
    decision.record(
      occasion.draft(.personLeft, .person(person), state, [(.reason, .text(reason))]))
    return decision
  }

  /// Offers come before the leaving; they take effect with it, at the earliest.
  private func offer(
    _ left: LeftBehind, to receiver: PersonID, _ state: LedgerState, _ decision: inout Decision
  ) {
    let rest = left.withoutHoldings
    if !rest.isEmpty { decision.remarks.append("\(person) leaves behind \(rest.words)") }
    let pending = Set(left.offersMade.map { $0.responsibility })
    if left.held.isEmpty { return }
    let effect = occasion.effect(state)
    var counts: [ClientID: Int] = [:]
    decision.object(
      state.objection(
        toPerson: receiver, at: effect, remedy: "hand over to somebody who is there"))
    if receiver == person {
      decision.object("\(person) cannot hand over to themselves", remedy: "name somebody else")
    }
    for (client, responsibility) in left.held
    where !pending.contains(LeftBehind.Duty(client: client, responsibility: responsibility)) {
      let offset = counts[client, default: 0]
      counts[client] = offset + 1
      let time = occasion.time(state)
      let id: HandoffID = state.nextIdentifier(
        .handoff, of: client, time: time, offset: offset)
      var plain = occasion
      plain.effective = nil
      decision.record(
        plain.draft(
          .handoffOffered, .client(client), state,
          [
            (.handoff, .id(id)), (.responsibility, .id(responsibility)),
            (.from, .id(person)), (.to, .id(receiver)),
            (.effective, effect > time ? .string(effect.description) : nil),
          ]))
    }
  }
}
