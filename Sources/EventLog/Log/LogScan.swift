import Merkle
import Ownership

/// The check of all lines of a log in their order, and what a writer must know of them.
///
/// Every line is checked for canonical bytes, sequence, `previous`, `subjectprevious` and the order of
/// recorded times. What is known at the end is that of the last complete batch: lines behind it are
/// taken back.
struct LogScan {
  /// Where the log stands after some line.
  struct Tip {
    var sequence: UInt64 = 0
    var leaf = Digest.zero
    /// Microseconds since 1970.
    var recordedTime = Int64.min
  }

  /// After the last complete batch.
  private(set) var complete = Tip()
  /// After the last line taken.
  private(set) var tip = Tip()
  /// The segments, up to the last complete batch once `finish()` has run.
  private(set) var table = SegmentTable()
  /// The tree over the lines of complete batches.
  private(set) var tree = CompactRange()
  /// Redacted lines and the events that tell of redactions.
  private(set) var redactions = RedactionBook()
  /// Lines that tell of tails that were set aside, and of losses that were accepted.
  private(set) var recoveries = RecoveryBook()
  /// The last line of each subject, by its number in `subjects`.
  var lastOfSubject: [UInt64] = []
  /// The last staged line of each subject; older than `lastOfSubject` where none is staged now.
  var stagedOfSubject: [UInt64] = []
  var subjects = ByteTable()
  /// The line of each pair of source and id that a producer made, by its number in `ids`.
  var sequenceOfID: [UInt64] = []
  var ids = ByteTable()

  private var scanner = LineScanner()
  private var previousText: [UInt8] = []
  private var open = OpenBatch()
  private let keepsIDs: Bool
  let witness: Witness
  /// What a check wants beyond what readers and writers need.
  let wishes: Wishes
  /// The hashes of all lines of complete batches, where they are wished for.
  private(set) var levels: StoredLevels?
  /// Lines that issued evidence and name a last line of a subject that was not its last.
  private(set) var falseHeads: [FalseHead] = []
  /// The leaf hash of the first line, by which a ledger is known.
  private(set) var firstLeaf = Digest.zero
  /// What the tree and the lines said where the witnesses stand.
  private(set) var testimony = Testimony()

  /// The lines since the last complete batch, so that they can be taken back.
  private struct OpenBatch {
    var leaves: [Digest] = []
    var subjects: [(number: Int, before: UInt64)] = []
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
    Digest.zero.appendBase64(to: &previousText)
  }

  /// Begins the next segment.
  mutating func begin(segment first: UInt64) {
    table.segments.append(Segment(first: first))
  }

  /// Whether lines stand behind the last complete batch.
  var hasOpenBatch: Bool { tip.sequence > complete.sequence }

