/// The lines of one subject that a question takes, and which of them are in force (FORMAT section 4).
///
/// Corrections have the subject of their target, so the lines of a subject decide among themselves.
/// They name earlier lines only, so one pass from the last line to the first settles all.
package struct SubjectLines {
  /// Indices into the history, ascending.
  package let indices: [Int]
  /// The sequences of those lines.
  private let sequences: [SequenceNumber]
  /// Whether the line at the same place in `indices` is in force.
  package let isInForce: [Bool]
  /// The sequence at the bottom of the line's `replaces` chain, within the lines taken.
  package let roots: [SequenceNumber]
  private let isRetracted: [Bool]

  init(_ history: History, lines: [Int], cut: Cut) {
    let indices = lines.filter { cut.contains(history.events[$0]) }
    let count = indices.count
    let sequences = indices.map { history.events[$0].sequence }
    func place(of number: SequenceNumber) -> Int? { Self.place(of: number, in: sequences) }

    var isRetracted = [Bool](repeating: false, count: count)
    var isReplaced = [Bool](repeating: false, count: count)
    for position in stride(from: count - 1, through: 0, by: -1) {
      let event = history.events[indices[position]]
      guard event.strikes else { continue }
      // All that could strike this line is later and therefore settled.
      let isInForce = !isRetracted[position] && !isReplaced[position]
      if isInForce, case .entry(.retracted(let entry, _)) = event.fact,
        let target = place(of: entry)
      {
        isRetracted[target] = true
      }
      if let replaced = event.replaces, let target = place(of: replaced) {
        // A replacement that was retracted still passes on what further replacements say.
        if !isRetracted[position] || isReplaced[position] { isReplaced[target] = true }
      }
    }

    var roots: [SequenceNumber] = []
    roots.reserveCapacity(count)
    for index in indices {
      let event = history.events[index]
      guard event.strikes, let replaced = event.replaces else {
        roots.append(event.sequence)
        continue
      }
      roots.append(place(of: replaced).map { roots[$0] } ?? replaced)
    }
    self.indices = indices
    self.sequences = sequences
    self.isInForce = zip(isRetracted, isReplaced).map { !$0 && !$1 }
    self.roots = roots
    self.isRetracted = isRetracted
  }

  /// The place of a line among `indices`. Complexity: O(log lines).
  package func place(of number: SequenceNumber) -> Int? {
    Self.place(of: number, in: sequences)
  }

  private static func place(of number: SequenceNumber, in sequences: [SequenceNumber]) -> Int? {
    var low = 0
    var high = sequences.count
    while low < high {
      let middle = (low + high) / 2
      if sequences[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < sequences.count && sequences[low] == number ? low : nil
  }

  /// The retractions in force that name a line, and the replacements of it, direct or further, that are
  /// not retracted; ascending. Complexity: O(lines of the subject).
  package func correctors(of number: SequenceNumber, _ history: History) -> [SequenceNumber] {
    guard let first = place(of: number) else { return [] }
    var chain: Set<SequenceNumber> = [number]
    var result: [SequenceNumber] = []
    for position in (first + 1)..<max(first + 1, indices.count) {
      let event = history.events[indices[position]]
      guard event.strikes else { continue }
      if isInForce[position], case .entry(.retracted(let entry, _)) = event.fact, entry == number {
        result.append(event.sequence)
      } else if let replaced = event.replaces, chain.contains(replaced) {
        chain.insert(event.sequence)
        if !isRetracted[position] { result.append(event.sequence) }
      }
    }
    return result
  }
}

extension Event {
  /// Whether a line can strike others: unknown types strike nothing, whatever they name.
  package var strikes: Bool {
    if case .unknown = fact { false } else { true }
  }
}
