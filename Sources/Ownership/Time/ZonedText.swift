/// Instants as people of a zone read them.
extension Instant {
  /// RFC 3339 with the offset that clocks of the zone show: `2026-03-03T11:00:00+01:00`; in UTC with
  /// `Z`. The commands read it back as the same instant. Where the zone's offset is no whole minute,
  /// or the local year cannot be written, it is UTC.
  public func text(in zone: Zone) -> String {
    let offset = zone.offset(at: self)
    guard offset != 0, offset % 60 == 0,
      let local = Instant(microseconds: microseconds + Int64(offset) * 1_000_000)
    else { return description }
    return local.description.dropLast() + Zone.clockText(seconds: offset)
  }

  /// The second in which the instant lies.
  package var wholeSecond: Instant {
    let fraction = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000
    return Instant(clamping: microseconds - fraction)
  }

}

extension Moment {
  /// A time as it was stated, its instants as people of a zone read them.
  public func text(in zone: Zone) -> String {
    switch self {
    case .instant(let instant): instant.text(in: zone)
    case .date, .month: description
    case .range(let from, let to): "\(from.text(in: zone))..\(to.text(in: zone))"
    }
  }
}

extension Zone {
  /// An offset as RFC 3339 writes it, `+01:00`; seconds, which only old offsets have, behind it.
  package static func clockText(seconds offset: Int) -> String {
    func twoDigits(_ value: UInt) -> String { value < 10 ? "0\(value)" : String(value) }
    let seconds = offset.magnitude
    return (offset < 0 ? "-" : "+") + twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60)
      + (seconds % 60 == 0 ? "" : ":\(twoDigits(seconds % 60))")
  }

  /// The last day included where something ends with a day of the zone; `nil` where it ends within one.
  package func lastDay(endingAt end: Instant) -> CalendarDate? {
    guard start(of: date(at: end)) == end, let last = end.predecessor else { return nil }
    return date(at: last)
  }
}
