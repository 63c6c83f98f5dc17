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
  /// Whether its batch goes on.
  public let hasMore: Bool
  /// The hash of its bytes as they stand.
  public let hash: Digest
  /// Where it is redacted: the leaf hash of the line whose place it takes.
  public let original: Digest?

  /// What stands for the line in `previous` and in the tree.
  public var leaf: Digest { original ?? hash }

  /// Why a text is not a line of a log.
  public struct Problem: Error, Hashable, Sendable {
    /// One clause.
    public let message: String
    /// Bytes from the beginning of the line.
    public let offset: Int
  }

  /// Reads a line, strictly: exactly the canonical bytes. Complexity: O(bytes).
  public init(parsing bytes: [UInt8]) throws(Problem) {
    let layout = try Self.layout(bytes)
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
    hasMore = layout.hasMore
    hash = TreeHash.leaf(bytes)
    original = layout.isRedacted ? Digest(base64: place(layout.redacted)) : nil
  }

  private static func layout(_ bytes: [UInt8]) throws(Problem) -> LineLayout {
    var scanner = LineScanner()
    do throws(LineProblem) {
      return try scanner.scan(bytes.span, 0..<bytes.count)
    } catch {
      throw Problem(message: error.message, offset: error.offset)
    }
  }

  /// What the line says.
  ///
  /// - Parameter destroyed: the fields that a redaction destroyed.
  public func event(destroyed: [String] = []) -> Event {
    guard let layout = try? Self.layout(bytes) else { preconditionFailure("it was read before") }
    return LineDecoder.event(bytes.span, layout, destroyed: destroyed)
  }

  /// The value of `data`; `nil` where there is none.
  public var data: JSON? {
    guard let layout = try? Self.layout(bytes) else { preconditionFailure("it was read before") }
    return LineDecoder.data(bytes.span, layout)
  }
}
