public import Ownership

/// Loads at instants one step apart.
public struct LoadSeries: Hashable, Sendable {
  /// A step of the calendar.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    case day, week, month, quarter, year
  }

  /// The loads, from the earliest.
  public var loads: [Load]

  /// The most instants of a series.
  public static var limit: Int { 10_000 }

  /// The loads at the beginning of each day, week (Monday), month, quarter or year from that of `from` on,
  /// before `to`.
  ///
  /// Complexity: one load a step.
  public init(
    _ standpoint: Standpoint, every step: Step, from: Instant, to: Instant
  ) throws(LoadSeriesProblem) {
    let instants = try Self.instants(every: step, from: from, to: to, zone: standpoint.zone)
    loads = instants.map { Load(Standpoint(standpoint, at: $0)) }
  }

  static func instants(
    every step: Step, from: Instant, to: Instant, zone: Zone
  ) throws(LoadSeriesProblem) -> [Instant] {
    var result: [Instant] = []
    var date = step.begin(of: zone.date(at: from))
    while zone.start(of: date) < to {
      if result.count == limit { throw .tooLong(limit: limit) }
      result.append(zone.start(of: date))
      let next = step.next(after: date)
      if next.year > 9_999 { break }
      date = next
    }
    return result
  }
}

/// Why there is no series.
public enum LoadSeriesProblem: Error, Hashable, Sendable {
  /// More steps than the limit.
  case tooLong(limit: Int)
}

extension LoadSeries.Step {
  /// The first day of the step that a day lies in.
  func begin(of date: CalendarDate) -> CalendarDate {
    switch self {
    case .day: return date
    case .week:
      // 1970-01-01 was a Thursday.
      let weekday = ((date.daysSinceEpoch + 3) % 7 + 7) % 7
      let monday = CalendarDate(daysSinceEpoch: date.daysSinceEpoch - weekday)
      return monday.year < 1 ? date : monday
    case .month: return first(date.year, date.month, date)
    case .quarter: return first(date.year, (date.month - 1) / 3 * 3 + 1, date)
    case .year: return first(date.year, 1, date)
    }
  }

  /// The first day of the next step.
  func next(after date: CalendarDate) -> CalendarDate {
    switch self {
    case .day: date.next
    case .week: CalendarDate(daysSinceEpoch: date.daysSinceEpoch + 7)
    case .month: begin(of: CalendarDate(daysSinceEpoch: date.daysSinceEpoch + 31))
    case .quarter: begin(of: CalendarDate(daysSinceEpoch: date.daysSinceEpoch + 92))
    case .year: begin(of: CalendarDate(daysSinceEpoch: date.daysSinceEpoch + 366))
    }
  }

  private func first(_ year: Int, _ month: Int, _ fallback: CalendarDate) -> CalendarDate {
    CalendarMonth(year: year, month: month)?.firstDay ?? fallback
  }
}
