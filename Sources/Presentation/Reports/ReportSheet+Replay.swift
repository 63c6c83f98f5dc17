import Ownership
public import Projections

extension ReportSheet {
  /// The whole state at a date as one document: who answers for what, what is open, what is agreed.
  ///
  /// - Complexity: that of the map and of one verdict a complaint.
  public init(replay standpoint: Standpoint, time: TimeSpelling) {
    let map = ResponsibilityMap(standpoint)
    self.init(map, standpoint, time: time)
    let base = self
    let clients = standpoint.clients
    let complaints = ComplaintReport.all(standpoint).filter { $0.state?.isOpen ?? false }
    self.init(
      "replay", header: base.header, summary: base.summary,
      parts: base.parts + [
        Part("persons", title: "load", Self.table(Load(standpoint))),
        Part("complaints", title: "open complaints", Self.list(complaints, standpoint, time)),
        Part(
          "changes", title: "requests for changes",
          Self.changes(
            clients.flatMap { ChangeRequest.all(of: $0, standpoint) }, standpoint, time)),
        Part("offers", title: "pending handoffs", Self.pending(map, time)),
        Part(
          "terms", title: "contracts",
          Self.terms(clients.flatMap { ContractState.all(of: $0, standpoint) }, time)),
        Part("grants", title: "authority", Self.grants(Authority(standpoint), time)),
      ])
  }

  private static func pending(_ map: ResponsibilityMap, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("handoff"), Table.Column("responsibility"),
      Table.Column("state"), Table.Column("from"), Table.Column("to"), Table.Column("offered"),
      Table.Column("line"),
    ])
    for section in map.rows {
      for offer in section.offers {
        table.append([
          .id(section.client), .id(offer.handoff), .id(offer.responsibility),
          .text(offer.state.rawValue), .stated(offer.from), .stated(offer.to),
          .text(time(offer.offered)),
          .line(offer.line),
        ])
      }
    }
    return table
  }
}
