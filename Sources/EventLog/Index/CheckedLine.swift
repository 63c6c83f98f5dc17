import Merkle

/// A line that was found through an index and has passed the checks that need no other line but the
/// next: LF before and behind it, canonical bytes, its sequence, and its hash in the line after it.
struct CheckedLine {
  let bytes: [UInt8]
  let layout: LineLayout
  /// The hash that stands for it in the chain.
  let leaf: Digest

  /// The hash that stands for a line in the chain: its own, or of a redacted line the original's.
  static func leaf(_ bytes: Span<UInt8>, _ layout: LineLayout) -> Digest {
    if layout.isRedacted, let original = Digest(base64: String(copying: bytes, layout.redacted)) {
      return original
    }
    return TreeHash.leaf(bytes.extracting(layout.start..<layout.end))
  }
}

/// Where a line stands: the first sequence of its segment, and its bytes with the LF.
struct LinePlace {
  let segment: UInt64
  let range: Range<Int>
}
