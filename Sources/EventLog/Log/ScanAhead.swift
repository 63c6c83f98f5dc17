import Merkle
import Ownership
import Storage

/// The costly part of checking lines, done on all processors ahead of the rest: their form and their hashes,
/// which each line has on its own.
///
///     this thread      read ──▶ pieces of whole lines ··········· ◀── take in order: links, times, tree
///     other threads                    └──▶ scan and hash ──▶ lines ──┘
///
/// What is wrong with a line is not found here: what is not sound is taken anew by whoever asked, one line
/// after the other, so that the result is the same on any number of threads.
final class ScanAhead {
  /// How much is done ahead.
  struct Plan {
    /// On how many threads; with one, everything is done one after the other.
    var threadCount = Threads.processorCount
    /// From how many bytes on that is worth it.
    var byteThreshold = 4 << 20
    /// How many bytes are read at a time.
    var pieceLength = 1 << 18
  }

  /// Some bytes of a segment.
  struct Piece {
    let bytes: [UInt8]
    /// How many of them count.
    let count: Int
    /// The lines in it, up to the first that is not in canonical form.
    var lines: [ScannedLine] = []
    /// The hashes of their subjects.
    var subjectHashes: [UInt64] = []
    /// The segment in which it stands, by its place among all.
    let segment: Int
    /// Whether that are all.
    var isSound = false
  }

  private final class Job: Sendable {
    let bytes: [UInt8]
    let count: Int
    let segment: Int
    let result = BlockingQueue<Piece>()

    init(_ bytes: [UInt8], count: Int, segment: Int) {
      self.bytes = bytes
      self.count = count
      self.segment = segment
    }
  }

  /// What a thread keeps from piece to piece.
  private struct Desk {
    var scanner = LineScanner()
    var texts = SharedTexts()
    /// The leaf hash of the line before, in base64.
    var previous: [UInt8] = []
    let keepsEvents: Bool
  }

  /// How many pieces wait at most, so that memory stays small: enough for the threads to go on while the one
  /// that takes them is held up.
  private let limit: Int
  private let pieceLength: Int
  private let segments: [(first: UInt64, length: Int)]
  /// The segment that is read, by its place among all, and how far.
  private var position: (segment: Int, offset: Int) = (0, 0)
  private let jobs = BlockingQueue<Job>()
  private var waiting: [Job] = []
  /// Memory of pieces that have been taken, to be used again.
  private var spare: [[UInt8]] = []

  /// Starts the threads; `nil` where none can be had, or the segments are not worth it.
  init?(_ segments: [(first: UInt64, length: Int)], _ plan: Plan, keepsEvents: Bool) {
    guard plan.threadCount > 1,
      segments.reduce(0, { $0 + $1.length }) >= max(1, plan.byteThreshold)
    else { return nil }
    let jobs = jobs
    var started = 0
    for _ in 0..<plan.threadCount
    where Threads.start({ Self.work(jobs, keepsEvents) }) { started += 1 }
    if started == 0 { return nil }
    limit = started * 16
    pieceLength = plan.pieceLength
    self.segments = segments
  }

  deinit { jobs.close() }

  /// Gives back the memory of a piece.
  func giveBack(_ bytes: consuming [UInt8]) {
    spare.append(bytes)
  }

  /// The next piece of a segment; `nil` where what follows there are no whole lines, or cannot be read.
  ///
  /// What has been read of segments before it is left out.
  func take(of segment: Int, _ folder: borrowing Folder) -> Piece? {
    while let first = waiting.first, first.segment < segment { waiting.removeFirst() }
    if position.segment < segment { position = (segment, 0) }
    read(folder)
    guard let first = waiting.first, first.segment == segment else { return nil }
    return waiting.removeFirst().result.take()
  }

  /// Reads on, as far as there is room, and hands over what it has read.
  private func read(_ folder: borrowing Folder) {
    while position.segment < segments.count, waiting.count < limit {
      let segment = segments[position.segment]
      // A segment that cannot be read, or goes on without an LF, is met by whoever takes it line by line.
      guard position.offset < segment.length,
        let file = try? folder.open(Segment(first: segment.first).name, .read)
      else {
        position = (position.segment + 1, 0)
        continue
      }
      while waiting.count < limit, position.offset < segment.length {
        let length = min(pieceLength, segment.length - position.offset)
        var bytes = memory(length)
        let count = wholeLines(file, at: position.offset, limit: length, into: &bytes)
        if count == 0 {
          position = (position.segment + 1, 0)
          break
        }
        let job = Job(bytes, count: count, segment: position.segment)
        waiting.append(job)
        jobs.put(job)
        position.offset += count
      }
    }
  }

