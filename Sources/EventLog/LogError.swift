public import Ownership
import Storage

/// Why the log could not be read or written: what, where, and what to do.
public struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// How bad it is; a command derives its exit code from it.
  public enum Severity: Int, Hashable, Sendable {
    /// A bad argument or input; nothing was written. Exit code 2.
    case usage = 2
    /// The log is unreadable or damaged, or could not be written. Exit code 3.
    case unreadable = 3
    /// The log is not what it was when it was acknowledged. Exit code 4.
    case integrity = 4
  }

  /// How bad it is.
  public let severity: Severity
  /// What is wrong, one sentence.
  public let message: String
  /// Where, if it concerns a text.
  public let place: TextPlace?
  /// What to do, one sentence; empty where the message says it.
  public let remedy: String
  /// What has been recorded all the same; `nil` where nothing has.
  public internal(set) var recorded: Recorded?
  /// Whether lines that were about to be acknowledged may stand in the log: nobody knows.
  public private(set) var mayHaveRecorded = false
  /// Whether this login may not write there, or nobody may: reading still works.
  public private(set) var isForWantOfRights = false

  /// What was recorded before something failed.
  public struct Recorded: Hashable, Sendable {
    /// The line that was wanted.
    public let line: SequenceNumber
    /// The last line of the ledger since.
    public let head: LogHead
  }

  /// An error of the log.
  public init(
    _ severity: Severity, _ message: String, place: TextPlace? = nil, remedy: String = ""
  ) {
    self.severity = severity
    self.message = message
    self.place = place
    self.remedy = remedy
  }

  /// A failed file operation.
  init(_ error: StorageError) {
    self.init(error.code == .networkFileSystem ? .usage : .unreadable, error.description)
    isForWantOfRights = error.code == .permissionDenied || error.code == .readOnly
  }

  /// A failed file operation behind which lines may stand that nobody has acknowledged.
  static func acknowledging(_ error: StorageError) -> LogError {
    guard error.isFailedSync else { return LogError(error) }
    var uncertain = LogError(
      .unreadable, error.description,
      remedy:
        "nobody knows whether the lines are on the disk: they may stand in the log, and be read from "
        + "now on; see to the disk, look with custody verify and custody log whether they are there, and "
        + "repeat what is not; what names its own id is not recorded twice")
    uncertain.mayHaveRecorded = true
    return uncertain
  }

  /// Place and message, excerpt and caret, remedy; several lines.
  public var description: String {
    var text = place.map { "\($0): \(message)\n\($0.excerptWithCaret)" } ?? message
    if !remedy.isEmpty { text += place == nil ? "; \(remedy)" : "\n\(remedy)" }
    return text
  }
}

/// Runs file operations and gives their failure as an error of the log.
func storing<Value: ~Copyable>(
  _ body: () throws(StorageError) -> Value
) throws(LogError) -> Value {
  do throws(StorageError) {
    return try body()
  } catch {
    throw LogError(error)
  }
}
