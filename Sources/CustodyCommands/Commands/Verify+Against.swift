import CustodyLedger
import EventLog
import Merkle
import Ownership
import Signatures

/// What somebody holds of the log, as `--against` names it, its signatures verified.
struct HeldWitness {
  let value: ParsedArguments.Value
  let witness: LogVerification.Witness
  /// As messages call it.
  let name: String
  /// Who has signed it, by the keys that were given.
  private(set) var signatures = CheckedSignatures()
  /// Who claims to have signed it; nobody has checked that.
  private var claims: [String] = []

  /// Reads a head, or a file with a checkpoint or a head; verifies signatures where a key is given.
  init(_ value: ParsedArguments.Value, _ invocation: Invocation) throws(Failure) {
    self.value = value
    let key = invocation.arguments.value(.verifierKey)
    if let first = value.text.utf8.first, (0x30...0x39).contains(first) || Self.isHead(value.text),
      let separator = value.text.utf8.first(where: { $0 == 0x20 || $0 == 0x3A }), separator > 0
    {
      guard let head = Self.head(value.text) else {
        throw .usage(
          "\"\(value.text)\" is not a head", at: value.place(),
          hint: "write SEQUENCE:LEAF as a writer printed it: a number, and 44 characters of base64")
      }
      witness = head
      name = "the head of line \(head.size)"
      try Self.refuse(key)
      return
    }
    name = value.text
    let bytes = try InputFile(value, invocation.surroundings).whole(
      limit: SignedNote.byteLimit)
    if let head = Self.head(String(decoding: bytes, as: UTF8.self)) {
      witness = head
      try Self.refuse(key)
      return
    }
    let checkpoint: SignedCheckpoint
    do throws(TextProblem) {
      checkpoint = try SignedCheckpoint(parsing: bytes)
    } catch {
      throw .usage(
        "\(value.text):\(error.line): \(error.message)", at: value.place(),
        hint: "give a checkpoint as custody checkpoint writes it, or a head: SEQUENCE:LEAF")
    }
    witness = .checkpoint(checkpoint.checkpoint)
    if let key {
      signatures = try KeyFile(key, invocation.surroundings).signatures(
        of: checkpoint, name: value.text, invocation.surroundings)
    } else {
      claims = checkpoint.note.signatures.map { "\($0.name)+\($0.id)" }
    }
  }

  private static func refuse(_ key: ParsedArguments.Value?) throws(Failure) {
    guard let key else { return }
    throw .usage(
      "a head carries no signature for --key", at: key.place(), hint: "leave it out")
  }

  private static func isHead(_ text: String) -> Bool { text.utf8.starts(with: "head ".utf8) }

  /// `SEQUENCE:LEAF`, `SEQUENCE LEAF`, or the whole line of a writer: `head SEQUENCE LEAF`.
  static func head(_ text: String) -> LogVerification.Witness? {
    var rest = text[...]
    if rest.utf8.last == 0x0A { rest = Substring(rest.utf8.dropLast()) }
    if isHead(text) { rest = Substring(rest.utf8.dropFirst(5)) }
    guard let place = rest.utf8.firstIndex(where: { $0 == 0x20 || $0 == 0x3A }),
      let number = UInt64(rest[..<place]), number <= SequenceNumber.limit,
      let leaf = Digest(base64: String(Substring(rest.utf8[place...].dropFirst())))
    else { return nil }
    return .head(SequenceNumber(number), leaf)
  }

  /// What is shown, for people.
  var words: String {
    switch witness {
    case .checkpoint(let checkpoint) where checkpoint.size == 0:
      "it covers no lines, and every log begins so"
    case .head(.zero, _): "it names no line, and every log begins so"
    case .checkpoint(let checkpoint):
      "the first \(checkpoint.size) lines have the root that it names"
    case .head(let sequence, _):
      "line \(sequence) has that leaf hash, and it names the lines before it"
    }
  }

  /// What is known of its signatures, for people.
  var signatureWords: String? {
    if let words = signatures.words { return words }
    if !claims.isEmpty {
      return "signatures by \(claims.joined(separator: ", ")) were not verified: no --key was given"
    }
    return nil
  }
}
