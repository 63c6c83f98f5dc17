import Ownership

/// What a client's lines in force say of complaints, contracts, requests, bonuses and revenue.
///
/// Like the fold of holders, a book does not stop at an instant: its records keep their steps in
/// effective order, and are asked how they stood when.
struct ClientBook {
  /// In the order of filing.
  private(set) var complaints: [ComplaintRecord] = []
  /// In the order of signing.
  private(set) var contracts: [ContractRecord] = []
  /// In the order of asking.
  private(set) var requests: [RequestRecord] = []
  /// In the order of payment.
  private(set) var payouts: [PayoutRecord] = []
  /// In effective order.
  private(set) var revenues: [Revenue] = []
  /// Names, in effective order.
  private(set) var names: [(instant: Instant, name: Erasable<String>)] = []
  /// Lines about something that no earlier line in force has begun.
  private(set) var strays: [SequenceNumber] = []

  private var complaintPlaces: [ComplaintID: Int] = [:]
  private var contractPlaces: [ContractID: Int] = [:]
  private var requestPlaces: [RequestID: Int] = [:]
  private var payoutPlaces: [BonusID: Int] = [:]

  /// Money that came in.
  struct Revenue {
    var instant: Instant
    var line: SequenceNumber
    var contract: ContractID?
    var money: Money?
  }

  init(_ perspective: Perspective, _ client: ClientID) {
    let history = perspective.history
    let lines = perspective.lines(of: client).inEffectiveOrder(history)
    // Filings first: of several the first by sequence speaks, and what follows belongs to it.
    for (key, event) in lines.sorted(by: { $0.key.sequence < $1.key.sequence }) {
      guard case .complaint(.filed(let filing)) = event.fact else { continue }
      file(filing, key, event)
    }
    for (key, event) in lines {
      takeClient(event, key)
      switch event.fact {
      case .complaint(let fact): takeComplaint(fact, event, key)
      case .contract(let fact): takeContract(fact, key, history.zone)
      case .change(let fact): takeChange(fact, event, key)
      case .money(let fact): takeMoney(fact, key, history.zone)
      case .ledger, .person, .client, .assignment, .handoff, .authority, .entry, .unknown: continue
      }
    }
  }

  func complaint(_ id: ComplaintID) -> ComplaintRecord? {
    complaintPlaces[id].map { complaints[$0] }
  }

  func contract(_ id: ContractID) -> ContractRecord? { contractPlaces[id].map { contracts[$0] } }

  func name(at instant: Instant) -> Erasable<String>? {
    names.last { $0.instant <= instant }?.name
  }

  // MARK: Taking lines

  private mutating func takeClient(_ event: Event, _ key: EffectiveKey) {
    if let name = event.statedName { names.append((key.instant, name)) }
  }

  private mutating func file(_ filing: ComplaintFiling, _ key: EffectiveKey, _ event: Event) {
    if let place = complaintPlaces[filing.complaint] {
      complaints[place].refilings.append(event.sequence)
      return
    }
    complaintPlaces[filing.complaint] = complaints.count
    complaints.append(
      ComplaintRecord(filing: filing, filed: event.time, line: event.sequence))
  }

  private mutating func takeComplaint(
    _ fact: ComplaintFact, _ event: Event, _ key: EffectiveKey
  ) {
    guard let deed = ComplaintRecord.deed(fact, of: event) else { return }
    guard let place = complaintPlaces[fact.complaint] else { return strays.append(key.sequence) }
    complaints[place].steps.append(
      ComplaintRecord.Step(instant: key.instant, line: key.sequence, deed: deed, by: event.by))
  }

  private mutating func takeContract(_ fact: ContractFact, _ key: EffectiveKey, _ zone: Zone) {
    switch fact {
    case .signed(let signature):
      if let place = contractPlaces[signature.contract] {
        contracts[place].resignings.append(key.sequence)
      } else {
        contractPlaces[signature.contract] = contracts.count
        contracts.append(
          ContractRecord(signature: signature, signed: key.instant, line: key.sequence, zone: zone))
      }
    case .amended(let contract, let terms): amend(contract, .amended(terms), key)
    case .renewed(let contract, let ends):
      amend(contract, .renewed(until: ends?.map { $0.end(in: zone) }), key)
    case .ended(let contract, let reason): amend(contract, .ended(reason: reason), key)
    }
  }

  private mutating func takeChange(_ fact: ChangeFact, _ event: Event, _ key: EffectiveKey) {
    switch fact {
    case .requested(let request, let contract, let wants):
      if requestPlaces[request] != nil { return }
      requestPlaces[request] = requests.count
      requests.append(
        RequestRecord(
          request: request, contract: contract, wants: wants, asked: key.instant,
          line: key.sequence))
    case .decided(let request, let decision, let reason):
      guard let place = requestPlaces[request] else { return strays.append(key.sequence) }
      if requests[place].decision != nil { return }
      requests[place].decision = RequestRecord.Decision(
        instant: key.instant, line: key.sequence, outcome: decision.value, by: event.by,
        isByDestroyed: event.isDestroyed("by"), reason: reason)
    }
  }

  private mutating func amend(
    _ contract: ContractID, _ deed: ContractRecord.Deed, _ key: EffectiveKey
  ) {
    guard let place = contractPlaces[contract] else { return strays.append(key.sequence) }
    contracts[place].steps.append(
      ContractRecord.Step(instant: key.instant, line: key.sequence, deed: deed))
  }

  private mutating func takeMoney(_ fact: MoneyFact, _ key: EffectiveKey, _ zone: Zone) {
    switch fact {
    case .revenueReceived(let contract, let amount, let currency):
      revenues.append(
        Revenue(
          instant: key.instant, line: key.sequence, contract: contract,
          money: Money(amount, currency)))
    case .bonusPaid(let payout):
      let record = PayoutRecord(payout, paid: key.instant, line: key.sequence, zone: zone)
      if let place = payoutPlaces[payout.bonus] {
        payouts[place].repetitions.append(key.sequence)
        return
      }
      payoutPlaces[payout.bonus] = payouts.count
      payouts.append(record)
    case .bonusReversed(let bonus, let amount, let reason):
      guard let place = payoutPlaces[bonus] else { return strays.append(key.sequence) }
      payouts[place].reverse(amount, at: key.instant, line: key.sequence, reason: reason)
    }
  }
}

extension Money {
  /// The money that a line states; `nil` where it was destroyed or is beyond exact reckoning.
  init?(_ amount: Erasable<Amount>, _ currency: Erasable<Currency>) {
    guard let amount = amount.value, let currency = currency.value,
      let money = try? Money(amount, currency)
    else { return nil }
    self = money
  }
}
