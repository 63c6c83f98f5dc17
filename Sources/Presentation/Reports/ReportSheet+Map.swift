import Ownership
public import Projections

extension ReportSheet {
  /// The map: for machines a row a cell, for people clients by responsibilities.
  public init(_ map: ResponsibilityMap, _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "map", header: Self.header(standpoint),
      summary: [Self.mapSummary(map, time)],
      parts: [Part("cells", title: "map", Self.cells(map.rows, time), shown: Self.matrix(map))])
    header.append(JSONMember("closed", .array(map.closed.map { .string($0.text) })))
  }

  private static func mapSummary(_ map: ResponsibilityMap, _ time: TimeSpelling) -> String {
    let gaps = map.gaps == 1 ? "1 gap" : "\(map.gaps) gaps"
    let open = map.rows.count == 1 ? "1 open client" : "\(map.rows.count) open clients"
    return "\(open) at \(time(map.at)), \(map.closed.count) closed: "
      + "\(gaps), \(map.drifts) by drift. ~ by fallback, ^ the manager of somebody who left, ! nobody, "
      + "/ who acts, → pending handoff"
      + (map.rows.contains { $0.cells.contains { $0.basis == .none && !$0.isGap } }
        ? ", – nobody has to" : "")
  }

  static func cells(_ sections: [ClientSection], _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("name", wraps: true), Table.Column("responsibility"),
      Table.Column("accountable"), Table.Column("acting"), Table.Column("basis"),
      Table.Column("heldAs", title: "HELD AS"), Table.Column("leftBy", title: "LEFT BY"),
      Table.Column("pending"), Table.Column("pendingTo", title: "PENDING TO"),
      Table.Column("evidence", wraps: true), Table.Column("gap"),
    ])
    for section in sections {
      for cell in section.cells {
        table.append([
          .id(section.client), .optional(section.name), .id(cell.responsibility),
          .person(cell.accountable), .id(cell.acting), .basis(cell.basis), .id(cell.heldAs),
          .id(cell.leftBy), .optional(cell.pending?.state.rawValue),
          cell.pending.map { .stated($0.to) } ?? .nothing,
          .lines(cell.evidence), .flag(cell.isGap, .problem),
        ])
      }
    }
    return table
  }

  /// Clients by responsibilities. A responsibility that nobody was ever given anywhere, so that every
  /// cell of it is drift or gap like the next, still has its column: that is what the map shows.
  private static func matrix(_ map: ResponsibilityMap) -> Table {
    var table = Table(
      [Table.Column("client", wraps: true)]
        + map.responsibilities.map { Table.Column($0.text, wraps: true) })
    for section in map.rows {
      // A section may hold only some cells, where only such were asked for.
      let cells = map.responsibilities.map { responsibility in
        section.cells.first { $0.responsibility == responsibility }.map(mark) ?? .nothing
      }
      table.append([.text(section.client.text)] + cells)
    }
    return table
  }

  private static func mark(_ cell: ClientSection.Cell) -> Table.Cell {
    // Nobody has to answer for what no policy in force then has declared.
    if cell.basis == .none, !cell.isGap, cell.pending == nil { return .nothing }
    var text = cell.accountable?.text ?? (cell.basis == .redacted ? "redacted" : "nobody")
    var style: Style = .plain
    switch cell.basis {
    case .fallback: (text, style) = (text + " ~", .dim)
    case .manager: (text, style) = (text + " ^", .warning)
    case .none where !cell.isGap: style = .dim
    case .none, .redacted: (text, style) = (text + " !", .problem)
    case .assigned, .handoff, .unknown, .closed: style = .person
    }
    if let acting = cell.acting, acting != cell.accountable { text += " /\(acting)" }
    if cell.acting == nil, cell.accountable != nil { text += " /nobody" }
    if let pending = cell.pending { text += " →\(pending.to?.text ?? "?")" }
    return .text(text, style)
  }

  /// What changed between two maps.
  public init(
    _ difference: MapDifference, before: Standpoint, after: Standpoint, time: TimeSpelling
  ) {
    let count = difference.changes.count
    self.init(
      "diff",
      header: [
        JSONMember("before", .object(Self.header(before))),
        JSONMember("after", .object(Self.header(after))),
      ],
      summary: [
        "\(count == 1 ? "1 answer differs" : "\(count) answers differ") between \(time(before.at)) "
          + "as known at line \(before.perspective.knownSequence) and \(time(after.at)) as known at line "
          + "\(after.perspective.knownSequence)"
      ],
      parts: [
        Part(
          "changes", Self.changes(difference, .machines), shown: Self.changes(difference, .people))
      ])
  }

  private enum Reader { case machines, people }

  private static func changes(_ difference: MapDifference, _ reader: Reader) -> Table {
    let columns = [
      Table.Column("client"), Table.Column("responsibility"), Table.Column("before"),
      Table.Column("beforeActing", title: "ACTING"),
      Table.Column("beforeBasis", title: "BASIS"), Table.Column("after"),
      Table.Column("afterActing", title: "ACTING"), Table.Column("afterBasis", title: "BASIS"),
      Table.Column("why", wraps: true),
    ]
    let gaps = [Table.Column("beforeGap"), Table.Column("afterGap")]
    func person(_ end: MapDifference.End) -> Table.Cell {
      reader == .people && end.isGap ? .text("nobody !", .problem) : .person(end.accountable)
    }
    var table = Table(reader == .people ? columns : columns + gaps)
    for change in difference.changes {
      let (before, after) = (change.before, change.after)
      let cells: [Table.Cell] = [
        .id(change.client), .id(change.responsibility), person(before), .id(before.acting),
        .basis(before.basis), person(after), .id(after.acting), .basis(after.basis),
        .lines(change.lines),
      ]
      table.append(
        reader == .people ? cells : cells + [.flag(before.isGap), .flag(after.isGap)])
    }
    return table
  }
}
