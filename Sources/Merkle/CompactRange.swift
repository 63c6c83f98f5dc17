/// The Merkle tree over the first `size` leaves, kept as the roots of its full subtrees.
///
///     size 6 = 110₂      roots: [ 4 leaves ] [ 2 leaves ]      from the left, largest first
///
/// Appending a leaf merges equal subtrees as a binary counter carries. Memory: O(log size).
public struct CompactRange: Hashable, Sendable {
  /// How many leaves have been appended.
  public private(set) var size: UInt64 = 0
  private var roots: [Digest] = []

  /// A tree without leaves.
  public init() {}

  /// Appends a leaf hash. Complexity: O(1) amortised.
  public mutating func append(_ leaf: Digest) {
    var hash = leaf
    var carry = size
    while carry & 1 == 1 {
      hash = TreeHash.node(roots.removeLast(), hash)
      carry >>= 1
    }
    roots.append(hash)
    size += 1
  }

  /// Appends a leaf hash and tells of each subtree that it completes, from the leaf itself up.
  ///
  /// So the nodes of chosen levels are made in one pass: `index` counts the subtrees of that level
  /// from the left. After an error the leaf has not been appended. Complexity: O(1) amortised.
  public mutating func append<Failure: Error>(
    _ leaf: Digest,
    completed: (_ level: Int, _ index: UInt64, _ hash: Digest) throws(Failure) -> Void
  ) throws(Failure) {
    var hash = leaf
    var level = 0
    try completed(0, size, leaf)
    while (size >> UInt64(level)) & 1 == 1 {
      hash = TreeHash.node(roots[roots.count - 1 - level], hash)
      level += 1
      try completed(level, size >> UInt64(level), hash)
    }
    roots.removeLast(level)
    roots.append(hash)
    size += 1
  }

  /// The root of the tree (RFC 6962 section 2.1). Complexity: O(log size).
  public var root: Digest {
    guard var hash = roots.last else { return TreeHash.emptyRoot }
    for left in roots.dropLast().reversed() { hash = TreeHash.node(left, hash) }
    return hash
  }
}
