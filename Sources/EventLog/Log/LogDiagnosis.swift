public import Merkle
public import Ownership
import Storage

/// In what state a log is, and what there is to do about it. Nothing is changed.
public struct LogDiagnosis: Sendable {
  /// In what state a log is.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Every line checks out, and nothing else is there.
    case whole
    /// Something is no part of the ledger; the next writer sets it aside.
    case tail
    /// Acknowledged lines are gone.
    case missing
    /// What stands behind the last good line cannot be read, and is no tail.
    case damaged
    /// Lines are not what they were when they were acknowledged.
    case changed
    /// Two histories were joined.
    case joined
    /// Another version reads it.
    case otherFormat = "other-format"
    /// The file `checkpoint` is of another ledger.
    case foreign
  }

  /// Something that stands behind the last good line.
  public struct Rest: Hashable, Sendable {
    /// The name of the segment.
    public let segment: String
    /// Where it begins, in bytes.
    public let offset: Int
    /// How long it is, in bytes.
    public let byteCount: Int
  }

  /// In what state it is.
  public let state: State
  /// The last line of the last complete batch that checks out.
  public let head: LogHead
  /// When that was recorded; `nil` before the first line.
  public let lastRecorded: Instant?
  /// What the file `head` says; `nil` where it cannot be read, or counts as none.
  public let acknowledged: LogHead?
  /// What the file `head` says, where that counts as none.
  public let explainedHead: ExplainedWitness?
  /// What the file `checkpoint` says; `nil` where it cannot be read, or counts as none.
  public let checkpoint: Checkpoint?
  /// What the file `checkpoint` says, where that counts as none.
  public let explainedCheckpoint: ExplainedWitness?
  /// The last line that is known to have been acknowledged and is gone; `nil` where none is.
  public let lastMissing: SequenceNumber?
  /// What stands behind the last good line.
  public let rest: [Rest]
  /// Why the log is refused; `nil` where it is not.
  public let refusal: LogError?
  /// Why nobody may go on with what is left, where that is another reason than `refusal`: a line that was
  /// destroyed before its record was lost, or nothing left to go on from.
  public let obstacle: LogError?
  /// Whether somebody may go on with what is left.
  public let canAcceptLoss: Bool
  /// Losses that were accepted before.
  public let acceptedLosses: [ToldLoss]
  /// Redactions of which somebody told and whose content still stands.
  public let unfinishedRedactions: [UnfinishedRedaction]
  /// Issued evidence that names a last line of a subject which was not its last.
  public let falseHeads: [FalseHead]
  /// What keeps every writer from the ledger, each in a sentence: what is no file, where one would be read.
  public let obstacles: [String]

  /// Looks at a log. Never blocks, and never writes.
  ///
  /// - Throws: `LogError` where there are no lines at all, or files cannot be read. Complexity: O(bytes
  ///   of the log).
  public init(of path: String) throws(LogError) {
    try self.init(of: path, on: .machine)
  }

  init(of path: String, on disk: Disk) throws(LogError) {
    let folder = try storing { () throws(StorageError) in try Folder(path, on: disk) }
    let files = try storing { () throws(StorageError) in try LogFiles(folder) }
    var last = UInt64.max
    let isFree = try storing { () throws(StorageError) in try folder.whileUnlocked { true } }
    if isFree == nil, let head = files.head?.head { last = head.sequence.value }
    let inspection = try LogInspection(
      examining: folder, files, keepsIDs: false, upTo: last,
      wishes: LogScan.Wishes(checksHeads: true))
    let scan = inspection.scan
    unfinishedRedactions = inspection.unfinished
    falseHeads = scan.falseHeads.filter { $0.sequence.value <= scan.complete.sequence }
    obstacles = try storing { () throws(StorageError) in try WriterObstacles.all(in: folder) }
    head = LogHead(sequence: SequenceNumber(scan.complete.sequence), leaf: scan.complete.leaf)
    lastRecorded =
      scan.complete.sequence > 0 ? Instant(clamping: scan.complete.recordedTime) : nil
    explainedHead = inspection.explainedHead
    acknowledged =
      explainedHead == nil
      ? files.head.map { LogHead(sequence: $0.head.sequence, leaf: $0.head.leaf) } : nil
    explainedCheckpoint = inspection.explainedCheckpoint
    checkpoint = explainedCheckpoint == nil ? files.checkpoint : nil
    refusal = inspection.refusal
    acceptedLosses = scan.recoveries.losses
    let found = inspection.rest
    rest =
      found.kind == .nothing || last != .max
      ? []
      : files.segments.enumerated().filter { $0.offset >= found.segment }.map { index, file in
        let start = index == found.segment ? found.offset : 0
        return Rest(
          segment: Segment(first: file.first).name, offset: start, byteCount: file.length - start)
      }
    var plan: LossPlan?
    var obstacle: LogError?
    do throws(LogError) { plan = try LossPlan(inspection, folder) } catch { obstacle = error }
    self.obstacle = inspection.refusal == nil || obstacle == inspection.refusal ? nil : obstacle
    canAcceptLoss = plan != nil
    lastMissing = Self.lastMissing(inspection)
    state = Self.state(inspection)
  }

  /// The last line that `head` or `checkpoint` of this ledger says to have been there and that is gone, whether
  /// somebody may go on without it or not.
  private static func lastMissing(_ inspection: LogInspection) -> SequenceNumber? {
    let (scan, files) = (inspection.scan, inspection.files)
    guard !inspection.isJoined, !inspection.contradictions.isEmpty,
      inspection.contradictions.allSatisfy(\.isFurther)
    else { return nil }
    let head = files.head.map(\.head).flatMap { scan.recoveries.explains($0) ? nil : $0.sequence }
    let checkpoint = files.checkpoint.flatMap { held in
      scan.recoveries.explains(held) || held.size > SequenceNumber.limit
        ? nil : SequenceNumber(held.size)
    }
    return [head, checkpoint].compactMap { $0 }.max().flatMap { last in
      last.value > scan.complete.sequence ? last : nil
    }
  }

  private static func state(_ inspection: LogInspection) -> State {
    if inspection.isJoined { return .joined }
    if inspection.contradictions.contains(where: \.isOfAnother) { return .foreign }
    let isOther = inspection.scan.format.refusal("") != nil
    switch inspection.outcome {
    case .clean where isOther, .setAside where isOther, .damaged where isOther: return .otherFormat
    case .damaged: return .damaged
    case .broken:
      let isLoss =
        inspection.contradictions.allSatisfy(\.isFurther)
        && inspection.scan.redactions.unexplained == nil
      return isLoss ? .missing : .changed
    case .clean: return inspection.refusal == nil ? .whole : .changed
    case .setAside: return inspection.refusal == nil ? .tail : .changed
    }
  }
}
