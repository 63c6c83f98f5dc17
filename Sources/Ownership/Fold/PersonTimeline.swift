/// When a person was there, away or gone, and who was their manager (FORMAT section 5, Presence).
package struct PersonTimeline {
  /// An absence of somebody who is coming back.
  package struct Absence {
    package var line: SequenceNumber
    package var until: Instant?
    package var deputy: Erasable<PersonID>?
  }

  /// How a person stood from an instant on, apart from the first joining.
  private struct Standing {
    var instant: Instant
    /// The `person.left` that made the person gone.
    var leftBy: SequenceNumber?
    var absence: Absence?
  }

  /// Presence at an instant.
  package struct Presence {
    /// The `person.left`, while gone.
    package var leftBy: SequenceNumber?
    /// The first `person.joined`, while it lies ahead.
    package var joinsBy: SequenceNumber?
    /// The absence, while away.
    package var absence: Absence?

    /// Neither gone nor not yet joined.
    package var isHere: Bool { leftBy == nil && joinsBy == nil }
    /// Here and not away.
    package var isPresent: Bool { isHere && absence == nil }
    /// What makes the person absent: the `left`, else the first `joined`, else the `away`.
    package var absentBy: SequenceNumber? { leftBy ?? joinsBy ?? absence?.line }
  }

  /// A line that names a manager.
  package struct ManagerNaming {
    package var key: EffectiveKey
    package var manager: Erasable<PersonID>
  }

  private var standings: [Standing] = []
  private var firstJoined: EffectiveKey?
  /// The lines that name a manager, in effective order.
  package private(set) var managers: [ManagerNaming] = []
  /// The leavings, in effective order.
  package private(set) var lefts: [EffectiveKey] = []
  /// Instants at which something changes, unordered.
  private(set) var instants: [Instant] = []
  /// Lines that contradict those before them: a joining of somebody who is here, a leaving of somebody
  /// gone, a return of somebody not away, an absence or a move of somebody gone.
  package private(set) var idle: [SequenceNumber] = []
  /// Persons that these lines name.
  package private(set) var named: [PersonID] = []

  init(_ history: History, lines: SubjectLines) {
    var current = Standing(instant: .first, leftBy: nil, absence: nil)
    for (key, event) in lines.inEffectiveOrder(history) {
      current.instant = key.instant
      guard case .person(let fact) = event.fact else { continue }
      if contradicts(fact, current) { idle.append(key.sequence) }
      switch fact {
      case .joined(_, let manager, _):
        if firstJoined == nil { firstJoined = key }
        current.leftBy = nil
        current.absence = nil
        if let manager { note(manager: manager, key) }
      case .moved(let manager): note(manager: manager, key)
      case .left:
        lefts.append(key)
        if current.leftBy == nil { current.leftBy = event.sequence }
        current.absence = nil
      case .away(let until, let deputy):
        let end = until?.end(in: history.zone)
        current.absence = Absence(line: event.sequence, until: end, deputy: deputy)
        if let end { instants.append(end) }
        if let person = deputy?.value { named.append(person) }
      case .returned: current.absence = nil
      }
      standings.append(current)
      instants.append(key.instant)
    }
  }

  private func contradicts(_ fact: PersonFact, _ current: Standing) -> Bool {
    switch fact {
    case .joined: return firstJoined != nil && current.leftBy == nil
    case .left, .away, .moved: return current.leftBy != nil
    case .returned:
      guard let absence = current.absence else { return true }
      return absence.until.map { $0 <= current.instant } ?? false
    }
  }

  private mutating func note(manager: Erasable<PersonID>, _ key: EffectiveKey) {
    managers.append(ManagerNaming(key: key, manager: manager))
    if let person = manager.value { named.append(person) }
  }

  /// Complexity: O(log lines).
  package func presence(at instant: Instant) -> Presence {
    var presence = Presence()
    if let standing = latest(in: standings, where: { $0.instant <= instant }) {
      presence.leftBy = standing.leftBy
      if let absence = standing.absence, absence.until.map({ instant < $0 }) ?? true {
        presence.absence = absence
      }
    }
    if let firstJoined, instant < firstJoined.instant { presence.joinsBy = firstJoined.sequence }
    return presence
  }

  /// The absence that nothing but its own end has ended at an instant; `nil` where there is none.
  package func lastAbsence(at instant: Instant) -> Absence? {
    latest(in: standings, where: { $0.instant <= instant })?.absence
  }

  /// The manager named last at or before an instant.
  package func manager(at instant: Instant) -> ManagerNaming? {
    latest(in: managers) { $0.key.instant <= instant }
  }

  /// The manager as it stood at a leaving: by the lines before that `person.left`.
  package func manager(before left: SequenceNumber) -> ManagerNaming? {
    guard let leaving = lefts.first(where: { $0.sequence == left }) else { return nil }
    return latest(in: managers) { $0.key < leaving }
  }
}
