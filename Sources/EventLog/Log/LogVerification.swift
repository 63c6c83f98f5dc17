public import Merkle
public import Ownership
import Storage

/// A log that was checked line by line against itself, and against what outsiders hold of it.
///
/// Every line: canonical bytes, sequence, `previous`, `subjectprevious`, order of recorded times; the
/// files `head` and `checkpoint`; redacted lines and the events that explain them; the heads that issued
/// evidence names. Nothing is repaired or written.
public struct LogVerification: Sendable {
  /// The last line.
  public let head: LogHead
  /// What a checkpoint of all lines says.
  public let checkpoint: Checkpoint
  /// The recorded time of the last line; `nil` before the first.
  public let lastRecorded: Instant?
  /// The zone that line 1 names, in which bare dates are read; `nil` before it.
  public let zone: String?
  /// How many segments there are.
  public let segmentCount: Int
  /// How many bytes all lines have, with their LFs.
  public let byteCount: Int
  /// How many subjects lines are about.
  public let subjectCount: Int
  /// How many lines have lost content; all of it is named by events on their subjects.
  public let redactedCount: Int
  /// Redactions of which somebody told and whose content still stands.
  public let unfinishedRedactions: [UnfinishedRedaction]
  /// The file of the index that says otherwise than the lines; `nil` where there is no index, or all of it
  /// is as it must be.
  public let indexDifference: String?
  /// The line that the file `head` names, which is as it says; `nil` where it cannot be read, or counts as
  /// none.
  public let acknowledged: SequenceNumber?
  /// What the file `head` says, where that counts as none.
  public let explainedHead: ExplainedWitness?
  /// How many lines the file `checkpoint` covers, whose root is as it says; `nil` where there is none, or it
  /// counts as none.
  public let checkpointed: UInt64?
  /// What the file `checkpoint` says, where that counts as none.
  public let explainedCheckpoint: ExplainedWitness?
  /// Whether there is a file `checkpoint` that cannot be read.
  public let hasUnreadableCheckpoint: Bool
  /// What stands behind the last line and is not in the ledger, in a sentence; `nil` when nothing does.
  public let tail: String?
  /// Issued evidence that names a last line of a subject which was not its last.
  public let falseHeads: [FalseHead]
  /// Names in the folder that mean nothing to a ledger, sorted; nobody reads them. Those that begin with a
  /// dot are left out.
  public let foreignFiles: [String]
  /// What keeps every writer from the ledger, each in a sentence: what is no file, where one would be read.
  public let obstacles: [String]
  /// Lines of which each has the `id` and the `source` of another.
  public let repeatedIDs: [RepeatedID]
  /// Losses of acknowledged lines that somebody accepted, by the lines that tell of them.
  public let acceptedLosses: [ToldLoss]
  private let testimony: LogScan.Testimony

  /// What an outsider holds of the log.
  public enum Witness: Hashable, Sendable {
    /// A checkpoint.
    case checkpoint(Checkpoint)
    /// A line and its leaf hash, as every writer prints it.
    case head(SequenceNumber, Digest)

    /// The number of lines, or of the line.
    public var size: UInt64 {
      switch self {
      case .checkpoint(let checkpoint): checkpoint.size
      case .head(let sequence, _): sequence.value
      }
    }
  }

