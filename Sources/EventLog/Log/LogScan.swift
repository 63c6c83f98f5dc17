import Merkle
import Ownership

/// The check of all lines of a log in their order, and what a writer must know of them.
///
/// Every line is checked for canonical bytes, sequence, `previous`, `subjectprevious` and the order of
/// recorded times. What is known at the end is that of the last complete batch: lines behind it are
/// taken back.
struct LogScan {
  typealias Tip = LineChain.Tip

  /// What makes each line the next.
  var chain = LineChain()
  /// The segments, up to the last complete batch once `finish()` has run.
  private(set) var table = SegmentTable()
  /// The tree over the lines of complete batches.
  private(set) var tree = CompactRange()
  /// Redacted lines and the events that tell of redactions.
  private(set) var redactions = RedactionBook()
  /// Lines that tell of tails that were set aside, and of losses that were accepted.
  private(set) var recoveries = RecoveryBook()
  /// The last staged line of each subject; older than its last line where none is staged now.
  var stagedOfSubject: [UInt64] = []
  /// The line of each pair of source and id that a producer made, by its number in `ids`.
  var sequenceOfID: [UInt64] = []
  var ids = ByteTable()

  private var scanner = LineScanner()
  private var texts = SharedTexts()
  private var open = OpenBatch()
  private let keepsIDs: Bool
  let witness: Witness
  /// What a check wants beyond what readers and writers need.
  let wishes: Wishes
  /// The hashes of all lines of complete batches, where they are wished for.
  private(set) var levels: StoredLevels?
  /// The hash of each line's source and id, where that is wished for; never zero.
  private(set) var pairHashes: [UInt64] = []
  /// Lines that issued evidence and name a last line of a subject that was not its last.
  private(set) var falseHeads: [FalseHead] = []
  /// What the lines say, where that is wished for: of the very bytes that were hashed.
  private(set) var events: [Event] = []
  /// The leaf hash of the first line, by which a ledger is known.
  private(set) var firstLeaf = Digest.zero
  /// The format that line 1 names.
  private(set) var format = LedgerFormat.none
  /// What the tree and the lines said where the witnesses stand.
  private(set) var testimony = Testimony()

  /// The lines since the last complete batch, so that they can be taken back.
  private struct OpenBatch {
    var leaves: [Digest] = []
    var ids: [Int] = []
  }

  /// Where `head` and `checkpoint` stand, 0 for nowhere.
  struct Witness {
    var head: UInt64 = 0
    var headLeaf = Digest.zero
    var checkpoint: UInt64 = 0
  }

  /// The leaf hash at the head's line, the root at the checkpoint's size, and both at the place that
  /// was wished for.
  struct Testimony {
    var leaf: Digest?
    var root: Digest?
    var leafAtPlace: Digest?
    var rootAtPlace: Digest?
  }

  init(witness: Witness = Witness(), keepsIDs: Bool, wishes: Wishes = Wishes()) {
    self.witness = witness
    self.keepsIDs = keepsIDs
    self.wishes = wishes
    // Each eighth level: 32 bytes a line, and next to nothing for the levels.
    if wishes.keepsLeaves { levels = StoredLevels(step: 8) }
  }

  /// After the last complete batch.
  var complete: Tip { chain.complete }
  /// After the last line taken.
  var tip: Tip { chain.tip }
  /// Whether lines stand behind the last complete batch.
  var hasOpenBatch: Bool { chain.hasOpenBatch }
  /// The subjects of lines, by number.
  var subjects: ByteTable { chain.subjects }
  /// The last line of each subject, by its number in `subjects`.
  var lastOfSubject: [UInt64] { chain.lastOfSubject }

  /// The number of a line's subject, given now if it is new.
  mutating func subject(of layout: LineLayout, _ bytes: Span<UInt8>) -> Int {
    chain.number(bytes, subject: layout.subject, hash: layout.subjectHash)
  }

  /// Begins the next segment.
  mutating func begin(segment first: UInt64) {
    table.segments.append(Segment(first: first))
  }

