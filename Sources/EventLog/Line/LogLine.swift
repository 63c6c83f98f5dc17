public import Merkle
public import Ownership

/// One line on its own, for whoever holds lines without a log: a case file, a proof.
public struct LogLine: Hashable, Sendable {
  /// The line without its LF.
  public let bytes: [UInt8]
  /// Its number.
  public let sequence: SequenceNumber
  /// When it was recorded.
  public let recordedTime: Instant
  /// The leaf hash of the line before it.
  public let previous: Digest
  /// The preceding line with the same subject; zero on the first.
  public let subjectPrevious: SequenceNumber
  /// What it is about.
  public let subject: Subject
  /// The attribute `type`.
  public let type: String
  /// Whether its batch goes on.
  public let hasMore: Bool
  /// What stands for the line in `previous` and in the tree: the hash of the sealed line.
  public let leaf: Digest
  /// The sealed line, without LF: what its leaf is the hash of.
  public let sealed: [UInt8]
  /// The line's own key, which stands on the sealed line.
  public let ownKey: [UInt8]
  /// Its sealable values, in their order.
  public let values: [Value]

  /// A sealable value of a line.
  public struct Value: Hashable, Sendable {
    /// As `entry.redacted` names it: an extra by its name, a field as `data.NAME`, or `data`.
    public let name: String
    /// The bytes that stand there, the quotes of a string included: its seal in quotes where it is
    /// destroyed or withheld.
    public let bytes: [UInt8]
    /// The 16 bytes from which, with the value, its seal follows; `nil` where it is destroyed or withheld.
    public let key: [UInt8]?

    /// Whether its seal stands in its place.
    public var isSealed: Bool { key == nil }
  }

  /// Why a text is not a line of a log.
  public struct Problem: Error, Hashable, Sendable {
    /// One clause.
    public let message: String
    /// Bytes from the beginning of the line.
    public let offset: Int
  }

  /// Whether it is as proofs write lines, and as no log has them.
  private let isOfProof: Bool

  /// Reads a line, strictly: exactly the canonical bytes. Complexity: O(bytes).
  public init(parsing bytes: [UInt8]) throws(Problem) {
    try self.init(bytes, isOfProof: false)
  }

  init(_ bytes: [UInt8], isOfProof: Bool) throws(Problem) {
    self.isOfProof = isOfProof
    var scanner = LineScanner()
    scanner.takesProofs = isOfProof
    let layout = try Self.scan(bytes, &scanner)
    let place = { (range: Range<Int>) in String(copying: bytes.span, range) }
    guard let previous = Digest(base64: place(LineTemplate.previous)) else {
      throw Problem(
        message: "\"previous\" is not 32 bytes in base64", offset: LineTemplate.previous.lowerBound)
    }
    guard let subject = try? Subject(LineDecoder.string(bytes.span, layout.subject)) else {
      throw Problem(message: "the subject is none", offset: layout.subject.lowerBound)
    }
    self.bytes = bytes
    sequence = SequenceNumber(layout.sequence)
    recordedTime = Instant(clamping: layout.recordedTime)
    self.previous = previous
    subjectPrevious = SequenceNumber(layout.subjectPrevious)
    self.subject = subject
    type = LineDecoder.string(bytes.span, layout.type)
    hasMore = layout.hasMore
    leaf = scanner.leaf(bytes.span)
    sealed = scanner.sealed
    ownKey = Array(scanner.keys[..<Seal.keyCount])
    var keys = scanner.keys[Seal.keyCount...]
    values = scanner.values.map { value in
      var key: [UInt8]?
      if !value.isDestroyed {
        key = Array(keys.prefix(Seal.keyCount))
        keys = keys.dropFirst(Seal.keyCount)
      }
      return Value(
        name: scanner.name(of: value, bytes.span), bytes: Array(bytes[value.value]), key: key)
    }
  }

  private static func scan(
    _ bytes: [UInt8], _ scanner: inout LineScanner
  ) throws(Problem) -> LineLayout {
    do throws(LineProblem) {
      return try scanner.scan(bytes.span, 0..<bytes.count)
    } catch {
      throw Problem(message: error.message, offset: error.offset)
    }
  }

  /// Whether seals stand in the place of some values.
  public var isRedacted: Bool { values.contains(where: \.isSealed) }

  /// What the line says.
  public var event: Event {
    var scanner = LineScanner()
    scanner.takesProofs = isOfProof
    guard let layout = try? Self.scan(bytes, &scanner) else {
      preconditionFailure("it was read before")
    }
    return LineDecoder.event(
      bytes.span, layout, destroyed: scanner.destroyedFields(bytes.span))
  }

  /// The value of `data`; `nil` where there is none. Seals are strings in it.
  public var data: JSON? {
    var scanner = LineScanner()
    scanner.takesProofs = isOfProof
    guard let layout = try? Self.scan(bytes, &scanner) else {
      preconditionFailure("it was read before")
    }
    return LineDecoder.data(bytes.span, layout)
  }

  /// The line in the form of a redaction, with the seals of some more values in their places: for giving
  /// it away without them, still proved.
  ///
  /// - Parameter names: as `values` names them; names of nothing sealable name nothing.
  public func sealing(_ names: [String]) -> LogLine {
    let rewritten = LineRedaction(bytes, destroying: names)
    guard let line = rewritten?.line, let sealed = try? LogLine(parsing: line) else { return self }
    return sealed
  }
}
