/// What a client has paid, and what was paid to persons for it.
struct BonusBook {
  /// A bonus.
  struct Record {
    var paid: Mark
    var payout: BonusPayout
    var reversals: [Mark] = []
    /// The sum of what was taken back; all of it, once a reversal names no amount.
    var reversed = ExactAmount.zero
    var isReversed = false

    /// What is still paid; `nil` where the amount was destroyed.
    var amount: ExactAmount? { payout.amount.value.map(ExactAmount.init) }
  }

  private(set) var records: [BonusID: Record] = [:]
  /// Payments of the client, by contract.
  private(set) var revenues: [(contract: ContractID?, mark: Mark)] = []

  mutating func take(_ fact: MoneyFact, _ mark: Mark) {
    switch fact {
    case .revenueReceived(let contract, _, _): revenues.append((contract, mark))
    case .bonusPaid(let payout): records[payout.bonus] = Record(paid: mark, payout: payout)
    case .bonusReversed(let id, let amount, _): reverse(id, amount, mark)
    }
  }

  private mutating func reverse(_ id: BonusID, _ amount: Erasable<Amount>?, _ mark: Mark) {
    guard var record = records[id] else { return }
    record.reversals.append(mark)
    if let part = amount?.value {
      record.reversed = record.reversed + ExactAmount(part)
      if let whole = record.amount, whole <= record.reversed { record.isReversed = true }
    } else if amount == nil {
      record.isReversed = true
    }
    records[id] = record
  }

  func objection(to fact: MoneyFact) -> Objection? {
    switch fact {
    case .revenueReceived: nil
    case .bonusPaid(let payout): objection(toPaying: payout)
    case .bonusReversed(let id, let amount, _): objection(toReversing: id, amount?.value)
    }
  }

  private func objection(toPaying payout: BonusPayout) -> Objection? {
    if let record = records[payout.bonus] {
      return Objection(
        "bonus \(payout.bonus) was paid \(record.paid.on)", lines: [record.paid.line],
        remedy: "give the new one another id, or record `bonus reverse` for that one")
    }
    // Without contract and period nobody can tell whether two bonuses are for the same.
    if payout.contract == nil, payout.from == nil { return nil }
    let twin = records.values.sorted { $0.paid.line < $1.paid.line }.first { record in
      let other = record.payout
      return !record.isReversed && other.contract == payout.contract
        && other.person.isSame(as: payout.person) && other.basis.isSame(as: payout.basis)
        && Self.isSame(other.from, payout.from) && Self.isSame(other.to, payout.to)
    }
    guard let twin else { return nil }
    let what = payout.contract.map { "contract \($0)" } ?? "that period"
    return Objection(
      "\(payout.person.value?.text ?? "somebody") was paid for \(what) "
        + "\(twin.paid.on), as bonus \(twin.payout.bonus)", lines: [twin.paid.line],
      remedy: "say for which other period it is, or record `bonus reverse` for that one first")
  }

  /// Whether two ends of periods are known to be the same, or both are left out.
  private static func isSame(_ left: Erasable<Moment>?, _ right: Erasable<Moment>?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.isSame(as: right)
  }

  private func objection(toReversing id: BonusID, _ amount: Amount?) -> Objection? {
    guard let record = records[id] else {
      return Objection(
        "no bonus \(id) was paid for the client",
        remedy: "check the id and the time, or record `bonus pay` first")
    }
    if record.isReversed {
      return Objection(
        "bonus \(id) was reversed", lines: record.reversals.map(\.line),
        remedy: "there is nothing left to take back")
    }
    guard let whole = record.amount, let amount else { return nil }
    if whole < record.reversed + ExactAmount(amount) {
      let before =
        record.reversals.isEmpty ? "" : ", of which \(record.reversed.text) are reversed"
      return Objection(
        "bonus \(id) is \(record.payout.amount.value?.text ?? "")\(before): \(amount) is too much",
        lines: [record.paid.line] + record.reversals.map(\.line),
        remedy: "give a smaller amount, or none to reverse what is left")
    }
    return nil
  }
}
