/// One complaint and what became of it, step by step in effective order.
package struct Complaint: Sendable {
  /// What happened to it.
  package enum Deed: Sendable {
    case redirected(from: Erasable<Desk>?, to: Erasable<Desk>, reason: String?)
    case attributed(Erasable<PersonID>, reason: String?)
    case disputed(reason: String?)
    case resolved(outcome: String?)
    case reopened(reason: String?)
    case withdrawn(reason: String?)
  }

  package struct Step: Sendable {
    package var instant: Instant
    package var line: SequenceNumber
    package var deed: Deed
    package var by: String?
  }

  /// The filing that speaks.
  package let filing: ComplaintFiling
  /// When the client complained, and the filing's line.
  package let filed: Mark
  package private(set) var steps: [Step] = []
  /// Further filings in force of the same id.
  package var refilings: [SequenceNumber] = []
  private(set) var now = Standing()

  /// How it stands after the steps so far, for what speaks against the next.
  struct Standing: Sendable {
    /// How it ended, while it is not open: `resolved` or `withdrawn`.
    var ending: (word: String, mark: Mark)?
    var ruling: (person: Erasable<PersonID>, mark: Mark)?
    /// The first dispute of the ruling, until the next ruling.
    var dispute: Mark?
    /// Who has it, once it was redirected.
    var desk: (desk: Erasable<Desk>, mark: Mark)?
  }

  init(_ filing: ComplaintFiling, filed: Mark) {
    self.filing = filing
    self.filed = filed
  }

  /// `account` where the filing names none.
  package var responsibility: Responsibility { filing.responsibility ?? .account }

  mutating func take(_ fact: ComplaintFact, _ event: Event, _ mark: Mark) {
    guard let deed = Self.deed(fact, of: event) else { return }
    steps.append(Step(instant: mark.instant, line: mark.line, deed: deed, by: event.by))
    switch deed {
    case .redirected(_, let to, _): now.desk = (to, mark)
    case .attributed(let person, _):
      now.ruling = (person, mark)
      now.dispute = nil
    case .disputed: if now.ruling != nil, now.dispute == nil { now.dispute = mark }
    case .resolved: now.ending = ("resolved", mark)
    case .withdrawn: now.ending = ("withdrawn", mark)
    case .reopened: now.ending = nil
    }
  }

  /// How a line moves a complaint on; `nil` of a filing. What was destroyed is not told by what else is there.
  private static func deed(_ fact: ComplaintFact, of event: Event) -> Deed? {
    func first(_ reason: String?, else outcome: String?) -> String? {
      reason ?? (event.isDestroyed("reason") ? nil : outcome)
    }
    return switch fact {
    case .filed: nil
    case .redirected(_, let from, let to, let reason):
      .redirected(from: from, to: to, reason: reason)
    case .attributed(_, let person, let reason): .attributed(person, reason: reason)
    case .disputed(_, let reason, let outcome): .disputed(reason: first(reason, else: outcome))
    case .resolved(_, let reason, let outcome): .resolved(outcome: outcome ?? reason)
    case .reopened(_, let reason, let outcome): .reopened(reason: first(reason, else: outcome))
    case .withdrawn(_, let reason, let outcome): .withdrawn(reason: first(reason, else: outcome))
    }
  }

  /// How it stands at an instant; `nil` before it was filed.
  package func state(at instant: Instant) -> (state: ComplaintState, line: SequenceNumber)? {
    guard filed.instant <= instant else { return nil }
    var result: (ComplaintState, SequenceNumber) = (.open, filed.line)
    for step in steps where step.instant <= instant {
      switch step.deed {
      case .resolved: result = (.resolved, step.line)
      case .withdrawn: result = (.withdrawn, step.line)
      case .reopened: result = (.reopened, step.line)
      case .redirected, .attributed, .disputed: continue
      }
    }
    return result
  }

  /// Whether it is filed and neither resolved nor withdrawn.
  package func isOpen(at instant: Instant) -> Bool { state(at: instant)?.state.isOpen ?? false }

  /// The desks that it lay at up to an instant, in order.
  package func stays(at instant: Instant) -> [DeskStay] {
    guard filed.instant <= instant else { return [] }
    var first: Erasable<Desk> = .known(.responsibility(responsibility))
    for step in steps {
      guard case .redirected(let from, _, _) = step.deed else { continue }
      first = from ?? first
      break
    }
    var stays = [
      DeskStay(desk: first, from: filed.instant, until: nil, line: filed.line, reason: nil)
    ]
    var isLying = true
    for step in steps where step.instant <= instant {
      switch step.deed {
      case .redirected(_, let to, let reason):
        if isLying { stays[stays.count - 1].until = max(step.instant, stays[stays.count - 1].from) }
        stays.append(
          DeskStay(
            desk: to, from: max(step.instant, filed.instant), until: nil, line: step.line,
            reason: reason))
        isLying = true
      case .resolved, .withdrawn:
        if isLying { stays[stays.count - 1].until = max(step.instant, stays[stays.count - 1].from) }
        isLying = false
      case .reopened:
        if isLying { continue }
        stays.append(
          DeskStay(
            desk: stays[stays.count - 1].desk, from: step.instant, until: nil, line: step.line,
            reason: nil))
        isLying = true
      case .attributed, .disputed: continue
      }
    }
    return stays
  }

  /// The ruling at an instant, and the dispute of it.
  package func ruling(at instant: Instant) -> Ruling? {
    var ruling: Ruling?
    for step in steps where step.instant <= instant {
      switch step.deed {
      case .attributed(let person, let reason):
        ruling = Ruling(
          person: person.value, reason: reason, instant: step.instant, line: step.line, by: step.by)
      case .disputed(let reason):
        guard ruling != nil, ruling?.dispute == nil else { continue }
        ruling?.dispute = Ruling.Dispute(
          instant: step.instant, line: step.line, by: step.by, reason: reason)
      case .redirected, .resolved, .reopened, .withdrawn: continue
      }
    }
    return ruling
  }
}
