import Ownership

/// Bonuses that do not fit who answered, what came in, or what ended.
extension Audit {
  static func bonusFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let records = standpoint.book(of: client).payouts.filter { $0.paid <= standpoint.at }
    if records.isEmpty { return [] }
    let payouts = records.map { Payout($0, client, standpoint) }
    return records.indices.flatMap { place -> [Finding] in
      let (record, payout) = (records[place], payouts[place])
      return unaccountable(payout, record, standpoint) + beforeRevenue(payout, record, standpoint)
        + repeated(payout, record, standpoint, earlier: records[..<place])
        + notReversed(payout, record, standpoint) + notReckoned(payout, record, standpoint)
    } + neverPaid(client, payouts, records, standpoint)
  }

  private static func unaccountable(
    _ payout: Payout, _ record: PayoutRecord, _ standpoint: Standpoint
  ) -> [Finding] {
    guard payout.standing == .never, let person = payout.person,
      !record.isReversed(at: standpoint.at)
    else { return [] }
    let others = Set(payout.duties.compactMap(\.accountable)).sorted().map(\.text)
    return [
      Finding(
        .paidToUnaccountable, client: payout.client, person: person, at: payout.paid,
        lines: [payout.line] + payout.duties.flatMap(\.evidence), key: payout.bonus.text,
        "bonus \(payout.bonus) for \(payout.client) was paid to \(person), who did not answer for the "
          + "client in its period; "
          + (others.isEmpty ? "nobody did" : "\(listInWords(others)) did"))
    ]
  }

  private static func beforeRevenue(
    _ payout: Payout, _ record: PayoutRecord, _ standpoint: Standpoint
  ) -> [Finding] {
    guard payout.basis != .retention, !record.isReversed(at: standpoint.at),
      let policy = standpoint.perspective.policies.bonusBasis(at: payout.paid),
      policy.basis == .revenue
    else { return [] }
    let came = standpoint.book(of: payout.client).revenues.contains { revenue in
      revenue.instant <= payout.paid
        && (payout.contract == nil || revenue.contract == nil
          || revenue.contract == payout.contract)
    }
    if came { return [] }
    return [
      Finding(
        .paidBeforeRevenue, client: payout.client, person: payout.person, at: payout.paid,
        lines: [payout.line, policy.line], key: payout.bonus.text,
        "bonus \(payout.bonus) for \(payout.client) was paid on \(standpoint.day(payout.paid)), before "
          + "any revenue; the policy pays on revenue")
    ]
  }

  private static func repeated(
    _ payout: Payout, _ record: PayoutRecord, _ standpoint: Standpoint,
    earlier: ArraySlice<PayoutRecord>
  ) -> [Finding] {
    var findings: [Finding] = []
    for line in record.repetitions {
      guard let event = standpoint.history[line], event.effectiveTime <= standpoint.at else {
        continue
      }
      findings.append(
        Finding(
          .paidTwice, client: payout.client, person: payout.person, at: event.effectiveTime,
          lines: [payout.line, line], key: "\(payout.bonus) #\(line)",
          "bonus \(payout.bonus) for \(payout.client) was paid again by line \(line)"))
    }
    guard let person = payout.person, !record.isReversed(at: standpoint.at) else {
      return findings
    }
    for other in earlier where !other.isReversed(at: standpoint.at) {
      guard other.terms.person.value == person, other.terms.contract == payout.contract,
        other.terms.basis.value == payout.basis, other.overlaps(payout.from, payout.to)
      else { continue }
      findings.append(
        Finding(
          .paidTwice, client: payout.client, person: person, at: payout.paid,
          lines: [other.line, payout.line], key: "\(other.terms.bonus) \(payout.bonus)",
          "\(person) was paid twice for the same time of \(payout.client): bonuses "
            + "\(other.terms.bonus) and \(payout.bonus)"))
    }
    return findings
  }

  /// The contract has ended: time after the end was paid for, or the contract did not run its term.
  private static func notReversed(
    _ payout: Payout, _ record: PayoutRecord, _ standpoint: Standpoint
  ) -> [Finding] {
    guard let contract = payout.contract.flatMap(standpoint.book(of: payout.client).contract),
      let ending = contract.ending(at: standpoint.at), !record.isReversed(at: standpoint.at)
    else { return [] }
    let term = contract.term(before: ending)
    let isEarly = term.map { ending.instant < $0 } ?? true
    let paysLater = payout.to > ending.instant
    guard paysLater || (payout.basis != .retention && isEarly) else { return [] }
    return [
      Finding(
        .notReversed, client: payout.client, person: payout.person, at: ending.instant,
        lines: [payout.line, contract.line, ending.line], key: payout.bonus.text,
        "contract \(payout.contract?.text ?? "") of \(payout.client) ended on "
          + "\(standpoint.day(ending.instant)) and bonus \(payout.bonus) stands, which "
          + (paysLater ? "pays for time after the end" : "was paid for a contract that ended early")
      )
    ]
  }

  private static func notReckoned(
    _ payout: Payout, _ record: PayoutRecord, _ standpoint: Standpoint
  ) -> [Finding] {
    let problem: String
    if payout.amount == nil {
      problem = "states an amount that cannot be reckoned with"
    } else if let left = payout.left {
      guard left.isNegative else { return [] }
      problem = "was taken back for more than was paid"
    } else {
      problem = "was taken back by an amount that cannot be reckoned with"
    }
    return [
      Finding(
        .amountNotReckoned, client: payout.client, person: payout.person, at: payout.paid,
        lines: [payout.line] + payout.reversals, key: payout.bonus.text,
        "bonus \(payout.bonus) for \(payout.client) \(problem)")
    ]
  }

  /// People who answered for sales or the account in a period that others were paid for, or when revenue
  /// came in, and were never paid for the client.
  private static func neverPaid(
    _ client: ClientID, _ payouts: [Payout], _ records: [PayoutRecord], _ standpoint: Standpoint
  ) -> [Finding] {
    var paid: Set<PersonID> = []
    var lines: [PersonID: Set<SequenceNumber>] = [:]
    var first: [PersonID: Instant] = [:]
    func note(_ person: PersonID?, _ instant: Instant, _ evidence: some Sequence<SequenceNumber>) {
      guard let person else { return }
      lines[person, default: []].formUnion(evidence)
      first[person] = min(first[person] ?? instant, instant)
    }
    for (record, payout) in zip(records, payouts) where !record.isReversed(at: standpoint.at) {
      if let person = payout.person { paid.insert(person) }
      for duty in payout.duties { note(duty.accountable, duty.from, [payout.line] + duty.evidence) }
    }
    for revenue in standpoint.book(of: client).revenues where revenue.instant <= standpoint.at {
      for responsibility in [Responsibility.sales, .account] {
        let resolution = standpoint.perspective.resolve(
          client, responsibility, at: revenue.instant)
        note(
          resolution.accountable, revenue.instant, resolution.evidence.union([revenue.line]))
      }
    }
    return first.keys.filter { !paid.contains($0) }.map { person in
      Finding(
        .responsibleNeverPaid, client: client, person: person, at: first[person] ?? standpoint.at,
        lines: lines[person] ?? [], key: person.text,
        "\(person) answered for \(client) when others were paid for it or revenue came in, and was never "
          + "paid for it")
    }
  }
}

extension ContractRecord {
  /// The end that was agreed when it was ended.
  fileprivate func term(before ending: Step) -> Instant? {
    var term = ends
    for step in steps where step.instant <= ending.instant && step.line != ending.line {
      if case .renewed(let until) = step.deed { term = until }
    }
    return term
  }
}
