import Ownership

/// Reading a time by its format.
extension TimeFormat {
  /// The instant that a text names.
  ///
  /// A local time that occurs twice, when clocks go back, is the first of the two.
  ///
  /// - Parameters:
  ///   - zone: where times without an offset are meant.
  ///   - dayAfter: whether the day after the named one is wanted, for ends that include their day.
  /// - Throws: the offset in bytes at which reading stopped, and why.
  func instant(
    _ bytes: ArraySlice<UInt8>, zone: Zone, dayAfter: Bool = false
  ) throws(Problem) -> Instant {
    guard case .parts(let parts) = self else {
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(TimeProblem) {
        return try Instant(rfc3339: text)
      } catch {
        throw Problem(
          offset: error.offset, message: "\(text.quoted) is not an RFC 3339 time: \(error)")
      }
    }
    var reading = Reading(bytes: bytes)
    for part in parts { try reading.take(part) }
    guard reading.index == bytes.endIndex else {
      throw reading.problem("the format ends before this")
    }
    return try reading.instant(zone: zone, dayAfter: dayAfter)
  }

  /// A cursor that collects the parts of a time.
  private struct Reading {
    let bytes: ArraySlice<UInt8>
    var index: Int
    var units: (Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0)
    var microseconds: Int64 = 0
    var offset: Int64?

    init(bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      index = bytes.startIndex
    }

    func problem(_ message: String) -> Problem {
      let text = String(decoding: bytes, as: UTF8.self)
      return Problem(
        offset: index - bytes.startIndex,
        message: "\(text.quoted) is not a time in the declared format: \(message)")
    }

    mutating func take(_ part: Part) throws(Problem) {
      switch part {
      case .literal(let byte):
        guard index < bytes.endIndex, bytes[index] == byte else {
          throw problem("expected \"\(Unicode.Scalar(byte))\"")
        }
        index += 1
      case .number(let unit, let digits):
        let value = try number(digits, unit.name)
        switch unit {
        case .year: units.0 = value
        case .month: units.1 = value
        case .day: units.2 = value
        case .hour: units.3 = value
        case .minute: units.4 = value
        case .second: units.5 = value
        }
      case .fraction:
        let start = index
        var value = try number(1...6, "one to six digits of a fraction")
        for _ in (index - start)..<6 { value *= 10 }
        microseconds = Int64(value)
      case .offset: offset = try zoneOffset()
      }
    }

    mutating func number(_ digits: ClosedRange<Int>, _ what: String) throws(Problem) -> Int {
      var value = 0
      var count = 0
      while count < digits.upperBound, index < bytes.endIndex, Byte.isDigit(bytes[index]) {
        value = value * 10 + Int(bytes[index] - 0x30)
        count += 1
        index += 1
      }
      guard count >= digits.lowerBound else {
        throw problem("expected \(what)\(digits == 2...2 ? " of two digits" : "")")
      }
      return value
    }

    mutating func zoneOffset() throws(Problem) -> Int64 {
      let sign = index < bytes.endIndex ? bytes[index] : 0
      if sign == UInt8(ascii: "Z") {
        index += 1
        return 0
      }
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
        throw problem("expected an offset such as Z or +01:00")
      }
      index += 1
      let hours = try number(2...2, "an offset such as +01:00")
      if index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") { index += 1 }
      let minutes = try number(2...2, "an offset such as +01:00")
      guard hours < 24, minutes < 60 else { throw problem("there is no such offset") }
      return Int64(hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    func instant(zone: Zone, dayAfter: Bool) throws(Problem) -> Instant {
      guard let named = CalendarDate(year: units.0, month: units.1, day: units.2) else {
        throw problem("there is no such date in the calendar")
      }
      guard units.3 < 24, units.4 < 60, units.5 < 60 else {
        throw problem("there is no such time of day")
      }
      let date = dayAfter ? named.next : named
      let local =
        date.daysSinceEpoch * 86_400 + Int64(units.3 * 3600 + units.4 * 60 + units.5)
      if let offset {
        return try checked((local - offset) * 1_000_000 + microseconds)
      }
      let start = zone.firstInstant(localSecond: local)
      let shown = start.microseconds / 1_000_000 + Int64(zone.offset(at: start))
      if shown != local, units.3 != 0 || units.4 != 0 || units.5 != 0 {
        throw problem("clocks in \(zone.name) skipped this time; no such moment exists there")
      }
      return try checked(start.microseconds + microseconds)
    }

    private func checked(_ microseconds: Int64) throws(Problem) -> Instant {
      guard let instant = Instant(microseconds: microseconds) else {
        throw problem("the years 0001 to 9999 can be written")
      }
      return instant
    }
  }
}
