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
    var pieceLength = 1 << 20
  }

  /// A line in canonical form.
  struct Line {
    let layout: LineLayout
    /// Its leaf hash.
    let leaf: Digest
    /// What it says, where that is wished for.
    let event: Event?
    /// What of it is destroyed, as `entry.redacted` names it.
    let destroyed: [String]
  }

  /// Some bytes of a segment.
  struct Piece {
    let bytes: [UInt8]
    /// The lines in it, up to the first that is not in canonical form.
    let lines: [Line]
    /// Whether that are all.
    let isSound: Bool
  }

  private final class Job: Sendable {
    let bytes: [UInt8]
    let result = BlockingQueue<Piece>()

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }
  }

  /// What a thread keeps from piece to piece.
  private struct Desk {
    var scanner = LineScanner()
    var texts = SharedTexts()
    let keepsEvents: Bool
  }

  /// How many pieces wait at most, so that memory stays small.
  let limit: Int
  private let jobs = BlockingQueue<Job>()
  private var waiting: [Job] = []

  /// Starts the threads; `nil` where none can be had.
  init?(threadCount: Int, keepsEvents: Bool) {
    let jobs = jobs
    var started = 0
    for _ in 0..<threadCount where Threads.start({ Self.work(jobs, keepsEvents) }) { started += 1 }
    if started == 0 { return nil }
    limit = started + 2
  }

  deinit { jobs.close() }

  /// How many pieces have not been taken.
  var count: Int { waiting.count }

  /// Hands over whole lines, each with its LF.
  func put(_ bytes: [UInt8]) {
    let job = Job(bytes)
    waiting.append(job)
    jobs.put(job)
  }

  /// The next piece in the order in which they were put; `nil` when there is none.
  func take() -> Piece? {
    waiting.isEmpty ? nil : waiting.removeFirst().result.take()
  }

  private static func work(_ jobs: BlockingQueue<Job>, _ keepsEvents: Bool) {
    var desk = Desk(keepsEvents: keepsEvents)
    while let job = jobs.take() { job.result.put(piece(job.bytes, &desk)) }
  }

  private static func piece(_ bytes: [UInt8], _ desk: inout Desk) -> Piece {
    var lines: [Line] = []
    lines.reserveCapacity(bytes.count / 256)
    let span = bytes.span
    var start = 0
    while let end = lineFeed(span, from: start, to: bytes.count) {
      do throws(LineProblem) {
        lines.append(
          try Line(
            span, start..<end, &desk.scanner, texts: &desk.texts, keepsEvent: desk.keepsEvents))
      } catch {
        return Piece(bytes: bytes, lines: lines, isSound: false)
      }
      start = end + 1
    }
    return Piece(bytes: bytes, lines: lines, isSound: start == bytes.count)
  }
}

extension ScanAhead.Line {
  /// Checks the form of a line, and makes of it what it gives on its own.
  init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ scanner: inout LineScanner,
    texts: inout SharedTexts, keepsEvent: Bool
  ) throws(LineProblem) {
    layout = try scanner.scan(bytes, range)
    leaf = scanner.leaf(bytes)
    destroyed =
      layout.isRedacted
      ? scanner.sealableNames(bytes).filter(\.isDestroyed).map(\.name) : []
    event =
      keepsEvent
      ? LineDecoder.event(
        bytes, layout, destroyed: scanner.destroyedFields(bytes), &texts) : nil
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
        let piece = try wholeLines(file, at: read, limit: min(plan.pieceLength, length - read))
        if piece.isEmpty { break }
        ahead.put(piece)
        read += piece.count
      }
      guard let piece = ahead.take() else { break }
      let span = piece.bytes.span
      for line in piece.lines {
        do throws(LineProblem) {
          try take(line, of: span, offset: taken.offset)
        } catch { return taken }
        taken.offset += line.layout.end - line.layout.start + 1
        taken.lineCount += 1
        if tip.sequence == last { break }
      }
      wishes.progress?(before + taken.offset)
      if !piece.isSound { break }
    }
    return taken
  }

  /// Up to `limit` bytes from `offset` on, cut behind the last LF; none where they hold no LF.
  private func wholeLines(
    _ file: borrowing File, at offset: Int, limit: Int
  ) throws(LogError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let got = try storing { () throws(StorageError) in
      try file.read(into: &bytes, count: limit, at: offset)
    }
    var end = got
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    bytes.removeLast(limit - end)
    return bytes
  }
}
