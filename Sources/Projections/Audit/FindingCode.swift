/// What an audit can find. Codes are stable: a code keeps its meaning, and is not used again.
public enum FindingCode: String, Hashable, Sendable, CaseIterable {
  case gap = "C101"
  case orphan = "C102"
  case drift = "C103"
  case backdated = "C201"
  case backdatedPastComplaint = "C202"
  case changedArose = "C203"
  case refiled = "C204"
  case aheadOfRecording = "C205"
  case contradictingClaims = "C206"
  case idleClaim = "C207"
  case handoffDuringComplaint = "C301"
  case handoffPending = "C302"
  case voidAcceptance = "C303"
  case handoffOutOfTurn = "C304"
  case acceptedByAnother = "C305"
  case assignedWhileClosed = "C306"
  case assignedToAbsent = "C307"
  case overload = "C401"
  case twoHats = "C402"
  case managerCycle = "C403"
  case bounced = "C501"
  case rulingAgainstUnaccountable = "C502"
  case undecidedChange = "C503"
  case decidedWithoutAuthority = "C504"
  case strayLine = "C505"
  case paidToUnaccountable = "C601"
  case responsibleNeverPaid = "C602"
  case paidBeforeRevenue = "C603"
  case paidTwice = "C604"
  case notReversed = "C605"
  case amountNotReckoned = "C606"
  case unknownType = "C701"
  case malformed = "C702"
  case misdirected = "C703"
  case disputedEntry = "C704"
  case disputeSilenced = "C705"
  case acceptedLoss = "C706"
  case recordedAheadOfClock = "C707"
  case unfinishedRedaction = "C708"
  case repeatedID = "C709"

  /// How much it matters.
  public var severity: Severity {
    switch self {
    case .gap, .orphan, .backdatedPastComplaint, .voidAcceptance, .assignedToAbsent, .managerCycle,
      .rulingAgainstUnaccountable, .paidToUnaccountable, .paidTwice, .disputeSilenced,
      .acceptedLoss, .recordedAheadOfClock, .unfinishedRedaction:
      .serious
    case .backdated, .changedArose, .refiled, .aheadOfRecording, .contradictingClaims,
      .handoffDuringComplaint, .handoffPending, .handoffOutOfTurn, .acceptedByAnother,
      .assignedWhileClosed, .overload, .bounced, .undecidedChange, .decidedWithoutAuthority,
      .strayLine, .responsibleNeverPaid, .paidBeforeRevenue, .notReversed, .malformed,
      .misdirected, .disputedEntry, .repeatedID:
      .warning
    case .drift, .idleClaim, .twoHats, .amountNotReckoned, .unknownType: .notice
    }
  }
}

/// How much a finding matters, from the least.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case notice, warning, serious

  private var rank: Int {
    switch self {
    case .notice: 0
    case .warning: 1
    case .serious: 2
    }
  }

  /// The lesser comes first.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
