public import Merkle

/// Who may sign, as `ssh-keygen -Y verify` reads it: the ALLOWED SIGNERS of ssh-keygen(1).
///
///     # who                    for what and when                                  key
///     anna@example.com         ssh-ed25519 AAAAC3Nz…
///     *@example.com,!x@example.com namespaces="custody-*",valid-before="2027" ssh-ed25519 AAAAC3Nz…
///
/// A line that is malformed, or whose patterns nobody's name fits (`!anna` alone), matches nothing, as there, and the others still count: `skipped` tells of it.
/// So do lines with keys of other kinds than ssh-ed25519 and those of certificate authorities, which
/// cannot have made a signature that is verified here. A validity without `Z` is UTC.
///
/// Source: OpenSSH, `sshsig.c` (`parse_principals_key_and_options`, `sshsigopt_parse`) and `misc.c`.
public struct AllowedSigners: Sendable {
  /// How many bytes are read at most.
  public static var byteLimit: Int { 1 << 20 }

  /// One line that can match.
  public struct Entry: Hashable, Sendable {
    /// The patterns of those who may sign with the key.
    public let principals: PatternList
    /// The patterns of the purposes for which they may; `nil`: for all.
    public let namespaces: PatternList?
    /// The first second since 1970 at which they may; `nil`: always.
    public let validAfter: Int64?
    /// The last second since 1970 at which they may; `nil`: for ever.
    public let validBefore: Int64?
    /// The key.
    public let publicKey: SSHPublicKey
    /// The line, counted from 1.
    public let line: Int

    /// Whether the key may be used at a second since 1970.
    public func isValid(at second: Int64) -> Bool {
      (validAfter ?? .min) <= second && second <= (validBefore ?? .max)
    }
  }

  /// The lines that can match, in order.
  public let entries: [Entry]
  /// The lines that are malformed, and why; they match nothing.
  public let skipped: [TextProblem]

  /// The line by which the signer of a signature may sign for its namespace; `nil` when there is none.
  ///
  /// The signature itself is not verified here.
  /// - Parameters:
  ///   - principal: only a line whose patterns it matches; `nil` for any.
  ///   - second: since 1970, when it was signed or is verified: the validity of keys is held against it.
  public func entry(
    for signature: SSHSignature, principal: String? = nil, at second: Int64
  ) -> Entry? {
    entries.first { entry in
      entry.publicKey.key == signature.publicKey.key
        && (entry.namespaces?.matches(signature.namespace) ?? true) && entry.isValid(at: second)
        && (principal.map { entry.principals.matches($0) } ?? true)
    }
  }

  /// Reads a file of allowed signers, of any bytes. Throws a `TextProblem` only for one that is too long.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    guard bytes.count <= Self.byteLimit else {
      throw TextProblem(line: 1, "\(bytes.count) bytes, and at most \(Self.byteLimit) are read")
    }
    var entries: [Entry] = []
    var skipped: [TextProblem] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      do throws(SSHProblem) {
        var reader = SignerLine(line)
        if let entry = try reader.entry(line: index + 1) { entries.append(entry) }
      } catch { skipped.append(TextProblem(line: index + 1, "\(error)")) }
    }
    self.entries = entries
    self.skipped = skipped
  }
}