  /// Takes the line at `range`, without its LF, which begins at `offset` of the current segment.
  ///
  /// - Throws: what is wrong with it; then it is not taken.
  mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>, offset: Int
  ) throws(LineProblem) {
    let line = try ScannedLine(
      bytes, range, &scanner, texts: &texts, keepsEvent: wishes.keepsEvents)
    try take(line, of: bytes, subject: chain.number(bytes, line), offset: offset)
  }

  /// Takes a line whose form was checked, and which was hashed, on another thread.
  ///
  /// - Throws: what is wrong with it in its place; then it is not taken.
  mutating func take(
    _ line: ScannedLine, of bytes: Span<UInt8>, subject: Int, offset: Int
  ) throws(LineProblem) {
    try chain.check(bytes, line, subject: subject)
    take(line, subject, of: bytes, offset: offset)
  }

  /// Takes a line that checks out; `number` is its subject's.
  private mutating func take(
    _ line: ScannedLine, _ number: Int, of bytes: Span<UInt8>, offset: Int
  ) {
    if let content = line.content { note(bytes, content, number) }
    if keepsIDs, !isOwnID(bytes, line) {
      let id = ids.intern(line.pairHash, bytes, line.source, line.id)
      if id == sequenceOfID.count { sequenceOfID.append(0) }
      if sequenceOfID[id] == 0 {
        sequenceOfID[id] = line.sequence
        open.ids.append(id)
      }
    }
    if wishes.keepsPairHashes { pairHashes.append(max(1, line.pairHash)) }
    open.leaves.append(line.leaf)
    let segment = table.segments.count - 1
    table.segments[segment].offsets.append(UInt32(offset))
    table.segments[segment].length = offset + line.range.count + 1
    wishes.index?.take(
      line, of: bytes, subject: number, segment: table.segments[segment].first,
      offset: offset)
    if line.sequence == 1 { firstLeaf = line.leaf }
    if line.sequence == witness.head { testimony.leaf = line.leaf }
    if line.sequence == wishes.place { testimony.leafAtPlace = line.leaf }
    if chain.take(line, subject: number) { completeBatch() }
  }

  /// Notes what a line says, of the log itself, or where a redaction has destroyed content.
  private mutating func note(
    _ bytes: Span<UInt8>, _ content: ScannedLine.Content, _ subject: Int
  ) {
    let layout = content.layout
    if layout.sequence == 1 { format = LedgerFormat(bytes, layout) }
    if layout.kind == .entryRedacted { redactions.take(bytes, layout, subject: subject) }
    if layout.kind == .ledgerRecovered {
      recoveries.take(bytes, layout, destroyed: content.destroyed)
    }
    if layout.isRedacted {
      redactions.take(redacted: layout.sequence, subject: subject, names: content.destroyed)
    }
    if wishes.checksHeads, layout.kind == .evidenceIssued {
      falseHeads += falseHeads(bytes, layout)
    }
    if let event = content.event { events.append(event) }
  }

  private mutating func completeBatch() {
    for leaf in open.leaves {
      tree.append(leaf)
      levels?.append(leaf)
      if tree.size == witness.checkpoint { testimony.root = tree.root }
      if tree.size == wishes.place { testimony.rootAtPlace = tree.root }
    }
    open.leaves.removeAll(keepingCapacity: true)
    open.ids.removeAll(keepingCapacity: true)
    redactions.completeBatch()
    recoveries.completeBatch()
  }

  /// Takes back the lines behind the last complete batch.
  mutating func finish() {
    for id in open.ids { sequenceOfID[id] = 0 }
    if !events.isEmpty { events.removeLast(open.leaves.count) }
    if !pairHashes.isEmpty { pairHashes.removeLast(open.leaves.count) }
    open = OpenBatch()
    redactions.takeBack()
    recoveries.takeBack()
    chain.takeBack()
    for index in table.segments.indices.reversed() {
      let first = table.segments[index].first
      let keep = complete.sequence >= first ? Int(complete.sequence - first) + 1 : 0
      // One without lines says nothing of those before it.
      if table.segments[index].lineCount == 0 { continue }
      if keep >= table.segments[index].lineCount { break }
      table.segments[index].length = Int(table.segments[index].offsets[keep])
      table.segments[index].offsets.removeLast(table.segments[index].lineCount - keep)
    }
  }

  /// Forgets the last segment, whose lines have all been set aside.
  mutating func dropLastSegment() {
    table.segments.removeLast()
  }

  /// Takes note of a redaction that the writer itself has just put on the disk, in line `teller`.
  mutating func note(_ redaction: Redaction, in teller: UInt64, subject: Int) {
    redactions.note(redaction, in: teller, subject: subject)
  }

  /// Takes note of what the writer itself has just destroyed.
  mutating func noteDestroyed(_ names: [String], of sequence: UInt64, subject: Int) {
    redactions.note(redacted: sequence, subject: subject, names: names)
  }

  /// A line has been replaced by one of another length, with its LF.
  mutating func replaceLine(_ sequence: UInt64, length: Int) {
    guard let place = table.place(of: sequence) else { return }
    let growth = length - table.segments[place.segment].range(ofLine: place.line).count
    for line in table.segments[place.segment].offsets.indices.dropFirst(place.line + 1) {
      let offset = Int(table.segments[place.segment].offsets[line]) + growth
      table.segments[place.segment].offsets[line] = UInt32(offset)
    }
    table.segments[place.segment].length += growth
  }

  /// Takes a line that the writer itself has just put on the disk.
  mutating func acknowledge(_ line: AcknowledgedLine) {
    let segment = table.segments.count - 1
    table.segments[segment].offsets.append(UInt32(line.offset))
    table.segments[segment].length = line.offset + line.length
    if line.id >= 0 { sequenceOfID[line.id] = line.sequence }
    if line.sequence == 1 { firstLeaf = line.leaf }
    tree.append(line.leaf)
    chain.acknowledge(line)
  }

  /// Whether the id is the ledger's own: the sequence, beside the source `custody`.
  private func isOwnID(_ bytes: Span<UInt8>, _ line: ScannedLine) -> Bool {
    guard line.id.count == 12, line.source.count == OwnSource.bytes.count,
      bytes.holds(OwnSource.bytes.span, 0..<OwnSource.bytes.count, at: line.source.lowerBound)
    else { return false }
    return LineTemplate.digits(bytes, at: line.id.lowerBound) == line.sequence
  }
}

/// What a writer knows of a line that it has put on the disk.
struct AcknowledgedLine {
  var sequence: UInt64
  var leaf: Digest
  /// Microseconds since 1970.
  var recordedTime: Int64
  /// The number of its subject.
  var subject: Int
  /// The number of its source and id; -1 where the id is the ledger's own.
  var id: Int
  /// Where it begins in the current segment.
  var offset: Int
  /// Its length, with its LF.
  var length: Int
}

/// The source of events that name none.
enum OwnSource {
  static let name = "custody"
  static let bytes = Array(name.utf8)
}
