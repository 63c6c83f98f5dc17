import Merkle

/// What makes a line the next line of a log: sequence, `previous`, the order of recorded times,
/// `subjectprevious`. Told once, for whoever reads all lines and whoever reads on behind an index.
///
///     line 41  previous: leaf of 40   subjectprevious: 17 ─▶ the line before with this subject
///     line 42  previous: leaf of 41   …
struct LineChain {
  /// Where the log stands after some line.
  struct Tip {
    var sequence: UInt64 = 0
    var leaf = Digest.zero
    /// Microseconds since 1970.
    var recordedTime = Int64.min
  }

  /// After the last complete batch.
  private(set) var complete: Tip
  /// After the last line taken.
  private(set) var tip: Tip
  /// The subjects of lines, by number.
  private(set) var subjects = ByteTable()
  /// The last line of each subject, by its number; 0 where the chain has met none.
  private(set) var lastOfSubject: [UInt64] = []

  /// The line behind which the chain begins; of the subjects of lines up to it nothing is known.
  let base: UInt64
  /// The base64 of the tip's leaf hash, made anew where it is asked for.
  private var previousText: [UInt8] = []
  /// What `touch` works with, kept to be reused, and its result, which means nothing.
  private var likely: [Int] = []
  private var touched = 0
  /// The subjects of the lines since the last complete batch, so that they can be taken back.
  private var open: [(number: Int, before: UInt64)] = []

  /// A chain from the first line on.
  init() {
    self.init(after: Tip(), isComplete: true)
  }

  /// A chain that goes on behind a line.
  ///
  /// - Parameter isComplete: whether a batch ends with that line.
  init(after tip: Tip, isComplete: Bool) {
    base = tip.sequence
    self.tip = tip
    complete = isComplete ? tip : Tip()
  }

  /// Whether lines stand behind the last complete batch.
  var hasOpenBatch: Bool { tip.sequence > complete.sequence }

  /// The number of a line's subject, given now if it is new.
  mutating func number(_ bytes: Span<UInt8>, _ line: ScannedLine) -> Int {
    number(bytes, subject: line.subject, hash: line.subjectHash)
  }

  /// The number of the subject that stands at `range`, given now if it is new.
  mutating func number(_ bytes: Span<UInt8>, subject range: Range<Int>, hash: UInt64) -> Int {
    let number = subjects.intern(hash, bytes, range)
    if number == lastOfSubject.count { lastOfSubject.append(0) }
    return number
  }

  /// Has the processor fetch what lines with these subjects are compared with.
  mutating func touch(_ hashes: Span<UInt64>) {
    touched &+= subjects.touch(hashes, numbers: &likely)
    for number in likely where number >= 0 {
      touched &+= Int(truncatingIfNeeded: lastOfSubject[number])
    }
  }

  /// Checks a line in its place.
  ///
  /// A `subjectprevious` that names a line at or before `base` is taken at its word where the chain has
  /// met no line with the subject.
  ///
  /// - Parameter number: that of its subject.
  /// - Throws: what is wrong with it.
  mutating func check(
    _ bytes: Span<UInt8>, _ line: ScannedLine, subject number: Int
  ) throws(LineProblem) {
    if line.sequence != tip.sequence + 1 {
      throw LineProblem(
        message: "the sequence is \(line.sequence), line \(tip.sequence + 1) is due",
        offset: LineTemplate.sequence.lowerBound)
    }
    if !line.isLinked, !isPrevious(bytes, line) {
      throw LineProblem(
        message: "\"previous\" is not the leaf hash of the line before it",
        offset: LineTemplate.previous.lowerBound, breaksLink: true)
    }
    if line.recordedTime < tip.recordedTime {
      throw LineProblem(
        message: "it was recorded earlier than the line before it",
        offset: LineTemplate.recordedTime.lowerBound)
    }
    let last = lastOfSubject[number]
    let isNext = last > 0 ? line.subjectPrevious == last : line.subjectPrevious <= base
    if !isNext {
      throw LineProblem(
        message: "\"subjectprevious\" is \(line.subjectPrevious), "
          + "the preceding line with this subject is \(last)",
        offset: LineTemplate.subjectPrevious.lowerBound)
    }
  }

  private mutating func isPrevious(_ bytes: Span<UInt8>, _ line: ScannedLine) -> Bool {
    previousText.removeAll(keepingCapacity: true)
    tip.leaf.appendBase64(to: &previousText)
    return bytes.holds(
      previousText.span, 0..<Digest.base64Count,
      at: line.range.lowerBound + LineTemplate.previous.lowerBound)
  }

  /// Takes a line that checks out.
  ///
  /// - Parameter subject: its number.
  /// - Returns: whether a batch ends with it.
  @discardableResult
  mutating func take(_ line: ScannedLine, subject: Int) -> Bool {
    open.append((subject, lastOfSubject[subject]))
    lastOfSubject[subject] = line.sequence
    tip = Tip(sequence: line.sequence, leaf: line.leaf, recordedTime: line.recordedTime)
    if line.hasMore { return false }
    complete = tip
    open.removeAll(keepingCapacity: true)
    return true
  }

  /// Takes a line that the writer itself has just put on the disk.
  mutating func acknowledge(_ line: AcknowledgedLine) {
    lastOfSubject[line.subject] = line.sequence
    tip = Tip(sequence: line.sequence, leaf: line.leaf, recordedTime: line.recordedTime)
    complete = tip
  }

  /// Takes back the lines behind the last complete batch.
  mutating func takeBack() {
    for undo in open.reversed() { lastOfSubject[undo.number] = undo.before }
    open = []
    tip = complete
  }
}
