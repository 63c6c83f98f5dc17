internal import Merkle

/// A key that verifies signed notes, as golang.org/x/mod/sumdb/note and C2SP signed-note write it.
///
///     example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
///     name            key id   base64 of the kind (0x01: Ed25519) and the key
///
/// Only Ed25519 keys are supported.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  static let kind: UInt8 = 1

  /// Who signs with it.
  public let name: KeyName
  /// What stands before its signatures.
  public let id: KeyID
  /// The key itself.
  public let publicKey: Ed25519.PublicKey

  /// A key under a name.
  public init(name: KeyName, publicKey: Ed25519.PublicKey) {
    self.name = name
    self.publicKey = publicKey
    id = Self.id(name: name, key: [Self.kind] + publicKey.bytes)
  }

  /// SHA-256 of the name, LF, the kind and the key: its first four bytes.
  private static func id(name: KeyName, key: [UInt8]) -> KeyID {
    let digest = SHA256.digest(of: Array(name.text.utf8) + [0x0A] + key)
    return KeyID(value: (0..<4).reduce(0) { $0 << 8 | UInt32(digest[$1]) })
  }

  /// The key as text, without LF.
  public var text: String {
    "\(name)+\(id)+\(Base64.encode([Self.kind] + publicKey.bytes))"
  }

  /// The key as text.
  public var description: String { text }

  /// Reads the text of a key, without LF; throws a `KeyProblem` for anything else.
  public init(parsing text: String) throws(KeyProblem) {
    let parts = try KeyProblem.parts(of: text[...], what: "verifier key")
    guard let kind = parts.key.first else { throw .malformed("the key is empty") }
    guard kind == Self.kind else { throw .unsupported(kind: kind) }
    let publicKey: Ed25519.PublicKey
    do {
      publicKey = try Ed25519.PublicKey(bytes: Array(parts.key.dropFirst()))
    } catch { throw .unsound(error) }
    self.init(name: parts.name, publicKey: publicKey)
    guard id == parts.id else { throw .idDiffers(stated: parts.id, computed: id) }
  }
}

/// Why a text is not the key of a signed note. A private key is never quoted.
public enum KeyProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text has another form.
  case malformed(String)
  /// A kind of key that this program does not know.
  case unsupported(kind: UInt8)
  /// The bytes of the key are not an Ed25519 key.
  case unsound(Ed25519.KeyProblem)
  /// Name and key have another id than the text states: one of the three was changed.
  case idDiffers(stated: KeyID, computed: KeyID)

  /// The problem in a sentence's middle.
  public var description: String {
    switch self {
    case .malformed(let reason): reason
    case .unsupported(let kind):
      "keys of kind 0x\(kind < 16 ? "0" : "")\(String(kind, radix: 16)) are not supported, "
        + "only 0x01 (Ed25519)"
    case .unsound(let problem): "\(problem)"
    case .idDiffers(let stated, let computed):
      "the key says that its id is \(stated), but name and key have \(computed)"
    }
  }

  /// Name, id and key of `NAME+ID+BASE64`.
  static func parts(
    of text: Substring, what: String
  ) throws(KeyProblem) -> (name: KeyName, id: KeyID, key: [UInt8]) {
    guard text.utf8.count <= 1024 else {
      throw .malformed("a \(what) has at most 1024 bytes, and here are \(text.utf8.count)")
    }
    let parts = text.utf8.split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .malformed("a \(what) has the form NAME+ID+BASE64") }
    guard let name = KeyName(String(Substring(parts[0]))) else {
      throw .malformed(
        "the name of a \(what) is 1 to \(KeyName.byteLimit) bytes without spaces or control characters"
      )
    }
    guard let id = KeyID(hexadecimal: Substring(parts[1])) else {
      throw .malformed("the id of a \(what) is eight lower-case hexadecimal digits")
    }
    guard let key = Base64.decode(String(Substring(parts[2]))) else {
      throw .malformed("the last part of a \(what) is not base64")
    }
    return (name, id, key)
  }
}
