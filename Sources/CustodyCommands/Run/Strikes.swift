import CustodyLedger
import Ownership

extension LedgerReading {
  /// Finds for a line the lines that put it out of force, as far as is known at the last line.
  ///
  /// Complexity: one pass over all lines; then O(lines of the subject) for a line that any line names.
  func strikes() -> @Sendable (SequenceNumber) -> [SequenceNumber] {
    var struck: [SequenceNumber: [SequenceNumber]] = [:]
    guard let perspective = try? history.perspective() else { return { _ in [] } }
    for event in history.events {
      var named: [SequenceNumber] = []
      if let replaces = event.replaces { named.append(replaces) }
      if case .entry(.retracted(let entry, _)) = event.fact { named.append(entry) }
      for sequence in named where struck[sequence] == nil {
        guard let target = history[sequence] else { continue }
        struck[sequence] = perspective.correctors(of: target)
      }
    }
    return { [struck] in struck[$0] ?? [] }
  }
}
