/// From a responsibility to the person who has to answer for it (FORMAT section 5, Resolution).
package struct Resolution: Hashable, Sendable {
  package var accountable: PersonID?
  package var acting: PersonID?
  package var basis: Basis
  package var heldAs: Responsibility?
  package var path: [Step] = []
  /// The lines that carry it.
  package var evidence: Set<SequenceNumber> = []
  /// Those of the evidence that say no more than who acts: an absence, and what keeps its deputy away.
  package var actingEvidence: Set<SequenceNumber> = []

  /// The lines that carry who is accountable, and on what basis.
  package var accountableEvidence: Set<SequenceNumber> {
    actingEvidence.isEmpty ? evidence : evidence.subtracting(actingEvidence)
  }

  /// The part that a stretch keeps: (accountable, basis, responsibility held).
  package func continues(_ other: Resolution) -> Bool {
    accountable == other.accountable && basis == other.basis && heldAs == other.heldAs
  }

  /// Adds a line that says who acts; it may carry the answer as well.
  fileprivate mutating func include(forActing line: SequenceNumber) {
    if evidence.insert(line).inserted { actingEvidence.insert(line) }
  }
}

extension Perspective {
  package func resolve(
    _ client: ClientID, _ responsibility: Responsibility, at instant: Instant
  ) -> Resolution {
    let fold = fold(of: client)
    switch fold.status(at: instant) {
    case .unknown: return Resolution(basis: .unknown)
    case .closed(let line): return Resolution(basis: .closed, evidence: [line])
    case .open: break
    }
    let fallback = policies.fallback(of: responsibility, at: instant)
    var resolution = Resolution(basis: .none)
    var leaver: (person: PersonID, line: SequenceNumber)?
    for (place, tried) in ([responsibility] + fallback.list).enumerated() {
      if place == 1, let line = fallback.line { resolution.evidence.insert(line) }
      let holding = fold.holding(of: tried, at: instant)
      resolution.evidence.formUnion(holding.lines)
      switch holding.state {
      case .unassigned:
        resolution.path.append(Step(responsibility: tried, outcome: .unassigned, person: nil))
      case .redacted:
        resolution.path.append(Step(responsibility: tried, outcome: .redacted, person: nil))
        resolution.basis = .redacted
        return resolution
      case .left(let person, let line):
        resolution.path.append(Step(responsibility: tried, outcome: .left, person: person))
        leaver = leaver ?? (person, line)
      case .held(let person, let setter):
        let presence = timeline(of: person).presence(at: instant)
        if let line = presence.joinsBy {
          resolution.path.append(Step(responsibility: tried, outcome: .notJoined, person: person))
          resolution.evidence.insert(line)
        } else if let line = presence.leftBy {
          resolution.path.append(Step(responsibility: tried, outcome: .left, person: person))
          resolution.evidence.insert(line)
          leaver = leaver ?? (person, line)
        } else {
          resolution.path.append(Step(responsibility: tried, outcome: .held, person: person))
          resolution.basis = place == 0 ? setter.basis : .fallback
          resolution.heldAs = tried
          settle(person, presence, at: instant, in: &resolution)
          return resolution
        }
      }
    }
    if let leaver { climb(from: leaver, at: instant, in: &resolution) }
    return resolution
  }

  /// Makes `person`, who is here, accountable; a deputy acts in an absence.
  private func settle(
    _ person: PersonID, _ presence: PersonTimeline.Presence, at instant: Instant,
    in resolution: inout Resolution
  ) {
    resolution.accountable = person
    guard let absence = presence.absence else {
      resolution.acting = person
      return
    }
    resolution.include(forActing: absence.line)
    guard case .known(let deputy)? = absence.deputy else { return }
    let presence = timeline(of: deputy).presence(at: instant)
    if presence.isPresent {
      resolution.acting = deputy
    } else if let line = presence.absentBy {
      resolution.include(forActing: line)
    }
  }

  /// Climbs from a leaver to the first manager who is here.
  private func climb(
    from leaver: (person: PersonID, line: SequenceNumber), at instant: Instant,
    in resolution: inout Resolution
  ) {
    var visited: Set<PersonID> = [leaver.person]
    var naming = timeline(of: leaver.person).manager(before: leaver.line)
    while let current = naming {
      guard case .known(let manager) = current.manager else {
        resolution.path.append(Step(responsibility: nil, outcome: .redacted, person: nil))
        resolution.evidence.insert(current.key.sequence)
        resolution.basis = .redacted
        return
      }
      guard visited.insert(manager).inserted else { return }
      resolution.path.append(Step(responsibility: nil, outcome: .manager, person: manager))
      resolution.evidence.insert(current.key.sequence)
      let presence = timeline(of: manager).presence(at: instant)
      if presence.isHere {
        resolution.basis = .manager
        settle(manager, presence, at: instant, in: &resolution)
        return
      }
      if let line = presence.absentBy { resolution.evidence.insert(line) }
      naming = timeline(of: manager).manager(at: instant)
    }
  }
}
