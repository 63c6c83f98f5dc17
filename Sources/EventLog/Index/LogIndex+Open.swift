import Merkle
import Ownership
import Storage

extension LogIndex {
  /// Opens the index of a ledger; never waits for a writer, and never writes.
  ///
  /// While a writer is at work the lines go no further than what it has acknowledged.
  ///
  /// - Returns: `nil` where there is no index that serves, or where the log is not in order: then
  ///   `Log(reading:)` answers, or says what is wrong; and `leave(for:)` makes an index of it.
  /// - Complexity: O(segments + lines behind the index).
  public static func open(_ path: String) -> LogIndex? {
    // A writer may have replaced the files between two looks.
    for _ in 0..<2 {
      do throws(IndexDoubt) {
        return try opened(path)
      } catch {
        continue
      }
    }
    return nil
  }

  private static func opened(_ path: String) throws(IndexDoubt) -> LogIndex {
    let lines = try CoveredLines(path, ReadMeter())
    let (files, last) = try look(lines.folder)
    lines.meter.bytes += files.head == nil ? 0 : 2 * Head.slotLength
    guard files.markedWitness == nil, lines.fits(files), !isStale(lines.manifest, files),
      last >= lines.last
    else {
      throw IndexDoubt()
    }
    let (tip, isComplete) = try tip(of: lines)
    var gap = GapScan(
      after: tip, isComplete: isComplete, witness: files.head?.head.sequence.value ?? 0)
    try gap.run(lines, files, upTo: last) { (subject) throws(IndexDoubt) in
      try lastCovered(subject, lines)
    }
    try agree(files, lines, gap)
    return LogIndex(
      path, lines, gap,
      head: LogHead(
        sequence: SequenceNumber(gap.complete.sequence), leaf: gap.complete.leaf),
      tail: try tail(files, lines, gap))
  }

  /// The files as they stand, and the line after which to stop.
  private static func look(
    _ folder: borrowing Folder
  ) throws(IndexDoubt) -> (files: LogFiles, last: UInt64) {
    try doubting { () throws(StorageError) in
      if let files = try folder.whileUnlocked({ () throws(StorageError) in try LogFiles(folder) }) {
        return (files, .max)
      }
      // A writer leaves a head before it appends: without one, nothing is being appended yet.
      let files = try LogFiles(folder)
      return (files, files.head?.head.sequence.value ?? .max)
    }
  }

  /// Whether so much came after the index that a new one is worth its while; and files that are
  /// longer than a segment can be are no matter for an index.
  private static func isStale(_ manifest: IndexManifest, _ files: LogFiles) -> Bool {
    let covered = manifest.segments.reduce(0) { $0 + $1.length }
    let all = files.segments.reduce(0) { $0 + $1.length }
    return all - covered > 2 * covered
      || files.segments.contains { $0.length > Int(UInt32.max) }
  }

  /// Line 1 and line C, which show whether the index is one of this log.
  private static func tip(
    of lines: CoveredLines
  ) throws(IndexDoubt) -> (tip: LineChain.Tip, isComplete: Bool) {
    let first = try lines.line(1)
    let last = try lines.line(lines.last)
    guard LedgerFormat(first.bytes.span, first.layout) == .one else { throw IndexDoubt() }
    guard first.leaf == lines.manifest.firstLeaf, last.leaf == lines.manifest.coveredLeaf else {
      throw IndexDoubt()
    }
    let tip = LineChain.Tip(
      sequence: lines.last, leaf: last.leaf, recordedTime: last.layout.recordedTime)
    return (tip, !last.layout.hasMore)
  }

  /// `head` and `checkpoint` as far as they can be checked without all lines.
  private static func agree(
    _ files: LogFiles, _ lines: CoveredLines, _ gap: GapScan
  ) throws(IndexDoubt) {
    let last = gap.complete.sequence
    if let checkpoint = files.checkpoint, checkpoint.size > last { throw IndexDoubt() }
    guard let head = files.head?.head else { return }
    if head.sequence.value > last || head.sequence.value == 0 { throw IndexDoubt() }
    if head.sequence.value > lines.last {
      if gap.witnessLeaf != head.leaf { throw IndexDoubt() }
      return
    }
    let sequence = head.sequence.value
    let line = try lines.line(sequence)
    if line.leaf != head.leaf { throw IndexDoubt() }
  }

  /// What was never acknowledged, in a sentence. What the recovery table calls anything but clean,
  /// or set aside from the last segment beside a readable head, is left to the whole log.
  private static func tail(
    _ files: LogFiles, _ lines: CoveredLines, _ gap: GapScan
  ) throws(IndexDoubt) -> String? {
    if gap.stop == nil { return nil }
    let number = files.segments.count - 1
    let index = number - (lines.manifest.segments.count - 1)
    for (piece, segment) in zip(gap.pieces, files.segments.suffix(index + 1)).prefix(index)
    where piece.end < segment.length { throw IndexDoubt() }
    let witness = files.head == nil ? Recovery.Witness.none : .agrees
    guard gap.pieces.count == index + 1,
      Recovery.outcome(witness, .other, .last) == .setAside
    else { throw IndexDoubt() }
    let end = gap.pieces[index].end
    let name = Segment(first: files.segments[number].first).name
    let count = files.segments[number].length - end
    let rest = try doubting { () throws(StorageError) in
      var bytes = [UInt8](repeating: 0, count: count)
      _ = try lines.folder.open(name, .read).read(into: &bytes, count: count, at: end)
      return bytes
    }
    // Whole lines may be those of another history.
    if rest.contains(0x0A) { throw IndexDoubt() }
    return Log.tailSentence(file: lines.folder.path(of: name), count: count, offset: end)
  }

  /// The last covered line with a subject, given as it stands in a line; 0 where there is none.
  private static func lastCovered(
    _ subject: [UInt8], _ lines: CoveredLines
  ) throws(IndexDoubt) -> UInt64 {
    let key = LineDecoder.string(subject.span, 0..<subject.count)
    return try lines.postingsFromLast(of: LineKeys.hash(key)) { (sequence) throws(IndexDoubt) in
      let line = try lines.line(sequence)
      return line.bytes[line.layout.subject].elementsEqual(subject)
    }
  }
}
