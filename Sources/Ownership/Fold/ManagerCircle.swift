/// Persons of whom each reports to the next, and the last to the first: nobody of them has anybody above.
package struct ManagerCircle: Hashable {
  /// The persons, from the first by bytes on, so that a circle is the same wherever it was entered.
  package let members: [PersonID]
  /// The lines that name each one's manager, in the same order.
  package let lines: [SequenceNumber]

  fileprivate init(_ path: ArraySlice<(person: PersonID, line: SequenceNumber)>) {
    let first = path.indices.min { path[$0].person < path[$1].person } ?? path.startIndex
    let turned = path[first...] + path[..<first]
    members = turned.map(\.person)
    lines = turned.map(\.line)
  }
}

extension Perspective {
  /// The circle to which somebody's managers at an instant lead; `nil` where they lead to none, or only over
  /// persons from whom the search has gone before.
  ///
  /// - Parameter settled: from whom it has gone before; gets those from whom it goes now.
  /// - Complexity: one look at a timeline for each person on the way.
  package func managerCircle(
    above start: PersonID, at instant: Instant, settled: inout Set<PersonID>
  ) -> ManagerCircle? {
    var path: [(person: PersonID, line: SequenceNumber)] = []
    var current = start
    defer {
      settled.formUnion(path.map(\.person))
      settled.insert(start)
    }
    while !settled.contains(current) {
      if let begin = path.firstIndex(where: { $0.person == current }) {
        return ManagerCircle(path[begin...])
      }
      guard let naming = timeline(of: current).manager(at: instant),
        let manager = naming.manager.value
      else { return nil }
      path.append((current, naming.key.sequence))
      current = manager
    }
    return nil
  }

  /// The instants at which anybody's manager changes whom somebody's managers lead to at any time.
  fileprivate func managerInstants(above start: PersonID) -> Set<Instant> {
    var instants: Set<Instant> = []
    var reached: Set<PersonID> = [start]
    var waiting = [start]
    while let person = waiting.popLast() {
      for naming in timeline(of: person).managers {
        instants.insert(naming.key.instant)
        guard let manager = naming.manager.value, reached.insert(manager).inserted else { continue }
        waiting.append(manager)
      }
    }
    return instants
  }
}

extension Contradictions {
  /// Circles in which persons would stand among their managers at some time, and do not yet: a line that takes
  /// effect between others, or takes one out of force, can close one long before or after its own time.
  ///
  /// - Complexity: for each person one walk up for each change among those above, at whatever time.
  static func circles(
    of persons: Set<PersonID>, _ state: LedgerState, _ after: LedgerState
  ) -> [Objection] {
    var found: Set<[PersonID]> = []
    var objections: [Objection] = []
    for person in persons.sorted() {
      for instant in after.perspective.managerInstants(above: person).sorted() {
        guard let circle = circle(with: person, at: instant, after),
          circle.members != Self.circle(with: person, at: instant, state)?.members,
          found.insert(circle.members).inserted
        else { continue }
        objections.append(objection(to: circle, at: instant, state))
      }
    }
    return objections
  }

  private static func circle(
    with person: PersonID, at instant: Instant, _ state: LedgerState
  ) -> ManagerCircle? {
    var settled: Set<PersonID> = []
    let circle = state.perspective.managerCircle(above: person, at: instant, settled: &settled)
    return circle.flatMap { $0.members.contains(person) ? $0 : nil }
  }

  private static func objection(
    to circle: ManagerCircle, at instant: Instant, _ state: LedgerState
  ) -> Objection {
    let above = circle.members.dropFirst() + circle.members.prefix(1)
    let links = zip(circle.members, above).enumerated().map { index, link in
      "\(link.0) \(index == 0 ? "would report " : "")to \(link.1)"
    }
    return Objection(
      "\(state.on(instant)) \(links.joined(separator: ", "))",
      lines: circle.lines.filter { $0 <= state.lastSequence },
      remedy: "give another time, or record `person move` for one of them first")
  }
}
