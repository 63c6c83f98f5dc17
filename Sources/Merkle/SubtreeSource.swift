/// Where the hashes of a log's complete subtrees come from: memory, a file of nodes, the lines.
///
///     level 2        0               the subtree (level, index) covers the leaves
///     level 1    0       1           index · 2^level ..< (index + 1) · 2^level
///     leaves   0   1   2   3
///
/// A source keeps all leaves and whichever levels it likes; `MerkleTree` computes the others. One
/// that keeps each eighth level (8, 16, …) answers `nil` for the levels between.
public protocol SubtreeSource<Failure> {
  /// What can go wrong when a hash is read; `Never` in memory.
  associatedtype Failure: Error

  /// The hash of the leaf at `index`, counted from 0; asked only for leaves of the tree.
  func leaf(_ index: UInt64) throws(Failure) -> Digest

  /// The hash of the complete subtree at a level of 1 or more, or `nil` when it is not kept.
  func node(level: Int, index: UInt64) throws(Failure) -> Digest?
}
