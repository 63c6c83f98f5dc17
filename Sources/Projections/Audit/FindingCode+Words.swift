/// What each code means and what to do, for `explain` and for reports.
extension FindingCode {
  /// Its name in a few words.
  public var title: String { words.title }
  /// What it means, and when it is found.
  public var explanation: String { words.explanation }
  /// What to do about it.
  public var remedy: String { words.remedy }

  typealias Words = (title: String, explanation: String, remedy: String)

  private var words: Words {
    switch self {
    case .gap, .orphan, .drift: holderWords
    case .backdated, .backdatedPastComplaint, .changedArose, .refiled, .aheadOfRecording,
      .contradictingClaims, .idleClaim:
      claimWords
    case .handoffDuringComplaint, .handoffPending, .voidAcceptance, .handoffOutOfTurn,
      .acceptedByAnother, .assignedWhileClosed, .assignedToAbsent:
      handoffWords
    case .overload, .twoHats, .managerCycle: loadWords
    case .bounced, .rulingAgainstUnaccountable, .undecidedChange, .decidedWithoutAuthority,
      .strayLine:
      complaintWords
    case .paidToUnaccountable, .responsibleNeverPaid, .paidBeforeRevenue, .paidTwice,
      .notReversed, .amountNotReckoned:
      bonusWords
    case .unknownType, .malformed, .misdirected, .disputedEntry, .disputeSilenced, .acceptedLoss,
      .recordedAheadOfClock, .unfinishedRedaction, .repeatedID:
      entryWords
    }
  }

  private var holderWords: Words {
    switch self {
    case .orphan:
      (
        "orphan",
        "The holder left and nobody has been made holder since; at most a manager has inherited it.",
        "assign somebody, or end the responsibility"
      )
    case .drift:
      (
        "drift",
        "Nobody was given this responsibility, so it has rested on whoever holds another one, for "
          + "longer than the policy's driftDays (90 unless a policy sets it).",
        "assign somebody, or adopt a policy that says who answers"
      )
    default:
      (
        "gap",
        "Nobody was accountable for a responsibility of an open client, for longer than the policy's "
          + "responsibilityGapDays. Somebody has to answer for the built-in ones, for those that the "
          + "policies in force then declare, and for one that no policy speaks of once the client had it.",
        "assign somebody; if somebody did answer then, record it with its own time"
      )
    }
  }

  private var claimWords: Words {
    switch self {
    case .backdatedPastComplaint:
      (
        "backdated past a complaint",
        "A line recorded after a complaint was filed changed who was accountable when its problem arose.",
        "ask who recorded it for proof from that time; dispute or retract the entry"
      )
    case .changedArose:
      (
        "changed arose",
        "A filing was put right so that the problem arose at another time, which can change who answers.",
        "ask the client which time is right; the verdict shows both"
      )
    case .refiled:
      (
        "refiled", "A complaint id was filed more than once; the first line counts as the filing.",
        "give a new complaint a new id"
      )
    case .aheadOfRecording:
      (
        "ahead of its recording",
        "A line's time, or the time at which its source wrote it, lies after the time at which it was "
          + "recorded. Only the effective time may lie ahead.",
        "put the time right, or state the future one as the effective time"
      )
    case .contradictingClaims:
      (
        "contradicting claims",
        "Two lines make different people holder of the same responsibility at the same instant; their "
          + "order in the log decided.",
        "retract the one that is wrong, or put its time right"
      )
    case .idleClaim:
      (
        "claim without ground",
        "A line ends what that person did not hold then, or offers what that person neither held nor "
          + "answered for, so it contradicts the other lines.",
        "find out which line is wrong and put it right"
      )
    default:
      (
        "backdated",
        "A line recorded later than the policy's backdatedDays after it took effect changed an answer "
          + "that could have been given in between.",
        "ask for proof from that time; dispute the entry if there is none"
      )
    }
  }