  /// Takes the line at `range`, without its LF, which begins at `offset` of the current segment.
  ///
  /// - Throws: what is wrong with it; then it is not taken.
  mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>, offset: Int
  ) throws(LineProblem) -> LineLayout {
    let layout = try scanner.scan(bytes, range)
    let number = try checkChain(bytes, layout)
    take(bytes, layout, number, hash: TreeHash.leaf(bytes.extracting(range)), offset: offset)
    return layout
  }

  /// Takes a line whose form was checked, and which was hashed, on another thread.
  ///
  /// - Throws: what is wrong with it in its place; then it is not taken.
  mutating func take(
    _ line: ScanAhead.Line, of bytes: Span<UInt8>, offset: Int
  ) throws(LineProblem) {
    let number = try checkChain(bytes, line.layout)
    take(bytes, line.layout, number, hash: line.hash, offset: offset)
  }

  /// Takes a line that checks out; `number` is its subject's.
  private mutating func take(
    _ bytes: Span<UInt8>, _ layout: LineLayout, _ number: Int, hash: Digest, offset: Int
  ) {
    let leaf = note(bytes, layout, leaf: hash)
    if wishes.checksHeads { falseHeads += falseHeads(bytes, layout) }
    open.subjects.append((number, lastOfSubject[number]))
    lastOfSubject[number] = layout.sequence
    if keepsIDs, !isOwnID(bytes, layout) {
      let id = ids.intern(bytes, layout.source, layout.id)
      if id == sequenceOfID.count { sequenceOfID.append(0) }
      if sequenceOfID[id] == 0 {
        sequenceOfID[id] = layout.sequence
        open.ids.append(id)
      }
    }
    open.leaves.append(leaf)
    tip = Tip(sequence: layout.sequence, leaf: leaf, recordedTime: layout.recordedTime)
    previousText.removeAll(keepingCapacity: true)
    leaf.appendBase64(to: &previousText)
    let segment = table.segments.count - 1
    table.segments[segment].offsets.append(UInt32(offset))
    table.segments[segment].length = offset + layout.end - layout.start + 1
    if layout.sequence == 1 { firstLeaf = leaf }
    if layout.sequence == witness.head { testimony.leaf = leaf }
    if layout.sequence == wishes.place { testimony.leafAtPlace = leaf }
    if !layout.hasMore { completeBatch() }
  }

  /// Notes a line that tells of the log itself.
  ///
  /// - Returns: the hash that stands for the line.
  private mutating func note(
    _ bytes: Span<UInt8>, _ layout: LineLayout, leaf: Digest
  ) -> Digest {
    switch FieldTable.shared.kind(bytes, type: layout.type) {
    case .entryRedacted? where !layout.isRedacted: redactions.take(bytes, layout)
    case .ledgerRecovered?: recoveries.take(bytes, layout)
    default: break
    }
    return layout.isRedacted ? redactions.take(stub: bytes, layout, leaf: leaf) : leaf
  }

  private mutating func checkChain(
    _ bytes: Span<UInt8>, _ layout: LineLayout
  ) throws(LineProblem) -> Int {
    if layout.sequence != tip.sequence + 1 {
      throw LineProblem(
        message: "the sequence is \(layout.sequence), line \(tip.sequence + 1) is due",
        offset: LineTemplate.sequence.lowerBound)
    }
    let place = layout.start + LineTemplate.previous.lowerBound
    for index in 0..<Digest.base64Count where bytes[place + index] != previousText[index] {
      throw LineProblem(
        message: "\"previous\" is not the leaf hash of the line before it",
        offset: LineTemplate.previous.lowerBound, breaksLink: true)
    }
    if layout.recordedTime < tip.recordedTime {
      throw LineProblem(
        message: "it was recorded earlier than the line before it",
        offset: LineTemplate.recordedTime.lowerBound)
    }
    let number = subjects.intern(bytes, layout.subject)
    if number == lastOfSubject.count { lastOfSubject.append(0) }
    if layout.subjectPrevious != lastOfSubject[number] {
      throw LineProblem(
        message: "\"subjectprevious\" is \(layout.subjectPrevious), "
          + "the preceding line with this subject is \(lastOfSubject[number])",
        offset: LineTemplate.subjectPrevious.lowerBound)
    }
    return number
  }

  private mutating func completeBatch() {
    for leaf in open.leaves {
      tree.append(leaf)
      levels?.append(leaf)
      if tree.size == witness.checkpoint { testimony.root = tree.root }
      if tree.size == wishes.place { testimony.rootAtPlace = tree.root }
    }
    open.leaves.removeAll(keepingCapacity: true)
    open.subjects.removeAll(keepingCapacity: true)
    open.ids.removeAll(keepingCapacity: true)
    redactions.completeBatch()
    recoveries.completeBatch()
    complete = tip
  }

  /// Takes back the lines behind the last complete batch.
  mutating func finish() {
    for undo in open.subjects.reversed() { lastOfSubject[undo.number] = undo.before }
    for id in open.ids { sequenceOfID[id] = 0 }
    open = OpenBatch()
    redactions.takeBack()
    recoveries.takeBack()
    tip = complete
    previousText.removeAll(keepingCapacity: true)
    tip.leaf.appendBase64(to: &previousText)
    for index in table.segments.indices.reversed() {
      let first = table.segments[index].first
      let keep = complete.sequence >= first ? Int(complete.sequence - first) + 1 : 0
      if keep >= table.segments[index].lineCount { break }
      table.segments[index].length = Int(table.segments[index].offsets[keep])
      table.segments[index].offsets.removeLast(table.segments[index].lineCount - keep)
    }
  }

  /// Forgets the last segment, whose lines have all been set aside.
  mutating func dropLastSegment() {
    table.segments.removeLast()
  }

  /// Takes note of a redaction that the writer itself has just put on the disk.
  mutating func note(_ redaction: Redaction, at sequence: UInt64) {
    redactions.note(redaction, at: sequence)
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
    lastOfSubject[line.subject] = line.sequence
    if line.id >= 0 { sequenceOfID[line.id] = line.sequence }
    if line.sequence == 1 { firstLeaf = line.leaf }
    tree.append(line.leaf)
    tip = Tip(sequence: line.sequence, leaf: line.leaf, recordedTime: line.recordedTime)
    complete = tip
  }

  /// Whether the id is the ledger's own: the sequence, beside the source `custody`.
  private func isOwnID(_ bytes: Span<UInt8>, _ layout: LineLayout) -> Bool {
    guard layout.id.count == 12, layout.source.count == OwnSource.bytes.count else { return false }
    for (index, byte) in OwnSource.bytes.enumerated()
    where bytes[layout.source.lowerBound + index] != byte { return false }
    return LineTemplate.digits(bytes, at: layout.id.lowerBound) == layout.sequence
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
