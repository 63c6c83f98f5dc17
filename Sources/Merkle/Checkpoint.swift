/// What a log had said at some size: the text of a C2SP `tlog-checkpoint`, unsigned.
///
///     custody.example/ledger      origin, one line
///     4711                        how many leaves
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=     their root
///
/// Each line ends with LF. Further lines before an empty line are extensions; an empty line and
/// signatures may follow the text (C2SP signed-note) and are not part of it.
public struct Checkpoint: Hashable, Sendable {
  /// Who keeps the log: any line of text that is not empty.
  public let origin: String
  /// How many leaves the root covers.
  public let size: UInt64
  /// The root over them.
  public let root: Digest

  /// A checkpoint; `nil` when the origin is empty or holds a control character.
  public init?(origin: String, size: UInt64, root: Digest) {
    guard !origin.isEmpty, origin.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
      return nil
    }
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The three lines, each with its LF.
  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  /// Reads the text of a checkpoint; `nil` when it is not one.
  ///
  /// The size has no leading zeros, as the specification demands. Extensions and signatures that
  /// may follow are skipped, not checked.
  public init?(text: String) {
    let lines = text.utf8.split(
      separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, let origin = String(lines[0]), let digits = String(lines[1]),
      let size = UInt64(digits), String(size).utf8.elementsEqual(digits.utf8),
      let base64 = String(lines[2]), let root = Digest(base64: base64)
    else { return nil }
    self.init(origin: origin, size: size, root: root)
  }
}
