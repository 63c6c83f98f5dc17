/// What a log had said at some size: the text of a C2SP `tlog-checkpoint`, unsigned.
///
///     custody.example/ledger      origin, one line
///     4711                        how many leaves
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=     their root
///     …                           extension lines, if any, none of them empty
///
/// Each line ends with LF. An empty line and signatures may follow the text (C2SP signed-note) and
/// are not part of it.
public struct Checkpoint: Sendable {
  /// How many bytes of a checkpoint's text are read at most.
  public static var byteLimit: Int { 65_535 }

  /// Who keeps the log: any line of text that is not empty.
  public let origin: String
  /// How many leaves the root covers.
  public let size: UInt64
  /// The root over them.
  public let root: Digest
  /// Further lines of the text, whatever they mean; signatures cover them.
  public let extensions: [String]

  /// A checkpoint; `nil` when the origin or an extension line is empty or holds a control character,
  /// or the text is too long.
  public init?(origin: String, size: UInt64, root: Digest, extensions: [String] = []) {
    let lines = [origin] + extensions
    guard lines.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x20 } }),
      lines.reduce(0, { $0 + $1.utf8.count + 1 }) + 66 <= Self.byteLimit
    else { return nil }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Whether it is of a log of this format (FORMAT 9.26): `custody/` and 16 small hexadecimal digits.
  public var hasLedgerOrigin: Bool {
    let prefix = Array("custody/".utf8)
    let digits = origin.utf8.dropFirst(prefix.count)
    return origin.utf8.starts(with: prefix) && digits.count == 16
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The lines, each with its LF: the bytes that are signed.
  public var text: String {
    ([origin, String(size), root.base64] + extensions).map { "\($0)\n" }.joined()
  }

  /// Reads exactly the text of a checkpoint, without signatures.
  ///
  /// Strict: the size has no leading zeros, the root is 44 characters of base64, no line is empty,
  /// nothing is lost: `text` gives the same bytes again. Throws a `TextProblem` for anything else.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    let lines = try StrictLines(bytes, byteLimit: Self.byteLimit).lines
    guard lines.count >= 3 else {
      throw TextProblem(
        line: max(1, lines.count), "a checkpoint has the lines origin, size and root")
    }
    if let empty = lines.firstIndex(of: "") {
      throw TextProblem(line: empty + 1, "a line of a checkpoint cannot be empty")
    }
    guard let size = UInt64(plainDecimal: lines[1]) else {
      throw TextProblem(line: 2, "the size of a tree is a decimal number without leading zeros")
    }
    guard let root = Digest(base64: lines[2]) else {
      throw TextProblem(line: 3, "the root is 32 bytes in base64, 44 characters")
    }
    let extensions = Array(lines[3...])
    guard
      let checkpoint = Checkpoint(
        origin: lines[0], size: size, root: root, extensions: extensions)
    else { throw TextProblem(line: 1, "the text is too long") }
    self = checkpoint
  }

  /// Reads the text of a checkpoint; `nil` when it is not one, or has extension lines that nobody signed.
  ///
  /// Signatures that may follow an empty line are skipped, not checked.
  public init?(text: String) {
    var bytes = Array(text.utf8)
    let feed = UInt8(ascii: "\n")
    let blank = bytes.indices.dropFirst().first {
      bytes[$0] == feed && bytes[$0 - 1] == feed
    }
    if let blank { bytes.removeSubrange(blank...) }
    do throws(TextProblem) { try self.init(parsing: bytes) } catch { return nil }
    if blank == nil, !extensions.isEmpty { return nil }
  }
}

extension Checkpoint: Hashable {
  /// Checkpoints are equal when their texts have the same bytes.
  public static func == (a: Checkpoint, b: Checkpoint) -> Bool {
    a.size == b.size && a.root == b.root && a.text.utf8.elementsEqual(b.text.utf8)
  }

  /// Hashes size and root.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(root)
  }
}
