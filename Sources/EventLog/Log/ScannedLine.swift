import Merkle
import Ownership

/// A line in canonical form and its leaf hash: what its place in the log depends on, and little more, because
/// a thread hands over many of them to another.
struct ScannedLine {
  let sequence: UInt64
  /// Microseconds since 1970.
  let recordedTime: Int64
  let subjectPrevious: UInt64
  let leaf: Digest
  /// The hash of the subject, as tables of bytes use it.
  let subjectHash: UInt64
  /// The hash of its source and its id, as tables of bytes use it.
  let pairHash: UInt64
  /// Where the line stands in what was read, without its LF.
  @Packed private(set) var range = 0..<0
  @Packed private(set) var subject = 0..<0
  @Packed private(set) var id = 0..<0
  @Packed private(set) var source = 0..<0
  let hasMore: Bool
  /// Whether it was seen that `previous` is the leaf hash of the line before it.
  let isLinked: Bool
  /// What it says; `nil` where that is not wished for and nobody has to look at it for the sake of others:
  /// the index has it under its subject and nothing else, and it tells neither of the log nor of other lines.
  let content: Content?

  /// What a line says.
  final class Content: Sendable {
    let layout: LineLayout
    /// `nil` where it is not wished for.
    let event: Event?
    /// What of it is destroyed, as `entry.redacted` names it.
    let destroyed: [String]

    init(_ layout: LineLayout, event: Event?, destroyed: [String]) {
      self.layout = layout
      self.event = event
      self.destroyed = destroyed
    }
  }

  /// Checks the form of a line, and makes of it what it gives on its own.
  init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ scanner: inout LineScanner,
    texts: inout SharedTexts, keepsEvent: Bool = false
  ) throws(LineProblem) {
    _ = try scanner.scan(bytes, range)
    self.init(bytes, &scanner, texts: &texts, keepsEvent: keepsEvent, after: [])
  }

  /// Checks the form of the line with which a range begins, up to an LF in it.
  ///
  /// - Parameter previous: the leaf hash of the line before it, in base64; empty where that is not known.
  init(
    firstOf bytes: Span<UInt8>, _ range: Range<Int>, _ scanner: inout LineScanner,
    texts: inout SharedTexts, keepsEvent: Bool, after previous: [UInt8]
  ) throws(LineProblem) {
    try scanner.scanFirst(bytes, range)
    self.init(bytes, &scanner, texts: &texts, keepsEvent: keepsEvent, after: previous)
  }

  /// Takes over what a scanner has found.
  private init(
    _ bytes: Span<UInt8>, _ scanner: inout LineScanner, texts: inout SharedTexts,
    keepsEvent: Bool, after previous: [UInt8]
  ) {
    leaf = scanner.leaf(bytes)
    let layout = scanner.layout
    sequence = layout.sequence
    recordedTime = layout.recordedTime
    subjectPrevious = layout.subjectPrevious
    subjectHash = layout.subjectHash
    pairHash = ByteTable.hash(bytes, layout.source, layout.id)
    hasMore = layout.hasMore
    isLinked =
      !previous.isEmpty
      && bytes.holds(
        previous.span, 0..<previous.count, at: layout.start + LineTemplate.previous.lowerBound)
    content =
      keepsEvent || layout.isRedacted || layout.sequence == 1
        || layout.kind?.tellsOfLog == true || !LineKeys.isOnlySubject(bytes, layout)
      ? Content(
        layout,
        event: keepsEvent
          ? LineDecoder.event(
            bytes, layout, destroyed: scanner.destroyedFields(bytes), &texts) : nil,
        destroyed: layout.isRedacted
          ? scanner.sealableNames(bytes).filter(\.isDestroyed).map(\.name) : []) : nil
    range = layout.start..<layout.end
    subject = layout.subject
    id = layout.id
    source = layout.source
  }
}

extension EventKind {
  /// Whether lines of this kind tell of the log itself.
  fileprivate var tellsOfLog: Bool {
    self == .ledgerOpened || self == .ledgerRecovered || self == .entryRedacted
      || self == .evidenceIssued
  }
}
