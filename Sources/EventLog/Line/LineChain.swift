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
  var subjects = ByteTable()
  /// The last line of each subject, by its number; 0 where the chain has met none.
  var lastOfSubject: [UInt64] = []

  /// The line behind which the chain begins; of the subjects of lines up to it nothing is known.
  let base: UInt64
  /// The base64 of the tip's leaf hash.
  private var previousText: [UInt8] = []
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
    tip.leaf.appendBase64(to: &previousText)
  }

  /// Whether lines stand behind the last complete batch.
  var hasOpenBatch: Bool { tip.sequence > complete.sequence }

  /// Checks a line in its place.
  ///
  /// A `subjectprevious` that names a line at or before `base` is taken at its word where the chain has
  /// met no line with the subject.
  ///
  /// - Returns: the number of its subject.
  /// - Throws: what is wrong with it.
  mutating func check(
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
    let last = lastOfSubject[number]
    let isNext = last > 0 ? layout.subjectPrevious == last : layout.subjectPrevious <= base
    if !isNext {
      throw LineProblem(
        message: "\"subjectprevious\" is \(layout.subjectPrevious), "
          + "the preceding line with this subject is \(last)",
        offset: LineTemplate.subjectPrevious.lowerBound)
    }
    return number
  }

  /// Takes a line that checks out.
  ///
  /// - Parameter subject: its number.
  /// - Returns: whether a batch ends with it.
  @discardableResult
  mutating func take(_ layout: LineLayout, leaf: Digest, subject: Int) -> Bool {
    open.append((subject, lastOfSubject[subject]))
    lastOfSubject[subject] = layout.sequence
    advance(Tip(sequence: layout.sequence, leaf: leaf, recordedTime: layout.recordedTime))
    if layout.hasMore { return false }
    complete = tip
    open.removeAll(keepingCapacity: true)
    return true
  }

  /// Takes a line that the writer itself has just put on the disk.
  mutating func acknowledge(_ line: AcknowledgedLine) {
    lastOfSubject[line.subject] = line.sequence
    advance(Tip(sequence: line.sequence, leaf: line.leaf, recordedTime: line.recordedTime))
    complete = tip
  }

  /// Takes back the lines behind the last complete batch.
  mutating func takeBack() {
    for undo in open.reversed() { lastOfSubject[undo.number] = undo.before }
    open = []
    advance(complete)
  }

  private mutating func advance(_ tip: Tip) {
    self.tip = tip
    previousText.removeAll(keepingCapacity: true)
    tip.leaf.appendBase64(to: &previousText)
  }
}
