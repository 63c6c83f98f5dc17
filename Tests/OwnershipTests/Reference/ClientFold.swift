@testable import Ownership

/// How one responsibility of a client stands.
enum Holding {
  /// Nobody has ever held it.
  case never
  /// An `assignment.ended` cleared it.
  case ended(Event)
  /// A `client.closed` emptied it.
  case emptied(Event)
  /// A `person.left` vacated it.
  case vacated(PersonID, Event)
  /// Somebody was made holder, by an assignment or an acceptance of an offer.
  case held(PersonID, by: [Event], Basis)
  /// It rests on a line whose content was destroyed.
  case redacted([Event])
}

/// A client at one instant.
struct ClientState {
  /// The first `client.closed` since the client was last registered.
  var closing: Event?
  /// Whether anything has registered it or set a holder.
  var isKnown = false
  var holdings: [Responsibility: Holding] = [:]
  /// Everything that set or cleared a holder, in order.
  var changes: [Change] = []
  /// Void lines, with what they were for.
  var void: [Change] = []

  struct Change {
    var responsibility: Responsibility
    var instant: Instant
    var line: Event
    var offer: Event?
  }

  subscript(responsibility: Responsibility) -> Holding { holdings[responsibility] ?? .never }
}

/// Section 4, rule 3, and section 5, “Clients”, “Holders” and “Handoffs”.
extension LinesTaken {
  /// “Fold those in force with effective time ≤ `at` in effective order”
  func fold(_ client: ClientID, at: Instant) -> ClientState {
    var state = ClientState()
    for happening in happenings(client) where happening.place.instant <= at {
      apply(happening, to: &state)
    }
    return state
  }

  private func apply(_ happening: Happening, to state: inout ClientState) {
    let line = happening.line
    func set(_ responsibility: Responsibility, _ holding: Holding, offer: Event? = nil) {
      state.holdings[responsibility] = holding
      state.changes.append(
        .init(
          responsibility: responsibility, instant: happening.place.instant, line: line,
          offer: offer))
    }
    if let acceptance = happening.acceptance {
      let responsibility = acceptance.offer.responsibility
      guard let holding = take(over: acceptance, in: state) else {
        // “otherwise it is void”
        state.void.append(
          .init(responsibility: responsibility, instant: happening.place.instant, line: line))
        return
      }
      set(responsibility, holding, offer: acceptance.offerLine)
      state.isKnown = true
      return
    }
    switch line.fact {
    case .client(.registered):
      // “on a closed client it reopens it, empty”
      state.closing = nil
      state.isKnown = true
    case .client(.closed):
      // “closing clears every holder”; “of two closings the first counts”; “a step ended and then
      // closed shows the `assignment.ended`”
      if state.closing == nil { state.closing = line }
      for (responsibility, holding) in state.holdings {
        switch holding {
        case .held, .vacated, .redacted: set(responsibility, .emptied(line))
        case .never, .ended, .emptied: break
        }
      }
    case .assignment(.made(let responsibility, let person, _)):
      // “an assignment while closed is void”, “A void line sets nobody and makes nothing known.”
      if state.closing != nil {
        state.void.append(
          .init(responsibility: responsibility, instant: happening.place.instant, line: line))
        return
      }
      state.isKnown = true
      if let person = person.value {
        set(responsibility, .held(person, by: [line], .assigned))
      } else {
        // “A destroyed `person` makes the step `redacted`”
        set(responsibility, .redacted([line]))
      }
    case .assignment(.ended(let responsibility, let person, _)):
      if let holding = end(responsibility, person, by: line, in: state) {
        set(responsibility, holding)
      }
    case .person(.left):
      // “`person.left` vacates all that the person holds”
      guard case .person(let leaver) = line.subject else { return }
      for (responsibility, holding) in state.holdings {
        if case .held(leaver, _, _) = holding { set(responsibility, .vacated(leaver, line)) }
      }
    default: break
    }
  }

  /// “and then sets the holder to the offer's `to`, provided that the client is open and `from` holds
  /// the responsibility, or nobody does (a vacated step is held by nobody, whoever vacated it; somebody
  /// made holder while gone holds it, 9.4)”; “an acceptance may take over from a destroyed holder”.
  private func take(over acceptance: Acceptance, in state: ClientState) -> Holding? {
    if state.closing != nil { return nil }
    let lines = [acceptance.offerLine, acceptance.line]
    let from = acceptance.offer.from.value
    let mayTake: Bool
    switch state[acceptance.offer.responsibility] {
    case .never, .ended, .emptied, .vacated: mayTake = true
    case .redacted: mayTake = true
    // “a destroyed `from` of an offer (…) fit[s] whoever holds, and the step is then `redacted`”
    case .held(let holder, _, _): mayTake = from == nil || holder == from
    }
    if !mayTake { return nil }
    // “Where one that the fold needs was [destroyed] (`person`, `from`, `to`, `manager`), each step that
    // rests on the line is `redacted`”
    guard from != nil, let to = acceptance.offer.to.value else { return .redacted(lines) }
    return .held(to, by: lines, .handoff)
  }

  /// “`assignment.ended` clears it (if `person` is given: only when that person holds it)”, “does
  /// nothing where nobody holds”.
  private func end(
    _ responsibility: Responsibility, _ person: Erasable<PersonID>?, by line: Event,
    in state: ClientState
  ) -> Holding? {
    switch state[responsibility] {
    case .never, .ended, .emptied, .vacated: return nil
    case .held(let holder, _, _):
      switch person {
      case nil: return .ended(line)
      case .known(let person): return person == holder ? .ended(line) : nil
      // “a destroyed `person` of an `assignment.ended`: the step is `redacted` if somebody held it”
      case .destroyed: return .redacted([line])
      }
    case .redacted:
      // “until another line sets it”.
      // FORMAT is silent: an ending that names somebody may or may not mean the destroyed holder, so
      // the step stays as it is; one that names nobody clears whoever holds it; one whose person was
      // destroyed is from then on what the step rests on.
      switch person {
      case nil: return .ended(line)
      case .known: return nil
      case .destroyed: return .redacted([line])
      }
    }
  }
}
