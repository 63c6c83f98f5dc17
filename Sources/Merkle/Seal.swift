/// Seals: what stands for a value in the hash of its line, so that the value can be destroyed or withheld
/// and all else stays proved (FORMAT section 7).
///
///     keys   the 16-byte halves, in order, of SHA-256(salt ‖ 0x00), SHA-256(salt ‖ 0x01), …
///     seal   base64 of SHA-256(key ‖ the bytes of the value)
///
/// Without its key a seal tells nothing of a value that can be guessed; without the salt no key follows
/// from another.
public enum Seal {
  /// The length of a salt and of a key in bytes.
  public static var keyCount: Int { 16 }
  /// The length of a key in base64.
  public static var keyTextCount: Int { 24 }

  /// Appends the first `count` keys that follow from a salt.
  public static func appendKeys(
    of salt: Span<UInt8>, count: Int, to keys: inout [UInt8]
  ) {
    for block in 0..<(count + 1) / 2 {
      let number = CollectionOfOne(UInt8(block))
      let digest = SHA256.digest(of: salt, number.span)
      digest.append(first: block * 2 + 1 < count ? 2 * keyCount : keyCount, to: &keys)
    }
  }

  /// The seal of a value.
  ///
  /// - Parameters:
  ///   - value: the bytes that stand for it on the line, the quotes of a string included.
  ///   - key: its 16 bytes.
  public static func digest(of value: Span<UInt8>, key: Span<UInt8>) -> Digest {
    SHA256.digest(of: key, value)
  }
}
