import Ownership
import Storage

/// A ledger that is asked for a few lines without being read as a whole: what stands in `index/`
/// says where they are, and what came after the index is scanned.
///
///     index/manifest              what is covered: lines 1…C              IndexManifest
///     index/SEGMENT.lines         u32 offset of each covered line
///     index/SEGMENT.leaves        [32] leaf hash of each covered line
///     index/A-B.streams           which lines speak of what               StreamLayout
///
/// Everything under `index/` is derived: it can be deleted at any time, and a writer or a reader
/// makes it anew. It is never believed without a check. Each line used stands between two LF, is in
/// canonical form, has the sequence under which it was posted, and its leaf is the one that the index keeps
/// apart from it; the lines of a subject are its whole chain of `subjectprevious`. Where a check fails, the
/// log is read and checked as a whole: then the answers come from there, or its error is thrown. So
/// an index can cost time, but not an answer. What it does not tell is damage in lines that nobody
/// asks for, and what somebody did who rewrote lines and index together: only what reads all of it
/// protects against that (`verify`, which also compares the index with the lines, `who --check`, case
/// files), and heads that others hold.
///
/// Not for use on several threads at once.
public final class LogIndex {
  /// The last line.
  public let head: LogHead
  /// What stands behind the last line and is not in the ledger; `nil` when there is nothing.
  public let tail: String?
  /// The folder.
  public let path: String

  let lines: CoveredLines
  let gap: GapScan
  let meter: ReadMeter
  /// The log as a whole, once a check has failed.
  var replay: Log?
  /// The events that tell of redactions, once somebody has asked for a redacted line.
  var knownRedactions: [ToldRedaction]?

  /// How many lines there are.
  public var count: UInt64 { head.sequence.value }

  /// The bytes read so far from segments, `head`, `checkpoint` and the index.
  public var bytesRead: Int { meter.bytes }

  /// Whether a check has failed and the log has been read as a whole since.
  public var isReplayed: Bool { replay != nil }

  init(_ path: String, _ lines: CoveredLines, _ gap: GapScan, head: LogHead, tail: String?) {
    self.path = path
    self.lines = lines
    self.gap = gap
    self.head = head
    self.tail = tail
    meter = lines.meter
  }

  /// The name and the zone with which the ledger was opened; `nil` when its first line does not
  /// tell.
  public func opening() throws(LogError) -> (name: String, zone: String)? {
    guard case .ledger(.opened(let name, let zone))? = try event(SequenceNumber(1))?.fact else {
      return nil
    }
    return (name, zone)
  }

  /// Answers from the index, and from the whole log where a check fails.
  func checked<Value>(
    _ body: () throws(IndexDoubt) -> Value, replayed: (Log) -> Value
  ) throws(LogError) -> Value {
    if let replay { return replayed(replay) }
    do throws(IndexDoubt) {
      return try body()
    } catch {
      let log = try Log(reading: path)
      if log.head.sequence < head.sequence {
        throw LogError(
          .integrity,
          "\(path): line \(head.sequence) was there and is not any more",
          remedy: "something else writes to the folder; compare with a copy")
      }
      replay = log
      LogIndex.leave(for: log, unit: lines.manifest.unit)
      return replayed(log)
    }
  }

  /// The lines that were there when the index was opened.
  func events(of log: Log) -> ArraySlice<Event> {
    log.events.prefix(Int(head.sequence.value))
  }
}

/// A redaction, and the subject of the line that tells of it.
struct ToldRedaction {
  let redaction: Redaction
  let subject: Subject
}
