internal import Merkle

/// A signature made by `ssh-keygen -Y sign` (OpenSSH, PROTOCOL.sshsig), by an ssh-ed25519 key.
///
///     -----BEGIN SSH SIGNATURE-----
///     U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgJKxoLBJBivUPNTUJUSslQTt2hD
///     …              base64 of: "SSHSIG", version 1, public key, namespace, reserved, hash, signature
///     -----END SSH SIGNATURE-----
///
/// What the key signs is not the message but "SSHSIG", the namespace, the reserved field, the name of
/// the hash and the hash of the message: a signature for one purpose cannot pass for another.
public struct SSHSignature: Hashable, Sendable {
  /// The namespace of signatures of checkpoints: `ssh-keygen -Y sign -n custody-checkpoint`.
  public static var checkpointNamespace: String { "custody-checkpoint" }
  /// How many bytes of armored text are read at most.
  public static var byteLimit: Int { 16_384 }
  private static let magic = Array("SSHSIG".utf8)

  /// How the message is hashed before it is signed.
  public enum Hash: String, Sendable {
    /// SHA-256.
    case sha256
    /// SHA-512, which `ssh-keygen` takes unless told otherwise.
    case sha512
  }

  /// The key that claims to have signed.
  public let publicKey: SSHPublicKey
  /// What the signature is for.
  public let namespace: String
  /// Kept as it stands, for the signature covers it; empty so far.
  public let reserved: [UInt8]
  /// How the message is hashed.
  public let hash: Hash
  /// The Ed25519 signature, 64 bytes.
  public let signature: [UInt8]

  /// A signature as somebody states it, over `signedBytes(of:namespace:hash:reserved:)`.
  public init(
    publicKey: Ed25519.PublicKey, namespace: String, hash: Hash = .sha512,
    reserved: [UInt8] = [], signature: [UInt8]
  ) {
    self.publicKey = SSHPublicKey(publicKey)
    self.namespace = namespace
    self.reserved = reserved
    self.hash = hash
    self.signature = signature
  }

  /// The bytes that the key itself signs for a message.
  public static func signedBytes(
    of message: [UInt8], namespace: String, hash: Hash = .sha512, reserved: [UInt8] = []
  ) -> [UInt8] {
    var bytes = magic
    bytes.appendSSH(text: namespace)
    bytes.appendSSH(string: reserved)
    bytes.appendSSH(text: hash.rawValue)
    switch hash {
    case .sha256: bytes.appendSSH(string: SHA256.digest(of: message).bytes)
    case .sha512: bytes.appendSSH(string: SHA512.digest(of: message))
    }
    return bytes
  }

  /// Checks that `publicKey` signed exactly this message for this purpose; throws an `SSHProblem`.
  ///
  /// Whose key that is, is for the caller to know: by a key held beforehand, or `AllowedSigners`.
  public func verify(_ message: [UInt8], namespace: String) throws(SSHProblem) {
    guard namespace.utf8.elementsEqual(self.namespace.utf8) else {
      throw .otherNamespace(found: self.namespace, expected: namespace)
    }
    let bytes = Self.signedBytes(
      of: message, namespace: namespace, hash: hash, reserved: reserved)
    guard publicKey.key.isValid(signature, of: bytes) else { throw .invalidSignature }
  }

  /// Signatures are equal when all they say has the same bytes.
  public static func == (a: SSHSignature, b: SSHSignature) -> Bool { a.blob == b.blob }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(blob) }

  // MARK: Bytes

  private var blob: [UInt8] {
    var inner: [UInt8] = []
    inner.appendSSH(text: SSHPublicKey.kind)
    inner.appendSSH(string: signature)
    var blob = Self.magic
    blob.appendSSH(number: 1)
    blob.appendSSH(string: publicKey.blob)
    blob.appendSSH(text: namespace)
    blob.appendSSH(string: reserved)
    blob.appendSSH(text: hash.rawValue)
    blob.appendSSH(string: inner)
    return blob
  }

  /// Reads the bytes inside the armor.
  private init(blob: [UInt8]) throws(SSHProblem) {
    var reader = SSHReader(blob)
    guard try reader.raw(6, "SSH signature") == Self.magic else {
      throw .malformed("an SSH signature begins with SSHSIG inside its base64")
    }
    let version = try reader.number("version")
    guard version == 1 else {
      throw .malformed("the SSH signature is of version \(version), and only 1 is known")
    }
    publicKey = SSHPublicKey(try SSHPublicKey.key(of: try reader.string("public key")))
    namespace = try reader.text("namespace")
    guard !namespace.isEmpty else { throw .malformed("the namespace is empty") }
    reserved = try reader.string("reserved field")
    let name = try reader.text("name of the hash")
    guard let hash = Hash(rawValue: name), name.utf8.elementsEqual(hash.rawValue.utf8) else {
      throw .malformed("the hash is \(name), and only sha256 and sha512 are known")
    }
    self.hash = hash
    var inner = SSHReader(try reader.string("signature"))
    try reader.end(of: "SSH signature")
    let kind = try inner.text("kind of the signature")
    guard kind.utf8.elementsEqual(SSHPublicKey.kind.utf8) else { throw .unsupportedKey(kind) }
    signature = try inner.string("signature")
    try inner.end(of: "signature")
    guard signature.count == Ed25519.signatureByteCount else {
      throw .malformed("an Ed25519 signature has 64 bytes, and here are \(signature.count)")
    }
  }
}

/// The armor: a header, base64 in lines, a footer.
extension SSHSignature {
  private static let header = "-----BEGIN SSH SIGNATURE-----"
  private static let footer = "-----END SSH SIGNATURE-----"

  /// What a `.sig` file holds, in lines of 70 characters as `ssh-keygen` writes them.
  public var armored: String {
    var text = Self.header + "\n"
    var rest = Base64.encode(blob)[...]
    while !rest.isEmpty {
      text += rest.prefix(70) + "\n"
      rest = rest.dropFirst(70)
    }
    return text + Self.footer + "\n"
  }

  /// Reads the text of a `.sig` file; its last LF may be missing, nothing else may stand around it.
  ///
  /// Throws an `SSHProblem`; keys of other kinds than ssh-ed25519 are named as unsupported.
  public init(armored text: String) throws(SSHProblem) {
    guard text.utf8.count <= Self.byteLimit else {
      throw .malformed("an SSH signature has at most \(Self.byteLimit) bytes of text")
    }
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first, first.elementsEqual(Self.header.utf8) else {
      throw .malformed("line 1: an SSH signature begins with \(Self.header)")
    }
    guard lines.count > 2, let last = lines.last, last.elementsEqual(Self.footer.utf8) else {
      throw .malformed("line \(lines.count): an SSH signature ends with \(Self.footer)")
    }
    var base64: [UInt8] = []
    for (index, line) in lines.enumerated().dropFirst().dropLast() {
      guard !line.isEmpty, line.allSatisfy({ Base64.value(of: $0) != nil || $0 == 0x3D }) else {
        throw .malformed("line \(index + 1): this is not a line of base64")
      }
      base64 += line
    }
    guard let blob = Base64.decode(String(decoding: base64, as: UTF8.self)) else {
      throw .malformed("the lines between header and footer are not base64")
    }
    try self.init(blob: blob)
  }
}
