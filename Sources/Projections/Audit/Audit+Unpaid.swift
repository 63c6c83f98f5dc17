import Ownership

/// People who answered for sales or the account in a period that others were paid for, or when revenue
/// came in, and who have nothing of it: never paid for the client, or paid and reversed.
extension Audit {
  /// Why somebody might have been paid, and the lines that say so.
  private struct Ground {
    var first: Instant
    var responsibilities: Set<Responsibility> = []
    var bonuses: [BonusID] = []
    var sawRevenue = false
    var lines: Set<SequenceNumber> = []
  }

  static func neverPaid(
    _ client: ClientID, _ payouts: [Payout], _ records: [Bonus], _ standpoint: Standpoint
  ) -> [Finding] {
    func those(_ isReversed: Bool?) -> [Payout] {
      zip(records, payouts).filter { $0.0.isReversed(at: standpoint.at) == isReversed }.map(\.1)
    }
    let (standing, reversed, unknown) = (those(false), those(true), those(nil))
    // Who was paid under an id that was taken was paid all the same.
    let again = records.flatMap(\.repetitions).compactMap { line -> PersonID? in
      guard let event = standpoint.history[line], event.effectiveTime <= standpoint.at,
        case .money(.bonusPaid(let payout)) = event.fact
      else { return nil }
      return payout.person.value
    }
    // Whether those who may have lost it again have something, nobody knows.
    let paid = Set((standing + unknown).compactMap(\.person) + again)
    let grounds = grounds(client, standing, standpoint)
    func names(_ ground: Ground) -> [String] {
      standpoint.responsibilities.filter(ground.responsibilities.contains).map(\.text)
    }
    return grounds.filter { !paid.contains($0.key) }.map { person, ground in
      let takenBack = reversed.filter { $0.person == person }
      let illegible = (standing + unknown).filter { $0.person == nil }
      let lines =
        ground.lines.union(takenBack.flatMap { [$0.line] + $0.reversals })
        .union(illegible.map(\.line))
      let outcome =
        takenBack.isEmpty
        ? "was never paid for the client"
        : "was paid and reversed: bonus\(takenBack.count == 1 ? "" : "es") "
          + listInWords(takenBack.map(\.bonus.text))
      return Finding(
        .responsibleNeverPaid, client: client, person: person, at: ground.first, lines: lines,
        key: [person.text],
        "\(person) answered for \(listInWords(names(ground))) of "
          + "\(client) \(occasion(ground)), and \(outcome)"
          + (illegible.isEmpty ? "" : ", as far as it can still be read who was paid"))
    }
  }

  private static func occasion(_ ground: Ground) -> String {
    var parts: [String] = []
    if !ground.bonuses.isEmpty {
      let names = listInWords(ground.bonuses.map(\.text))
      parts.append(
        "in the time for which bonus\(ground.bonuses.count == 1 ? "" : "es") \(names) "
          + "\(ground.bonuses.count == 1 ? "was" : "were") paid to others")
    }
    if ground.sawRevenue { parts.append("when revenue came in") }
    return parts.joined(separator: " and ")
  }

  private static func grounds(
    _ client: ClientID, _ standing: [Payout], _ standpoint: Standpoint
  ) -> [PersonID: Ground] {
    var grounds: [PersonID: Ground] = [:]
    func note(
      _ person: PersonID?, _ responsibility: Responsibility, _ instant: Instant,
      _ lines: some Sequence<SequenceNumber>, _ change: (inout Ground) -> Void
    ) {
      guard let person else { return }
      var ground = grounds[person] ?? Ground(first: instant)
      ground.first = min(ground.first, instant)
      ground.responsibilities.insert(responsibility)
      ground.lines.formUnion(lines)
      change(&ground)
      grounds[person] = ground
    }
    // Of a firm's own responsibilities nothing says that they earn a bonus, where it has built-in ones.
    func earns(_ duty: Payout.Duty) -> Bool {
      !standpoint.usesBuiltIn || Responsibility.builtIn.contains(duty.responsibility)
    }
    for payout in standing where payout.person != nil {
      for duty in payout.duties where duty.accountable != payout.person && earns(duty) {
        note(duty.accountable, duty.responsibility, duty.from, [payout.line] + duty.evidence) {
          if !$0.bonuses.contains(payout.bonus) { $0.bonuses.append(payout.bonus) }
        }
      }
    }
    for revenue in standpoint.business(of: client).revenues where revenue.instant <= standpoint.at {
      for responsibility in [Responsibility.sales, .account] {
        let resolution = standpoint.perspective.resolve(
          client, responsibility, at: revenue.instant)
        note(
          resolution.accountable, responsibility, revenue.instant,
          resolution.accountableEvidence.union([revenue.line])
        ) { $0.sawRevenue = true }
      }
    }
    return grounds
  }
}
