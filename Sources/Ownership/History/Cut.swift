/// The part of the log that a question takes: the lines up to a known position, on either clock.
package enum Cut: Hashable, Sendable {
  /// The lines up to a sequence.
  case ledger(SequenceNumber)
  /// The lines up to a position on the sources' clock.
  case source(SourcePosition)

  /// Whether a line is taken.
  package func contains(_ event: Event) -> Bool {
    switch self {
    case .ledger(let last): event.sequence <= last
    case .source(let last): SourcePosition(event) <= last
    }
  }

  func contains(_ use: FirstUse) -> Bool {
    switch self {
    case .ledger(let last): use.sequence <= last
    case .source(let last): use.source <= last
    }
  }
}

/// A place on the sources' clock: (`sourcetime`, or for want of it `recordedtime`; then sequence).
package struct SourcePosition: Hashable, Comparable, Sendable {
  package var time: Instant
  package var sequence: SequenceNumber

  package init(time: Instant, sequence: SequenceNumber) {
    self.time = time
    self.sequence = sequence
  }

  package init(_ event: Event) {
    time = event.sourceClockTime
    sequence = event.sequence
  }

  /// After every line of an instant.
  static func after(_ time: Instant) -> Self {
    Self(time: time, sequence: SequenceNumber(SequenceNumber.limit))
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.time, left.sequence) < (right.time, right.sequence)
  }
}

extension History {
  /// The cut of a known position.
  package func cut(_ known: KnownPosition, clock: Clock) throws(QuestionProblem) -> Cut {
    switch (known, clock) {
    case (.latest, .ledger): return .ledger(lastSequence)
    case (.latest, .source): return .source(.after(.last))
    case (.time(let time), .ledger):
      return .ledger(extent?.line(at: time) ?? lastRecorded(atOrBefore: time))
    case (.time(let time), .source): return .source(.after(time))
    case (.event(let number), .ledger):
      guard number > .zero, number <= lastSequence else {
        throw .noSuchEvent(number, last: lastSequence)
      }
      return .ledger(number)
    case (.event(let number), .source):
      guard let event = self[number] else { throw .noSuchEvent(number, last: lastSequence) }
      return .source(SourcePosition(event))
    }
  }

  /// The same cut, without what was written down after an instant.
  func cut(_ cut: Cut, asKnownAt time: Instant) -> Cut {
    switch cut {
    case .ledger(let last): .ledger(min(last, lastRecorded(atOrBefore: time)))
    case .source(let last): .source(min(last, .after(time)))
    }
  }

  /// The last line held that was recorded at or before an instant. Complexity: O(log lines).
  private func lastRecorded(atOrBefore time: Instant) -> SequenceNumber {
    latest(in: events) { $0.recordedTime <= time }?.sequence ?? .zero
  }

  /// The greatest sequence taken; zero before the first line.
  func lastSequence(in cut: Cut) -> SequenceNumber {
    switch cut {
    case .ledger(let last): last
    case .source: events.last { cut.contains($0) }?.sequence ?? .zero
    }
  }
}
