public import Merkle

/// A checkpoint with the signatures that it carries, if any (C2SP tlog-checkpoint).
///
///     custody/0123456789abcdef                            the checkpoint: the text that is signed
///     4711
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///                                                         an empty line, if there are signatures
///     — example.com/ledger Az3grlgtzPICa5OS8npVmf1M…
///
/// Without signatures it is the text alone, which is what the ledger writes and what
/// `ssh-keygen -Y sign` takes: exactly three lines, since nothing would stand behind another one.
public struct SignedCheckpoint: Hashable, Sendable {
  /// What the log says.
  public let checkpoint: Checkpoint
  /// The same as a note with its signatures.
  public let note: SignedNote

  /// A checkpoint without signatures.
  public init(_ checkpoint: Checkpoint) {
    do throws(TextProblem) {
      self.checkpoint = checkpoint
      note = try SignedNote(text: checkpoint.text)
    } catch { preconditionFailure("the text of a checkpoint is the text of a note") }
  }

  private init(checkpoint: Checkpoint, note: SignedNote) {
    self.checkpoint = checkpoint
    self.note = note
  }

  /// Reads a checkpoint with or without signatures, strictly; throws a `TextProblem`.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    let isSigned = zip(bytes, bytes.dropFirst()).contains { $0 == 0x0A && $1 == 0x0A }
    guard isSigned else {
      let checkpoint = try Checkpoint(parsing: bytes)
      guard checkpoint.extensions.isEmpty else {
        throw TextProblem(line: 4, "a checkpoint without signatures has exactly three lines")
      }
      self.init(checkpoint)
      return
    }
    let note = try SignedNote(parsing: bytes)
    self.init(checkpoint: try Checkpoint(parsing: Array(note.text.utf8)), note: note)
  }

  /// What a file holds.
  public var bytes: [UInt8] { note.bytes }

  /// The bytes that are signed, by note keys and by `ssh-keygen -Y sign` alike.
  public var signedBytes: [UInt8] { Array(note.text.utf8) }

  /// The checkpoint with one more signature, or with a new one in place of the same key's.
  public func signed(by key: SignerKey) throws(TextProblem) -> SignedCheckpoint {
    SignedCheckpoint(checkpoint: checkpoint, note: try note.signed(by: key))
  }

  /// Verifies the signatures by known keys; see `SignedNote.verified(by:)`.
  public func verified(by keys: [VerifierKey]) throws(NoteProblem) -> SignedNote.Verdict {
    try note.verified(by: keys)
  }

  /// Verifies an SSH signature: one of the text, whatever signatures of notes stand below it, or one of the file
  /// as it stood with the first of them, or all.
  ///
  /// Throws an `SSHProblem` where it is of neither. Complexity: one verification for each signature below.
  public func verify(_ signature: SSHSignature) throws(SSHProblem) {
    do throws(SSHProblem) {
      try signature.verify(signedBytes, namespace: SSHSignature.checkpointNamespace)
    } catch {
      let file = bytes
      for end in file.indices.dropFirst(signedBytes.count + 1) where file[end] == 0x0A {
        if (try? signature.verify(
          Array(file[...end]), namespace: SSHSignature.checkpointNamespace)) != nil
        {
          return
        }
      }
      throw error
    }
  }
}
