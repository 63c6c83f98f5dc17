public import Ownership
public import Projections

/// A report as it is written: a header and parts, each a table, from which every format is made.
///
/// JSON is one flat object: `{"rules":1,"report":NAME, …header…, PART:[rows…], …}`.
public struct ReportSheet: Sendable {
  /// One table of a report.
  public struct Part: Sendable {
    /// Its name for machines.
    public let key: String
    /// Its title for people.
    public let title: String
    /// Its rows.
    public var table: Table
    /// What people see instead, where that is laid out otherwise.
    public var shown: Table?

    init(_ key: String, title: String? = nil, _ table: Table, shown: Table? = nil) {
      self.key = key
      self.title = title ?? key
      self.table = table
      self.shown = shown
    }
  }

  /// The report's name.
  public let name: String
  /// The members of the header.
  public var header: [JSONMember]
  /// What people read first; may be empty.
  public var summary: [String]
  /// The parts.
  public var parts: [Part]

  init(_ name: String, header: [JSONMember] = [], summary: [String] = [], parts: [Part] = []) {
    self.name = name
    self.header = header
    self.summary = summary
    self.parts = parts
  }

  /// The header of a report made from a standpoint.
  public static func header(_ standpoint: Standpoint) -> [JSONMember] {
    [
      JSONMember("at", .string(standpoint.at.description)),
      JSONMember("knownSequence", .integer(standpoint.perspective.knownSequence.value)),
      JSONMember("knownTime", .optional(standpoint.perspective.knownTime?.recordedText)),
      JSONMember("clock", .string(standpoint.clock.rawValue)),
    ]
  }

  /// The object.
  public var json: JSON {
    .object(
      JSONMember.leading(name) + header + parts.map { JSONMember($0.key, .array($0.table.objects)) }
    )
  }

  /// One row a line; where there are several parts each row says to which it belongs.
  public var jsonLines: String {
    if parts.count == 1 { return parts[0].table.jsonLines() }
    return parts.map { part in
      part.table.objects.map { row in
        guard case .object(let members) = row else { return "" }
        return JSONWriter.shownText(.object([JSONMember("part", .string(part.key))] + members))
          + "\n"
      }.joined()
    }.joined()
  }

  /// The rows; where there are several parts each row says to which it belongs, and has the columns of all
  /// of them.
  public var csv: String {
    if parts.count == 1 { return parts[0].table.csv() }
    return Table(joining: parts.map { ($0.key, $0.table) }).csv()
  }

  /// Every part under its heading.
  public var markdown: String {
    let intro = summary.map { $0.markdownParagraph + "\n\n" }.joined()
    return intro
      + parts.map { part in
        (parts.count > 1 ? "## \(part.title.markdown)\n\n" : "") + part.table.markdown()
      }.joined(separator: "\n")
  }

  /// For people: the summary, then every part that has rows.
  public func text(width: Int?, palette: Palette) -> String {
    var blocks: [String] = []
    if !summary.isEmpty {
      blocks.append(
        summary.map { line in
          line.printable.hanging(in: max(width ?? 80, 40)).joined(separator: "\n") + "\n"
        }.joined())
    }
    for part in parts {
      let table = part.shown ?? part.table
      if table.rows.isEmpty { continue }
      let heading = parts.count > 1 ? palette.paint(part.title.printable, .heading) + "\n" : ""
      blocks.append(heading + table.text(width: width, palette: palette))
    }
    return blocks.joined(separator: "\n")
  }
}

/// How a sheet spells instants: RFC 3339 in UTC for machines, by the clocks of the zone for people.
public struct TimeSpelling: Sendable {
  private let zone: Zone?

  /// In UTC, exactly.
  public static var exact: Self { Self(zone: nil) }
  /// By the clocks of a zone, to the second.
  public static func local(_ zone: Zone) -> Self { Self(zone: zone) }

  private init(zone: Zone?) { self.zone = zone }

  func callAsFunction(_ instant: Instant) -> String {
    guard let zone else { return instant.description }
    return instant.wholeSecond.text(in: zone)
  }

