import Ownership
public import Projections

extension ReportSheet {
  /// The contracts of a client.
  public init(contracts: [ContractState], _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "contracts", header: Self.header(standpoint),
      parts: [Part("terms", title: "contracts", Self.terms(contracts, time))])
  }

  /// Who may decide what.
  public init(_ authority: Authority, _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "authority", header: Self.header(standpoint),
      parts: [Part("grants", title: "authority", Self.grants(authority, time))])
  }

  static func grants(_ authority: Authority, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("person"), Table.Column("decision"), Table.Column("client"),
      Table.Column("limit", alignment: .right), Table.Column("currency"), Table.Column("from"),
      Table.Column("until"), Table.Column("line"),
    ])
    for grant in authority.grants {
      table.append([
        .person(grant.person), .id(grant.terms.decision.value), .id(grant.terms.client?.value),
        .optional(grant.terms.limit?.text), .optional(grant.terms.currency?.code),
        .text(time(grant.from)), time.cell(grant.until), .line(grant.line),
      ])
    }
    return table
  }

  /// Requests for changes.
  public init(changes: [ChangeRequest], _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "changes", header: Self.header(standpoint),
      parts: [Part("changes", Self.changes(changes, standpoint, time))])
  }

  static func changes(
    _ requests: [ChangeRequest], _ standpoint: Standpoint, _ time: TimeSpelling
  ) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("request"), Table.Column("contract"),
      Table.Column("wants", wraps: true), Table.Column("asked"), Table.Column("waiting"),
      Table.Column("decided"), Table.Column("outcome"), Table.Column("by"),
      Table.Column("authority"), Table.Column("accountable"),
      Table.Column("deciders", title: "COULD DECIDE", wraps: true), Table.Column("lines"),
    ])
    for request in requests {
      table.append([
        .id(request.client), .id(request.request), .id(request.contract),
        .optional(request.wants), .text(time(request.asked)),
        time.length(request.waiting(at: standpoint.at)), time.cell(request.decided),
        .optional(request.outcome?.rawValue), .optional(request.by), authority(request.leave),
        .person(request.accountable),
        .optional(
          request.deciders.isEmpty
            ? nil : request.deciders.map(\.text).joined(separator: ", ")),
        .lines([request.line] + [request.decision].compactMap(\.self)),
      ])
    }
    return table
  }

  private static func authority(_ leave: ChangeRequest.Leave?) -> Table.Cell {
    switch leave {
    case nil: .nothing
    case .unsaid?: .text("unsaid", .dim)
    case .without?: .text("without", .problem)
    case .granted?: .text("granted")
    }
  }

  /// What a leaver has left behind.
  public init(_ report: LeaverReport, _ standpoint: Standpoint, time: TimeSpelling) {
    let reason = report.reason.map { " (\($0))" } ?? ""
    self.init(
      "leaver", header: Self.header(standpoint),
      summary: [
        "\(report.person) left at \(time(report.left))\(reason), line \(report.line): "
          + (report.isSettled ? "everything has found somebody" : "not everything is settled")
      ],
      parts: [
        Part("responsibilities", title: "held, and whose it is now", Self.duties(report)),
        Part("complaints", title: "open complaints", Self.complaints(report, time)),
        Part("changes", title: "undecided changes", Self.requests(report, time)),
        Part("offers", title: "offers that waited", Self.offers(report, time)),
        Part("unpaid", title: "sold and never paid for", Self.unpaid(report)),
      ])
    header += [
      JSONMember("person", .string(report.person.text)),
      JSONMember("left", .string(report.left.description)),
      JSONMember("line", .integer(report.line.value)),
      JSONMember("reason", .optional(report.reason)),
      JSONMember("settled", .bool(report.isSettled)),
    ]
  }

  private static func duties(_ report: LeaverReport) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("responsibility"),
      Table.Column("accountable", title: "NOW"), Table.Column("basis"),
      Table.Column("evidence", wraps: true),
    ])
    for duty in report.duties {
      table.append([
        .id(duty.client), .id(duty.responsibility), .person(duty.accountable),
        .basis(duty.basis), .lines(duty.evidence),
      ])
    }
    return table
  }

  private static func complaints(_ report: LeaverReport, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("complaint"), Table.Column("filed"),
      Table.Column("state"), Table.Column("accountable", title: "NOW"), Table.Column("line"),
    ])
    for complaint in report.complaints {
      table.append([
        .id(complaint.client), .id(complaint.complaint), .text(time(complaint.filed)),
        .text(complaint.state.rawValue, complaint.state.isOpen ? .warning : .plain),
        .person(complaint.accountable), .line(complaint.line),
      ])
    }
    return table
  }

  private static func requests(_ report: LeaverReport, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("request"), Table.Column("asked"),
      Table.Column("decided"), Table.Column("accountable", title: "NOW"), Table.Column("line"),
    ])
    for request in report.requests {
      table.append([
        .id(request.client), .id(request.request), .text(time(request.asked)),
        time.cell(request.decided), .person(request.accountable), .line(request.line),
      ])
    }
    return table
  }

  private static func offers(_ report: LeaverReport, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("handoff"), Table.Column("responsibility"),
      Table.Column("from"), Table.Column("to"), Table.Column("offered"),
      Table.Column("stillOpen", title: "STILL OPEN"), Table.Column("line"),
    ])
    for item in report.offers {
      table.append([
        .id(item.client), .id(item.offer.handoff), .id(item.offer.responsibility),
        .id(item.offer.from), .id(item.offer.to), .text(time(item.offer.offered)),
        .flag(item.isStillOpen, .warning), .line(item.offer.line),
      ])
    }
    return table
  }

  private static func unpaid(_ report: LeaverReport) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("contract"),
      Table.Column("revenue", title: "REVENUE CAME"), Table.Column("accountable", title: "NOW"),
      Table.Column("line"),
    ])
    for contract in report.unpaid {
      table.append([
        .id(contract.client), .id(contract.contract), .flag(contract.hasRevenue),
        .person(contract.accountable), .line(contract.line),
      ])
    }
    return table
  }
}
