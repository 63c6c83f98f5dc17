public import Ownership

/// Lines of the log as rows.
public struct EventTable: Sendable {
  private let lines: Lines
  private let struckBy: @Sendable (SequenceNumber) -> [SequenceNumber]

  /// Rows of these lines.
  ///
  /// - Parameter struckBy: the lines that put a line out of force.
  public init(lines: Lines, struckBy: @escaping @Sendable (SequenceNumber) -> [SequenceNumber]) {
    self.lines = lines
    self.struckBy = struckBy
  }

  /// For people: what each line says, when it takes effect, when and by whom it was written down.
  ///
  /// - Parameter zone: the zone in which times are shown.
  public func shown(_ events: some Sequence<Event>, zone: Zone) -> Table {
    var table = Table([
      Table.Column("sequence", title: "#", alignment: .right),
      Table.Column("effectiveTime", title: "EFFECTIVE"),
      Table.Column("recordedTime", title: "RECORDED"), Table.Column("by", wraps: true),
      Table.Column("struckBy", title: "STRUCK BY"), Table.Column("subject", wraps: true),
      Table.Column("what", wraps: true),
    ])
    let sentence = Sentence(lines: lines, zone: zone)
    for event in events {
      let struck = struckBy(event.sequence)
      let style: Style = struck.isEmpty ? .plain : .dim
      table.append([
        .number(event.sequence.value), .text(seconds(event.effectiveTime, zone), style),
        .text(seconds(event.recordedTime, zone), style),
        .optional(event.teller, style), .optional(numbers(struck), .problem),
        .text(event.subject.description, style), .text(sentence.words(for: event), style),
      ])
    }
    return table
  }

  /// For machines: every attribute.
  public func full(_ events: some Sequence<Event>) -> Table {
    var table = Table([
      Table.Column("sequence", alignment: .right), Table.Column("recordedTime"),
      Table.Column("effectiveTime"), Table.Column("time"), Table.Column("sourceTime"),
      Table.Column("origin"), Table.Column("type"), Table.Column("subject"), Table.Column("id"),
      Table.Column("source"), Table.Column("by"), Table.Column("recordedBy"),
      Table.Column("replaces"), Table.Column("struckBy"), Table.Column("what"),
      Table.Column("file"), Table.Column("line"),
    ])
    let sentence = Sentence(lines: lines)
    for event in events {
      let place = lines.place(event.sequence)
      table.append([
        .number(event.sequence.value), .text(event.recordedTime.recordedText),
        .text(event.effectiveTime.description), .text(event.time.description),
        .optional(event.sourceTime?.description), .text(event.origin.rawValue),
        .text(event.type), .text(event.subject.description), .text(event.id),
        .text(event.source),
        event.by == nil && event.isDestroyed("by") ? .redacted : .optional(event.by),
        .text(event.recordedBy),
        event.replaces.map { .number($0.value) } ?? .nothing,
        .optional(numbers(struckBy(event.sequence))), .text(sentence.words(for: event)),
        .optional(place?.file), place.map { .number(UInt64($0.line)) } ?? .nothing,
      ])
    }
    return table
  }

  private func numbers(_ sequences: [SequenceNumber]) -> String? {
    sequences.isEmpty ? nil : sequences.map { "#\($0)" }.joined(separator: " ")
  }

  /// Whole seconds are enough to read; the other formats have them all.
  private func seconds(_ instant: Instant, _ zone: Zone) -> String {
    instant.wholeSecond.text(in: zone)
  }
}
