/// What a firm does with a client beside holding it: complaints, contracts, changes, money.
///
/// Folded from the lines in force, in effective order, up to an instant. A line that contradicts what
/// came before it changes nothing here and is kept among `idle`, with what speaks against it; the same
/// rules speak against a command, as if its line came last.
struct Business {
  private(set) var complaints = ComplaintBook()
  private(set) var contracts = ContractBook()
  private(set) var requests = RequestBook()
  private(set) var bonuses = BonusBook()
  /// Lines that contradict what came before them.
  private(set) var idle: [(line: SequenceNumber, objection: Objection)] = []
  private let zone: Zone

  init(_ history: History, lines: SubjectLines, upTo instant: Instant) {
    zone = history.zone
    for (key, event) in lines.inEffectiveOrder(history) where key.instant <= instant {
      take(event)
    }
  }

  private mutating func take(_ event: Event) {
    if let objection = objection(to: event.fact, at: event.effectiveTime) {
      idle.append((event.sequence, objection))
      return
    }
    let mark = Mark(event, zone)
    complaints.take(event.fact, mark)
    contracts.take(event.fact, mark, zone)
    requests.take(event.fact, mark)
    bonuses.take(event.fact, mark)
  }

  /// What speaks against a fact, by what came before it.
  func objection(to fact: Fact, at instant: Instant) -> Objection? {
    switch fact {
    case .complaintFiled, .complaintRedirected, .complaintAttributed, .complaintDisputed,
      .complaintResolved, .complaintReopened, .complaintWithdrawn:
      complaints.objection(to: fact)
    case .contractSigned, .contractAmended, .contractRenewed, .contractEnded:
      contracts.objection(to: fact, at: instant, zone)
    case .changeRequested(_, let contract, _):
      requests.objection(to: fact)
        ?? contract.flatMap { contracts.objection(toRunning: $0, at: instant) }
    case .changeDecided: requests.objection(to: fact)
    case .revenueReceived(let contract, _, _):
      contract.flatMap { contracts.objection(toUnknown: $0) }
    case .bonusPaid(let payout):
      bonuses.objection(to: fact)
        ?? payout.contract.flatMap { contracts.objection(toUnknown: $0) }
    case .bonusReversed: bonuses.objection(to: fact)
    case .ledgerOpened, .ledgerRecovered, .policyAdopted, .personJoined, .personMoved,
      .personAway, .personReturned, .personLeft, .clientRegistered, .clientRenamed, .clientClosed,
      .assignmentMade, .assignmentEnded, .handoffOffered, .handoffAccepted, .handoffDeclined,
      .handoffWithdrawn, .authorityGranted, .authorityRevoked, .noteAdded, .entryRetracted,
      .entryDisputed, .entryRedacted, .evidenceIssued, .unknown:
      nil
    }
  }
}
