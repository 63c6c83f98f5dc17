/// Why a proof does not prove what it is held to.
public enum ProofProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The leaf is not in a tree of that size.
  case indexBeyondSize(index: UInt64, size: UInt64)
  /// The newer tree is smaller than the older.
  case sizesDescend(oldSize: UInt64, newSize: UInt64)
  /// Every tree continues an empty one, so that there is nothing to prove.
  case emptyTree
  /// Index and sizes leave no choice of how many hashes a proof has.
  case hashCount(found: Int, needed: Int)
  /// The hashes lead to another root of the older tree.
  case oldRootDiffers(computed: Digest, stated: Digest)
  /// The hashes lead to another root.
  case rootDiffers(computed: Digest, stated: Digest)

  /// The problem in a sentence's middle, to follow a name or a place and a colon.
  public var description: String {
    switch self {
    case .indexBeyondSize(let index, let size):
      "leaf \(index) (counted from 0) is not in a tree of \(size) leaves"
    case .sizesDescend(let oldSize, let newSize):
      "a tree of \(newSize) leaves cannot continue one of \(oldSize)"
    case .emptyTree:
      "a tree without leaves proves nothing about a later one"
    case .hashCount(let found, let needed):
      "the proof has \(found) hashes, and for these sizes it must have \(needed)"
    case .oldRootDiffers(let computed, let stated):
      "the proof leads to the root \(computed) of the older tree, not to the stated \(stated)"
    case .rootDiffers(let computed, let stated):
      "the proof leads to the root \(computed), not to the stated \(stated)"
    }
  }
}
