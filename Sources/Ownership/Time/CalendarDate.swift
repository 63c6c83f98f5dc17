/// A day of the proleptic Gregorian calendar, years 0001 to 9999, in no zone.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 to 9999
  public let year: Int
  /// 1 to 12
  public let month: Int
  /// 1 to 31
  public let day: Int

  /// `nil` when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard let whole = CalendarMonth(year: year, month: month), day >= 1, day <= whole.days else {
      return nil
    }
    self.init(unchecked: year, month, day)
  }

  init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1970-01-01; Howard Hinnant's `days_from_civil`.
  public var daysSinceEpoch: Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.flooredDivision(by: 400).quotient
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Howard Hinnant's `civil_from_days`; the years are not checked.
  public init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let (era, dayOfEra) = shifted.flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    self.init(unchecked: Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day after; may lie in the year 10000.
  public var next: CalendarDate { CalendarDate(daysSinceEpoch: daysSinceEpoch + 1) }

  /// `YYYY-MM-DD`
  public var description: String { "\(CalendarMonth(unchecked: year, month))-\(padded(day, 2))" }

  /// Order in the calendar.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A month of the calendar.
public struct CalendarMonth: Hashable, Sendable, CustomStringConvertible {
  /// 1 to 9999
  public let year: Int
  /// 1 to 12
  public let month: Int

  /// `nil` when there is no such month.
  public init?(year: Int, month: Int) {
    guard year >= 1, year <= 9999, month >= 1, month <= 12 else { return nil }
    self.init(unchecked: year, month)
  }

  init(unchecked year: Int, _ month: Int) {
    self.year = year
    self.month = month
  }

  /// The number of days, 28 to 31.
  public var days: Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The first day.
  public var firstDay: CalendarDate { CalendarDate(unchecked: year, month, 1) }
  /// The last day.
  public var lastDay: CalendarDate { CalendarDate(unchecked: year, month, days) }

  /// `YYYY-MM`
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}

func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
