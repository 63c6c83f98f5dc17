/// What a firm does with a client beside holding it: complaints, contracts, requests for changes, money.
///
/// Folded once from the lines in force, in effective order, for commands, reports and the audit alike. *Facts
/// count as given, objections are told*: a line that contradicts what came before it counts by the rules of
/// its record, and stands in `idle` with what speaks against it. A command is objected to by the same rules, as
/// if its line came last.
///
/// Records keep their steps and are asked how they stood when; a business that is folded up to an instant holds no
/// step behind it. Complexity: O(lines of the client), and what speaks against each in O(1) but for the terms and
/// the payouts that are alike.
package struct Business: Sendable {
  /// In the order of filing.
  package private(set) var complaints = OrderedRecords<ComplaintID, Complaint>()
  /// In the order of signing.
  package private(set) var contracts = OrderedRecords<ContractID, Contract>()
  /// In the order of asking.
  package private(set) var requests = OrderedRecords<RequestID, RequestForChange>()
  /// In the order of payment.
  package private(set) var bonuses = OrderedRecords<BonusID, Bonus>()
  /// In effective order.
  package private(set) var revenues: [Revenue] = []
  /// Lines that contradict what came before them, in effective order.
  package private(set) var idle: [(line: SequenceNumber, objection: Objection)] = []
  /// Those of them that continue what no line in force had begun by then.
  package private(set) var strays: [SequenceNumber] = []

  /// The payouts that may be alike, by what they are for.
  private var alike: [Bonus.Purpose: Periods] = [:]
  private let zone: Zone

  /// Money that came in.
  package struct Revenue: Sendable {
    package var instant: Instant
    package var line: SequenceNumber
    package var contract: ContractID?
    /// `nil` where it was destroyed, or is beyond exact reckoning.
    package var money: Money?
  }

  package init(_ history: History, lines: SubjectLines, upTo instant: Instant = .last) {
    zone = history.zone
    let steps = lines.inEffectiveOrder(history)
    // Filings first: of several the first by sequence speaks, and what follows belongs to it.
    for (_, event) in steps.sorted(by: { $0.key.sequence < $1.key.sequence }) {
      if case .complaint(.filed(let filing)) = event.fact { file(filing, event) }
    }
    for (key, event) in steps where key.instant <= instant { take(event, key) }
  }

  private mutating func file(_ filing: ComplaintFiling, _ event: Event) {
    if complaints[filing.complaint] == nil {
      complaints.add(
        Complaint(filing, filed: Mark(event.sequence, event.time, zone)), filing.complaint)
    } else {
      complaints.change(filing.complaint) { $0.refilings.append(event.sequence) }
    }
  }

  private mutating func take(_ event: Event, _ key: EffectiveKey) {
    if let objection = objection(to: event.fact, at: key.instant, in: event.sequence) {
      idle.append((event.sequence, objection))
      if continuesNothing(event.fact, at: key.instant) { strays.append(event.sequence) }
    }
    let mark = Mark(event.sequence, key.instant, zone)
    switch event.fact {
    case .complaint(let fact): complaints.change(fact.complaint) { $0.take(fact, event, mark) }
    case .contract(let fact): take(fact, mark)
    case .change(let fact): take(fact, event, mark)
    case .money(let fact): take(fact, mark)
    case .ledger, .person, .client, .assignment, .handoff, .authority, .entry, .unknown: return
    }
  }

  private mutating func take(_ fact: ContractFact, _ mark: Mark) {
    switch fact {
    case .signed(let signature):
      if contracts[signature.contract] == nil {
        contracts.add(Contract(signature, mark, zone), signature.contract)
      } else {
        contracts.change(signature.contract) { $0.resignings.append(mark.line) }
      }
    case .amended(let id, let terms): contracts.change(id) { $0.take(.amended(terms), mark) }
    case .renewed(let id, let ends):
      contracts.change(id) { $0.take(.renewed(until: ends?.map { $0.end(in: zone) }), mark) }
    case .ended(let id, let reason): contracts.change(id) { $0.take(.ended(reason: reason), mark) }
    }
  }

  private mutating func take(_ fact: ChangeFact, _ event: Event, _ mark: Mark) {
    switch fact {
    case .requested(let id, let contract, let wants):
      if requests[id] != nil { return }
      requests.add(
        RequestForChange(request: id, contract: contract, wants: wants, asked: mark), id)
    case .decided(let id, let decision, let reason):
      requests.change(id) { $0.decide(decision, event, mark, reason: reason) }
    }
  }

  private mutating func take(_ fact: MoneyFact, _ mark: Mark) {
    switch fact {
    case .revenueReceived(let contract, let amount, let currency):
      revenues.append(
        Revenue(
          instant: mark.instant, line: mark.line, contract: contract,
          money: Money(amount, currency)))
    case .bonusPaid(let payout):
      if bonuses[payout.bonus] != nil {
        return bonuses.change(payout.bonus) { $0.repetitions.append(mark.line) }
      }
      let bonus = Bonus(payout, mark, zone)
      bonuses.add(bonus, payout.bonus)
      if let purpose = Bonus.Purpose(payout), let period = bonus.period {
        alike[purpose, default: Periods()].add(payout, period)
      }
    case .bonusReversed(let id, let amount, let reason):
      bonuses.change(id) { $0.reverse(amount, mark, reason: reason) }
    }
  }

  /// Whether a line goes on with what no line in force has begun by then.
  private func continuesNothing(_ fact: Fact, at instant: Instant) -> Bool {
    switch fact {
    case .complaint(.filed), .contract(.signed), .change(.requested), .money(.revenueReceived),
      .money(.bonusPaid):
      false
    case .complaint(let fact): complaints[fact.complaint].map { $0.filed.instant > instant } ?? true
    case .contract(.amended(let id, _)), .contract(.renewed(let id, _)),
      .contract(.ended(let id, _)):
      contracts[id] == nil
    case .change(.decided(let id, _, _)): requests[id] == nil
    case .money(.bonusReversed(let id, _, _)): bonuses[id] == nil
    case .ledger, .person, .client, .assignment, .handoff, .authority, .entry, .unknown: false
    }
  }

  // MARK: What speaks against a line

  /// What speaks against a fact, by what came before it.
  ///
  /// - Parameter line: the line that tells it; `nil` of a command.
  package func objection(
    to fact: Fact, at instant: Instant, in line: SequenceNumber? = nil
  ) -> Objection? {
    switch fact {
    case .complaint(let fact):
      complaints[fact.complaint].map { $0.objection(to: fact, at: instant, in: line) }
        ?? Complaint.objectionToUnknown(fact)
    case .contract(let fact): objection(to: fact, at: instant)
    case .change(let fact):
      objection(to: fact) ?? fact.contract.flatMap { objection(toRunning: $0, at: instant) }
    case .money(let fact):
      objection(to: fact, at: instant) ?? fact.contract.flatMap { objection(toUnknown: $0) }
    case .ledger, .person, .client, .assignment, .handoff, .authority, .entry, .unknown: nil
    }
  }

  private func objection(to fact: ContractFact, at instant: Instant) -> Objection? {
    switch fact {
    case .signed(let signature):
      contracts[signature.contract]?.objectionToSigning
        ?? Contract.objection(to: signature, at: instant, zone)
    case .amended(let id, let terms):
      objection(toRunning: id, at: instant) ?? contracts[id]?.objection(toTerms: terms)
    case .renewed(let id, let ends):
      objection(toUnknown: id)
        ?? contracts[id]?.objection(toRenewing: ends?.value.map { $0.end(in: zone) }, zone)
    case .ended(let id, _): objection(toRunning: id, at: instant)
    }
  }

  /// Speaks against a contract that nobody has signed.
  private func objection(toUnknown id: ContractID) -> Objection? {
    if contracts[id] != nil { return nil }
    return Objection(
      "the client has signed no contract \(id)",
      remedy: "check the id and the time, or record `contract sign` first")
  }

  /// Speaks against a contract that is unknown, ended, or has run out.
  private func objection(toRunning id: ContractID, at instant: Instant) -> Objection? {
    objection(toUnknown: id) ?? contracts[id]?.objectionUnlessRunning(at: instant)
  }

  private func objection(to fact: ChangeFact) -> Objection? {
    switch fact {
    case .requested(let id, _, _): requests[id]?.objectionToAsking
    case .decided(let id, _, _):
      requests[id].map(\.objectionToDeciding)
        ?? Objection(
          "the client has requested no change \(id)",
          remedy: "check the id and the time, or record `change request` first")
    }
  }

  private func objection(to fact: MoneyFact, at instant: Instant) -> Objection? {
    switch fact {
    case .revenueReceived: nil
    case .bonusPaid(let payout):
      bonuses[payout.bonus]?.objectionToPaying ?? twin(of: payout, at: instant)
    case .bonusReversed(let id, let amount, _):
      bonuses[id].map { $0.objection(toReversing: amount?.value) }
        ?? Objection(
          "no bonus \(id) was paid for the client",
          remedy: "check the id and the time, or record `bonus pay` first")
    }
  }

  /// Speaks against paying somebody twice for the same time, or twice for a contract as a whole.
  private func twin(of payout: BonusPayout, at instant: Instant) -> Objection? {
    guard let purpose = Bonus.Purpose(payout), let others = alike[purpose],
      let (from, to) = Bonus(payout, Mark(.zero, instant, zone), zone).period
    else { return nil }
    let isWhole = payout.isForWholeContract
    let candidates = others.overlapping(from, to) + (isWhole ? others.ofWholeContract : [])
    let twin = candidates.lazy.compactMap { bonuses[$0] }.filter { other in
      !other.isTakenBack
        && (other.overlaps(from, to) || isWhole && other.terms.isForWholeContract)
    }.min { $0.paid.line < $1.paid.line }
    guard let twin else { return nil }
    let what =
      payout.contract.map { "contract \($0)" }
      ?? (payout.from == nil && payout.to == nil ? "that day" : "that period")
    return Objection(
      "\(payout.person.value?.text ?? "somebody") was paid for \(what) "
        + "\(twin.paid.on), as bonus \(twin.terms.bonus)", lines: [twin.paid.line],
      remedy: "say for which other period it is, or record `bonus reverse` for that one first")
  }
}
