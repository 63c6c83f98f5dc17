/// A line and its day, as sentences cite them.
struct Mark: Hashable {
  let line: SequenceNumber
  let instant: Instant
  let day: CalendarDate

  init(_ event: Event, _ zone: Zone) {
    line = event.sequence
    instant = event.effectiveTime
    day = zone.date(at: event.effectiveTime)
  }

  /// `on 2026-02-01`
  var on: String { "on \(day)" }
}
