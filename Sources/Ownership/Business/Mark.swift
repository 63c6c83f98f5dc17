/// A line and its day, as sentences cite them.
package struct Mark: Sendable {
  package let line: SequenceNumber
  package let instant: Instant
  private let zone: Zone

  init(_ line: SequenceNumber, _ instant: Instant, _ zone: Zone) {
    self.line = line
    self.instant = instant
    self.zone = zone
  }

  /// The day by the ledger's zone.
  var day: CalendarDate { zone.date(at: instant) }

  /// `on 2026-02-01`
  var on: String { "on \(day)" }
}
