/// What of a time zone some times need: its offset at the first of them, and the transitions on the way to
/// the last.
///
///     ──○──────●══○══●───────────────○────●══●──      ○ transitions of the zone   ● times that are used
///       │  1 week │ 1 week           │                the offset at the beginning, and two transitions
///
/// Times far apart (a grant until the year 9999) do not bring with them what lies between, but for the last
/// transition before each. Whoever has an excerpt reads every time with it that has been named, and every
/// start and end of its day, as with the zone, whatever zone files there are.
public struct ZoneExcerpt: Hashable, Sendable {
  /// From when another offset was in force.
  public struct Transition: Hashable, Sendable {
    /// The first instant of it, a whole second.
    public let instant: Instant
    /// The offset from then on, in seconds east of UTC.
    public let offset: Int
  }

  /// The IANA name, for example `Europe/Berlin`.
  public let name: String
  /// The offset at the first of the times, in seconds east of UTC.
  public let offset: Int
  /// What came into force after that, ascending.
  public let transitions: [Transition]

  /// An excerpt as somebody states it; `nil` where an offset is a day or more, an instant is no whole second,
  /// or one does not come after the one before it.
  public init?(name: String, offset: Int, transitions: [(instant: Instant, offset: Int)]) {
    let isAscending = zip(transitions, transitions.dropFirst()).allSatisfy {
      $0.instant < $1.instant
    }
    guard isAscending, ([offset] + transitions.map(\.offset)).allSatisfy({ abs($0) < 86_400 }),
      transitions.allSatisfy({ $0.instant.wholeSecond == $0.instant })
    else { return nil }
    self.name = name
    self.offset = offset
    self.transitions = transitions.map { Transition(instant: $0.instant, offset: $0.offset) }
  }

  /// What of a zone these moments need. Complexity: O(moments × log + transitions between them).
  public init(of zone: Zone, for moments: [Moment]) {
    name = zone.name
    let spans = Self.spans(moments)
    offset = spans.first.map { zone.offset(atSecond: $0.lowerBound) } ?? 0
    var current = offset
    var transitions: [Transition] = []
    func append(_ second: Int64, _ offset: Int) {
      transitions.append(
        Transition(instant: Instant(clamping: second * 1_000_000), offset: offset))
      current = offset
    }
    for span in spans {
      let before = zone.offset(atSecond: span.lowerBound)
      if before != current, let second = zone.lastTransition(upTo: span.lowerBound) {
        append(second, before)
      }
      for step in zone.steps(in: span).dropFirst() { append(step.second, step.offset) }
    }
    self.transitions = transitions
  }

  /// A zone that is right about the times of the excerpt, and about no others.
  public var zone: Zone {
    Zone(
      name: name, initialOffset: offset,
      transitions: transitions.map { transition in
        Zone.Transition(
          second: transition.instant.microseconds.flooredDivision(by: 1_000_000).quotient,
          offset: transition.offset)
      }, rule: nil)
  }

  /// Where two zones do not show the same time.
  public struct Difference: Hashable, Sendable {
    /// From when on.
    public let instant: Instant
    /// The offset in the first of them, in seconds east of UTC.
    public let offset: Int
    /// The offset in the other.
    public let other: Int
  }

  /// The first instant around some moments at which this says otherwise than a zone; `nil` for none.
  public func difference(from other: Zone, for moments: [Moment]) -> Difference? {
    let own = zone
    for span in Self.spans(moments) {
      let (steps, others) = (own.steps(in: span), other.steps(in: span))
      guard steps != others else { continue }
      let common = zip(steps, others).prefix { $0 == $1 }.count
      let seconds = [steps, others].compactMap { $0.dropFirst(common).first?.second }
      guard let second = seconds.min() else { continue }
      return Difference(
        instant: Instant(clamping: second * 1_000_000), offset: own.offset(atSecond: second),
        other: other.offset(atSecond: second))
    }
    return nil
  }

  /// The seconds on which the moments can turn, a week on either side, since a day begins and ends there.
  private static func spans(_ moments: [Moment]) -> [ClosedRange<Int64>] {
    let week: Int64 = 7 * 86_400
    let first = Instant.first.microseconds / 1_000_000
    let last = Instant.last.microseconds / 1_000_000
    let seconds = Set(
      moments.flatMap { [$0.start(in: .utc), $0.end(in: .utc)] }
        .map { $0.microseconds.flooredDivision(by: 1_000_000).quotient })
    var spans: [ClosedRange<Int64>] = []
    for second in seconds.sorted() {
      let span = max(first, second - week)...min(last, second + week)
      if let before = spans.last, before.upperBound >= span.lowerBound {
        spans[spans.count - 1] = before.lowerBound...span.upperBound
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}

extension Zone {
  /// An offset, and the second from which it is in force.
  fileprivate struct Step: Equatable {
    let second: Int64
    let offset: Int
  }

  /// The offset at the beginning of a span, and every other one that comes into force within it.
  fileprivate func steps(in span: ClosedRange<Int64>) -> [Step] {
    var steps = [Step(second: span.lowerBound, offset: offset(atSecond: span.lowerBound))]
    var second = span.lowerBound
    while let next = nextChange(after: second, before: span.upperBound + 1) {
      second = next
      let offset = offset(atSecond: next)
      if offset != steps[steps.count - 1].offset {
        steps.append(Step(second: next, offset: offset))
      }
    }
    return steps
  }
}

extension Event {
  /// Every time that the line states, and those at which it was written down: all that a zone is asked about
  /// when lines are understood, judged and told.
  public var statedMoments: [Moment] {
    let own = [recordedTime, time, statedEffectiveTime, sourceTime].compactMap { $0 }
    return own.map(Moment.instant) + fact.statedMoments
  }
}
