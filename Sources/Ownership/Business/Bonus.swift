/// One payout of a bonus, the period it pays for, and what was taken back.
package struct Bonus: Sendable {
  package struct Reversal: Sendable {
    package var instant: Instant
    package var line: SequenceNumber
    /// `nil` takes all of it back.
    package var money: Money?
    /// Whether an amount is stated that cannot be reckoned with.
    package var isUnreadable: Bool
    /// Whether that is because it was destroyed.
    package var isDestroyed: Bool
    package var reason: String?
  }

  package let terms: BonusPayout
  package let paid: Mark
  /// The first instant of the period.
  package private(set) var from: Erasable<Instant>
  /// The first instant after it.
  package private(set) var to: Erasable<Instant>
  package let money: Money?
  package private(set) var reversals: [Reversal] = []
  /// Further payouts in force under the same id.
  package var repetitions: [SequenceNumber] = []
  /// The sum of the amounts that were taken back.
  private var reversed = ExactAmount.zero
  /// Whether all of it was taken back, as far as the amounts are known.
  private(set) var isTakenBack = false

  /// To whom a bonus is paid for what, where all of that is known.
  struct Purpose: Hashable {
    let contract: ContractID?
    let person: PersonID
    let basis: BonusBasis

    /// `nil` where something of it was destroyed.
    init?(_ payout: BonusPayout) {
      guard let person = payout.person.value, let basis = payout.basis.value else { return nil }
      self.person = person
      self.basis = basis
      contract = payout.contract
    }
  }

  /// Without a period it pays for the day of payment; with one end only, from or up to that day.
  init(_ terms: BonusPayout, _ mark: Mark, _ zone: Zone) {
    self.terms = terms
    paid = mark
    let day = Moment.date(mark.day)
    let (start, end) = (day.start(in: zone), day.end(in: zone))
    switch (terms.from, terms.to) {
    case (nil, nil): (from, to) = (.known(start), .known(end))
    case (let first?, nil):
      from = first.map { $0.start(in: zone) }
      to = first.map { max($0.end(in: zone), end) }
    case (nil, let last?):
      to = last.map { $0.end(in: zone) }
      from = last.map { min($0.start(in: zone), start) }
    case (let first?, let last?):
      from = first.map { $0.start(in: zone) }
      to = last.map { $0.end(in: zone) }
    }
    // A period that ends before it begins pays for the instant of its beginning.
    if let first = from.value, let end = to.value { to = .known(max(end, first)) }
    money = Money(terms.amount, terms.currency)
  }

  /// The period; `nil` where an end of it was destroyed.
  package var period: (from: Instant, to: Instant)? {
    guard let from = from.value, let to = to.value else { return nil }
    return (from, to)
  }

  /// Whether the amount or its currency was destroyed.
  package var isMoneyDestroyed: Bool { terms.amount == .destroyed || terms.currency == .destroyed }

  mutating func reverse(_ amount: Erasable<Amount>?, _ mark: Mark, reason: String?) {
    var reversal = Reversal(
      instant: mark.instant, line: mark.line, money: nil, isUnreadable: false,
      isDestroyed: amount == .destroyed, reason: reason)
    if let amount {
      reversal.money = Money(amount, terms.currency)
      reversal.isUnreadable = reversal.money == nil
    }
    reversals.append(reversal)
    if let part = amount?.value {
      reversed = reversed + ExactAmount(part)
      if let whole = terms.amount.value, ExactAmount(whole) <= reversed { isTakenBack = true }
    } else if amount == nil {
      isTakenBack = true
    }
  }

  // MARK: What speaks against the next step

  var objectionToPaying: Objection? {
    Objection(
      "bonus \(terms.bonus) was paid \(paid.on)", lines: [paid.line],
      remedy: "give the new one another id, or record `bonus reverse` for that one")
  }

  func objection(toReversing amount: Amount?) -> Objection? {
    if isTakenBack {
      return Objection(
        "bonus \(terms.bonus) was reversed", lines: reversals.map(\.line),
        remedy: "there is nothing left to take back")
    }
    guard let whole = terms.amount.value, let amount,
      ExactAmount(whole) < reversed + ExactAmount(amount)
    else { return nil }
    let before = reversals.isEmpty ? "" : ", of which \(reversed.text) are reversed"
    return Objection(
      "bonus \(terms.bonus) is \(whole.text)\(before): \(amount) is too much",
      lines: [paid.line] + reversals.map(\.line),
      remedy: "give a smaller amount, or none to reverse what is left")
  }

  // MARK: How it stands

  /// What was taken back up to an instant, and what is left; `nil` where that cannot be reckoned.
  package func balance(at instant: Instant) -> (reversed: Money, left: Money)? {
    guard let money else { return nil }
    var left = money
    for reversal in reversals where reversal.instant <= instant {
      if reversal.isUnreadable { return nil }
      guard let rest = try? left.subtracting(reversal.money ?? left) else { return nil }
      left = rest
    }
    guard let reversed = try? money.subtracting(left) else { return nil }
    return (reversed, left)
  }

  /// Whether nothing of it is left; `nil` where what would tell was destroyed. One whose amount cannot be
  /// reckoned otherwise counts as left unless it was taken back whole.
  package func isReversed(at instant: Instant) -> Bool? {
    if let balance = balance(at: instant) { return balance.left.isZero || balance.left.isNegative }
    let taken = reversals.filter { $0.instant <= instant }
    if taken.contains(where: { $0.money == nil && !$0.isUnreadable }) { return true }
    let isUnknown = isMoneyDestroyed ? !taken.isEmpty : taken.contains(where: \.isDestroyed)
    return isUnknown ? nil : false
  }

  /// Whether the period holds an instant or shares one with a period; `nil` where nobody knows.
  package func covers(_ span: TimeSpan) -> Bool? {
    guard let (from, to) = period else {
      let isBefore = to.value.map { $0 <= span.start } ?? false
      let isAfter = from.value.map { $0 > span.end } ?? false
      return isBefore || isAfter ? false : nil
    }
    switch span {
    case .instant(let instant): return from <= instant && (instant < to || instant == from)
    case .period(let start, let end): return overlaps(start, end)
    }
  }

  /// Whether the period is known to share an instant with another.
  package func overlaps(_ start: Instant, _ end: Instant) -> Bool {
    guard let (from, to) = period else { return false }
    if from == to { return start <= from && from < end }
    return from < end && start < to
  }
}

extension BonusPayout {
  /// Whether it names a contract and no period.
  var isForWholeContract: Bool { contract != nil && from == nil && to == nil }
}
