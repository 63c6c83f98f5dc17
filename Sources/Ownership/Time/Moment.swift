/// A time as people state it: an instant, a day, a month, or a range of those.
///
/// In `data` fields and questions alike. A bare date or a month has its meaning in the ledger's zone.
public enum Moment: Hashable, Sendable, CustomStringConvertible {
  case instant(Instant)
  case date(CalendarDate)
  case month(CalendarMonth)
  /// `A..B`: from the start of the one to the end of the other. Not nested.
  indirect case range(Moment, Moment)

  /// Reads `2026-03-03T10:00:00Z`, `2026-03-03`, `2026-03` or two of those with `..` between.
  public init(_ text: String) throws(TimeProblem) {
    var reader = TimeReader(text)
    let first = try Self.single(&reader)
    if reader.isAtEnd {
      self = first
      return
    }
    try reader.expect(".", "'..' or the end")
    try reader.expect(".", "'..'")
    let second = try Self.single(&reader)
    try reader.end()
    self = .range(first, second)
  }

  static func single(_ reader: inout TimeReader) throws(TimeProblem) -> Moment {
    let start = reader.offset
    let month = try reader.month()
    guard reader.next == UInt8(ascii: "-") else { return .month(month) }
    reader.offset = start
    let date = try reader.date()
    guard reader.next == UInt8(ascii: "T") || reader.next == UInt8(ascii: "t") else {
      return .date(date)
    }
    reader.offset += 1
    return .instant(try reader.instant(on: date, from: start))
  }

  /// The canonical spelling.
  public var description: String {
    switch self {
    case .instant(let instant): instant.description
    case .date(let date): date.description
    case .month(let month): month.description
    case .range(let first, let second): "\(first)..\(second)"
    }
  }

  /// The instant at which it begins.
  public func start(in zone: Zone) -> Instant {
    switch self {
    case .instant(let instant): instant
    case .date(let date): zone.start(of: date)
    case .month(let month): zone.start(of: month.firstDay)
    case .range(let first, _): first.start(in: zone)
    }
  }

  /// The first instant after it: an instant as an end excludes itself, a day or month is included.
  public func end(in zone: Zone) -> Instant {
    switch self {
    case .instant(let instant): instant
    case .date(let date): zone.start(of: date.next)
    case .month(let month): zone.start(of: month.lastDay.next)
    case .range(_, let second): second.end(in: zone)
    }
  }

  /// What is asked about: an instant, or a period that ends after it begins.
  public func span(in zone: Zone) throws(TimeProblem) -> TimeSpan {
    if case .instant(let instant) = self { return .instant(instant) }
    let start = start(in: zone)
    let end = end(in: zone)
    guard start < end else { throw TimeProblem(reason: .emptyRange, offset: 0) }
    return .period(from: start, to: end)
  }
}

/// An instant, or a period from an instant to the first one after it.
public enum TimeSpan: Hashable, Sendable {
  case instant(Instant)
  case period(from: Instant, to: Instant)

  /// The first instant.
  public var start: Instant {
    switch self {
    case .instant(let instant): instant
    case .period(let from, _): from
    }
  }

  /// The first instant after a period; an instant itself.
  public var end: Instant {
    switch self {
    case .instant(let instant): instant
    case .period(_, let to): to
    }
  }
}
