public import Merkle

/// The text of a C2SP `tlog-proof`: that a leaf is in a log, with the checkpoint that says so.
///
///     c2sp.org/tlog-proof@v1
///     extra AAEC                                          base64, may be absent
///     index 73894                                         the leaf, counted from 0
///     gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=        siblings, from the leaf's own up
///     …
///                                                         an empty line
///     custody/0123456789abcdef                            the checkpoint, signed or not
///     109482
///     sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
/// C2SP wants a signed checkpoint; a ledger without a key writes an unsigned one, which is worth as
/// much as the place from which its reader knows the root.
public struct TlogProof: Hashable, Sendable {
  /// How many bytes are read at most.
  public static var byteLimit: Int { SignedNote.byteLimit + 256 * 1024 }
  /// How many bytes of extra data there are at most: a sealed line of the log has its place in it, with all
  /// its values and their keys.
  public static var extraLimit: Int { 160 * 1024 }
  private static let header = "c2sp.org/tlog-proof@v1"

  /// Data of the application's own; nothing authenticates it.
  public let extra: [UInt8]?
  /// The leaf's place, counted from 0.
  public let index: UInt64
  /// The siblings, from the leaf's own up to the root's child.
  public let hashes: [Digest]
  /// What the log says of itself, as it stands.
  public let checkpoint: SignedCheckpoint

  /// A proof of a leaf in the tree of a checkpoint; `nil` when the sizes of the two differ, or the
  /// extra data is empty or too long.
  public init?(_ proof: InclusionProof, checkpoint: SignedCheckpoint, extra: [UInt8]? = nil) {
    guard proof.size == checkpoint.checkpoint.size, proof.hashes.count <= 64,
      extra.map({ (1...Self.extraLimit).contains($0.count) }) ?? true
    else { return nil }
    self.extra = extra
    index = proof.index
    hashes = proof.hashes
    self.checkpoint = checkpoint
  }

  /// The proof for the checkpoint's tree.
  public var inclusion: InclusionProof {
    InclusionProof(index: index, size: checkpoint.checkpoint.size, hashes: hashes)
  }

  /// Checks that the leaf with this hash is in the checkpoint's tree; throws a `ProofProblem`.
  ///
  /// Says nothing of who stands behind the checkpoint: `checkpoint.verified(by:)` does.
  public func verify(leaf: Digest) throws(ProofProblem) {
    try inclusion.verify(leaf: leaf, root: checkpoint.checkpoint.root)
  }

  /// What a file with the extension `.tlog-proof` holds.
  public var bytes: [UInt8] {
    var lines = [Self.header]
    if let extra { lines.append("extra \(Base64.encode(extra))") }
    lines.append("index \(index)")
    lines += hashes.map(\.base64)
    return Array(lines.map { "\($0)\n" }.joined().utf8) + [0x0A] + checkpoint.bytes
  }

  /// Reads a proof, strictly: `bytes` of what was read are the bytes that were read. Whether it proves
  /// anything is for `verify` to say. Throws a `TextProblem`.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    let lines = try StrictLines(bytes, byteLimit: Self.byteLimit).lines
    guard let first = lines.first, first.utf8.elementsEqual(Self.header.utf8) else {
      throw TextProblem(line: 1, "a proof begins with the line \(Self.header)")
    }
    var next = 1
    var extra: [UInt8]?
    if next < lines.count, lines[next].utf8.starts(with: "extra ".utf8) {
      let data = Base64.decode(String(Substring(lines[next].utf8.dropFirst(6))))
      guard let data, (1...Self.extraLimit).contains(data.count) else {
        throw TextProblem(
          line: next + 1, "extra data is base64 of 1 to \(Self.extraLimit) bytes")
      }
      extra = data
      next += 1
    }
    guard next < lines.count, lines[next].utf8.starts(with: "index ".utf8),
      let index = UInt64(plainDecimal: String(Substring(lines[next].utf8.dropFirst(6))))
    else {
      throw TextProblem(
        line: next + 1, "the word index and a decimal number without leading zeros come here")
    }
    next += 1
    var hashes: [Digest] = []
    while next < lines.count, !lines[next].isEmpty {
      guard hashes.count < 64 else {
        throw TextProblem(line: next + 1, "a proof has at most 64 hashes")
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
    self.extra = extra
    self.index = index
    self.hashes = hashes
  }
}
