/// How long the way from a leaf to the root is, told by index and size alone.
///
///     size 7, leaf 4          the way from leaf 4 and the right border (leaf 6) meet at level 2:
///            ___ r ___        two siblings below (inner), and above it one for each complete
///           x        *        subtree to the left (border)
///         /   \    /   \
///        .     .  *     6
///       0 1   2 3 4 5
struct PathShape {
  /// Siblings below the level at which the way meets the tree's right border.
  let inner: Int
  /// Siblings above it, all to the left.
  let border: Int

  /// The shape for a leaf of a tree; `index` is less than `size`.
  init(index: UInt64, size: UInt64) {
    inner = 64 - (index ^ (size - 1)).leadingZeroBitCount
    // A shift by 64 gives 0.
    border = (index >> UInt64(inner)).nonzeroBitCount
  }
}
