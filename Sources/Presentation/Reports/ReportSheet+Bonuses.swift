import Ownership
public import Projections

extension ReportSheet {
  /// Paid against responsible.
  public init(_ report: BonusReport, _ standpoint: Standpoint, time: TimeSpelling) {
    var payouts = Self.payoutTable()
    var duties = Table([
      Table.Column("client"), Table.Column("bonus"), Table.Column("responsibility"),
      Table.Column("from"), Table.Column("to"), Table.Column("accountable"),
      Table.Column("basis"), Table.Column("evidence", wraps: true),
    ])
    for payout in report.payouts {
      payouts.append(Self.row(payout, time))
      for duty in payout.duties {
        duties.append(
          [
            .id(payout.client), .id(payout.bonus), .id(duty.responsibility),
          ] + time.period(duty.from, duty.to) + [
            .person(duty.accountable), .basis(duty.basis), .lines(duty.evidence),
          ])
      }
    }
    self.init(
      "bonuses", header: Self.header(standpoint),
      parts: [
        Part("payouts", title: "paid against responsible", payouts),
        Part("duties", title: "who answered in the period", duties),
        Part("sums", title: "what is left of the payouts", Self.sums(report)),
        Part(
          "findings", Self.findings(report.findings, time),
          shown: Self.shownFindings(report.findings, time)),
      ])
  }

  static func payoutTable() -> Table {
    Table([
      Table.Column("client"), Table.Column("bonus"), Table.Column("person"),
      Table.Column("contract"), Table.Column("basis"), Table.Column("paid"),
      Table.Column("from"), Table.Column("to"), Table.Column("amount", alignment: .right),
      Table.Column("reversed", alignment: .right), Table.Column("left", alignment: .right),
      Table.Column("currency"), Table.Column("answered"), Table.Column("responsible", wraps: true),
      Table.Column("lines"),
    ])
  }

  static func row(_ payout: Payout, _ time: TimeSpelling) -> [Table.Cell] {
    var responsible: [String] = []
    for duty in payout.duties {
      let person = duty.accountable?.text ?? "nobody"
      let word = "\(duty.responsibility): \(person) (\(duty.basis.rawValue))"
      if !responsible.contains(where: { $0.hasSameBytes(as: word) }) { responsible.append(word) }
    }
    let style: Style =
      switch payout.standing {
      case .all: .plain
      case .part: .warning
      case .never, .unknown: .problem
      }
    let head: [Table.Cell] = [
      .id(payout.client), .id(payout.bonus),
      .stated(payout.person, .person), .id(payout.contract),
      payout.basis.map { .text($0.rawValue) } ?? .redacted, .text(time(payout.paid)),
    ]
    return head + time.period(payout.from, payout.to) + [
      payout.isAmountDestroyed ? .redacted : .money(payout.amount),
      payout.isReckonable ? .money(payout.reversed) : .redacted,
      payout.isReckonable ? .money(payout.left) : .redacted,
      payout.isAmountDestroyed ? .redacted : .optional(payout.amount?.currency.code),
      .text(payout.standing.rawValue, style), .text(responsible.joined(separator: "; ")),
      .lines([payout.line] + payout.reversals),
    ]
  }

  private static func sums(_ report: BonusReport) -> Table {
    var table = Table([
      Table.Column("by"), Table.Column("key"), Table.Column("amount", alignment: .right),
      Table.Column("currency"), Table.Column("leftOut", title: "LEFT OUT"),
    ])
    func append(_ kind: String, _ key: Table.Cell, _ sum: MoneySum) {
      for money in sum.totals {
        table.append([
          .text(kind), key, .text(money.decimal), .text(money.currency.code),
          .lines(sum.leftOut),
        ])
      }
      if sum.totals.isEmpty, !sum.leftOut.isEmpty {
        table.append([.text(kind), key, .nothing, .nothing, .lines(sum.leftOut)])
      }
    }
    for sum in report.byPerson { append("person", .stated(sum.key), sum.money) }
    for sum in report.byClient { append("client", .id(sum.key), sum.money) }
    for sum in report.byMonth { append("month", .text(sum.key.description), sum.money) }
    append("all", .nothing, report.total)
    return table
  }
}

extension ReportSheet {
  /// Payouts beside who answered in their periods, without sums and findings.
  public init(payouts: [Payout], _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "payouts", header: Self.header(standpoint),
      parts: [Part("payouts", Self.payouts(payouts, time))])
  }
}

extension Payout {
  /// Whether nothing was destroyed that says what is left.
  fileprivate var isReckonable: Bool {
    left != nil || !(isAmountDestroyed || isReversalDestroyed)
  }
}
