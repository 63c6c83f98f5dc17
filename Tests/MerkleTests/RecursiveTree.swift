import Merkle

/// RFC 6962 section 2.1, word for word: `MTH`, `PATH` and `PROOF` by recursion over lists of leaves.
enum RecursiveTree {
  /// The largest power of two smaller than `count`.
  private static func split(_ count: Int) -> Int {
    var half = 1
    while half * 2 < count { half *= 2 }
    return half
  }

  static func root(_ leaves: ArraySlice<Digest>) -> Digest {
    if leaves.isEmpty { return SHA256.digest(of: []) }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    let middle = leaves.startIndex + split(leaves.count)
    let children = root(leaves[..<middle]).bytes + root(leaves[middle...]).bytes
    return SHA256.digest(of: [0x01] + children)
  }

  static func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
    if leaves.count == 1 { return [] }
    let half = split(leaves.count)
    let middle = leaves.startIndex + half
    return index < half
      ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
      : path(index - half, leaves[middle...]) + [root(leaves[..<middle])]
  }

  static func proof(_ size: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
    subproof(size, leaves, true)
  }

  private static func subproof(
    _ size: Int, _ leaves: ArraySlice<Digest>, _ isKnown: Bool
  ) -> [Digest] {
    if size == leaves.count { return isKnown ? [] : [root(leaves)] }
    let half = split(leaves.count)
    let middle = leaves.startIndex + half
    return size <= half
      ? subproof(size, leaves[..<middle], isKnown) + [root(leaves[middle...])]
      : subproof(size - half, leaves[middle...], false) + [root(leaves[..<middle])]
  }
}
