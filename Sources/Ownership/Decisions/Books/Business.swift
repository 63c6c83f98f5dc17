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
    switch event.fact {
    case .complaint(let fact): complaints.take(fact, mark)
    case .contract(let fact): contracts.take(fact, mark, zone)
    case .change(let fact): requests.take(fact, mark)
    case .money(let fact): bonuses.take(fact, mark)
    case .ledger, .person, .client, .assignment, .handoff, .authority, .entry, .unknown: break
    }
  }

  /// What speaks against a fact, by what came before it.
  func objection(to fact: Fact, at instant: Instant) -> Objection? {
    switch fact {
    case .complaint(let fact): complaints.objection(to: fact)
    case .contract(let fact): contracts.objection(to: fact, at: instant, zone)
    case .change(let fact):
      requests.objection(to: fact)
        ?? fact.contract.flatMap { contracts.objection(toRunning: $0, at: instant) }
    case .money(let fact):
      bonuses.objection(to: fact)
        ?? fact.contract.flatMap { contracts.objection(toUnknown: $0) }
    case .ledger, .person, .client, .assignment, .handoff, .authority, .entry, .unknown: nil
    }
  }
}
