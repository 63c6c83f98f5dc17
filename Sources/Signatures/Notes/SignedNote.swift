public import Merkle

/// A text and its signatures (C2SP signed-note; golang.org/x/mod/sumdb/note).
///
///     This is an example message.                         the text, its LF included
///                                                         an empty line
///     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv…     signatures, one or more
///
/// The text may contain empty lines: the last one parts it from the signatures. It says nothing
/// before a trusted key has verified it.
public struct SignedNote: Hashable, Sendable {
  /// How many bytes are read at most.
  public static var byteLimit: Int { 1 << 20 }
  /// How many signatures a note has at most.
  public static var signatureLimit: Int { 100 }

  /// What is signed; it ends with LF.
  public let text: String
  /// The signatures in their order, verified or not.
  public let signatures: [NoteSignature]

  /// A note of a text and signatures; throws when the text does not end with LF or holds another
  /// control character, or when there are too many signatures.
  public init(text: String, signatures: [NoteSignature] = []) throws(TextProblem) {
    let lines = try StrictLines(Array(text.utf8), byteLimit: Self.byteLimit).lines
    guard !lines.isEmpty else { throw TextProblem(line: 1, "the text of a note is empty") }
    guard signatures.count <= Self.signatureLimit else {
      throw TextProblem(line: lines.count + 1, Self.tooMany)
    }
    self.text = text
    self.signatures = signatures
  }

  private static let tooMany = "a note has at most \(signatureLimit) signatures"

  /// Reads a note with at least one signature.
  ///
  /// Strict: `bytes` of what was read are the bytes that were read. Throws a `TextProblem`.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    let lines = try StrictLines(bytes, byteLimit: Self.byteLimit).lines
    guard let blank = lines.lastIndex(of: "") else {
      throw TextProblem(
        line: max(1, lines.count), "a note has an empty line between its text and its signatures")
    }
    guard blank > 0 else { throw TextProblem(line: 1, "the text of a note is empty") }
    guard blank + 1 < lines.count else {
      throw TextProblem(line: blank + 1, "no signature follows the empty line")
    }
    var signatures: [NoteSignature] = []
    for index in blank + 1..<lines.count {
      guard signatures.count < Self.signatureLimit else {
        throw TextProblem(line: index + 1, Self.tooMany)
      }
      do throws(NoteSignatureProblem) {
        signatures.append(try NoteSignature(parsing: lines[index]))
      } catch { throw TextProblem(line: index + 1, error.message) }
    }
    text = lines[..<blank].map { "\($0)\n" }.joined()
    self.signatures = signatures
  }

  /// The whole note; without signatures the text alone, which is not yet a note to others.
  public var bytes: [UInt8] {
    if signatures.isEmpty { return Array(text.utf8) }
    return Array((text + "\n" + signatures.map { "\($0.line)\n" }.joined()).utf8)
  }

  /// The note with one more signature, at the end; an older one by the same key is left out.
  ///
  /// Throws when the note has as many signatures as it can have.
  public func signed(by key: SignerKey) throws(TextProblem) -> SignedNote {
    let others = signatures.filter { $0.name != key.name || $0.id != key.verifierKey.id }
    return try SignedNote(text: text, signatures: others + [key.signature(of: text)])
  }

  /// Notes are equal when their bytes are.
  public static func == (a: SignedNote, b: SignedNote) -> Bool { a.bytes == b.bytes }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
