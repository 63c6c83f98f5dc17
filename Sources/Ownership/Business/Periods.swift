/// Periods of bonuses, by their beginnings: those that overlap another are found without asking all.
struct Periods: Sendable {
  private var sorted: [(from: Int64, bonus: BonusID)] = []
  /// Those that name a contract and no period, in the order of payment.
  private(set) var ofWholeContract: [BonusID] = []
  /// The length of the longest, in microseconds.
  private var longest: Int64 = 0

  /// Complexity: O(log periods) where it begins last, else O(periods).
  mutating func add(_ payout: BonusPayout, _ period: (from: Instant, to: Instant)) {
    let beginning = period.from.microseconds
    sorted.insert((beginning, payout.bonus), at: place(of: beginning + 1))
    longest = max(longest, period.to.microseconds(since: period.from))
    if payout.isForWholeContract { ofWholeContract.append(payout.bonus) }
  }

  /// Those that may overlap a period. Complexity: O(log periods), and the periods that begin as long before it as the
  /// longest lasts.
  func overlapping(_ from: Instant, _ to: Instant) -> [BonusID] {
    let first = place(of: from.microseconds - longest)
    return sorted[first..<place(of: to.microseconds + 1)].map(\.bonus)
  }

  /// The place of the first that begins at or after so many microseconds since 1970.
  private func place(of beginning: Int64) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].from < beginning { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
