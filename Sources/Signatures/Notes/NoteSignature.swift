internal import Merkle

/// One signature of a note, by a key that may be unknown, of a kind that may be unknown.
///
///     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv…
///     em dash, space, name, space, base64 of the key id (4 bytes) and the signature
public struct NoteSignature: Hashable, Sendable {
  private static let prefix = "\u{2014} "
  /// How many bytes a signature has at most; those of post-quantum keys have up to 5,000.
  public static var byteLimit: Int { 8192 }

  /// Who claims to have signed.
  public let name: KeyName
  /// Which key of that name.
  public let id: KeyID
  /// What the key made of the text: 64 bytes for Ed25519.
  public let bytes: [UInt8]

  /// A signature as somebody states it.
  public init(name: KeyName, id: KeyID, bytes: [UInt8]) {
    self.name = name
    self.id = id
    self.bytes = bytes
  }

  /// The line without its LF.
  public var line: String { "\(Self.prefix)\(name) \(Base64.encode(id.bytes + bytes))" }

  /// Reads a line without its LF, or says what is wrong with it.
  init(parsing line: String) throws(NoteSignatureProblem) {
    let utf8 = line.utf8
    guard utf8.starts(with: Self.prefix.utf8) else {
      throw NoteSignatureProblem("a signature line begins with an em dash and a space")
    }
    let parts = utf8.dropFirst(Self.prefix.utf8.count).split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let name = KeyName(String(Substring(parts[0]))) else {
      throw NoteSignatureProblem("a signature line is an em dash, the key's name and base64")
    }
    guard parts[1].count <= (Self.byteLimit + 6) / 3 * 4 else {
      throw NoteSignatureProblem("a signature has at most \(Self.byteLimit) bytes")
    }
    guard let bytes = Base64.decode(String(Substring(parts[1]))), bytes.count > 4 else {
      throw NoteSignatureProblem(
        "a signature is base64 of the key's id (4 bytes) and the signature")
    }
    self.name = name
    id = KeyID(value: bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) })
    self.bytes = Array(bytes[4...])
  }
}

/// What is wrong with a signature line.
struct NoteSignatureProblem: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
