public import Ownership
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
        .person(grant.person), .id(grant.terms.decision), .id(grant.terms.client),
        .optional(grant.terms.limit?.map(\.text)), .optional(grant.terms.currency?.map(\.code)),
        .text(time(grant.from)),
        grant.doubtfulFrom == nil ? time.ending(grant.until) : .redacted, .line(grant.line),
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
        .told(request.wants, "wants", of: request.line, standpoint), .text(time(request.asked)),
        time.length(request.waiting(at: standpoint.at)), time.cell(request.decided),
        .told(request.outcome?.rawValue, "decision", of: request.decision, standpoint),
        .told(request.by, "by", of: request.decision, standpoint), authority(request.leave),
        .person(request.accountable), deciders(request),
        .lines([request.line] + [request.decision].compactMap(\.self)),
      ])
    }
    return table
  }

  private static func deciders(_ request: ChangeRequest) -> Table.Cell {
    let names =
      request.deciders.map(\.text) + request.possibleDeciders.map { "perhaps \($0)" }
    return .optional(names.isEmpty ? nil : names.joined(separator: ", "))
  }

  private static func authority(_ leave: ChangeRequest.Leave?) -> Table.Cell {
    switch leave {
    case nil: .nothing
    case .unsaid?: .text("unsaid", .dim)
    case .unknown?: .text("unknown", .warning)
    case .without?: .text("without", .problem)
    case .granted?: .text("granted")
    }
  }
}