  private var handoffWords: Words {
    switch self {
    case .handoffPending:
      (
        "handoff pending",
        "An offer has waited for its receiver longer than the policy's handoffPendingDays; until then the "
          + "old holder stays accountable.",
        "let the receiver accept or decline, or withdraw the offer"
      )
    case .voidAcceptance:
      (
        "void acceptance",
        "An acceptance took no effect: the client was closed, or somebody other than the one who offered "
          + "held the responsibility by then.",
        "assign the one who is to hold it"
      )
    case .handoffOutOfTurn:
      (
        "handoff out of turn",
        "An offer repeats an id, or a line accepts, declines or withdraws what was not open: it did "
          + "nothing.",
        "retract it; to undo an accepted handoff, hand back or assign"
      )
    case .acceptedByAnother:
      (
        "accepted by another",
        "The acceptance says that somebody else than the receiver took over.",
        "let the receiver confirm; retract the acceptance if it was not given"
      )
    case .assignedWhileClosed:
      (
        "assigned while closed",
        "An assignment took effect while the client was closed: it is void.",
        "register the client anew and assign again, or retract the assignment"
      )
    case .assignedToAbsent:
      (
        "assigned to somebody absent",
        "Somebody who was gone, or had not joined yet, was made holder; nobody answers on that.",
        "assign somebody who is there, or record when the person joined"
      )
    default:
      (
        "change of hands while a complaint is open",
        "Who answers changed while a complaint about it was open, so the complaint changed hands as well.",
        "say with the handoff who finishes the complaint"
      )
    }
  }

  private var loadWords: Words {
    switch self {
    case .twoHats:
      (
        "two hats",
        "Somebody holds sales for some clients, so that a sales plan goes on, and answers for the account "
          + "of some as well.",
        "name account managers, or take the upkeep into the plan"
      )
    case .managerCycle:
      (
        "manager cycle",
        "A chain of managers leads back to where it began, so nobody inherits what its members leave.",
        "record who really manages whom"
      )
    default:
      (
        "overload",
        "Somebody is accountable for more open clients than the policy's clientsPerPerson.",
        "hand clients over, or adopt another limit"
      )
    }
  }

  private var complaintWords: Words {
    switch self {
    case .rulingAgainstUnaccountable:
      (
        "ruling against somebody not accountable",
        "A complaint was attributed to somebody who was not accountable when its problem arose.",
        "rule anew; the verdict says who was accountable"
      )
    case .undecidedChange:
      (
        "undecided change",
        "A request for a change has waited for a decision longer than the policy's changeRequestDays.",
        "decide, or give somebody the authority to"
      )
    case .decidedWithoutAuthority:
      (
        "decided without authority",
        "Who decided on a request for a change had no grant in force that reaches the client.",
        "grant the authority, or let somebody decide who has it"
      )
    case .strayLine:
      (
        "stray line",
        "A line continues a complaint, a contract, a request or a bonus that no line in force has begun "
          + "by then.",
        "put its id right, or record the beginning"
      )
    default:
      (
        "bounced complaint",
        "A complaint was sent on more often than the policy's complaintBounces.",
        "give it to the one who is accountable; complaint show says who"
      )
    }
  }

  private var bonusWords: Words {
    switch self {
    case .responsibleNeverPaid:
      (
        "responsible and unpaid",
        "Somebody answered for sales or the account of a client in a period that others were paid for, or "
          + "when revenue came in, and was never paid for the client, or paid and reversed.",
        "check what the plan owes"
      )
    case .paidBeforeRevenue:
      (
        "paid before revenue",
        "The policy says that bonuses follow revenue, and this one was paid before any came in.",
        "reverse it, or record the revenue"
      )
    case .paidTwice:
      (
        "paid twice",
        "A bonus id was paid again, or the same person was paid on the same basis for the same contract and "
          + "time.",
        "reverse one of the two"
      )
    case .notReversed:
      (
        "not reversed",
        "A contract ended, and a bonus for it stands that pays for time after the end or for a contract "
          + "that did not run its term, or had none.",
        "reverse it, or note why it stands"
      )
    case .amountNotReckoned:
      (
        "amount not reckoned",
        "An amount is destroyed, has too many digits for exact sums, or more was taken back than was paid.",
        "put the amount right"
      )
    default:
      (
        "paid to somebody not responsible",
        "A bonus was paid to somebody who, at no time of its period, answered for sales or account of the "
          + "client (for retention: account), or held a responsibility of the firm's own.",
        "check whom the plan owes; reverse and pay anew, or put the lines right"
      )
    }
  }
}
