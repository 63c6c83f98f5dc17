public import Merkle

/// The text of a consistency proof: that a log continues what it was at a smaller size, with the
/// checkpoint that says what it is now. It is the body with which C2SP `tlog-witness` asks a witness to
/// cosign (`add-checkpoint`), so that witnesses take it as it stands.
///
///     old 4711                                            how many leaves the older tree has
///     PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=        hashes of RFC 6962 section 2.1.2
///     …
///                                                         an empty line
///     custody/0123456789abcdef                            the newer checkpoint, signed or not
///     109482
///     sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
/// The root of the older tree is not in it: whoever checks it holds that.
public struct TlogConsistency: Hashable, Sendable {
  /// How many bytes are read at most.
  public static var byteLimit: Int { SignedNote.byteLimit + 8192 }
  /// How many hashes there are at most (C2SP `tlog-witness`).
  public static var hashLimit: Int { 63 }

  /// How many leaves the older tree has.
  public let oldSize: UInt64
  /// The hashes from which both roots follow.
  public let hashes: [Digest]
  /// What the log says of itself at the newer size, as it stands.
  public let checkpoint: SignedCheckpoint

  /// Why it is not shown that a log continues another checkpoint.
  public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The two are not of one log.
    case otherOrigin(old: String, new: String)
    /// The proof begins at another size.
    case otherSize(proof: UInt64, checkpoint: UInt64)
    /// The hashes do not show it.
    case unproven(ProofProblem)

    /// The problem in a sentence's middle.
    public var description: String {
      switch self {
      case .otherOrigin(let old, let new): "the older checkpoint is of \(old), the newer of \(new)"
      case .otherSize(let proof, let checkpoint):
        "the proof begins at \(proof) lines, and the older checkpoint covers \(checkpoint)"
      case .unproven(let problem): "\(problem)"
      }
    }
  }

  /// A proof that leads up to a checkpoint; `nil` when their sizes differ.
  public init?(_ proof: ConsistencyProof, checkpoint: SignedCheckpoint) {
    guard proof.newSize == checkpoint.checkpoint.size, proof.hashes.count <= Self.hashLimit else {
      return nil
    }
    oldSize = proof.oldSize
    hashes = proof.hashes
    self.checkpoint = checkpoint
  }

  /// Checks that the log of `checkpoint` begins with all that `old` covers, unchanged.
  ///
  /// Says nothing of who stands behind either: `verified(by:)` of a signed checkpoint does.
  /// Complexity: O(log size).
  public func verify(old: Checkpoint) throws(Problem) {
    let new = checkpoint.checkpoint
    guard old.origin.utf8.elementsEqual(new.origin.utf8) else {
      throw .otherOrigin(old: old.origin, new: new.origin)
    }
    guard old.size == oldSize else { throw .otherSize(proof: oldSize, checkpoint: old.size) }
    do throws(ProofProblem) {
      try ConsistencyProof(oldSize: oldSize, newSize: new.size, hashes: hashes).verify(
        oldRoot: old.root, newRoot: new.root)
    } catch { throw .unproven(error) }
  }

  /// What a file holds.
  public var bytes: [UInt8] {
    let lines = ["old \(oldSize)"] + hashes.map(\.base64)
    return Array(lines.map { "\($0)\n" }.joined().utf8) + [0x0A] + checkpoint.bytes
  }

  /// Reads a proof, strictly: `bytes` of what was read are the bytes that were read. Whether it proves
  /// anything is for `verify` to say. Throws a `TextProblem`.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    let lines = try StrictLines(bytes, byteLimit: Self.byteLimit).lines
    guard let first = lines.first, first.utf8.starts(with: "old ".utf8),
      let oldSize = UInt64(plainDecimal: String(Substring(first.utf8.dropFirst(4))))
    else {
      throw TextProblem(
        line: 1,
        "a consistency proof begins with the word old and a decimal number without leading zeros")
    }
    var hashes: [Digest] = []
    var next = 1
    while next < lines.count, !lines[next].isEmpty {
      guard hashes.count < Self.hashLimit else {
        throw TextProblem(
          line: next + 1, "a consistency proof has at most \(Self.hashLimit) hashes")
      }
      guard let hash = Digest(base64: lines[next]) else {
        throw TextProblem(line: next + 1, "a hash is 32 bytes in base64, 44 characters")
      }
      hashes.append(hash)
      next += 1
    }
    guard next < lines.count else {
      throw TextProblem(line: lines.count, "an empty line and the checkpoint come after the hashes")
    }
    let used = lines[...next].reduce(0) { $0 + $1.utf8.count + 1 }
    do throws(TextProblem) {
      checkpoint = try SignedCheckpoint(parsing: Array(bytes[used...]))
    } catch { throw error.moved(down: next + 1) }
    self.oldSize = oldSize
    self.hashes = hashes
  }
}
