import Ownership

/// Bonuses that do not fit who answered, what came in, or what ended.
extension Audit {
  static func bonusFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let records = standpoint.business(of: client).bonuses.all.filter {
      $0.paid.instant <= standpoint.at
    }
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
    _ payout: Payout, _ record: Bonus, _ standpoint: Standpoint
  ) -> [Finding] {
    guard payout.standing == .never, let person = payout.person, let (from, to) = record.period,
      record.isReversed(at: standpoint.at) == false
    else { return [] }
    let others = Set(payout.duties.compactMap(\.accountable)).sorted().map(\.text)
    var measured: [Responsibility] = []
    for duty in payout.duties where !measured.contains(duty.responsibility) {
      measured.append(duty.responsibility)
    }
    // What else the person answered for is no excuse by this measure, and no secret either.
    let elsewhere = standpoint.responsibilities.filter { !measured.contains($0) }.flatMap { name in
      standpoint.duties(payout.client, name, from: from, to: to)
        .filter { $0.accountable == person }
    }
    let held = Set(elsewhere.map(\.responsibility))
    let names = standpoint.responsibilities.filter(held.contains).map(\.text)
    let duties = payout.duties + elsewhere
    return [
      Finding(
        .paidToUnaccountable, client: payout.client, person: person, at: payout.paid,
        lines: [payout.line] + duties.flatMap(\.evidence), key: [payout.bonus.text],
        "bonus \(payout.bonus) for \(payout.client) was paid to \(person), who did not answer for "
          + "\(listInWords(measured.map(\.text), "or")) in its period, \(standpoint.period(from, to)); "
          + (others.isEmpty ? "nobody did" : "\(listInWords(others)) did")
          + (names.isEmpty ? "" : "; \(person) answered for \(listInWords(names))"))
    ]
  }

  private static func beforeRevenue(
    _ payout: Payout, _ record: Bonus, _ standpoint: Standpoint
  ) -> [Finding] {
    guard let basis = payout.basis, basis != .retention,
      record.isReversed(at: standpoint.at) == false,
      let policy = standpoint.perspective.policies.bonusBasis(at: payout.paid),
      policy.basis == .revenue
    else { return [] }
    let came = standpoint.business(of: payout.client).revenues.contains { revenue in
      revenue.instant <= payout.paid
        && (payout.contract == nil || revenue.contract == nil
          || revenue.contract == payout.contract)
    }
    if came { return [] }
    return [
      Finding(
        .paidBeforeRevenue, client: payout.client, person: payout.person, at: payout.paid,
        lines: [payout.line, policy.line], key: [payout.bonus.text],
        "bonus \(payout.bonus) for \(payout.client) was paid on \(standpoint.day(payout.paid)), before "
          + "any revenue\(payout.contract.map { " of contract \($0)" } ?? "") came in; the policy pays on "
          + "revenue")
    ]
  }

  private static func repeated(
    _ payout: Payout, _ record: Bonus, _ standpoint: Standpoint,
    earlier: ArraySlice<Bonus>
  ) -> [Finding] {
    var findings: [Finding] = []
    for line in record.repetitions {
      guard let event = standpoint.history[line], event.effectiveTime <= standpoint.at else {
        continue
      }
      findings.append(
        Finding(
          .paidTwice, client: payout.client, person: payout.person, at: event.effectiveTime,
          lines: [payout.line, line], key: ["\(payout.bonus)", "#\(line)"],
          "bonus \(payout.bonus) for \(payout.client) was paid again by line \(line)"))
    }
    guard let person = payout.person, let basis = payout.basis, let (from, to) = record.period,
      record.isReversed(at: standpoint.at) == false
    else {
      return findings
    }
    for other in earlier where other.isReversed(at: standpoint.at) == false {
      guard other.terms.person.value == person, other.terms.contract == payout.contract,
        other.terms.basis.value == basis, other.overlaps(from, to)
      else { continue }
      findings.append(
        Finding(
          .paidTwice, client: payout.client, person: person, at: payout.paid,
          lines: [other.paid.line, payout.line], key: ["\(other.terms.bonus)", "\(payout.bonus)"],
          "\(person) was paid twice for the same time of \(payout.client): bonuses "
            + "\(other.terms.bonus) and \(payout.bonus)"))
    }
    return findings
  }

  /// The contract has ended: time after the end was paid for, or the contract did not run its term.
  private static func notReversed(
    _ payout: Payout, _ record: Bonus, _ standpoint: Standpoint
  ) -> [Finding] {
    guard
      let contract = payout.contract.flatMap({
        standpoint.business(of: payout.client).contracts[$0]
      }),
      let ending = contract.ending(at: standpoint.at),
      record.isReversed(at: standpoint.at) == false
    else { return [] }
    let term = contract.term(before: ending)
    let isEarly = term.map { $0.value.map { ending.instant < $0 } ?? false } ?? true
    let paysLater = payout.to.value.map { $0 > ending.instant } ?? false
    let paysForTerm = payout.basis.map { $0 != .retention } ?? false
    guard paysLater || (paysForTerm && isEarly) else { return [] }
    let why =
      if paysLater {
        "pays for time after the end"
      } else if let term = term?.value {
        "was paid for a contract that was to run until \(standpoint.lastDay(before: term))"
      } else {
        "was paid for a contract without a stated end"
      }
    let stands = payout.reversals.isEmpty ? "stands" : "stands in part"
    return [
      Finding(
        .notReversed, client: payout.client, person: payout.person, at: ending.instant,
        lines: [payout.line, ending.line] + contract.lines(ofTermBefore: ending) + payout.reversals,
        key: [payout.bonus.text],
        "contract \(payout.contract?.text ?? "") of \(payout.client) ended on "
          + "\(standpoint.day(ending.instant)) and bonus \(payout.bonus) \(stands), which \(why)")
    ]
  }

  private static func notReckoned(
    _ payout: Payout, _ record: Bonus, _ standpoint: Standpoint
  ) -> [Finding] {
    let problem: String
    if payout.isAmountDestroyed {
      problem = "states an amount that was destroyed"
    } else if payout.amount == nil {
      problem = "states an amount that cannot be reckoned with"
    } else if let left = payout.left {
      guard left.isNegative else { return [] }
      problem = "was taken back for more than was paid"
    } else if payout.isReversalDestroyed {
      problem = "was taken back by an amount that was destroyed"
    } else {
      problem = "was taken back by an amount that cannot be reckoned with"
    }
    return [
      Finding(
        .amountNotReckoned, client: payout.client, person: payout.person, at: payout.paid,
        lines: [payout.line] + payout.reversals, key: [payout.bonus.text],
        "bonus \(payout.bonus) for \(payout.client) \(problem)")
    ]
  }
}

extension Contract {
  /// The end that was agreed when it was ended.
  fileprivate func term(before ending: Step) -> Erasable<Instant>? {
    var term = ends
    for step in steps where step.instant <= ending.instant && step.line != ending.line {
      if case .renewed(let until) = step.deed { term = until }
    }
    return term
  }

  /// The signature, and the renewals up to an ending.
  fileprivate func lines(ofTermBefore ending: Step) -> [SequenceNumber] {
    [signed.line]
      + steps.filter { step in
        if case .renewed = step.deed { step.instant <= ending.instant } else { false }
      }.map(\.line)
  }
}

extension Standpoint {
  /// The days that a payout pays for, both included.
  fileprivate func period(_ from: Instant, _ to: Instant) -> String {
    let (first, last) = (day(from), lastDay(before: to))
    return first.hasSameBytes(as: last) || to <= from ? first : "\(first) to \(last)"
  }

  /// The last day that begins before an instant which ends something.
  func lastDay(before end: Instant) -> String { day(end.predecessor ?? end) }
}
