/// The tree of RFC 6962 section 2.1 over the hashes of a source: roots, inclusion and consistency.
///
///     let tree = MerkleTree(levels)
///     let proof = tree.inclusion(of: 16, size: 4711)
///     try proof.verify(leaf: levels.leaf(16), root: tree.root(size: 4711))
///
/// All of it is put together from complete subtrees: a tree of 6 leaves is the subtree of the first
/// four beside that of the last two. Complexity of each question: O(log size) hashes where all levels
/// are kept, O(2^step · log size) where each `step`-th is.
public struct MerkleTree<Source: SubtreeSource> {
  private let source: Source

  /// A view on the hashes of `source`.
  public init(_ source: Source) {
    self.source = source
  }

  /// The root over the first `size` leaves, which the source has.
  public func root(size: UInt64) throws(Source.Failure) -> Digest {
    if size == 0 { return TreeHash.emptyRoot }
    return try root(from: 0, to: size)
  }

  /// The proof that the leaf `index` is in the tree of the first `size` leaves.
  ///
  /// The source has `size` leaves, and `index` is one of them.
  public func inclusion(of index: UInt64, size: UInt64) throws(Source.Failure) -> InclusionProof {
    precondition(index < size, "leaf \(index) is not in a tree of \(size)")
    return InclusionProof(
      index: index, size: size, hashes: try path(from: 0, of: index, size: size))
  }

  /// The proof that the tree of `newSize` leaves begins with all those of the tree of `oldSize`.
  ///
  /// The source has `newSize` leaves; `oldSize` is at least 1 and at most `newSize`.
  public func consistency(
    from oldSize: UInt64, to newSize: UInt64
  ) throws(Source.Failure) -> ConsistencyProof {
    precondition(0 < oldSize && oldSize <= newSize, "\(oldSize) is not a size before \(newSize)")
    var hashes: [Digest] = []
    if oldSize < newSize {
      // The old tree's last complete subtree is where both trees meet; its own hash is left out when
      // it is the whole old tree, because then the verifier knows it.
      let level = oldSize.trailingZeroBitCount
      if oldSize != 1 << UInt64(level) {
        hashes.append(try subtree(level: level, index: (oldSize - 1) >> UInt64(level)))
      }
      hashes += try path(from: level, of: oldSize - 1, size: newSize)
    }
    return ConsistencyProof(oldSize: oldSize, newSize: newSize, hashes: hashes)
  }

  /// The siblings from level `bottom` up on the way from the leaf `index` to the root.
  private func path(
    from bottom: Int, of index: UInt64, size: UInt64
  ) throws(Source.Failure) -> [Digest] {
    var hashes: [Digest] = []
    // Below this level the way to the leaf and the tree's right border are apart.
    let meeting = PathShape(index: index, size: size).inner
    for level in bottom..<64 {
      let place = index >> UInt64(level)
      if level + 1 == meeting {
        hashes.append(try root(from: (place | 1) << UInt64(level), to: size))
      } else if level < meeting || place & 1 == 1 {
        hashes.append(try subtree(level: level, index: place ^ 1))
      }
    }
    return hashes
  }

  /// The root over the leaves `start ..< end`, where `start` is a multiple of the largest complete
  /// subtree among them.
  private func root(from start: UInt64, to end: UInt64) throws(Source.Failure) -> Digest {
    var hash: Digest?
    var right = end
    var rest = end - start
    // From the right, smallest first, each subtree joins what stands to its right.
    while rest > 0 {
      let level = rest.trailingZeroBitCount
      let left = try subtree(level: level, index: (right >> UInt64(level)) - 1)
      if let known = hash { hash = TreeHash.node(left, known) } else { hash = left }
      right -= 1 << UInt64(level)
      rest &= rest - 1
    }
    return hash ?? TreeHash.emptyRoot
  }

  /// The hash of a complete subtree, computed from its children where the source does not keep it.
  private func subtree(level: Int, index: UInt64) throws(Source.Failure) -> Digest {
    if level == 0 { return try source.leaf(index) }
    if let hash = try source.node(level: level, index: index) { return hash }
    return TreeHash.node(
      try subtree(level: level - 1, index: 2 * index),
      try subtree(level: level - 1, index: 2 * index + 1))
  }
}
