public import Merkle
public import Ownership
import Storage

/// The one writer of a ledger: it holds the lock for as long as it lives.
///
/// The life of a batch, and its system calls:
///
/// 1. `stage` checks each event and keeps its canonical bytes in memory; nothing is written.
/// 2. `commit` takes the time, links the lines (`sequence`, `previous`, `subjectprevious`) and writes
///    them behind the last line: `pwrite`, as a rule one.
/// 3. `fdatasync`: the batch is on the disk. Only now is it acknowledged, and the state of the writer
///    changes.
/// 4. `pwrite` of one slot of `head`, not synced.
/// 5. After a roll, or 4,096 lines and more: `checkpoint` by temporary file, sync, rename, sync of the
///    folder.
/// 6. When 4,096 lines have come in since the last time: the files of the index, by temporary file
///    and rename, not synced.
///
/// A batch that does not fit into the segment goes into a new one (created, folder synced, then as
/// above). One larger than a segment is written to temporary files, which are synced and then given
/// their names one by one, so that a crash leaves an unfinished batch at worst.
///
/// After a failed sync nobody knows what is on the disk: the writer is dead and says so.
public final class LogWriter {
  let folder: Folder
  let environment: Environment
  let limits: Limits
  /// What has been acknowledged, and what must be known for the next line.
  var scan: LogScan
  var batch = StagedBatch()
  /// How the batch is written, where somebody has been told already.
  var prepared: LineAssembly?
  var segmentFile: File?
  /// The first lines of segments that had other names when this writer put a copy in their place: all that
  /// they held stands there still.
  var segmentsLeftElsewhere: Set<UInt64> = []
  var headFile: File?
  /// The slot of `head` that is written next.
  var nextSlot = 0
  var isDead = false
  private var isClosed = false
  /// Whether it holds no lock and only shows what it would write.
  var isPreview = false
  /// What the index covers; `nil` where there is none.
  var index: IndexManifest?
  /// Whether the index could not be written.
  var isIndexGivenUp = false
  let recordedBy: [UInt8]
  var scanner = LineScanner()
  /// What was set aside when the log was opened and is not yet told of in it.
  var untold: [RecoveredTail] = []
  /// The file of the index that was not one of these lines when the log was opened; it is made anew.
  public internal(set) var replacedIndex: String?
  /// Redactions that another writer had recorded and not finished; this one did, when it opened.
  public internal(set) var finishedRedactions: [UnfinishedRedaction] = []
  /// Redactions that another writer had recorded and not finished, which a preview leaves as they are.
  public internal(set) var unfinishedRedactions: [UnfinishedRedaction] = []
  /// What was set aside when the log was opened.
  public internal(set) var recovered: [RecoveredTail] = []

  /// Sizes at which something happens; tests make them small.
  public struct Limits: Sendable {
    /// The largest segment in bytes.
    public var segmentBytes: Int
    /// A batch of so many lines is followed by a checkpoint.
    public var checkpointLines: Int
    /// So many new lines are taken into the index.
    public var indexLines: UInt64

    /// Sizes of one's own.
    public init(
      segmentBytes: Int = Segment.byteLimit, checkpointLines: Int = 4096,
      indexLines: UInt64 = LogIndex.standardUnit
    ) {
      self.segmentBytes = segmentBytes
      self.checkpointLines = checkpointLines
      self.indexLines = indexLines
    }
  }

  /// A tail that was set aside.
  public struct RecoveredTail: Hashable, Sendable {
    /// The segment in which it stood.
    public let segment: String
    /// Where it began, in bytes.
    public let offset: Int
    /// How long it was, in bytes.
    public let byteCount: Int
    /// Its SHA-256 in hexadecimal.
    public let sha256: String
    /// The file beside the segment that holds it now.
    public let file: String
    /// How many line feeds it holds: so many lines ended in it.
    public let lineCount: Int
    /// Whether lines that were acknowledged may be among it.
    public internal(set) var standing = Standing.unknown

    /// What is known of whether lines that were set aside had been acknowledged.
    public enum Standing: Hashable, Sendable {
      /// The file `head` names none of them.
      case behindHead
      /// Nothing tells: there was no readable `head`, or another writer had set them aside.
      case unknown
      /// Their loss was accepted: the log broke off before them, wherever `head` stood.
      case lost
    }
  }

  init(
    _ folder: consuming Folder, _ environment: Environment, _ limits: Limits, _ scan: LogScan
  ) {
    self.folder = folder
    self.environment = environment
    self.limits = limits
    self.scan = scan
    recordedBy = DraftEncoder.recordedBy(environment.login)
  }

  deinit { close() }

  /// Frees the lock, for others to write. Nothing can be recorded by this writer any more.
  public func close() {
    if isPreview || isClosed { return }
    isClosed = true
    folder.unlock()
  }

  /// The last acknowledged line; sequence 0 before the first.
  public var head: LogHead {
    LogHead(sequence: SequenceNumber(scan.complete.sequence), leaf: scan.complete.leaf)
  }

  /// Where lines stand.
  public var table: SegmentTable { scan.table }

  /// Runs file operations of a writer: after a failed sync nobody knows what is on the disk, and it is
  /// dead.
  func writing<Value: ~Copyable>(
    _ body: () throws(StorageError) -> Value
  ) throws(LogError) -> Value {
    do throws(StorageError) {
      return try body()
    } catch {
      if error.isFailedSync { isDead = true }
      throw LogError(error)
    }
  }

  /// The same for lines that are about to be acknowledged: the error says that they may stand.
  func acknowledging(_ body: () throws(StorageError) -> Void) throws(LogError) {
    do throws(StorageError) {
      try body()
    } catch {
      if error.isFailedSync { isDead = true }
      throw .acknowledging(error)
    }
  }

  func requireLife() throws(LogError) {
    precondition(!isClosed, "a writer that is closed does not write")
    if isDead {
      throw LogError(
        .unreadable, "\(folder.path) is no longer written by this process after a failed sync",
        remedy: "start again: the next writer checks what is on the disk")
    }
  }
}

/// A position that outsiders hold on to: the number and the hash of a line.
public struct LogHead: Hashable, Sendable {
  /// The number of the last line; 0 before the first.
  public let sequence: SequenceNumber
  /// Its leaf hash; zero before the first.
  public let leaf: Digest
}
