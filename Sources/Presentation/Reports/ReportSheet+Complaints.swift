import Ownership
public import Projections

extension ReportSheet {
  /// Many complaints, a row each.
  public init(complaints: [ComplaintReport], _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "complaints", header: Self.header(standpoint),
      parts: [Part("complaints", Self.list(complaints, standpoint, time))])
  }

  static func list(
    _ complaints: [ComplaintReport], _ standpoint: Standpoint, _ time: TimeSpelling
  ) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("complaint"), Table.Column("state"),
      Table.Column("filed"), Table.Column("arose"), Table.Column("responsibility"),
      Table.Column("against"), Table.Column("asFiled", title: "AS FILED"), Table.Column("now"),
      Table.Column("basis"), Table.Column("turning"),
      Table.Column("bounces", alignment: .right), Table.Column("ruling"),
      Table.Column("disputed"), Table.Column("line"), Table.Column("summary", wraps: true),
    ])
    for report in complaints {
      let (asFiled, now) = (report.verdict.asFiled, report.verdict.now)
      table.append([
        .id(report.verdict.client), .id(report.verdict.complaint),
        .optional(report.verdict.isRetracted ? "retracted" : report.state?.rawValue),
        .text(time(report.filed)), .text(time(report.verdict.arose)),
        .id(now.responsibility),
        now.isAgainstDestroyed ? .redacted : .id(now.against), .text(asFiled.people),
        .text(now.people, .person),
        .text(now.bases), .lines(report.verdict.turning.map(\.sequence)), .count(report.bounces),
        report.ruling.map { .stated($0.person) } ?? .nothing,
        .flag(report.ruling?.dispute != nil, .warning),
        .line(report.verdict.filing),
        .told(report.filing.summary, "summary", of: report.verdict.filing, standpoint),
      ])
    }
    return table
  }

  /// Everything about one complaint but the verdict's own screen, which stands before it.
  public init(_ report: ComplaintReport, _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "complaint", header: Self.header(standpoint),
      parts: [
        Part("summary", title: "complaint", Self.list([report], standpoint, time)),
        Part("desks", title: "the way it took", Self.desks(report, standpoint, time)),
        Part("rulings", title: "ruling", Self.rulings(report, standpoint, time)),
        Part(
          "terms", title: "terms in force when it arose", Self.terms(report.contracts, time)),
        Part("offers", title: "offers open when it arose", Self.offers(report.offers, time)),
        Part("bonuses", title: "bonuses paid for that time", Self.payouts(report.bonuses, time)),
      ])
  }

  private static func desks(
    _ report: ComplaintReport, _ standpoint: Standpoint, _ time: TimeSpelling
  ) -> Table {
    var table = Table([
      Table.Column("desk"), Table.Column("from"), Table.Column("until"), Table.Column("time"),
      Table.Column("reason", wraps: true), Table.Column("line"),
    ])
    for stay in report.stays {
      table.append([
        .optional(stay.desk.map(\.text)), .text(time(stay.from)), time.cell(stay.until),
        time.length(stay.length(at: standpoint.at)),
        stay.line == report.verdict.filing
          ? .optional(stay.reason) : .told(stay.reason, "reason", of: stay.line, standpoint),
        .line(stay.line),
      ])
    }
    return table
  }

  private static func rulings(
    _ report: ComplaintReport, _ standpoint: Standpoint, _ time: TimeSpelling
  ) -> Table {
    var table = Table([
      Table.Column("what"), Table.Column("person"),
      Table.Column("wasAccountable", title: "WAS ACCOUNTABLE"), Table.Column("at"),
      Table.Column("by"), Table.Column("reason", wraps: true), Table.Column("line"),
      Table.Column("accountableFor", title: "FOR PART OF THE PERIOD", wraps: true),
    ])
    guard let ruling = report.ruling else { return table }
    table.append([
      .text("attributed"), .stated(ruling.person, .person),
      report.rulingIsRight.map { .flag($0) } ?? .redacted, .text(time(ruling.instant)),
      .told(ruling.by, "by", of: ruling.line, standpoint),
      .told(ruling.reason, "reason", of: ruling.line, standpoint), .line(ruling.line),
      .optional(report.accountabilityOfRuled?.partInWords(standpoint.zone), .warning),
    ])
    if let dispute = ruling.dispute {
      table.append([
        .text("disputed", .warning), .nothing, .nothing, .text(time(dispute.instant)),
        .told(dispute.by, "by", of: dispute.line, standpoint),
        .told(dispute.reason, "reason", "outcome", of: dispute.line, standpoint),
        .line(dispute.line), .nothing,
      ])
    }
    return table
  }

  static func payouts(_ payouts: [Payout], _ time: TimeSpelling) -> Table {
    var table = payoutTable()
    for payout in payouts { table.append(row(payout, time)) }
    return table
  }

  static func offers(
    _ offers: [ClientSection.OpenOffer], _ time: TimeSpelling
  ) -> Table {
    var table = Table([
      Table.Column("handoff"), Table.Column("responsibility"), Table.Column("state"),
      Table.Column("from"), Table.Column("to"), Table.Column("offered"), Table.Column("line"),
    ])
    for offer in offers {
      table.append([
        .id(offer.handoff), .id(offer.responsibility), .text(offer.state.rawValue),
        .stated(offer.from), .stated(offer.to), .text(time(offer.offered)), .line(offer.line),
      ])
    }
    return table
  }

  static func terms(_ contracts: [ContractState], _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("contract"), Table.Column("signed"),
      Table.Column("signedBy", title: "SIGNED BY"), Table.Column("ends"),
      Table.Column("inForce", title: "IN FORCE"), Table.Column("term", wraps: true),
      Table.Column("value", wraps: true), Table.Column("line"),
    ])
    for contract in contracts {
      let head: [Table.Cell] = [
        .id(contract.client), .id(contract.contract), .text(time(contract.signed)),
        .id(contract.signedBy), time.ending(contract.ends),
        contract.isInForce.map { .flag($0) } ?? .redacted,
      ]
      for line in contract.destroyedTerms {
        table.append(head + [.redacted, .redacted, .line(line)])
      }
      if contract.terms.isEmpty, contract.destroyedTerms.isEmpty {
        table.append(head + [.nothing, .nothing, .line(contract.lines.last)])
      }
      for term in contract.terms {
        table.append(head + [.text(term.name), .text(term.value), .line(term.line)])
      }
    }
    return table
  }
}

extension VerdictEnd {
  /// The accountable of each stretch, each once, in order.
  var people: String { distinct(reply.answers.map { $0.accountable?.text ?? "nobody" }) }
  /// The basis of each stretch, each once, in order.
  var bases: String { distinct(reply.answers.map(\.basis.rawValue)) }

  private func distinct(_ words: [String]) -> String {
    var result: [String] = []
    for word in words where !result.contains(where: { $0.hasSameBytes(as: word) }) {
      result.append(word)
    }
    return result.joined(separator: ", ")
  }
}

extension Desk {
  /// As it is written in `to` of a redirect.
  var text: String {
    switch self {
    case .person(let person): person.text
    case .responsibility(let name): "responsibility:\(name)"
    }
  }
}

extension Accountability {
  /// The parts of the period, where it was not all of it.
  fileprivate func partInWords(_ zone: Zone) -> String? {
    guard case .partly(let parts) = self else { return nil }
    return parts.map { $0.inWords(zone) }.joined(separator: ", ")
  }
}
