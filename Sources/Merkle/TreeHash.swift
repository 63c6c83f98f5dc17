/// The hashes of RFC 6962 section 2.1: a prefix tells leaves from nodes, so that neither can pass
/// for the other.
public enum TreeHash {
  /// The leaf hash of a line without its LF: SHA-256(0x00 ‖ line). Complexity: O(bytes).
  public static func leaf(_ line: Span<UInt8>) -> Digest {
    let prefix = CollectionOfOne(UInt8(0x00))
    return SHA256.digest(of: prefix.span, line)
  }

  /// The leaf hash of a line without its LF.
  public static func leaf(_ line: [UInt8]) -> Digest {
    leaf(line.span)
  }

  /// The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    var hash = SHA256()
    hash.update(byte: 0x01)
    hash.update(left)
    hash.update(right)
    return hash.finish()
  }

  /// The root of a tree without leaves: SHA-256 of nothing.
  public static var emptyRoot: Digest { SHA256().finish() }
}
