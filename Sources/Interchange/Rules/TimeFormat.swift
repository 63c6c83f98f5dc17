import Ownership

/// How times are spelt in a column.
///
///     rfc3339            2016-02-29T01:16:00+01:00
///     date               2016-02-29, the same as %Y-%m-%d
///     %-d/%-m/%Y %H:%M   29/2/2016 01:16
///
/// Codes: `%Y` four digits, `%m %d %H %M %S` two, with `-` (`%-d`) one or two, `%f` one to six digits of a
/// fraction, `%z` an offset (`Z`, `+hh:mm`, `+hhmm`), `%%`; all else stands for itself.
enum TimeFormat: Hashable, Sendable {
  case rfc3339
  case parts([Part])

  enum Part: Hashable, Sendable {
    case literal(UInt8)
    case number(Unit, digits: ClosedRange<Int>)
    case fraction
    case offset
  }

  enum Unit: Int, Hashable, Sendable {
    case year, month, day, hour, minute, second

    var name: String {
      switch self {
      case .year: "a year of four digits"
      case .month: "a month"
      case .day: "a day"
      case .hour: "an hour"
      case .minute: "minutes"
      case .second: "seconds"
      }
    }
  }

  /// Why a format cannot be used, and how many bytes into it.
  struct Problem: Error, Hashable, Sendable {
    var offset: Int
    var message: String
  }

  /// Reads a format.
  init(_ text: String) throws(Problem) {
    switch text {
    case "rfc3339": self = .rfc3339
    case "date": self = .parts(try Self.parts("%Y-%m-%d"))
    default: self = .parts(try Self.parts(text))
    }
  }

  /// Whether times of this format carry their offset from UTC.
  var hasOffset: Bool {
    switch self {
    case .rfc3339: true
    case .parts(let parts): parts.contains(.offset)
    }
  }

  /// Whether this format names whole days.
  var isDateOnly: Bool {
    guard case .parts(let parts) = self else { return false }
    return !parts.contains { part in
      switch part {
      case .number(let unit, _): unit.rawValue >= Unit.hour.rawValue
      case .fraction, .offset: true
      case .literal: false
      }
    }
  }

  private static func parts(_ text: String) throws(Problem) -> [Part] {
    var parts: [Part] = []
    var units: Set<Unit> = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let start = index
      guard bytes[index] == UInt8(ascii: "%") else {
        parts.append(.literal(bytes[index]))
        index += 1
        continue
      }
      index += 1
      let isShort = index < bytes.count && bytes[index] == UInt8(ascii: "-")
      if isShort { index += 1 }
      guard index < bytes.count else {
        throw Problem(offset: start, message: "a % at the end; %% stands for a percent sign")
      }
      let part = try part(bytes[index], isShort: isShort, at: start)
      if case .number(let unit, _) = part, !units.insert(unit).inserted {
        throw Problem(offset: start, message: "the same part of a time twice")
      }
      parts.append(part)
      index += 1
    }
    guard units.isSuperset(of: [.year, .month, .day]) else {
      throw Problem(
        offset: 0,
        message: "a format names at least %Y, %m and %d; or say rfc3339 or date")
    }
    let clock = [Unit.hour, .minute, .second].map(units.contains)
    if clock[1] && !clock[0] || clock[2] && !clock[1] || parts.contains(.fraction) && !clock[2] {
      throw Problem(
        offset: 0, message: "minutes need hours, seconds need minutes, and %f needs seconds")
    }
    return parts
  }

  private static func part(
    _ code: UInt8, isShort: Bool, at offset: Int
  ) throws(Problem) -> Part {
    let digits = isShort ? 1...2 : 2...2
    switch code {
    case UInt8(ascii: "Y") where !isShort: return .number(.year, digits: 4...4)
    case UInt8(ascii: "m"): return .number(.month, digits: digits)
    case UInt8(ascii: "d"): return .number(.day, digits: digits)
    case UInt8(ascii: "H"): return .number(.hour, digits: digits)
    case UInt8(ascii: "M"): return .number(.minute, digits: digits)
    case UInt8(ascii: "S"): return .number(.second, digits: digits)
    case UInt8(ascii: "f") where !isShort: return .fraction
    case UInt8(ascii: "z") where !isShort: return .offset
    case UInt8(ascii: "%") where !isShort: return .literal(code)
    default:
      throw Problem(
        offset: offset,
        message:
          "an unknown code; there are %Y %m %d %H %M %S %f %z %% and, for one digit or two, %-m %-d %-H"
      )
    }
  }
}
