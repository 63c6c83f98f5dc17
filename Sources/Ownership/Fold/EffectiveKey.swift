/// The order in which lines are folded: (instant, root, sequence), FORMAT 9.1.
struct EffectiveKey: Hashable, Comparable {
  var instant: Instant
  var root: SequenceNumber
  var sequence: SequenceNumber

  static func < (left: Self, right: Self) -> Bool {
    (left.instant, left.root, left.sequence) < (right.instant, right.root, right.sequence)
  }
}

extension SubjectLines {
  /// The lines in force, each with its place in effective order, in that order.
  func inEffectiveOrder(_ history: History) -> [(key: EffectiveKey, event: Event)] {
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

extension Array {
  /// The last element that `precedes` the point asked for, in an array where those come first.
  ///
  /// Complexity: O(log count).
  func last(before precedes: (Element) -> Bool) -> Element? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if precedes(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : self[low - 1]
  }
}