  /// A time as it was stated: an instant, a day, a month or a period.
  func callAsFunction(_ moment: Moment) -> String {
    zone.map { moment.text(in: $0) } ?? moment.description
  }

  func cell(_ instant: Instant?) -> Table.Cell { .optional(instant.map { callAsFunction($0) }) }

  /// An end that excludes itself and may have been destroyed.
  func ending(_ end: Erasable<Instant>?) -> Table.Cell {
    end == .destroyed ? .redacted : ending(end?.value)
  }

  /// An end that excludes itself: for machines the first instant after, for people the last day where it
  /// ends with a day of the zone, else the instant before which it ends.
  func ending(_ end: Instant?) -> Table.Cell {
    guard let end else { return .nothing }
    guard let zone else { return .text(end.description) }
    return .text(zone.lastDay(endingAt: end)?.description ?? "before \(callAsFunction(end))")
  }

  /// The beginning of a period: for people the first day where it begins with one.
  func beginning(_ start: Instant) -> Table.Cell {
    guard let zone, zone.start(of: zone.date(at: start)) == start else {
      return .text(callAsFunction(start))
    }
    return .text(zone.date(at: start).description)
  }

  /// A period whose end excludes itself; one that is empty is its first instant.
  func period(_ from: Instant, _ to: Instant) -> [Table.Cell] {
    [beginning(from), to <= from ? beginning(to) : ending(to)]
  }

  /// A period of which ends may have been destroyed.
  func period(_ from: Erasable<Instant>, _ to: Erasable<Instant>) -> [Table.Cell] {
    if let from = from.value, let to = to.value { return period(from, to) }
    return [from.value.map(beginning) ?? .redacted, to.value.map { ending($0) } ?? .redacted]
  }

  /// A length: seconds for machines, the greatest unit for people.
  func length(_ microseconds: Int64) -> Table.Cell {
    zone == nil
      ? .text(JSONWriter.text(.seconds(microseconds: microseconds)))
      : .text(roughly(microseconds: microseconds))
  }
}

extension Table.Cell {
  static func id<Kind>(_ id: Identifier<Kind>?, _ style: Style = .plain) -> Self {
    .optional(id?.text, style)
  }

  static func person(_ id: PersonID?) -> Self { .optional(id?.text, .person) }

  /// An identifier that may have been destroyed.
  static func id<Kind>(_ id: Erasable<Identifier<Kind>>?) -> Self { .optional(id?.map(\.text)) }

  /// An identifier that every such line states: where it is not there, it was destroyed.
  static func stated<Kind>(_ id: Identifier<Kind>?, _ style: Style = .plain) -> Self {
    id.map { .id($0, style) } ?? .redacted
  }

  /// A person whose name may have been destroyed.
  static func person(_ id: Erasable<PersonID>) -> Self { .optional(id.map(\.text), .person) }

  /// What people wrote in a field of a line, or in the one that speaks for want of it: where nothing is there, it may have been destroyed.
  static func told(
    _ text: String?, _ fields: String..., of line: SequenceNumber?, _ standpoint: Standpoint
  ) -> Self {
    guard text == nil, let event = line.flatMap({ standpoint.history[$0] }) else {
      return .optional(text)
    }
    return fields.contains(where: event.isDestroyed) ? .redacted : .nothing
  }

  static func line(_ line: SequenceNumber?) -> Self {
    line.map { .lines([$0]) } ?? .nothing
  }

  static func count(_ count: Int) -> Self { .number(UInt64(max(count, 0))) }

  static func money(_ money: Money?) -> Self { .optional(money?.decimal) }

  /// The basis, painted where it is none that was meant.
  static func basis(_ basis: Basis) -> Self {
    switch basis {
    case .assigned, .handoff, .closed: .text(basis.rawValue)
    case .fallback, .manager: .text(basis.rawValue, .warning)
    case .none, .unknown, .redacted: .text(basis.rawValue, .problem)
    }
  }
}
