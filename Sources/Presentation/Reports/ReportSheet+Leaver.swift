public import Ownership
public import Projections

extension ReportSheet {
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
        Part("responsibilities", title: "held, and whose it is now", Self.duties(report.duties)),
        Part(
          "complaints", title: "complaints open at the leaving",
          Self.complaints(report.complaints, time)),
        Part(
          "changes", title: "changes undecided at the leaving",
          Self.requests(report.requests, time)),
        Part(
          "offers", title: "offers that waited at the leaving", Self.waiting(report.offers, time)),
        Part("unpaid", title: "sold and never paid for", Self.unpaid(report.unpaid)),
      ])
    header += [
      JSONMember("person", .string(report.person.text)),
      JSONMember("left", .string(report.left.description)),
      JSONMember("line", .integer(report.line.value)),
      JSONMember("reason", .optional(report.reason)),
      JSONMember("settled", .bool(report.isSettled)),
    ]
  }

  /// Of somebody who has not left: the same document, and nothing in it.
  public init(notLeft person: PersonID, _ standpoint: Standpoint) {
    self.init(
      "leaver", header: Self.header(standpoint),
      parts: [
        Part("responsibilities", Self.duties([])), Part("complaints", Self.complaints([], .exact)),
        Part("changes", Self.requests([], .exact)), Part("offers", Self.waiting([], .exact)),
        Part("unpaid", Self.unpaid([])),
      ])
    header += [
      JSONMember("person", .string(person.text)), JSONMember("left", .null),
      JSONMember("line", .null), JSONMember("reason", .null), JSONMember("settled", .null),
    ]
  }

  private static func duties(_ items: [LeaverReport.Duty]) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("responsibility"),
      Table.Column("accountable", title: "NOW"), Table.Column("basis"),
      Table.Column("evidence", wraps: true),
    ])
    for duty in items {
      table.append([
        .id(duty.client), .id(duty.responsibility), .person(duty.accountable),
        .basis(duty.basis), .lines(duty.evidence),
      ])
    }
    return table
  }

  private static func complaints(_ items: [LeaverReport.Complaint], _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("complaint"), Table.Column("filed"),
      Table.Column("state"), Table.Column("accountable", title: "NOW"), Table.Column("line"),
    ])
    for complaint in items {
      table.append([
        .id(complaint.client), .id(complaint.complaint), .text(time(complaint.filed)),
        .text(complaint.state.rawValue, complaint.state.isOpen ? .warning : .plain),
        .person(complaint.accountable), .line(complaint.line),
      ])
    }
    return table
  }

  private static func requests(_ items: [LeaverReport.Request], _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("request"), Table.Column("asked"),
      Table.Column("decided"), Table.Column("accountable", title: "NOW"), Table.Column("line"),
    ])
    for request in items {
      table.append([
        .id(request.client), .id(request.request), .text(time(request.asked)),
        time.cell(request.decided), .person(request.accountable), .line(request.line),
      ])
    }
    return table
  }

  private static func waiting(_ items: [LeaverReport.Offer], _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("handoff"), Table.Column("responsibility"),
      Table.Column("from"), Table.Column("to"), Table.Column("offered"),
      Table.Column("stillOpen", title: "STILL OPEN"), Table.Column("line"),
    ])
    for item in items {
      table.append([
        .id(item.client), .id(item.offer.handoff), .id(item.offer.responsibility),
        .stated(item.offer.from), .stated(item.offer.to), .text(time(item.offer.offered)),
        .flag(item.isStillOpen, .warning), .line(item.offer.line),
      ])
    }
    return table
  }

  private static func unpaid(_ items: [LeaverReport.UnpaidContract]) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("contract"),
      Table.Column("revenue", title: "REVENUE CAME"), Table.Column("accountable", title: "NOW"),
      Table.Column("line"),
    ])
    for contract in items {
      table.append([
        .id(contract.client), .id(contract.contract), .flag(contract.hasRevenue),
        .person(contract.accountable), .line(contract.line),
      ])
    }
    return table
  }
}
