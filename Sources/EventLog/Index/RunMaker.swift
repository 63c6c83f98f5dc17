import Merkle
import Ownership

/// Gathers what is posted of the lines of a run: the one place that says which line stands under which
/// keys (`LineKeys`).
struct RunMaker {
  private(set) var builder: StreamRunBuilder
  private var subjects = ByteTable()
  private var keyOfSubject: [UInt32] = []

  private static let noKey = UInt32.max
  private static let usesKey = LineKeys.hash(LineKeys.responsibilities)
  private static let redactionsKey = LineKeys.hash(LineKeys.redactions)

  init(_ lines: ClosedRange<UInt64>) {
    builder = StreamRunBuilder(lines)
  }

  /// Takes over all that stands in a smaller run.
  mutating func add(_ run: StreamRun) throws(IndexDoubt) {
    try builder.add(run)
  }

  /// Posts a line; the lines come in their order.
  ///
  /// - Parameters:
  ///   - subject: the number of its subject, and the hash of its key, where the caller keeps them; else
  ///     that is done here.
  ///   - isOnlySubject: whether it was seen that it stands under its subject and nothing else.
  ///   - uses: what the lines before it have used.
  mutating func take(
    _ bytes: Span<UInt8>, _ layout: LineLayout, subject: (number: Int, hash: UInt64)? = nil,
    isOnlySubject: Bool = false, _ uses: inout FirstUses
  ) {
    let number = subject?.number ?? subjects.intern(bytes, layout.subject)
    while keyOfSubject.count <= number { keyOfSubject.append(Self.noKey) }
    if keyOfSubject[number] == Self.noKey {
      keyOfSubject[number] = builder.key(subject?.hash ?? LineKeys.hash(bytes, layout))
    }
    builder.post(layout.sequence, under: keyOfSubject[number])
    if isOnlySubject { return }
    if let id = LineKeys.complaint(bytes, layout) {
      let key = builder.key(LineKeys.hash(LineKeys.complaintPrefix + id))
      builder.post(layout.sequence, under: key)
    }
    if let use = LineKeys.use(bytes, layout),
      uses.mayTake(use, layout.sourcePosition), uses.take(LineDecoder.event(bytes, layout))
    {
      builder.post(layout.sequence, under: builder.key(Self.usesKey))
    }
    if layout.kind == .entryRedacted {
      builder.post(layout.sequence, under: builder.key(Self.redactionsKey))
    }
  }

  /// The content of the file and what the manifest says of it.
  ///
  /// - Parameter leaf: the leaf hash of the last line.
  func finish(leaf: Digest) -> (run: IndexManifest.Run, pages: [UInt8]) {
    builder.finish(leaf: leaf)
  }
}
