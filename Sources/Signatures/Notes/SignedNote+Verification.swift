extension SignedNote {
  /// Which of the known keys have signed, and what others claim to have signed.
  public struct Verdict: Hashable, Sendable {
    /// The known keys whose signatures are valid, each once, in the order of the signatures.
    public let signers: [VerifierKey]
    /// When each of the witnesses among them first cosigned, by its own clock: seconds since 1970.
    public let witnessed: [VerifierKey: UInt64]
    /// Of other known keys, whose cosignatures are valid and state no time, what is wrong with them: they vouch for
    /// nothing.
    public let timeless: [NoteProblem]
    /// Signatures by keys that are not known; they prove nothing.
    public let unknown: [NoteSignature]
  }

  /// Verifies every signature by a known key.
  ///
  /// Throws a `NoteProblem` when one of them is not valid, when none of them vouches for the text, or when two
  /// of the known keys cannot be told apart. Complexity: one verification for each such signature.
  public func verified(by keys: [VerifierKey]) throws(NoteProblem) -> Verdict {
    var signers: [VerifierKey] = []
    var unknown: [NoteSignature] = []
    var witnessed: [VerifierKey: UInt64] = [:]
    var timeless: [VerifierKey: NoteProblem] = [:]
    for signature in signatures {
      let matches = Set(keys.filter { $0.name == signature.name && $0.id == signature.id })
      guard let key = matches.first else {
        unknown.append(signature)
        continue
      }
      guard matches.count == 1 else { throw .ambiguousKey(key.name, key.id) }
      switch key.kind {
      case .note:
        guard key.publicKey.isValid(signature.bytes, of: Array(text.utf8)) else {
          throw .invalidSignature(key.name, key.id)
        }
      case .cosignature:
        guard let cosignature = Cosignature(signature.bytes) else {
          throw .malformedCosignature(key.name, key.id, byteCount: signature.bytes.count)
        }
        guard cosignature.isValid(of: text, by: key.publicKey) else {
          throw .invalidSignature(key.name, key.id)
        }
        guard cosignature.statesTime else {
          timeless[key] = .timelessCosignature(key.name, key.id, seconds: cosignature.seconds)
          break
        }
        witnessed[key] = min(cosignature.seconds, witnessed[key] ?? .max)
      }
      if !signers.contains(key) { signers.append(key) }
    }
    // Nor does one beside it that has a time: which of them the witness stands by, nobody knows.
    let void = signers.compactMap { timeless[$0] }
    signers.removeAll { timeless[$0] != nil }
    if signers.isEmpty, let problem = void.first { throw problem }
    guard !signers.isEmpty else { throw .noKnownSignature(unknown.map { "\($0.name)+\($0.id)" }) }
    return Verdict(
      signers: signers, witnessed: witnessed.filter { timeless[$0.key] == nil }, timeless: void,
      unknown: unknown)
  }
}

/// Why a note is not to be believed.
public enum NoteProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A known key's signature is not one of this text.
  case invalidSignature(KeyName, KeyID)
  /// A known witness's cosignature has another length than one by Ed25519.
  case malformedCosignature(KeyName, KeyID, byteCount: Int)
  /// A known witness's cosignature, valid as it is, states no time, and so not what it is to vouch for.
  case timelessCosignature(KeyName, KeyID, seconds: UInt64)
  /// None of the signatures is by a known key; the keys that claim to have signed, as `NAME+ID`.
  case noKnownSignature([String])
  /// Two different known keys have the same name and id.
  case ambiguousKey(KeyName, KeyID)

  /// The problem in a sentence's middle.
  public var description: String {
    switch self {
    case .invalidSignature(let name, let id):
      "the signature by \(name)+\(id) is not valid: the text or the signature was changed"
    case .malformedCosignature(let name, let id, let count):
      "the cosignature by \(name)+\(id) is none: it has \(count) bytes, and one by Ed25519 has \(Cosignature.byteCount)"
    case .timelessCosignature(let name, let id, let seconds):
      "the cosignature by \(name)+\(id) is of time \(seconds), which is no time"
        + (seconds == 0 ? "" : " (the last is 2^63 - 1)") + ": it does not say as of when the "
        + "witness had seen nothing larger; ask for another, or leave its key out"
    case .noKnownSignature(let names) where names.isEmpty:
      "there is no signature"
    case .noKnownSignature(let names):
      "no signature is by a key that was given; those there name \(names.joined(separator: ", "))"
    case .ambiguousKey(let name, let id):
      "two different keys are named \(name)+\(id); give only one of them"
    }
  }
}
