internal import Merkle

/// A public key as OpenSSH writes it in `.pub` files: kind, base64, comment.
///
///     ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI… somebody@somewhere
///
/// Only ssh-ed25519 is supported; other kinds are named in the error.
public struct SSHPublicKey: Hashable, Sendable, CustomStringConvertible {
  static let kind = "ssh-ed25519"
  /// How long a line is at most, in bytes.
  public static var byteLimit: Int { 16_384 }

  /// The key itself.
  public let key: Ed25519.PublicKey
  /// What stands after the key, often the name of its owner; nothing vouches for it.
  public let comment: String

  /// A key with a comment.
  public init(_ key: Ed25519.PublicKey, comment: String = "") {
    self.key = key
    self.comment = comment
  }

  /// Reads one line; an LF may end it. Throws an `SSHProblem` for anything else.
  public init(parsing line: String) throws(SSHProblem) {
    guard line.utf8.count <= Self.byteLimit else {
      throw .malformed("a public key has at most \(Self.byteLimit) bytes")
    }
    var utf8 = line.utf8[...]
    if utf8.last == UInt8(ascii: "\n") { utf8 = utf8.dropLast() }
    guard utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x09 }) else {
      throw .malformed("a public key is one line without control characters")
    }
    let parts = utf8.split(maxSplits: 2, whereSeparator: { $0 == 0x20 || $0 == 0x09 })
    guard parts.count >= 2 else {
      throw .malformed("a public key has the form KIND BASE64 COMMENT")
    }
    try self.init(
      kind: String(Substring(parts[0])), base64: String(Substring(parts[1])),
      comment: parts.count == 3 ? String(Substring(parts[2])) : "")
  }

  /// Takes the parts of a line.
  init(kind: String, base64: String, comment: String) throws(SSHProblem) {
    guard kind.utf8.elementsEqual(Self.kind.utf8) else { throw .unsupportedKey(kind) }
    guard let blob = Base64.decode(base64) else {
      throw .malformed("the second part of a public key is not base64")
    }
    key = try Self.key(of: blob)
    self.comment = comment
  }

  /// The key in the wire format: its kind and its 32 bytes.
  static func key(of blob: [UInt8]) throws(SSHProblem) -> Ed25519.PublicKey {
    var reader = SSHReader(blob)
    let kind = try reader.text("kind of the public key")
    guard kind.utf8.elementsEqual(Self.kind.utf8) else { throw .unsupportedKey(kind) }
    let bytes = try reader.string("public key")
    try reader.end(of: "public key")
    do { return try Ed25519.PublicKey(bytes: bytes) } catch { throw .unsoundKey(error) }
  }

  var blob: [UInt8] {
    var blob: [UInt8] = []
    blob.appendSSH(text: Self.kind)
    blob.appendSSH(string: key.bytes)
    return blob
  }

  /// The line, without LF.
  public var line: String {
    "\(Self.kind) \(Base64.encode(blob))" + (comment.isEmpty ? "" : " \(comment)")
  }

  /// What `ssh-keygen -l` shows: `SHA256:` and base64 without padding.
  public var fingerprint: String {
    "SHA256:\(SHA256.digest(of: blob).base64.prefix(43))"
  }

  /// The fingerprint, and the comment if there is one.
  public var description: String { comment.isEmpty ? fingerprint : "\(fingerprint) (\(comment))" }

  /// Keys are equal when key and comment have the same bytes.
  public static func == (a: SSHPublicKey, b: SSHPublicKey) -> Bool {
    a.key == b.key && a.comment.utf8.elementsEqual(b.comment.utf8)
  }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