  /// Memory for a piece of so many bytes.
  private func memory(_ length: Int) -> [UInt8] {
    if let bytes = spare.popLast(), bytes.count >= length { return bytes }
    return [UInt8](repeating: 0, count: max(length, pieceLength))
  }

  /// Reads up to `limit` bytes from `offset` on, and says how many of them stand before and with the last
  /// LF; none where they hold no LF, or cannot be read.
  private func wholeLines(
    _ file: borrowing File, at offset: Int, limit: Int, into bytes: inout [UInt8]
  ) -> Int {
    var end = (try? file.read(into: &bytes, count: limit, at: offset)) ?? 0
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }

  private static func work(_ jobs: BlockingQueue<Job>, _ keepsEvents: Bool) {
    var desk = Desk(keepsEvents: keepsEvents)
    while let job = jobs.take() { job.result.put(piece(job, &desk)) }
  }

  private static func piece(_ job: Job, _ desk: inout Desk) -> Piece {
    let count = job.count
    var piece = Piece(bytes: job.bytes, count: count, segment: job.segment)
    piece.lines.reserveCapacity(count / 256)
    piece.subjectHashes.reserveCapacity(count / 256)
    let bytes = job.bytes
    let span = bytes.span
    var start = 0
    desk.previous.removeLast(desk.previous.count)
    while start < count {
      do throws(LineProblem) {
        let line = try ScannedLine(
          firstOf: span, start..<count, &desk.scanner, texts: &desk.texts,
          keepsEvent: desk.keepsEvents, after: desk.previous)
        desk.previous.removeLast(desk.previous.count)
        line.leaf.appendBase64(to: &desk.previous)
        start = line.range.upperBound + 1
        piece.subjectHashes.append(line.subjectHash)
        piece.lines.append(line)
      } catch {
        return piece
      }
    }
    piece.isSound = start == count
    return piece
  }
}

extension LogScan {
  /// Takes the lines of the current segment as far as they check out, scanned on all processors.
  ///
  /// - Parameters:
  ///   - before: how many bytes of other segments have been read.
  ///   - last: the line after which to stop.
  /// - Returns: where the rest begins, and how many lines stand before it; the rest is for whoever goes on
  ///   line by line.
  mutating func take(
    _ ahead: ScanAhead, _ folder: borrowing Folder, after before: Int, upTo last: UInt64
  ) -> (offset: Int, lineCount: Int) {
    var taken = (offset: 0, lineCount: 0)
    while tip.sequence < last,
      let piece = ahead.take(of: table.segments.count - 1, folder)
    {
      var start = 0
      while start < piece.lines.count {
        let group = start..<min(start + Self.groupCount, piece.lines.count)
        let count = take(group, of: piece, from: &taken.offset, upTo: last)
        taken.lineCount += count
        if count < group.count { return taken }
        start = group.upperBound
      }
      ahead.giveBack(piece.bytes)
      wishes.progress?(before + taken.offset)
      if !piece.isSound { break }
    }
    return taken
  }

  /// So many lines at a time, what they are compared with is fetched ahead.
  private static let groupCount = 64

  /// Takes some lines of a piece, and says how many: fewer where one is not the next, or the last is met.
  private mutating func take(
    _ group: Range<Int>, of piece: ScanAhead.Piece, from offset: inout Int, upTo last: UInt64
  ) -> Int {
    let bytes = piece.bytes.span
    chain.touch(piece.subjectHashes.span.extracting(group))
    for index in group {
      if tip.sequence == last { return index - group.lowerBound }
      let subject = chain.number(bytes, piece.lines[index])
      do throws(LineProblem) {
        try take(piece.lines[index], of: bytes, subject: subject, offset: offset)
      } catch { return index - group.lowerBound }
      offset += piece.lines[index].range.count + 1
    }
    return group.count
  }
}
