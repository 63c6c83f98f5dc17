@testable import Ownership

/// A person at one instant.
struct PersonState {
  /// The first `person.joined`, where it lies ahead.
  var joinsBy: Event?
  /// The `person.left` since which the person is gone.
  var leftBy: Event?
  /// The absence in force.
  var away: (line: Event, deputy: Erasable<PersonID>?)?
  /// Who the manager is, and which line named that one.
  var manager: (line: Event, person: Erasable<PersonID>)?

  /// Joined and not gone.
  var isThere: Bool { joinsBy == nil && leftBy == nil }

  /// “who is absent for several reasons shows one line, the `left`, else the first `joined`, else the
  /// `away`”
  var absence: Event? { leftBy ?? joinsBy ?? away?.line }
}

/// Section 5, “Presence”.
extension LinesTaken {
  func person(_ person: PersonID, at: Instant) -> PersonState {
    let lines = lines(on: .person(person))
    var state = state(lines.filter { $0.effectiveTime <= at }, at: at)
    // “A person is *not yet joined* before a first `person.joined` (if there is one)”, “at every
    // instant”
    let first = lines.first { if case .person(.joined) = $0.fact { true } else { false } }
    if let first, first.effectiveTime > at { state.joinsBy = first }
    return state
  }

  /// “"At the leaving" means by the lines before that `person.left` in effective order.”
  func manager(
    of person: PersonID, atLeaving leaving: Event
  ) -> (line: Event, person: Erasable<PersonID>)? {
    let lines = lines(on: .person(person)).prefix { $0.sequence != leaving.sequence }
    return state(Array(lines), at: leaving.effectiveTime).manager
  }

  private func state(_ lines: [Event], at: Instant) -> PersonState {
    var state = PersonState()
    for line in lines {
      switch line.fact {
      case .person(.joined(_, let manager, _)):
        // “`left` and `joined` end an absence.”
        state.leftBy = nil
        state.away = nil
        // FORMAT is silent: without `manager` the manager stays as it was.
        if let manager { state.manager = (line, manager) }
      case .person(.moved(let manager)): state.manager = (line, manager)
      case .person(.away(let until, let deputy)):
        // “A later `person.away` takes the place of an earlier one, `until` and deputy included.”;
        // “*away* from `person.away` until its `until`”
        let isOver = until.map { $0.end(in: zone) <= at } ?? false
        state.away = isOver ? nil : (line, deputy)
      case .person(.returned): state.away = nil
      case .person(.left):
        // “*gone* from `person.left` to a later `person.joined`”
        state.away = nil
        if state.leftBy == nil { state.leftBy = line }
      default: break
      }
    }
    return state
  }
}
