/// Ed25519 signatures (RFC 8032 section 5.1), pure, without context or prehash.
///
///     let key = Ed25519.PrivateKey(seed: seed)           32 random bytes
///     let signature = key.signature(of: message)         64 bytes
///     key.publicKey.isValid(signature, of: message)
///
/// Signing is constant-time as far as source code can say: what is computed from the seed meets no
/// branch and no table place (masked selection, complete additions, SHA-512). What the compiler and
/// the processor make of it is not checked, and secrets are not wiped from memory. Verifying is not
/// constant-time: key, signature and message are public.
///
/// Verifying is strict. It refuses an S that is not less than L, an R or a key that is not the one
/// encoding of a point, and keys of small order. It checks the equation without the cofactor, as Go
/// and OpenSSH do.
public enum Ed25519 {
  /// The length of a public key, and of a seed, in bytes.
  public static var keyByteCount: Int { 32 }
  /// The length of a signature in bytes.
  public static var signatureByteCount: Int { 64 }

  /// Why bytes are not a public key.
  public enum KeyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// A key has 32 bytes.
    case length(Int)
    /// The bytes are not the one encoding of a point of the curve.
    case notAPoint
    /// Under such a key one signature passes for many messages.
    case smallOrder

    /// The problem in a sentence's middle.
    public var description: String {
      switch self {
      case .length(let count): "an Ed25519 key has 32 bytes, and here are \(count)"
      case .notAPoint: "these bytes are not the encoding of a point of the curve"
      case .smallOrder: "this Ed25519 key is of small order and proves nothing"
      }
    }
  }

  /// A key that verifies.
  public struct PublicKey: Hashable, Sendable {
    /// The encoded point, 32 bytes.
    public let bytes: [UInt8]
    /// The point with its sign turned, as the equation needs it.
    private let negated: EdwardsPoint

    /// Reads 32 bytes; throws a `KeyProblem` when they are not a sound key.
    public init(bytes: [UInt8]) throws(KeyProblem) {
      guard bytes.count == Ed25519.keyByteCount else { throw .length(bytes.count) }
      guard let point = EdwardsPoint(bytes: bytes) else { throw .notAPoint }
      guard !point.isOfSmallOrder else { throw .smallOrder }
      self.bytes = bytes
      negated = -point
    }

    /// The key of a secret factor.
    fileprivate init(point: EdwardsPoint) {
      bytes = point.bytes
      negated = -point
    }

    /// Whether the signature is this key's of exactly this message; a wrong length is a no.
    ///
    /// Complexity: O(message), and some 3,500 products of field elements.
    public func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
      guard signature.count == Ed25519.signatureByteCount else { return false }
      let commitment = Array(signature[..<32])
      guard let response = GroupScalar(canonical: Array(signature[32...])) else { return false }
      let challenge = Ed25519.challenge(commitment, bytes, message)
      let point = EdwardsPoint.publicSum(
        baseFactor: response.bytes, negated, times: challenge.bytes)
      return point.bytes == commitment
    }

    /// Equal keys have equal bytes.
    public static func == (a: PublicKey, b: PublicKey) -> Bool { a.bytes == b.bytes }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  }

  /// A key that signs. It is never printed: its description names the public key only.
  public struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// What the key is made of, 32 secret bytes.
    public let seed: [UInt8]
    /// What verifies its signatures.
    public let publicKey: PublicKey
    /// The secret factor, little-endian.
    private let factor: [UInt8]
    /// What makes each signature's commitment unforeseeable.
    private let prefix: [UInt8]

    /// The key of a seed of 32 random bytes; `nil` for another count.
    public init?(seed: [UInt8]) {
      guard seed.count == Ed25519.keyByteCount else { return nil }
      let digest = SHA512.digest(of: seed)
      var factor = Array(digest[..<32])
      factor[0] &= 0xF8
      factor[31] = factor[31] & 0x7F | 0x40
      self.seed = seed
      self.factor = factor
      prefix = Array(digest[32...])
      publicKey = PublicKey(point: EdwardsPoint.base(times: factor))
    }

    /// The signature of a message, 64 bytes; the same message has always the same.
    public func signature(of message: [UInt8]) -> [UInt8] {
      let nonce = GroupScalar(reducing: SHA512.digest(of: prefix + message))
      let commitment = EdwardsPoint.base(times: nonce.bytes).bytes
      let challenge = Ed25519.challenge(commitment, publicKey.bytes, message)
      return commitment + challenge.times(factor, plus: nonce).bytes
    }

    /// Names the public key, never the secret.
    public var description: String { "private key of \(publicKey.bytes)" }

    /// Shows the public key only.
    public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
  }

  /// SHA-512 of commitment, key and message, modulo L.
  private static func challenge(
    _ commitment: [UInt8], _ key: [UInt8], _ message: [UInt8]
  ) -> GroupScalar {
    var hash = SHA512()
    hash.update(commitment)
    hash.update(key)
    hash.update(message)
    return GroupScalar(reducing: hash.finish())
  }
}
