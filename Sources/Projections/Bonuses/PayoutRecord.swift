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
    var reason: String?
  }

  var terms: BonusPayout
  var paid: Instant
  var line: SequenceNumber
  /// The first instant of the period.
  var from: Instant
  /// The first instant after it.
  var to: Instant
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
    case (nil, nil): (from, to) = (start, end)
    case (let first?, nil):
      from = first.start(in: zone)
      to = max(first.end(in: zone), end)
    case (nil, let last?):
      to = last.end(in: zone)
      from = min(last.start(in: zone), start)
    case (let first?, let last?):
      from = first.start(in: zone)
      to = last.end(in: zone)
    }
    // A period that ends before it begins pays for the instant of its beginning.
    to = max(to, from)
    money = Money(terms.amount, terms.currency)
  }

  mutating func reverse(
    _ amount: Erasable<Amount>?, at instant: Instant, line: SequenceNumber, reason: String?
  ) {
    var reversal = Reversal(
      instant: instant, line: line, money: nil, isUnreadable: false, reason: reason)
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

  /// Whether nothing of it is left. One whose amount cannot be reckoned counts as left unless it was
  /// taken back whole.
  func isReversed(at instant: Instant) -> Bool {
    if let balance = balance(at: instant) { return balance.left.isZero || balance.left.isNegative }
    return reversals.contains { $0.instant <= instant && $0.money == nil && !$0.isUnreadable }
  }

  /// Whether the period holds an instant or shares one with a period.
  func covers(_ span: TimeSpan) -> Bool {
    switch span {
    case .instant(let instant): from <= instant && (instant < to || instant == from)
    case .period(let start, let end): overlaps(start, end)
    }
  }

  func overlaps(_ start: Instant, _ end: Instant) -> Bool {
    if from == to { return start <= from && from < end }
    return from < end && start < to
  }
}
