/// The order in which lines are folded: (instant, root, sequence), FORMAT 9.1.
package struct EffectiveKey: Hashable, Comparable, Sendable {
  package var instant: Instant
  package var root: SequenceNumber
  package var sequence: SequenceNumber

  package static func < (left: Self, right: Self) -> Bool {
    (left.instant, left.root, left.sequence) < (right.instant, right.root, right.sequence)
  }
}

extension SubjectLines {
  /// The lines in force, each with its place in effective order, in that order.
  package func inEffectiveOrder(_ history: History) -> [(key: EffectiveKey, event: Event)] {
    var result: [(key: EffectiveKey, event: Event)] = []
    for (position, index) in indices.enumerated() where isInForce[position] {
      let event = history.events[index]
      let key = EffectiveKey(
        instant: event.effectiveTime, root: roots[position], sequence: event.sequence)
      result.append((key, event))
    }
    result.sort { $0.key < $1.key }
    return result
  }
}

/// The last element of an ordered array that lies at or before a point: `precedes` holds for a prefix.
///
/// Complexity: O(log count).
func latest<Element>(in array: [Element], where precedes: (Element) -> Bool) -> Element? {
  var low = 0
  var high = array.count
  while low < high {
    let middle = (low + high) / 2
    if precedes(array[middle]) { low = middle + 1 } else { high = middle }
  }
  return low == 0 ? nil : array[low - 1]
}
