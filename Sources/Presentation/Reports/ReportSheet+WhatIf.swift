import Ownership
public import Projections

extension ReportSheet {
  /// What would be if somebody left.
  public init(_ whatIf: WhatIf, _ standpoint: Standpoint, time: TimeSpelling) {
    self.init(
      "what-if", header: Self.header(standpoint),
      summary: [Self.summary(whatIf, time)],
      parts: [
        Part("moves", title: "who would inherit what", Self.moves(whatIf.change.moves)),
        Part(
          "deputizing", title: "in whose place the person acts", Self.deputizing(whatIf, time)),
        Part("coming", title: "what the person was to answer for later", Self.coming(whatIf, time)),
        Part("persons", title: "loads", Self.comparison(whatIf.change)),
      ])
    header.append(JSONMember("person", .string(whatIf.person.text)))
    header.append(JSONMember("presence", .string(Self.word(whatIf.presence))))
  }

  private static func word(_ presence: WhatIf.Presence) -> String {
    switch presence {
    case .here: "here"
    case .gone: "gone"
    case .notJoined: "not-joined"
    }
  }

  private static func summary(_ whatIf: WhatIf, _ time: TimeSpelling) -> String {
    if case .gone(let line, let since) = whatIf.presence {
      return "\(whatIf.person) left at \(time(since)), line \(line): nothing would follow"
    }
    let orphans = whatIf.change.moves.count { $0.to == nil }
    var parts = [
      counted(whatIf.change.moves.count, "move")
        + (orphans > 0 ? " (\(orphans) to nobody)" : "")
    ]
    let deputizing = whatIf.deputizing.count
    if deputizing > 0 { parts.append(counted(deputizing, "duty", "duties") + " as a deputy") }
    let coming = whatIf.coming.count
    if coming > 0 { parts.append(counted(coming, "duty", "duties") + " to come") }
    return "if \(whatIf.person) left at \(time(whatIf.at)): \(parts.joined(separator: ", ")); "
      + "nothing was recorded"
  }

  private static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
  }

  private static func deputizing(_ whatIf: WhatIf, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("responsibilities", wraps: true),
      Table.Column("accountable", title: "FOR"), Table.Column("from"),
      Table.Column("acting", title: "WOULD ACT"), Table.Column("evidence", wraps: true),
    ])
    for duty in whatIf.deputizing {
      table.append([
        .id(duty.client), .text(duty.responsibilities.map(\.text).joined(separator: ", ")),
        .id(duty.accountable), .text(time(duty.from)), .person(duty.acting),
        .lines(duty.evidence),
      ])
    }
    return table
  }

  private static func coming(_ whatIf: WhatIf, _ time: TimeSpelling) -> Table {
    var table = Table([
      Table.Column("client"), Table.Column("responsibilities", wraps: true),
      Table.Column("from"), Table.Column("accountable", title: "WOULD ANSWER"),
      Table.Column("basis"), Table.Column("evidence", wraps: true),
    ])
    for duty in whatIf.coming {
      table.append([
        .id(duty.client), .text(duty.responsibilities.map(\.text).joined(separator: ", ")),
        .text(time(duty.from)), .person(duty.accountable), .basis(duty.basis),
        .lines(duty.evidence),
      ])
    }
    return table
  }
}
