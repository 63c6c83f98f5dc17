internal import Merkle

/// A key that signs notes, as golang.org/x/mod/sumdb/note writes it. It is secret.
///
///     PRIVATE+KEY+PeterNeumann+c74f20a3+AYEK…
///                 name         key id   base64 of the kind (0x01: Ed25519) and the seed
public struct SignerKey: Sendable, CustomStringConvertible, CustomReflectable {
  private static let prefix = "PRIVATE+KEY+"

  /// What verifies its signatures; to be given away.
  public let verifierKey: VerifierKey
  private let privateKey: Ed25519.PrivateKey

  /// Who signs with it.
  public var name: KeyName { verifierKey.name }

  /// A key under a name, from 32 random bytes; `nil` for another count.
  public init?(name: KeyName, seed: [UInt8]) {
    guard let privateKey = Ed25519.PrivateKey(seed: seed) else { return nil }
    self.privateKey = privateKey
    verifierKey = VerifierKey(name: name, publicKey: privateKey.publicKey)
  }

  /// Reads the text of a key; one LF may end it. Throws a `KeyProblem` that quotes nothing secret.
  public init(parsing text: String) throws(KeyProblem) {
    var rest = text[...]
    if rest.utf8.last == UInt8(ascii: "\n") { rest = Substring(rest.utf8.dropLast()) }
    guard rest.utf8.starts(with: Self.prefix.utf8) else {
      throw .malformed("a signer key begins with \(Self.prefix)")
    }
    let parts = try KeyProblem.parts(
      of: Substring(rest.utf8.dropFirst(Self.prefix.utf8.count)), what: "signer key")
    guard let kind = parts.key.first else { throw .malformed("the key is empty") }
    guard kind == VerifierKey.Kind.note.rawValue else {
      throw .unsupported(kind: kind, known: "0x01")
    }
    guard let key = SignerKey(name: parts.name, seed: Array(parts.key.dropFirst())) else {
      throw .unsound(.length(parts.key.count - 1))
    }
    guard key.verifierKey.id == parts.id else {
      throw .idDiffers(stated: parts.id, computed: key.verifierKey.id)
    }
    self = key
  }

  /// The key as text, without LF, to be kept secret.
  public var secretText: String {
    let key = Base64.encode([VerifierKey.Kind.note.rawValue] + privateKey.seed)
    return "\(Self.prefix)\(name)+\(verifierKey.id)+\(key)"
  }

  /// The signature of a note's text, its last LF included.
  public func signature(of text: String) -> NoteSignature {
    NoteSignature(
      name: name, id: verifierKey.id, bytes: privateKey.signature(of: Array(text.utf8)))
  }

  /// Names the public key, never the secret.
  public var description: String { "signer key of \(verifierKey)" }

  /// Shows the public key only.
  public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
