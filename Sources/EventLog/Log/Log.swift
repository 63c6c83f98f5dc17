public import Merkle
public import Ownership
import Storage

/// A ledger as it was read: all lines of complete batches, checked.
public struct Log: Sendable {
  /// Line N at index N − 1.
  public let events: [Event]
  /// Where each line stands.
  public let table: SegmentTable
  /// The last line.
  public let head: LogHead
  /// What stands behind the last line and is not in the ledger; `nil` when there is nothing.
  public let tail: String?
  /// The folder.
  public let path: String
  /// The file of the index that says otherwise than the lines; `nil` where none does, or nobody asked.
  public let indexDifference: String?
  /// Redactions of which somebody told and whose content still stands.
  public let unfinishedRedactions: [UnfinishedRedaction]
  private let levels: StoredLevels?

  /// Reads and checks a ledger. Never blocks, and never writes.
  ///
  /// While a writer is at work the reading goes no further than what it has acknowledged.
  ///
  /// - Parameters:
  ///   - keepsLeaves: whether `leaf(of:)` is asked; 32 bytes a line.
  ///   - comparesIndex: whether `indexDifference` is.
  /// - Throws: `LogError`: `unreadable` for damage, `integrity` where `head` or `checkpoint` says
  ///   otherwise than the lines. Complexity: O(bytes of the log).
  public init(
    reading path: String, keepsLeaves: Bool = false, comparesIndex: Bool = false
  ) throws(LogError) {
    try self.init(
      reading: path, on: .machine, keepsLeaves: keepsLeaves, comparesIndex: comparesIndex)
  }

  init(
    reading path: String, on disk: Disk, keepsLeaves: Bool = false, comparesIndex: Bool = false
  ) throws(LogError) {
    let folder = try storing { () throws(StorageError) in try Folder(path, on: disk) }
    let inspection = try Self.inspectPatiently(
      folder,
      wishes: LogScan.Wishes(
        keepsLeaves: keepsLeaves, keepsEvents: true,
        index: comparesIndex ? IndexComparison(folder, comparesPostings: true) : nil))
    indexDifference = inspection.scan.wishes.index?.difference(
      firstLeaf: inspection.scan.firstLeaf)
    levels = inspection.scan.levels
    unfinishedRedactions = inspection.unfinished
    // What is named counts as destroyed, whether it still stands there or not.
    var events = inspection.scan.events
    for redaction in inspection.unfinished {
      let index = Int(redaction.entry.value) - 1
      events[index] = events[index].destroying(redaction.names)
      events[index].unfinishedRedaction = redaction.names
    }
    self.events = events
    self.path = path
    table = inspection.scan.table
    let complete = inspection.scan.complete
    head = LogHead(sequence: SequenceNumber(complete.sequence), leaf: complete.leaf)
    tail = Self.tailNote(inspection, folder)
  }

  /// The name and the zone with which the ledger was opened; `nil` when its first line does not tell.
  public var opening: (name: String, zone: String)? {
    guard case .ledger(.opened(let name, let zone))? = events.first?.fact else { return nil }
    return (name, zone)
  }

  /// The leaf hash of a line; `nil` where there is none, or leaves were not kept.
  public func leaf(of sequence: SequenceNumber) -> Digest? {
    guard let levels, sequence.value > 0, sequence.value <= levels.size else { return nil }
    return levels.leaf(sequence.value - 1)
  }

  /// Looks a second time before it calls a log damaged: a writer may have begun its work, and cut a
  /// tail, just after the first look.
  ///
  /// - Parameter wishes: made anew for each look, because an index is compared once.
  static func inspectPatiently(
    _ folder: borrowing Folder,
    wishes: @autoclosure () -> LogScan.Wishes = LogScan.Wishes()
  ) throws(LogError) -> LogInspection {
    do throws(LogError) {
      return try inspect(folder, wishes())
    } catch {
      return try inspect(folder, wishes())
    }
  }

  /// Reads and checks all lines, or those that have been acknowledged while a writer is at work.
  private static func inspect(
    _ folder: borrowing Folder, _ wishes: LogScan.Wishes
  ) throws(LogError) -> LogInspection {
    let files = try storing { () throws(StorageError) in
      try folder.whileUnlocked { () throws(StorageError) in try LogFiles(folder) }
    }
    if let files { return try LogInspection(folder, files, keepsIDs: false, wishes: wishes) }
    // The head is read before the lengths: what it tells of is there then.
    let written = try storing { () throws(StorageError) in try LogFiles(folder) }
    guard let head = written.head?.head else {
      // A writer leaves a head before it appends: until then the lines are those of its predecessor.
      return try LogInspection(folder, written, keepsIDs: false, wishes: wishes)
    }
    return try LogInspection(
      folder, written, keepsIDs: false, upTo: head.sequence.value, wishes: wishes)
  }

  static func tailNote(
    _ inspection: LogInspection, _ folder: borrowing Folder
  ) -> String? {
    guard inspection.outcome == .setAside else { return nil }
    let name = Segment(first: inspection.files.segments[inspection.rest.segment].first).name
    return tailSentence(
      file: folder.path(of: name), count: inspection.rest.length, offset: inspection.rest.offset)
  }

  /// What stands behind the last line, in a sentence.
  static func tailSentence(file: String, count: Int, offset: Int) -> String {
    "\(file): \(count) bytes from byte \(offset) on are no part of the ledger; "
      + "the next writer sets them aside"
  }
}
