/// The rule for times after a zone file's last transition: a POSIX TZ string, RFC 9636 section 3.3.1.
///
///     CET-1CEST,M3.5.0,M10.5.0/3      standard, offset (west positive), summer, its two changes
struct ZoneRule: Hashable, Sendable {
  let standardOffset: Int
  let summer: Summer?

  struct Summer: Hashable, Sendable {
    let offset: Int
    let begins: Change
    let ends: Change
  }

  /// A day of the year and seconds after its local midnight.
  struct Change: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      /// `Jn`: 1 to 365, 29 February is never counted.
      case julian(Int)
      /// `n`: 0 to 365.
      case ordinal(Int)
      /// `Mm.w.d`: week 5 is the last; day 0 is Sunday.
      case weekday(month: Int, week: Int, day: Int)
    }
    let day: Day
    let second: Int

    /// Seconds since 1970 on the wall clock that is in force before the change.
    func localSecond(year: Int) -> Int64 {
      let january = CalendarDate(unchecked: year, 1, 1).daysSinceEpoch
      let days: Int64
      switch day {
      case .julian(let number):
        let leap = CalendarMonth(unchecked: year, 2).days == 29
        days = january + Int64(number - 1 + (leap && number >= 60 ? 1 : 0))
      case .ordinal(let number):
        days = january + Int64(number)
      case .weekday(let month, let week, let day):
        let first = CalendarDate(unchecked: year, month, 1).daysSinceEpoch
        // 1970-01-01 was a Thursday, day 4.
        let weekdayOfFirst = (first + 4).flooredDivision(by: 7).remainder
        var result = first + (Int64(day) - weekdayOfFirst + 7) % 7 + Int64(week - 1) * 7
        if result >= first + Int64(CalendarMonth(unchecked: year, month).days) { result -= 7 }
        days = result
      }
      return days * 86_400 + Int64(second)
    }
  }

  /// `nil` for an empty string: no rule is known.
  init?(posix text: String) throws(ZoneProblem) {
    if text.isEmpty { return nil }
    var reader = RuleReader(text: text)
    try reader.name()
    standardOffset = -(try reader.clock())
    if reader.isAtEnd {
      summer = nil
      return
    }
    try reader.name()
    var summerOffset = standardOffset + 3600
    if reader.next != UInt8(ascii: ",") { summerOffset = -(try reader.clock()) }
    let begins = try reader.change()
    let ends = try reader.change()
    guard reader.isAtEnd else { throw .rule(text) }
    summer = Summer(offset: summerOffset, begins: begins, ends: ends)
  }

  func offset(atSecond second: Int64) -> Int {
    guard let summer else { return standardOffset }
    let year = CalendarDate(
      daysSinceEpoch: (second + Int64(standardOffset)).flooredDivision(by: 86_400).quotient
    ).year
    let begins = summer.begins.localSecond(year: year) - Int64(standardOffset)
    let ends = summer.ends.localSecond(year: year) - Int64(summer.offset)
    let isSummer =
      begins < ends ? second >= begins && second < ends : !(second >= ends && second < begins)
    return isSummer ? summer.offset : standardOffset
  }

  /// The changes of the year in which `second` lies and of its neighbours, ascending.
  func changes(around second: Int64) -> [Int64] {
    guard let summer else { return [] }
    let year = CalendarDate(daysSinceEpoch: second.flooredDivision(by: 86_400).quotient).year
    return (year - 1...year + 1).flatMap { year in
      [
        summer.begins.localSecond(year: year) - Int64(standardOffset),
        summer.ends.localSecond(year: year) - Int64(summer.offset),
      ]
    }.sorted()
  }
}

private struct RuleReader {
  let text: String
  let bytes: [UInt8]
  var offset = 0

  init(text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { offset == bytes.count }
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  mutating func name() throws(ZoneProblem) {
    let start = offset
    if take("<") {
      while let byte = next, byte != UInt8(ascii: ">") {
        _ = byte
        offset += 1
      }
      guard take(">") else { throw .rule(text) }
    } else {
      while let byte = next, (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "z")
      {
        offset += 1
      }
    }
    if offset - start < 3 { throw .rule(text) }
  }

  mutating func number() throws(ZoneProblem) -> Int {
    let start = offset
    var value = 0
    while let byte = next, byte >= 0x30, byte <= 0x39, offset - start < 4 {
      value = value * 10 + Int(byte - 0x30)
      offset += 1
    }
    if offset == start { throw .rule(text) }
    return value
  }

  /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
  mutating func clock() throws(ZoneProblem) -> Int {
    let negative = take("-")
    if !negative { _ = take("+") }
    var seconds = try number() * 3600
    if take(":") {
      seconds += try number() * 60
      if take(":") { seconds += try number() }
    }
    return negative ? -seconds : seconds
  }

  mutating func change() throws(ZoneProblem) -> ZoneRule.Change {
    guard take(",") else { throw .rule(text) }
    let day: ZoneRule.Change.Day
    if take("M") {
      let month = try number()
      guard take(".") else { throw .rule(text) }
      let week = try number()
      guard take(".") else { throw .rule(text) }
      let weekday = try number()
      guard (1...12).contains(month), (1...5).contains(week), (0...6).contains(weekday) else {
        throw .rule(text)
      }
      day = .weekday(month: month, week: week, day: weekday)
    } else if take("J") {
      day = .julian(try number())
    } else {
      day = .ordinal(try number())
    }
    return ZoneRule.Change(day: day, second: take("/") ? try clock() : 2 * 3600)
  }
}
