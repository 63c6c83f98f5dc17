import Ownership
public import Projections

extension ReportSheet {
  /// The load.
  public init(_ load: Load, _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "load", header: Self.header(standpoint),
      summary: ["book of business at \(time(load.at)); \(Self.limitInWords(load))"],
      parts: [Part("persons", Self.table(load))])
    header.append(JSONMember("clientsPerPerson", .number(load.limit.description)))
    header.append(
      JSONMember("limitLine", load.limitLine.map { .integer($0.value) } ?? .null))
  }

  private static func limitInWords(_ load: Load) -> String {
    let source = load.limitLine.map { "policy #\($0)" } ?? "no policy says otherwise"
    return "at most \(load.limit) clients a person (\(source))"
  }

  private static let loadColumns = [
    Table.Column("person"), Table.Column("name", wraps: true), Table.Column("kind"),
    Table.Column("total", alignment: .right), Table.Column("own", alignment: .right),
    Table.Column("drift", alignment: .right), Table.Column("inherited", alignment: .right),
    Table.Column("acting", alignment: .right), Table.Column("over"),
    Table.Column("twoHats", title: "TWO HATS"),
    Table.Column("openComplaints", title: "COMPLAINTS", alignment: .right),
    Table.Column("undecidedChanges", title: "CHANGES", alignment: .right),
    Table.Column("handoffsIn", title: "IN", alignment: .right),
    Table.Column("handoffsOut", title: "OUT", alignment: .right),
  ]

  private static func row(_ row: PersonLoad) -> [Table.Cell] {
    [
      .person(row.person), .optional(row.name), .text(row.kind.rawValue), .count(row.total),
      .count(row.own.count), .count(row.drift.count), .count(row.inherited.count),
      .count(row.acting.count), .flag(row.isOverloaded, .problem),
      .flag(row.hasTwoHats, .warning), .count(row.openComplaints),
      .count(row.undecidedChanges), .count(row.handoffsIn), .count(row.handoffsOut),
    ]
  }

  static func table(_ load: Load) -> Table {
    var table = Table(loadColumns)
    for person in load.rows { table.append(row(person)) }
    return table
  }

  /// The load over time: a row a person and instant; for people the totals, instants by persons.
  public init(_ series: LoadSeries, _ standpoint: Standpoint, time: TimeSpelling) {
    var table = Table([Table.Column("at")] + Self.loadColumns)
    for load in series.loads {
      for row in load.rows { table.append([.text(time(load.at))] + Self.row(row)) }
    }
    let persons = Set(series.loads.flatMap { $0.rows.map(\.person) }).sorted()
    var totals = Table(
      [Table.Column("at")]
        + persons.map { Table.Column($0.text, title: $0.text, alignment: .right) })
    for load in series.loads {
      let rows = Dictionary(uniqueKeysWithValues: load.rows.map { ($0.person, $0) })
      totals.append(
        [.text(time(load.at))]
          + persons.map { person in
            guard let row = rows[person] else { return .nothing }
            return row.isOverloaded ? .text("\(row.total) !", .problem) : .count(row.total)
          })
    }
    self.init(
      "load-series", header: Self.header(standpoint),
      summary: ["clients a person; ! more than the limit in force then"],
      parts: [Part("persons", table, shown: totals)])
  }

  /// Loads before and after, and what moved.
  public init(_ change: LoadChange, _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "load-change", header: Self.header(standpoint),
      summary: ["from \(time(change.before.at)) to \(time(change.after.at))"],
      parts: [
        Part("moves", title: "who inherited what from whom", Self.moves(change.moves)),
        Part("persons", title: "loads", Self.comparison(change)),
      ])
  }

  static func moves(_ moves: [LoadChange.Move]) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("responsibilities", wraps: true),
      Table.Column("from"), Table.Column("to"), Table.Column("basis"),
      Table.Column("evidence", wraps: true),
    ])
    for move in moves {
      table.append([
        .id(move.client), .text(move.responsibilities.map(\.text).joined(separator: ", ")),
        .id(move.from), .person(move.to), .basis(move.basis), .lines(move.evidence),
      ])
    }
    return table
  }

  /// A row for everybody whose load is not what it was.
  static func comparison(_ change: LoadChange) -> Table {
    var table = Table([
      Table.Column("person"), Table.Column("before", alignment: .right),
      Table.Column("after", alignment: .right), Table.Column("own", alignment: .right),
      Table.Column("drift", alignment: .right), Table.Column("inherited", alignment: .right),
      Table.Column("over"),
      Table.Column("complaintsBefore", title: "COMPLAINTS BEFORE", alignment: .right),
      Table.Column("complaintsAfter", title: "COMPLAINTS AFTER", alignment: .right),
    ])
    let persons = Set((change.before.rows + change.after.rows).map(\.person)).sorted()
    for person in persons {
      let (before, after) = (change.before.row(person), change.after.row(person))
      if before == after { continue }
      table.append([
        .person(person), .count(before?.total ?? 0), .count(after?.total ?? 0),
        .count(after?.own.count ?? 0), .count(after?.drift.count ?? 0),
        .count(after?.inherited.count ?? 0), .flag(after?.isOverloaded ?? false, .problem),
        .count(before?.openComplaints ?? 0), .count(after?.openComplaints ?? 0),
      ])
    }
    return table
  }
}
