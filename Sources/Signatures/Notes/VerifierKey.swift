internal import Merkle

/// A key that verifies signed notes, as golang.org/x/mod/sumdb/note and C2SP signed-note write it.
///
///     example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
///     name            key id   base64 of the kind and the key
///
/// Only Ed25519 keys are supported: those that sign notes (kind 0x01), and those of witnesses, which cosign
/// checkpoints at a time that they state (kind 0x04, C2SP tlog-cosignature).
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  /// What its signatures say.
  public enum Kind: UInt8, Hashable, Sendable {
    /// That its owner signed the text.
    case note = 1
    /// That a witness saw the log of the checkpoint only grow, up to this root, as of a time.
    case cosignature = 4
  }

  /// What its signatures say.
  public let kind: Kind
  /// Who signs with it.
  public let name: KeyName
  /// What stands before its signatures.
  public let id: KeyID
  /// The key itself.
  public let publicKey: Ed25519.PublicKey

  /// A key under a name.
  public init(name: KeyName, publicKey: Ed25519.PublicKey, kind: Kind = .note) {
    self.name = name
    self.publicKey = publicKey
    self.kind = kind
    id = Self.id(name: name, key: [kind.rawValue] + publicKey.bytes)
  }

  /// SHA-256 of the name, LF, the kind and the key: its first four bytes.
  private static func id(name: KeyName, key: [UInt8]) -> KeyID {
    let digest = SHA256.digest(of: Array(name.text.utf8) + [0x0A] + key)
    return KeyID(value: (0..<4).reduce(0) { $0 << 8 | UInt32(digest[$1]) })
  }

  /// The key as text, without LF.
  public var text: String {
    "\(name)+\(id)+\(Base64.encode([kind.rawValue] + publicKey.bytes))"
  }

  /// The key as text.
  public var description: String { text }

  /// Reads the text of a key, without LF; throws a `KeyProblem` for anything else.
  public init(parsing text: String) throws(KeyProblem) {
    let parts = try KeyProblem.parts(of: text[...], what: "verifier key")
    guard let first = parts.key.first else { throw .malformed("the key is empty") }
    guard let kind = Kind(rawValue: first) else {
      throw .unsupported(kind: first, known: "0x01 and 0x04")
    }
    let publicKey: Ed25519.PublicKey
    do {
      publicKey = try Ed25519.PublicKey(bytes: Array(parts.key.dropFirst()))
    } catch { throw .unsound(error) }
    self.init(name: parts.name, publicKey: publicKey, kind: kind)
    guard id == parts.id else { throw .idDiffers(stated: parts.id, computed: id) }
  }
}

/// Why a text is not the key of a signed note. A private key is never quoted.
public enum KeyProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text has another form.
  case malformed(String)
  /// A kind of key that this program does not know, and those that it knows in its place.
  case unsupported(kind: UInt8, known: String)
  /// The bytes of the key are not an Ed25519 key.
  case unsound(Ed25519.KeyProblem)
  /// Name and key have another id than the text states: one of the three was changed.
  case idDiffers(stated: KeyID, computed: KeyID)

  /// The problem in a sentence's middle.
  public var description: String {
    switch self {
    case .malformed(let reason): reason
    case .unsupported(let kind, let known):
      "keys of kind 0x\(kind < 16 ? "0" : "")\(String(kind, radix: 16)) are not supported, "
        + "only \(known) (Ed25519)"
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
