/// Which lines speak against a line, for timelines that show struck lines with what struck them.
extension Perspective {
  /// The retractions in force that name the line, and the replacements of it, direct or further, that
  /// are not retracted; ascending; empty for a line that is in force.
  ///
  /// - Complexity: O(lines of the subject).
  public func correctors(of event: Event) -> [SequenceNumber] {
    lines(of: event.subject).correctors(of: event.sequence, history)
  }
}
