import Ownership

/// One payout of a bonus, the period it pays for, and what was taken back.
struct PayoutRecord {
  struct Reversal {
    var instant: Instant
    var line: SequenceNumber
    /// `nil` takes all of it back.
    var money: Money?
    /// Whether an amount is stated that cannot be reckoned with.
    var isUnreadable: Bool
    /// Whether that is because it was destroyed.
    var isDestroyed: Bool
    var reason: String?
  }

  var terms: BonusPayout
  var paid: Instant
  var line: SequenceNumber
  /// The first instant of the period.
  var from: Erasable<Instant>
  /// The first instant after it.
  var to: Erasable<Instant>
  var money: Money?
  var reversals: [Reversal] = []
  /// Further payouts in force under the same id.
  var repetitions: [SequenceNumber] = []

  /// Without a period it pays for the day of payment; with one end only, from or up to that day.
  init(_ terms: BonusPayout, paid: Instant, line: SequenceNumber, zone: Zone) {
    self.terms = terms
    self.paid = paid
    self.line = line
    let day = Moment.date(zone.date(at: paid))
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
  var period: (from: Instant, to: Instant)? {
    guard let from = from.value, let to = to.value else { return nil }
    return (from, to)
  }

  /// Whether the amount or its currency was destroyed.
  var isMoneyDestroyed: Bool { terms.amount == .destroyed || terms.currency == .destroyed }

  mutating func reverse(
    _ amount: Erasable<Amount>?, at instant: Instant, line: SequenceNumber, reason: String?
  ) {
    var reversal = Reversal(
      instant: instant, line: line, money: nil, isUnreadable: false,
      isDestroyed: amount == .destroyed, reason: reason)
    if let amount {
      reversal.money = Money(amount, terms.currency)
      reversal.isUnreadable = reversal.money == nil
    }
    reversals.append(reversal)
  }

  /// What was taken back up to an instant, and what is left; `nil` where that cannot be reckoned.
  func balance(at instant: Instant) -> (reversed: Money, left: Money)? {
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
  func isReversed(at instant: Instant) -> Bool? {
    if let balance = balance(at: instant) { return balance.left.isZero || balance.left.isNegative }
    let taken = reversals.filter { $0.instant <= instant }
    if taken.contains(where: { $0.money == nil && !$0.isUnreadable }) { return true }
    let isUnknown = isMoneyDestroyed ? !taken.isEmpty : taken.contains(where: \.isDestroyed)
    return isUnknown ? nil : false
  }

  /// Whether the period holds an instant or shares one with a period; `nil` where nobody knows.
  func covers(_ span: TimeSpan) -> Bool? {
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
  func overlaps(_ start: Instant, _ end: Instant) -> Bool {
    guard let (from, to) = period else { return false }
    if from == to { return start <= from && from < end }
    return from < end && start < to
  }
}
