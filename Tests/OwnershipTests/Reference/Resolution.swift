@testable import Ownership

/// Who is accountable at one instant, by which steps, and on which lines that rests.
struct Resolved {
  var accountable: PersonID?
  var acting: PersonID?
  var basis: Basis = .none
  var heldAs: Responsibility?
  var path: [Step] = []
  var evidence: Set<SequenceNumber> = []
}

/// Section 5, “Resolution”, with the evidence of 9.11.
extension LinesTaken {
  func resolve(_ topic: Topic, at: Instant) -> Resolved {
    let client = fold(topic.client, at: at)
    var resolved = Resolved()
    // “an unknown or closed client answers with that basis and an empty path”; “Closed takes precedence
    // over unknown.”
    if let closing = client.closing {
      resolved.basis = .closed
      resolved.evidence = [closing.sequence]
      return resolved
    }
    if !client.isKnown {
      resolved.basis = .unknown
      return resolved
    }
    let (fallbacks, policy) = fallback(topic.responsibility, at: at)
    var leaver: (person: PersonID, leaving: Event)?
    // “Else try the responsibility itself, then its fallbacks in the policy in force at `at`”
    for (index, responsibility) in ([topic.responsibility] + fallbacks).enumerated() {
      if index == 1, let policy { resolved.evidence.insert(policy.sequence) }
      func step(_ outcome: StepOutcome, _ person: PersonID?, _ lines: [Event]) {
        resolved.path.append(
          Step(responsibility: responsibility, outcome: outcome, person: person))
        resolved.evidence.formUnion(lines.map(\.sequence))
      }
      switch client[responsibility] {
      case .never: step(.unassigned, nil, [])
      case .ended(let line), .emptied(let line): step(.unassigned, nil, [line])
      case .vacated(let person, let leaving):
        step(.left, person, [leaving])
        if leaver == nil { leaver = (person, leaving) }
      case .redacted(let lines):
        // “the step `redacted`, accountable nobody, no fallback”
        step(.redacted, nil, lines)
        resolved.basis = .redacted
        return resolved
      case .held(let person, let setters, let basis):
        let state = self.person(person, at: at)
        if let joining = state.joinsBy {
          step(.notJoined, person, setters + [joining])
        } else if let leaving = state.leftBy {
          // “Somebody made holder while gone: step `left`, go on”
          step(.left, person, setters + [leaving])
          if leaver == nil { leaver = (person, leaving) }
        } else {
          step(.held, person, setters)
          resolved.basis = index == 0 ? basis : .fallback
          resolved.heldAs = responsibility
          settle(on: person, at: at, in: &resolved)
          return resolved
        }
      }
    }
    if let leaver { askManagers(of: leaver, at: at, in: &resolved) }
    return resolved
  }

  /// “If away: **acting** is the deputy if that deputy is neither gone nor away (deputies do not
  /// chain), else nobody; if not away, the accountable.”
  private func settle(on person: PersonID, at: Instant, in resolved: inout Resolved) {
    resolved.accountable = person
    guard let away = self.person(person, at: at).away else {
      resolved.acting = person
      return
    }
    resolved.evidence.insert(away.line.sequence)
    // “A destroyed `deputy`: acting is nobody”
    guard let deputy = away.deputy?.value else { return }
    // “A deputy must be present: joined, not gone, not away.”
    if let absence = self.person(deputy, at: at).absence {
      resolved.evidence.insert(absence.sequence)
    } else {
      resolved.acting = deputy
    }
  }

  /// “take the first step with `left`: that person's line manager as it stood at the leaving, then,
  /// while that one is gone or not yet joined, the manager of the manager at `at`; the first who is
  /// present is accountable, on basis `manager`”
  private func askManagers(
    of leaver: (person: PersonID, leaving: Event), at: Instant, in resolved: inout Resolved
  ) {
    // “The leaver counts as visited in the chain of managers.”
    var visited: Set<PersonID> = [leaver.person]
    var next = manager(of: leaver.person, atLeaving: leaver.leaving)
    while let naming = next {
      guard let manager = naming.person.value else {
        // “each step that rests on the line is `redacted`, a manager's included”
        resolved.path.append(Step(responsibility: nil, outcome: .redacted, person: nil))
        resolved.evidence.insert(naming.line.sequence)
        resolved.basis = .redacted
        return
      }
      // “A cycle, or the end, is basis `none`.”
      // FORMAT is silent: the line that closes the cycle names nobody new and is no evidence.
      if !visited.insert(manager).inserted { return }
      // “One step `manager` (responsibility `null`) for each manager tried, those passed over
      // included”
      resolved.path.append(Step(responsibility: nil, outcome: .manager, person: manager))
      resolved.evidence.insert(naming.line.sequence)
      let state = person(manager, at: at)
      if state.isThere {
        resolved.basis = .manager
        settle(on: manager, at: at, in: &resolved)
        return
      }
      // “for managers the line that named each and what made one unavailable”
      if let absence = state.absence { resolved.evidence.insert(absence.sequence) }
      next = state.manager
    }
  }

  /// “Built-in fallback, until a policy says otherwise”; “`fallback` and `limits` merge name by name; an
  /// empty list clears; in force from its effective time on”.
  ///
  /// - Returns: the list, and “the policy line that last named the responsibility”.
  private func fallback(
    _ responsibility: Responsibility, at: Instant
  ) -> (list: [Responsibility], policy: Event?) {
    var list = builtInFallback(responsibility)
    var policy: Event?
    for line in lines(on: .ledger) where line.effectiveTime <= at {
      guard case .ledger(.policyAdopted(let change)) = line.fact else { continue }
      for (name, others) in change.fallback where name == responsibility {
        list = others
        policy = line
      }
    }
    return (list, policy)
  }

  /// “`sales`→`account`; `account`→`sales`; `support`, `contract`, `billing`, `legal` → `account`, then
  /// `sales`”
  private func builtInFallback(_ responsibility: Responsibility) -> [Responsibility] {
    switch responsibility {
    case .sales: [.account]
    case .account: [.sales]
    case .support, .contract, .billing, .legal: [.account, .sales]
    default: []
    }
  }
}
