/// Recorded times that lie ahead of a clock: a machine once stood wrong, and whatever is recorded until then
/// gets that same time, because recorded times never go back.
public struct ClockLead: Hashable, Sendable {
  /// Clocks of machines that share a ledger differ by less.
  public static var tolerance: Int64 { 60_000_000 }

  /// The latest recorded time.
  public let recorded: Instant
  /// By how many microseconds it lies ahead.
  public let microseconds: Int64

  /// How far a recorded time lies ahead of a clock; `nil` where it does not, or by no more than clocks differ.
  public init?(of recorded: Instant, over clock: Instant) {
    let (lead, overflows) = recorded.microseconds.subtractingReportingOverflow(clock.microseconds)
    guard !overflows, lead > Self.tolerance else { return nil }
    self.recorded = recorded
    microseconds = lead
  }

  /// In a sentence without a full stop.
  public var words: String {
    "recorded times lie \(lengthInWords(microseconds)) ahead of the clock: the last is \(recorded.recordedText), "
      + "and until then every line gets that one; if the clock is right, ask who recorded it"
  }
}

/// A length of time in the greatest unit that it fills: `12 days`, `1 hour`.
package func lengthInWords(_ microseconds: Int64) -> String {
  let seconds = microseconds.magnitude / 1_000_000
  let (count, unit): (UInt64, String) =
    switch seconds {
    case 86_400...: (seconds / 86_400, "day")
    case 3_600...: (seconds / 3_600, "hour")
    case 60...: (seconds / 60, "minute")
    default: (seconds, "second")
    }
  return "\(count) \(unit)\(count == 1 ? "" : "s")"
}
