/// Proves that a leaf stands at its place in a tree (RFC 6962 section 2.1.1), with one hash for each
/// level of the tree.
public struct InclusionProof: Hashable, Sendable {
  /// The leaf's place, counted from 0: the line with sequence n is leaf n - 1.
  public let index: UInt64
  /// How many leaves the tree has.
  public let size: UInt64
  /// The siblings on the way, from the leaf's own up to the root's child.
  public let hashes: [Digest]

  /// A proof as somebody states it; nothing is checked before `verify`.
  public init(index: UInt64, size: UInt64, hashes: [Digest]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// The sizes of trees with which the proof leads from the leaf to the same root: a way of hashes alone does not
  /// tell which of them the tree has. Of the last leaf it is one. `index` is less than `size`.
  public var sizes: ClosedRange<UInt64> { PathShape(index: index, size: size).sizes }

  /// The root to which the proof leads from a leaf hash.
  ///
  /// Throws when the index is not in the tree, or the count of hashes is not the one that index and
  /// size demand. Complexity: O(log size), at most 64 hashes.
  public func root(leaf: Digest) throws(ProofProblem) -> Digest {
    guard index < size else { throw .indexBeyondSize(index: index, size: size) }
    let shape = PathShape(index: index, size: size)
    guard hashes.count == shape.inner + shape.border else {
      throw .hashCount(found: hashes.count, needed: shape.inner + shape.border)
    }
    var hash = leaf
    for (level, sibling) in hashes.enumerated() {
      // Above the meeting with the right border every sibling stands to the left.
      let isLeft = level >= shape.inner || (index >> UInt64(level)) & 1 == 1
      hash = isLeft ? TreeHash.node(sibling, hash) : TreeHash.node(hash, sibling)
    }
    return hash
  }

  /// Checks that the leaf with this hash stands at `index` in the tree with this root.
  ///
  /// Throws a `ProofProblem` when it is not shown. Complexity: O(log size).
  public func verify(leaf: Digest, root: Digest) throws(ProofProblem) {
    let computed = try self.root(leaf: leaf)
    guard computed == root else { throw .rootDiffers(computed: computed, stated: root) }
  }
}
