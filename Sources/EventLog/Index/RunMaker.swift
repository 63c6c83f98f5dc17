import Merkle
import Ownership

/// Gathers what is posted of the lines of a run: the one place that says which line stands under which
/// keys (`LineKeys`).
struct RunMaker {
  private var builder: StreamRunBuilder
  /// What has been posted, in the order of the lines: resolved all at once, since subjects come in any order
  /// and each would have to wait for memory.
  private var posted: [(line: UInt32, place: Place)] = []
  private var subjects = ByteTable()
  private var hashOfSubject: [UInt64] = []

  /// Where a line is posted.
  private enum Place {
    /// Under a subject, by its number.
    case subject(UInt32)
    /// Under a key that the builder has numbered.
    case key(UInt32)
  }

  private static let noKey = UInt32.max
  private static let usesKey = LineKeys.hash(LineKeys.responsibilities)
  private static let redactionsKey = LineKeys.hash(LineKeys.redactions)

  init(_ lines: ClosedRange<UInt64>) {
    builder = StreamRunBuilder(lines)
  }

  /// Takes over all that stands in a smaller run; before any line is posted.
  mutating func add(_ run: StreamRun) throws(IndexDoubt) {
    try builder.add(run)
  }

  /// Posts a line; the lines come in their order.
  ///
  /// - Parameter uses: what the lines before it have used.
  mutating func take(_ bytes: Span<UInt8>, _ layout: LineLayout, _ uses: inout FirstUses) {
    let number = subjects.intern(layout.subjectHash, bytes, layout.subject)
    if number == hashOfSubject.count {
      hashOfSubject.append(LineKeys.hash(subject: bytes, layout.subject))
    }
    post(layout.sequence, subject: number)
    postMore(bytes, layout, &uses)
  }

  /// Posts a line under its subject, where the caller numbers them.
  mutating func post(_ sequence: UInt64, subject: Int) {
    post(sequence, .subject(UInt32(subject)))
  }

  /// Posts a line under all other keys that it stands under.
  mutating func postMore(
    _ bytes: Span<UInt8>, _ layout: LineLayout, _ uses: inout FirstUses
  ) {
    if let id = LineKeys.complaint(bytes, layout) {
      post(layout.sequence, .key(builder.key(LineKeys.hash(LineKeys.complaintPrefix + id))))
    }
    if let use = LineKeys.use(bytes, layout),
      uses.mayTake(use, layout.sourcePosition), uses.take(LineDecoder.event(bytes, layout))
    {
      post(layout.sequence, .key(builder.key(Self.usesKey)))
    }
    if layout.kind == .entryRedacted {
      post(layout.sequence, .key(builder.key(Self.redactionsKey)))
    }
  }

  private mutating func post(_ sequence: UInt64, _ place: Place) {
    posted.append((UInt32(sequence - builder.first), place))
  }

  /// The content of the file and what the manifest says of it.
  ///
  /// - Parameters:
  ///   - leaf: the leaf hash of the last line.
  ///   - hashes: the hashes of the keys of subjects, where the caller numbers these.
  mutating func finish(
    leaf: Digest, hashes: [UInt64]? = nil
  ) -> (run: IndexManifest.Run, pages: [UInt8]) {
    let hashes = hashes ?? hashOfSubject
    var keyOfSubject = [UInt32](repeating: Self.noKey, count: hashes.count)
    for posting in posted {
      switch posting.place {
      case .key(let key): builder.post(line: posting.line, under: key)
      case .subject(let number):
        if keyOfSubject[Int(number)] == Self.noKey {
          keyOfSubject[Int(number)] = builder.key(hashes[Int(number)])
        }
        builder.post(line: posting.line, under: keyOfSubject[Int(number)])
      }
    }
    posted = []
    return builder.finish(leaf: leaf)
  }
}
