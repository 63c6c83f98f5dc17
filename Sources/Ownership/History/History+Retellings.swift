extension History {
  /// The other lines that tell the same fact: whatever replaces a line, is replaced by it, or replaces the
  /// same one, directly or further; ascending. Lines that are out of force stand there still, and so do those
  /// of unknown types. Complexity: O(lines).
  public func retellings(of number: SequenceNumber) -> [SequenceNumber] {
    guard let subject = self[number]?.subject else { return [] }
    var roots: [SequenceNumber: SequenceNumber] = [:]
    for event in events where event.subject == subject {
      roots[event.sequence] = event.replaces.map { roots[$0] ?? $0 } ?? event.sequence
    }
    let root = roots[number]
    return roots.filter { $0.value == root && $0.key != number }.keys.sorted()
  }
}