  /// Checks a log.
  ///
  /// - Parameters:
  ///   - path: its folder.
  ///   - witness: what the log is compared with by `contradiction(of:)`.
  ///   - progress: is told now and then how many bytes have been read, of how many.
  /// - Throws: `LogError` naming the first bad line: `unreadable` for damage, `integrity` where `head` or
  ///   `checkpoint` says otherwise than the lines, or a redaction is not explained.
  /// - Complexity: O(bytes of the log); memory a few bytes a line.
  public init(
    of path: String, against witness: Witness? = nil,
    progress: ((_ done: Int, _ all: Int) -> Void)? = nil
  ) throws(LogError) {
    let folder = try storing { () throws(StorageError) in try Folder(path) }
    var told: ((Int) -> Void)?
    if let progress {
      let files = try storing { () throws(StorageError) in try LogFiles(folder) }
      let all = files.segments.reduce(0) { $0 + $1.length }
      told = { progress($0, all) }
    }
    let inspection = try Log.inspectPatiently(
      folder,
      wishes: LogScan.Wishes(
        place: witness?.size ?? 0, checksHeads: true, keepsPairHashes: true,
        index: IndexComparison(folder, comparesPostings: true), progress: told))
    let scan = inspection.scan
    head = LogHead(sequence: SequenceNumber(scan.complete.sequence), leaf: scan.complete.leaf)
    checkpoint = Checkpoint(of: scan)
    lastRecorded =
      scan.complete.sequence > 0 ? Instant(clamping: scan.complete.recordedTime) : nil
    zone = try Self.zone(scan, folder)
    segmentCount = scan.table.segments.count
    byteCount = scan.table.segments.reduce(0) { $0 + $1.length }
    subjectCount = scan.lastOfSubject.count { $0 > 0 }
    redactedCount = scan.redactions.destroyed.count
    unfinishedRedactions = inspection.unfinished
    indexDifference = scan.wishes.index?.difference(firstLeaf: scan.firstLeaf)
    (obstacles, repeatedIDs) = try storing { () throws(StorageError) in
      (try WriterObstacles.all(in: folder), try RepeatedID.all(scan, folder))
    }
    explainedHead = inspection.explainedHead
    acknowledged = explainedHead == nil ? inspection.files.head?.head.sequence : nil
    explainedCheckpoint = inspection.explainedCheckpoint
    checkpointed = explainedCheckpoint == nil ? inspection.files.checkpoint?.size : nil
    hasUnreadableCheckpoint = inspection.files.hasUnreadableCheckpoint
    tail = Log.tailNote(inspection, folder)
    falseHeads = scan.falseHeads.filter { $0.sequence.value <= scan.complete.sequence }
    foreignFiles = try storing { () throws(StorageError) in
      try folder.names().filter { name in
        name == IndexManifest.folder
          ? !folder.hasFolder(name) : !LogFiles.isOurs(name) && !name.hasPrefix(".")
      }
    }
    acceptedLosses = scan.recoveries.losses
    testimony = scan.testimony
  }

  private static func zone(
    _ scan: LogScan, _ folder: borrowing Folder
  ) throws(LogError) -> String? {
    guard scan.complete.sequence > 0,
      let line = try? LogLine(parsing: try scan.read(1, folder)),
      case .ledger(.opened(_, let zone)) = line.event.fact
    else { return nil }
    return zone
  }

  /// How the log says otherwise than the witness for which it was checked; `nil` when everything up to
  /// that place is as it was.
  public func contradiction(of witness: Witness) -> String? {
    let last = head.sequence
    switch witness {
    case .checkpoint(let held):
      // Of another ledger no size and no root says anything.
      if last > .zero, !held.origin.hasSameBytes(as: checkpoint.origin) {
        return
          "its origin is \(held.origin), and this log's is \(checkpoint.origin): it is of another "
          + "ledger, or line 1 was changed"
      }
      if held.size > last.value {
        return "it covers \(held.size) lines, and the log has only \(last): lines are missing"
      }
      let root = held.size == 0 ? TreeHash.emptyRoot : testimony.rootAtPlace
      if root != held.root {
        return
          "the first \(held.size) lines are not those that it covers: lines were changed, left out "
          + "or put in"
      }
    case .head(let sequence, let leaf):
      if sequence > last {
        return
          "it is of line \(sequence), and the log has only \(last): lines are missing, or it is of another "
          + "ledger, of which a head says nothing"
      }
      if sequence == .zero { return leaf == .zero ? nil : "before line 1 the leaf hash is zero" }
      if testimony.leafAtPlace != leaf {
        return
          "line \(sequence) has another leaf hash: it or a line before it was changed, left out or "
          + "put in, or the head is of another ledger, of which it says nothing"
      }
    }
    return nil
  }
}
