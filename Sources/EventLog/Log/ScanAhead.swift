import Merkle
import Ownership
import Storage

/// The costly part of checking lines, done on all processors ahead of the rest: their form and their hashes,
/// which each line has on its own.
///
///     this thread      read ──▶ pieces of whole lines ··········· ◀── take in order: links, times, tree
///     other threads                    └──▶ scan and hash ──▶ lines ──┘
///
/// What is wrong with a line is not found here: a piece that is not all sound lines is taken anew by whoever
/// asked, one line after the other, so that the result is the same on any number of threads.
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
    /// Whether that are all.
    var isSound = false
  }

  private final class Job: Sendable {
    let bytes: [UInt8]
    let count: Int
    let result = BlockingQueue<Piece>()

    init(_ bytes: [UInt8], count: Int) {
      self.bytes = bytes
      self.count = count
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

  /// How many pieces wait at most, so that memory stays small.
  let limit: Int
  private let jobs = BlockingQueue<Job>()
  private var waiting: [Job] = []
  /// Memory of pieces that have been taken, to be used again.
  private var spare: [[UInt8]] = []

  /// Starts the threads; `nil` where none can be had.
  init?(threadCount: Int, keepsEvents: Bool) {
    let jobs = jobs
    var started = 0
    for _ in 0..<threadCount where Threads.start({ Self.work(jobs, keepsEvents) }) { started += 1 }
    if started == 0 { return nil }
    limit = started * 4
  }

  deinit { jobs.close() }

  /// How many pieces have not been taken.
  var count: Int { waiting.count }

  /// Memory for a piece of so many bytes.
  func memory(_ length: Int) -> [UInt8] {
    if let bytes = spare.popLast(), bytes.count >= length { return bytes }
    return [UInt8](repeating: 0, count: length)
  }

  /// Gives back the memory of a piece.
  func giveBack(_ bytes: consuming [UInt8]) {
    spare.append(bytes)
  }

  /// Hands over whole lines, each with its LF: the first `count` bytes.
  func put(_ bytes: consuming [UInt8], count: Int) {
    let job = Job(bytes, count: count)
    waiting.append(job)
    jobs.put(job)
  }

  /// The next piece in the order in which they were put; `nil` when there is none.
  func take() -> Piece? {
    waiting.isEmpty ? nil : waiting.removeFirst().result.take()
  }

  private static func work(_ jobs: BlockingQueue<Job>, _ keepsEvents: Bool) {
    var desk = Desk(keepsEvents: keepsEvents)
    while let job = jobs.take() { job.result.put(piece(job.bytes, job.count, &desk)) }
  }

  private static func piece(_ bytes: [UInt8], _ count: Int, _ desk: inout Desk) -> Piece {
    var piece = Piece(bytes: bytes, count: count)
    piece.lines.reserveCapacity(count / 256)
    piece.subjectHashes.reserveCapacity(count / 256)
    let span = bytes.span
    var start = 0
    desk.previous.removeAll(keepingCapacity: true)
    while let end = span.lineFeed(from: start, to: count) {
      do throws(LineProblem) {
        let line = try ScannedLine(
          span, start..<end, &desk.scanner, texts: &desk.texts, keepsEvent: desk.keepsEvents,
          after: desk.previous)
        desk.previous.removeAll(keepingCapacity: true)
        line.leaf.appendBase64(to: &desk.previous)
        piece.subjectHashes.append(line.subjectHash)
        piece.lines.append(line)
      } catch {
        return piece
      }
      start = end + 1
    }
    piece.isSound = start == count
    return piece
  }
}

extension LogScan {
  /// Takes the lines of the current segment as far as they check out, scanned on all processors.
  ///
  /// - Parameters:
  ///   - length: how long the segment is.
  ///   - before: how many bytes of others have been read.
  ///   - last: the line after which to stop.
  /// - Returns: where the rest begins, and how many lines stand before it; the rest is for whoever goes on
  ///   line by line.
  mutating func takeAhead(
    _ file: borrowing File, length: Int, after before: Int, upTo last: UInt64
  ) throws(LogError) -> (offset: Int, lineCount: Int) {
    let plan = wishes.ahead
    var taken = (offset: 0, lineCount: 0)
    guard plan.threadCount > 1, length >= plan.byteThreshold,
      let ahead = ScanAhead(threadCount: plan.threadCount, keepsEvents: wishes.keepsEvents)
    else { return taken }
    var read = 0
    while tip.sequence < last {
      while ahead.count < ahead.limit, read < length {
        var bytes = ahead.memory(min(plan.pieceLength, length))
        let count = try wholeLines(
          file, at: read, limit: min(bytes.count, length - read), into: &bytes)
        if count == 0 { break }
        ahead.put(bytes, count: count)
        read += count
      }
      guard let piece = ahead.take() else { break }
      let span = piece.bytes.span
      let numbers = subjects(of: piece)
      for (index, number) in numbers.enumerated() {
        do throws(LineProblem) {
          try take(piece.lines[index], of: span, subject: number, offset: taken.offset)
        } catch { return taken }
        taken.offset += piece.lines[index].range.count + 1
        taken.lineCount += 1
        if tip.sequence == last { break }
      }
      ahead.giveBack(piece.bytes)
      wishes.progress?(before + taken.offset)
      if !piece.isSound { break }
    }
    return taken
  }

  /// Reads up to `limit` bytes from `offset` on, and says how many of them stand before and with the last
  /// LF; none where they hold no LF.
  private func wholeLines(
    _ file: borrowing File, at offset: Int, limit: Int, into bytes: inout [UInt8]
  ) throws(LogError) -> Int {
    let got = try storing { () throws(StorageError) in
      try file.read(into: &bytes, count: limit, at: offset)
    }
    var end = got
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }
}
