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
  /// The sizes at which the way of this leaf is of this shape. One alone, that of the leaf itself, where it is the
  /// tree's last: else the size can be any that has the same complete subtrees left of the meeting.
  let sizes: ClosedRange<UInt64>

  /// The shape for a leaf of a tree; `index` is less than `size`.
  init(index: UInt64, size: UInt64) {
    inner = 64 - (index ^ (size - 1)).leadingZeroBitCount
    // A shift by 64 gives 0.
    border = (index >> UInt64(inner)).nonzeroBitCount
    if inner == 0 {
      sizes = size...size
    } else {
      let half: UInt64 = 1 << UInt64(inner - 1)
      let least = (index >> UInt64(inner)) << UInt64(inner) + half
      let (most, isBeyond) = (least + (half - 1)).addingReportingOverflow(1)
      sizes = least + 1...(isBeyond ? .max : most)
    }
  }
}
