public import Ownership

/// Paid against responsible: each payout with who answered in its period, and exact sums.
public struct BonusReport: Hashable, Sendable {
  /// The payouts up to the instant, by client, then in the order of payment.
  public var payouts: [Payout]
  /// What does not fit together.
  public var findings: [Finding]
  /// What is left of the payouts by person.
  public var byPerson: [Sum<PersonID?>]
  /// What is left of the payouts by client.
  public var byClient: [Sum<ClientID>]
  /// What is left of the payouts by month of payment in the ledger's zone.
  public var byMonth: [Sum<CalendarMonth>]
  /// All of it.
  public var total: MoneySum

  /// What is left of payouts that have something in common.
  public struct Sum<Key: Hashable & Sendable>: Hashable, Sendable {
    /// What they have in common.
    public var key: Key
    /// One sum a currency.
    public var money: MoneySum
  }

  /// All clients, or one. Complexity: one answer for each stretch of each payout's period.
  public init(_ standpoint: Standpoint, client: ClientID? = nil) {
    let clients = client.map { [$0] } ?? standpoint.clients
    let findings = clients.flatMap { Audit.bonusFindings(standpoint, $0) }
    self.init(
      payouts: clients.flatMap { Payout.all(of: $0, standpoint) },
      findings: findings.sorted(by: Finding.precedes), zone: standpoint.zone)
  }

  init(payouts: [Payout], findings: [Finding], zone: Zone) {
    self.payouts = payouts
    self.findings = findings
    var persons: [PersonID?: MoneySum] = [:]
    var clients: [ClientID: MoneySum] = [:]
    var months: [CalendarMonth: MoneySum] = [:]
    var total = MoneySum()
    for payout in payouts {
      let date = zone.date(at: payout.paid)
      persons[payout.person, default: MoneySum()].add(payout.left, line: payout.line)
      clients[payout.client, default: MoneySum()].add(payout.left, line: payout.line)
      if let month = CalendarMonth(year: date.year, month: date.month) {
        months[month, default: MoneySum()].add(payout.left, line: payout.line)
      }
      total.add(payout.left, line: payout.line)
    }
    self.total = total
    byPerson = persons.map { Sum(key: $0.key, money: $0.value) }.sorted { left, right in
      guard let first = left.key, let second = right.key else { return left.key != nil }
      return first < second
    }
    byClient = clients.map { Sum(key: $0.key, money: $0.value) }.sorted { $0.key < $1.key }
    byMonth = months.map { Sum(key: $0.key, money: $0.value) }.sorted {
      ($0.key.year, $0.key.month) < ($1.key.year, $1.key.month)
    }
  }
}

extension BonusReport {
  /// The part of it about some clients and persons, with the sums of that part.
  ///
  /// - Parameters:
  ///   - clients: `nil` for all.
  ///   - persons: `nil` for all; who was paid, and whom a finding is about.
  ///   - zone: the ledger's, for the months.
  public func narrowed(
    clients: Set<ClientID>?, persons: Set<PersonID>?, zone: Zone
  ) -> BonusReport {
    if clients == nil, persons == nil { return self }
    func wants(_ client: ClientID?, _ person: PersonID?) -> Bool {
      (clients.map { set in client.map(set.contains) ?? false } ?? true)
        && (persons.map { set in person.map(set.contains) ?? false } ?? true)
    }
    return BonusReport(
      payouts: payouts.filter { wants($0.client, $0.person) },
      findings: findings.filter { wants($0.client, $0.person) }, zone: zone)
  }
}

/// A payout of a bonus with who answered for the client in the period that it pays for.
public struct Payout: Hashable, Sendable {
  /// Who was accountable during a part of the period.
  public struct Duty: Hashable, Sendable {
    /// For what.
    public var responsibility: Responsibility
    /// The part of the period.
    public var from: Instant
    /// The first instant after it.
    public var to: Instant
    /// Who was accountable; nobody is `nil`.
    public var accountable: PersonID?
    /// On which basis.
    public var basis: Basis
    /// The lines that carry it.
    public var evidence: [SequenceNumber]

    func continues(_ other: Duty) -> Bool {
      accountable == other.accountable && basis == other.basis
    }
  }

  /// Whether the payee was accountable in the period.
  public enum Standing: String, Hashable, Sendable {
    /// All of it.
    case all
    /// A part of it.
    case part
    /// Never in it.
    case never
    /// The payee was destroyed, the period, or who answered in a part of it.
    case unknown
  }

