import Merkle
import Ownership
import Storage

/// The lines behind those that an index covers: they are read and checked one by one.
///
/// Each is checked as `LineChain` does, `subjectprevious` within the gap. Where it names a covered line, it is checked when the subject
/// is asked for; behind `head`, where it decides how far the log goes, it is checked here.
struct GapScan {
  /// The lines of the gap in one segment.
  struct Piece {
    /// The first sequence of the segment.
    let segment: UInt64
    /// The sequence of the first line of the gap in it.
    let first: UInt64
    var offsets: [UInt32] = []
    /// The end of the last line.
    var end: Int
  }

  /// What makes each line the next.
  private var chain: LineChain
  /// The leaf hash of each line of the gap.
  private(set) var leaves: [Digest] = []
  private(set) var pieces: [Piece] = []
  /// When each line of the gap was recorded, in microseconds since 1970.
  private(set) var recordedTimes: [Int64] = []
  /// Lines that file a complaint, may use a responsibility, or tell of a redaction.
  private(set) var complaints: [(sequence: UInt64, id: String)] = []
  private(set) var uses: [(position: SourcePosition, use: LineUse)] = []
  private(set) var redactions: [UInt64] = []
  /// The leaf hash of the line at `witness`.
  private(set) var witnessLeaf: Digest?
  /// Where the scan ended before the end of the files, by the index of the segment; `nil` where it
  /// did not.
  private(set) var stop: Int?

  private let witness: UInt64
  private var linesOfSubject: [[UInt64]] = []
  private var scanner = LineScanner()
  private var texts = SharedTexts()

  /// - Parameters:
  ///   - covered: the last covered line.
  ///   - isComplete: whether a batch ends with it.
  ///   - witness: the line that `head` names.
  init(after covered: LineChain.Tip, isComplete: Bool, witness: UInt64) {
    self.witness = witness
    chain = LineChain(after: covered, isComplete: isComplete)
  }

  /// After the last complete batch.
  var complete: LineChain.Tip { chain.complete }
  private var tip: LineChain.Tip { chain.tip }

  /// Reads the gap.
  ///
  /// - Parameters:
  ///   - last: the line after which to stop.
  ///   - lastCovered: finds the last covered line of a subject, given as it stands in a line.
  mutating func run(
    _ lines: CoveredLines, _ files: LogFiles, upTo last: UInt64,
    lastCovered: ([UInt8]) throws(IndexDoubt) -> UInt64
  ) throws(IndexDoubt) {
    let firstSegment = lines.manifest.segments.count - 1
    for index in firstSegment..<files.segments.count where stop == nil && tip.sequence < last {
      let segment = files.segments[index]
      var start = 0
      if index == firstSegment {
        start = lines.manifest.segments[index].length
      } else if segment.first != tip.sequence + 1 {
        throw IndexDoubt()
      }
      pieces.append(Piece(segment: segment.first, first: tip.sequence + 1, end: start))
      let file = try lines.file(Segment(first: segment.first).name)
      if try !scan(file, start..<segment.length, upTo: last, lastCovered) { stop = index }
    }
    if complete.sequence == 0 { throw IndexDoubt() }
    if stop == nil, complete.sequence < tip.sequence, tip.sequence < last {
      stop = files.segments.count - 1
    }
    finish()
  }

  /// Takes the lines of a part of a segment; whether all of it could be taken.
  private mutating func scan(
    _ file: IndexFile, _ part: Range<Int>, upTo last: UInt64,
    _ lastCovered: ([UInt8]) throws(IndexDoubt) -> UInt64
  ) throws(IndexDoubt) -> Bool {
    var isSound = true
    let end = try LineReader.forEachLine(in: part) {
      (buffer, start, count, offset) throws(IndexDoubt) in
      try file.read(into: &buffer, from: start, count: count, at: offset)
    } take: { (bytes, range, offset) throws(IndexDoubt) in
      isSound = try take(bytes, range, offset: offset, lastCovered)
      return isSound && tip.sequence < last
    }
    return isSound && (end == .complete || end == .stopped)
  }

  /// Takes a line; whether it checks out.
  private mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>, offset: Int,
    _ lastCovered: ([UInt8]) throws(IndexDoubt) -> UInt64
  ) throws(IndexDoubt) -> Bool {
    guard let line = try? ScannedLine(bytes, range, &scanner, texts: &texts) else { return false }
    let number = chain.number(bytes, line)
    guard (try? chain.check(bytes, line, subject: number)) != nil else { return false }
    if number == linesOfSubject.count { linesOfSubject.append([]) }
    if linesOfSubject[number].isEmpty, line.sequence > witness,
      try lastCovered(Array(copying: bytes, line.subject)) != line.subjectPrevious
    {
      return false
    }
    linesOfSubject[number].append(line.sequence)
    if let content = line.content { note(bytes, content.layout) }
    if line.sequence == witness { witnessLeaf = line.leaf }
    pieces[pieces.count - 1].offsets.append(UInt32(offset))
    pieces[pieces.count - 1].end = offset + range.count + 1
    recordedTimes.append(line.recordedTime)
    leaves.append(line.leaf)
    chain.take(line, subject: number)
    return true
  }

  private mutating func note(_ bytes: Span<UInt8>, _ layout: LineLayout) {
    if let id = LineKeys.complaint(bytes, layout) { complaints.append((layout.sequence, id)) }
    if let use = LineKeys.use(bytes, layout) { uses.append((layout.sourcePosition, use)) }
    if layout.kind == .entryRedacted { redactions.append(layout.sequence) }
  }

  /// Forgets the lines behind the last complete batch.
  private mutating func finish() {
    let last = complete.sequence
    complaints.removeAll { $0.sequence > last }
    uses.removeAll { $0.position.sequence.value > last }
    redactions.removeAll { $0 > last }
    for number in linesOfSubject.indices { linesOfSubject[number].removeAll { $0 > last } }
    recordedTimes.removeLast(Int(tip.sequence - last))
    leaves.removeLast(Int(tip.sequence - last))
    for index in pieces.indices.reversed() {
      let first = pieces[index].first
      let keep = last >= first ? Int(last - first) + 1 : 0
      if keep >= pieces[index].offsets.count { break }
      pieces[index].end = Int(pieces[index].offsets[keep])
      pieces[index].offsets.removeLast(pieces[index].offsets.count - keep)
    }
  }

  /// The lines of the gap with a subject, given as it stands in a line.
  func lines(of subject: [UInt8]) -> [UInt64] {
    chain.subjects.find(subject.span, 0..<subject.count).map { linesOfSubject[$0] } ?? []
  }

  /// Where a line of the gap stands; `nil` where there is no such line.
  func place(of sequence: UInt64) -> LinePlace? {
    guard let piece = pieces.last(where: { $0.first <= sequence }) else { return nil }
    let line = Int(sequence - piece.first)
    guard line < piece.offsets.count else { return nil }
    let end = line + 1 < piece.offsets.count ? Int(piece.offsets[line + 1]) : piece.end
    return LinePlace(segment: piece.segment, range: Int(piece.offsets[line])..<end)
  }
}
