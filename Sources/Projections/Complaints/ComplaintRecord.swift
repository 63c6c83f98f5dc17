public import Ownership

/// One complaint and what became of it, step by step in effective order.
struct ComplaintRecord {
  /// What happened to it.
  enum Deed {
    case redirected(from: Erasable<Desk>?, to: Erasable<Desk>, reason: String?)
    case attributed(PersonID?, reason: String?)
    case disputed(reason: String?)
    case resolved(outcome: String?)
    case reopened(reason: String?)
    case withdrawn(reason: String?)
  }

  struct Step {
    var instant: Instant
    var line: SequenceNumber
    var deed: Deed
    var by: String?
  }

  /// The filing that speaks.
  var filing: ComplaintFiling
  /// When the client complained.
  var filed: Instant
  /// The filing's line.
  var line: SequenceNumber
  var steps: [Step] = []
  /// Further filings in force of the same id.
  var refilings: [SequenceNumber] = []

  init(filing: ComplaintFiling, filed: Instant, line: SequenceNumber) {
    self.filing = filing
    self.filed = filed
    self.line = line
  }

  /// `account` where the filing names none.
  var responsibility: Responsibility { filing.responsibility ?? .account }

  /// How a line moves a complaint on; `nil` of a filing. What was destroyed is not told by what else is there.
  static func deed(_ fact: ComplaintFact, of event: Event) -> Deed? {
    func first(_ reason: String?, else outcome: String?) -> String? {
      reason ?? (event.isDestroyed("reason") ? nil : outcome)
    }
    return switch fact {
    case .filed: nil
    case .redirected(_, let from, let to, let reason):
      .redirected(from: from, to: to, reason: reason)
    case .attributed(_, let person, let reason): .attributed(person.value, reason: reason)
    case .disputed(_, let reason, let outcome): .disputed(reason: first(reason, else: outcome))
    case .resolved(_, let reason, let outcome): .resolved(outcome: outcome ?? reason)
    case .reopened(_, let reason, let outcome): .reopened(reason: first(reason, else: outcome))
    case .withdrawn(_, let reason, let outcome): .withdrawn(reason: first(reason, else: outcome))
    }
  }

  /// How it stands at an instant; `nil` before it was filed.
  func state(at instant: Instant) -> (state: ComplaintState, line: SequenceNumber)? {
    guard filed <= instant else { return nil }
    var result: (ComplaintState, SequenceNumber) = (.open, line)
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
  func isOpen(at instant: Instant) -> Bool { state(at: instant)?.state.isOpen ?? false }

  /// The desks that it lay at up to an instant, in order.
  func stays(at instant: Instant) -> [DeskStay] {
    guard filed <= instant else { return [] }
    var first: Erasable<Desk> = .known(.responsibility(responsibility))
    for step in steps {
      guard case .redirected(let from, _, _) = step.deed else { continue }
      first = from ?? first
      break
    }
    var stays = [DeskStay(desk: first, from: filed, until: nil, line: line, reason: nil)]
    var isLying = true
    for step in steps where step.instant <= instant {
      switch step.deed {
      case .redirected(_, let to, let reason):
        if isLying { stays[stays.count - 1].until = max(step.instant, stays[stays.count - 1].from) }
        stays.append(
          DeskStay(
            desk: to, from: max(step.instant, filed), until: nil, line: step.line,
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
  func ruling(at instant: Instant) -> Ruling? {
    var ruling: Ruling?
    for step in steps where step.instant <= instant {
      switch step.deed {
      case .attributed(let person, let reason):
        ruling = Ruling(
          person: person, reason: reason, instant: step.instant, line: step.line, by: step.by)
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

/// How a complaint stands.
public enum ComplaintState: String, Hashable, Sendable, CaseIterable {
  case open, resolved, withdrawn, reopened

  /// Whether somebody still has to answer it.
  public var isOpen: Bool {
    switch self {
    case .open, .reopened: true
    case .resolved, .withdrawn: false
    }
  }
}

/// How long a complaint lay at a desk.
public struct DeskStay: Hashable, Sendable {
  /// The desk.
  public var desk: Erasable<Desk>
  /// Since when.
  public var from: Instant
  /// Until when; `nil` while it lies there.
  public var until: Instant?
  /// The line that brought it there.
  public var line: SequenceNumber
  /// Why it was sent there.
  public var reason: String?

  /// The time at the desk up to an instant, in microseconds.
  public func length(at instant: Instant) -> Int64 {
    (until ?? max(instant, from)).microseconds(since: from)
  }
}

/// Whom a complaint was attributed to.
public struct Ruling: Hashable, Sendable {
  /// The objection to a ruling.
  public struct Dispute: Hashable, Sendable {
    /// When it was raised.
    public var instant: Instant
    /// The `complaint.disputed`.
    public var line: SequenceNumber
    /// Who raised it.
    public var by: String?
    /// On what grounds.
    public var reason: String?
  }

  /// The person; `nil` where it was destroyed.
  public var person: PersonID?
  /// On what grounds.
  public var reason: String?
  /// When.
  public var instant: Instant
  /// The `complaint.attributed`.
  public var line: SequenceNumber
  /// Who ruled.
  public var by: String?
  /// The first dispute after it.
  public var dispute: Dispute?
}
