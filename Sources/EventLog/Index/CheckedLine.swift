import Merkle

/// A line that was found through an index: it stands between two LF, is in canonical form, and has its
/// sequence and the leaf that the index keeps apart from it.
struct CheckedLine {
  let bytes: [UInt8]
  let layout: LineLayout
  /// The hash that stands for it in the chain.
  let leaf: Digest
  /// The fields of `data` in whose places seals stand.
  let destroyedFields: [String]
  /// All of it that is destroyed, as `entry.redacted` names it.
  let destroyedNames: [String]
}

/// Where a line stands: the first sequence of its segment, and its bytes with the LF.
struct LinePlace {
  let segment: UInt64
  let range: Range<Int>
}
