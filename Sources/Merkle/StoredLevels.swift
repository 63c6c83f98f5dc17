/// Leaf hashes in memory, with each `step`-th level above them.
///
/// Memory: 32 bytes a leaf, and 32 / (2^step - 1) bytes a leaf for the levels above.
public struct StoredLevels: SubtreeSource, Sendable {
  /// The levels kept are 0, `step`, 2 · `step` and so on.
  public let step: Int
  private var levels: [[Digest]] = [[]]
  private var range = CompactRange()

  /// A tree without leaves that keeps each `step`-th level, 1 to 16: 1 is fastest, 8 costs next to
  /// nothing.
  public init(step: Int = 1) {
    precondition((1...16).contains(step), "a step of levels is 1 to 16")
    self.step = step
  }

  /// How many leaves have been appended.
  public var size: UInt64 { range.size }

  /// Appends a leaf hash. Complexity: O(1) amortised.
  public mutating func append(_ leaf: Digest) {
    range.append(leaf) { level, _, hash in
      guard level % step == 0 else { return }
      if level / step == levels.count { levels.append([]) }
      levels[level / step].append(hash)
    }
  }

  /// The hash of a leaf; `index` is less than `size`. Complexity: O(1).
  public func leaf(_ index: UInt64) -> Digest {
    levels[0][Int(index)]
  }

  /// The hash of a complete subtree where its level is kept. Complexity: O(1).
  public func node(level: Int, index: UInt64) -> Digest? {
    guard level % step == 0, level / step < levels.count,
      index < UInt64(levels[level / step].count)
    else { return nil }
    return levels[level / step][Int(index)]
  }
}
