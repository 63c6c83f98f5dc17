/// A time zone: what offset from UTC was in force when.
///
/// The ledger's zone gives bare dates their meaning. A zone is pure data; `Zone+TZif.swift` reads it
/// from the bytes of a zone file, and whoever calls brings those bytes.
public struct Zone: Hashable, Sendable {
  /// The IANA name, for example `Europe/Berlin`.
  public let name: String
  /// Offset in seconds east of UTC before the first transition.
  let initialOffset: Int
  /// Instants, in seconds since 1970, from which another offset is in force; ascending.
  let transitions: [Transition]
  /// The rule for everything after the last transition.
  let rule: ZoneRule?

  struct Transition: Hashable, Sendable {
    let second: Int64
    let offset: Int
  }

  init(name: String, initialOffset: Int, transitions: [Transition], rule: ZoneRule?) {
    self.name = name
    self.initialOffset = initialOffset
    self.transitions = transitions
    self.rule = rule
  }

  /// Coordinated universal time.
  public static var utc: Zone {
    Zone(name: "UTC", initialOffset: 0, transitions: [], rule: nil)
  }

  /// A zone of one offset for ever, `seconds` east of UTC.
  public static func fixed(name: String, seconds: Int) -> Zone {
    Zone(name: name, initialOffset: seconds, transitions: [], rule: nil)
  }

  /// The offset in force, in seconds east of UTC. Complexity: O(log transitions).
  public func offset(at instant: Instant) -> Int {
    offset(atSecond: instant.microseconds.flooredDivision(by: 1_000_000).quotient)
  }

  func offset(atSecond second: Int64) -> Int {
    if let rule, second >= (transitions.last?.second ?? Int64.min) {
      return rule.offset(atSecond: second)
    }
    let count = transitionCount(upTo: second)
    return count == 0 ? initialOffset : transitions[count - 1].offset
  }

  /// How many transitions there are up to a second. Complexity: O(log transitions).
  private func transitionCount(upTo second: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].second <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The date that clocks in this zone show.
  public func date(at instant: Instant) -> CalendarDate {
    let second = instant.microseconds.flooredDivision(by: 1_000_000).quotient
    let local = second + Int64(offset(atSecond: second))
    return CalendarDate(daysSinceEpoch: local.flooredDivision(by: 86_400).quotient)
  }

  /// The first instant of a day; where clocks jump over midnight, the first instant after the jump.
  ///
  /// A day that a zone left out altogether begins where the next one does. Days before the year 0001
  /// or after 9999 are clamped.
  public func start(of date: CalendarDate) -> Instant {
    let midnight = date.daysSinceEpoch * 86_400
    return firstInstant(localSecond: midnight)
  }

  /// The first instant at or after which clocks show at least the given local time.
  ///
  /// - Parameter localSecond: seconds since 1970-01-01T00:00:00 on the wall clock.
  public func firstInstant(localSecond: Int64) -> Instant {
    // Offsets are less than 26 hours, so the answer lies within two days of the wall clock's reading;
    // local time is monotone between the changes of offset, so the first stretch that reaches the
    // reading has it.
    var start = localSecond - 2 * 86_400
    let end = localSecond + 2 * 86_400
    while start <= end {
      let offset = Int64(offset(atSecond: start))
      let stop = nextChange(after: start, before: end) ?? end + 1
      let candidate = max(localSecond - offset, start)
      if candidate < stop { return Instant(clamping: saturating(candidate)) }
      start = stop
    }
    return Instant(clamping: saturating(end))
  }

  private func saturating(_ second: Int64) -> Int64 {
    let (product, overflow) = second.multipliedReportingOverflow(by: 1_000_000)
    return overflow ? (second < 0 ? Int64.min : Int64.max) : product
  }

  /// The first second in `after < second < before` at which another offset comes into force.
  func nextChange(after second: Int64, before limit: Int64) -> Int64? {
    var found: Int64?
    let next = transitionCount(upTo: second)
    if next < transitions.count, transitions[next].second < limit {
      found = transitions[next].second
    }
    if found == nil, let rule, limit > (transitions.last?.second ?? Int64.min) {
      let lowest = max(second, transitions.last?.second ?? Int64.min)
      found = rule.changes(around: lowest).first { $0 > second && $0 < limit }
    }
    return found
  }

  /// The last second up to `second` from which an offset came into force; `nil` where the first one was in
  /// force from the beginning.
  func lastTransition(upTo second: Int64) -> Int64? {
    let count = transitionCount(upTo: second)
    let last = count == 0 ? nil : transitions[count - 1].second
    guard let rule, count == transitions.count else { return last }
    return rule.changes(around: second).last { $0 <= second && $0 > last ?? Int64.min } ?? last
  }
}
