/// Proves that a tree begins with all the leaves of an older one, unchanged (RFC 6962 section 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  /// How many leaves the older tree has, at least 1.
  public let oldSize: UInt64
  /// How many leaves the newer tree has.
  public let newSize: UInt64
  /// The hashes from which both roots follow; none when the sizes are equal.
  public let hashes: [Digest]

  /// A proof as somebody states it; nothing is checked before `verify`.
  public init(oldSize: UInt64, newSize: UInt64, hashes: [Digest]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.hashes = hashes
  }

  /// The sizes of newer trees with which the proof leads to the same roots: hashes alone do not tell which of them
  /// the tree has. `oldSize` is at least 1 and at most `newSize`.
  public var newSizes: ClosedRange<UInt64> {
    PathShape(index: oldSize - 1, size: newSize).sizes
  }

  /// Checks that the tree with `newRoot` continues the tree with `oldRoot`.
  ///
  /// Throws a `ProofProblem` when it is not shown. An empty older tree is refused: whoever holds a
  /// checkpoint of size 0 holds nothing to compare. Complexity: O(log newSize), at most 129 hashes.
  public func verify(oldRoot: Digest, newRoot: Digest) throws(ProofProblem) {
    guard oldSize <= newSize else { throw .sizesDescend(oldSize: oldSize, newSize: newSize) }
    guard oldSize > 0 else { throw .emptyTree }
    if oldSize == newSize {
      guard hashes.isEmpty else { throw .hashCount(found: hashes.count, needed: 0) }
      guard oldRoot == newRoot else { throw .rootDiffers(computed: oldRoot, stated: newRoot) }
      return
    }
    // Both trees have in common the older one's last complete subtree, at this level.
    let level = oldSize.trailingZeroBitCount
    let isSeedKnown = oldSize == 1 << UInt64(level)
    let shape = PathShape(index: oldSize - 1, size: newSize)
    let inner = shape.inner - level
    let needed = (isSeedKnown ? 0 : 1) + inner + shape.border
    guard hashes.count == needed else { throw .hashCount(found: hashes.count, needed: needed) }

    var old = isSeedKnown ? oldRoot : hashes[0]
    var new = old
    let place = (oldSize - 1) >> UInt64(level)
    for (step, sibling) in hashes.dropFirst(isSeedKnown ? 0 : 1).enumerated() {
      if step >= inner || (place >> UInt64(step)) & 1 == 1 {
        old = TreeHash.node(sibling, old)
        new = TreeHash.node(sibling, new)
      } else {
        // What stands to the right came after the older tree.
        new = TreeHash.node(new, sibling)
      }
    }
    guard old == oldRoot else { throw .oldRootDiffers(computed: old, stated: oldRoot) }
    guard new == newRoot else { throw .rootDiffers(computed: new, stated: newRoot) }
  }
}