  /// For which client.
  public var client: ClientID
  /// The payout.
  public var bonus: BonusID
  /// Who was paid; `nil` where it was destroyed.
  public var person: PersonID?
  /// For which contract.
  public var contract: ContractID?
  /// What for; `nil` where it was destroyed.
  public var basis: BonusBasis?
  /// When it was paid.
  public var paid: Instant
  /// The first instant of the period that it pays for.
  public var from: Erasable<Instant>
  /// The first instant after it.
  public var to: Erasable<Instant>
  /// The amount; `nil` where it was destroyed or has too many digits to be reckoned with.
  public var amount: Money?
  /// Whether the amount was destroyed, or its currency.
  public var isAmountDestroyed: Bool
  /// Whether an amount that was taken back was destroyed.
  public var isReversalDestroyed: Bool
  /// What was taken back.
  public var reversed: Money?
  /// What is left.
  public var left: Money?
  /// The `bonus.paid`.
  public var line: SequenceNumber
  /// The `bonus.reversed` lines.
  public var reversals: [SequenceNumber]
  /// Who answered in the period.
  public var duties: [Duty]
  /// Whether the payee did.
  public var standing: Standing

  /// The built-in responsibilities that a payout is measured by: who sold or keeps the relation; a bonus
  /// for retention is measured by `account` alone. Beside them counts whatever a firm's own
  /// responsibility somebody holds, of which nothing says that it earns no bonus.
  public static func responsibilities(for basis: BonusBasis?) -> [Responsibility] {
    switch basis {
    case .retention?: [.account]
    case .signing?, .revenue?, nil: [.sales, .account]
    }
  }

  /// The payouts for a client up to the standpoint's instant, in the order of payment.
  public static func all(of client: ClientID, _ standpoint: Standpoint) -> [Payout] {
    standpoint.business(of: client).bonuses.all.filter { $0.paid.instant <= standpoint.at }.map {
      Payout($0, client, standpoint)
    }
  }

  init(_ record: Bonus, _ client: ClientID, _ standpoint: Standpoint) {
    let at = standpoint.at
    let balance = record.balance(at: at)
    self.client = client
    bonus = record.terms.bonus
    person = record.terms.person.value
    contract = record.terms.contract
    basis = record.terms.basis.value
    paid = record.paid.instant
    from = record.from
    to = record.to
    amount = record.money
    isAmountDestroyed = record.isMoneyDestroyed
    isReversalDestroyed = record.reversals.contains { $0.instant <= at && $0.isDestroyed }
    reversed = balance?.reversed
    left = balance?.left
    line = record.paid.line
    reversals = record.reversals.filter { $0.instant <= at }.map(\.line)
    guard let (from, to) = record.period else {
      (duties, standing) = ([], .unknown)
      return
    }
    let builtIn = Self.responsibilities(for: record.terms.basis.value)
    let duties = standpoint.responsibilities.flatMap { responsibility -> [Duty] in
      let isBuiltIn = Responsibility.builtIn.contains(responsibility)
      if isBuiltIn, !builtIn.contains(responsibility) { return [] }
      let duties = standpoint.duties(client, responsibility, from: from, to: to)
      return isBuiltIn ? duties : duties.filter { $0.basis == .assigned || $0.basis == .handoff }
    }
    self.duties = duties
    let standing = Self.standing(of: record.terms.person.value, duties, from, to)
    // Where the basis was destroyed, it may have been the one that is measured by less.
    let least = duties.filter { duty in
      !builtIn.contains(duty.responsibility)
        || Self.responsibilities(for: .retention).contains(duty.responsibility)
    }
    let isKnown =
      record.terms.basis != .destroyed
      || standing == Self.standing(of: record.terms.person.value, least, from, to)
    self.standing = isKnown ? standing : .unknown
  }

  private static func standing(
    of person: PersonID?, _ duties: [Duty], _ from: Instant, _ to: Instant
  ) -> Standing {
    guard let person else { return .unknown }
    let own = duties.filter { $0.accountable == person }.sorted { $0.from < $1.from }
    if own.isEmpty { return duties.contains { $0.basis == .redacted } ? .unknown : .never }
    var covered = from
    for duty in own where duty.from <= covered { covered = max(covered, duty.to) }
    return covered >= to ? .all : .part
  }
}

extension Standpoint {
  /// Who answered for a responsibility during a period, stretch by stretch.
  func duties(
    _ client: ClientID, _ responsibility: Responsibility, from: Instant, to: Instant
  ) -> [Payout.Duty] {
    var duties: [Payout.Duty] = []
    for stretch in perspective.stretches(client, responsibility, from: from, to: to) {
      let resolution = perspective.resolve(client, responsibility, at: stretch.from)
      let duty = Payout.Duty(
        responsibility: responsibility, from: stretch.from, to: stretch.to,
        accountable: resolution.accountable, basis: resolution.basis,
        evidence: resolution.accountableEvidence.sorted())
      if let last = duties.last, last.continues(duty) {
        // Who acts, or by which responsibility somebody answers, makes no other duty.
        duties[duties.count - 1].to = duty.to
        duties[duties.count - 1].evidence = Set(last.evidence).union(duty.evidence).sorted()
      } else {
        duties.append(duty)
      }
    }
    return duties
  }
}
