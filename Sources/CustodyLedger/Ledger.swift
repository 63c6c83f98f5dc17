public import EventLog
public import Ownership
import Presentation
import Storage

/// A ledger in a folder: what a Swift program starts from.
///
///     let ledger = Ledger(folder: "EventLog")
///     let reading = try ledger.read()
///     let reply = try reading.history.answer(
///       Question(client: try ClientID("acme"), responsibility: try Responsibility("account"),
///         at: .instant(someInstant)))
///     for answer in reply.answers { print(answer.accountable as Any, answer.evidence) }
///
/// The value is only the folder's name: every call opens what it needs. Readers never block and never
/// write; one writer at a time has the lock.
public struct Ledger: Hashable, Sendable {
  /// The path of the folder.
  public let folder: String

  /// The folder unless told otherwise.
  public static var standardFolder: String { "EventLog" }

  /// A ledger in a folder, whether it is there or not.
  public init(folder: String = Self.standardFolder) {
    self.folder = folder
  }

  /// Whether the folder is there.
  public var exists: Bool {
    do throws(StorageError) {
      _ = try Folder(folder)
      return true
    } catch {
      return false
    }
  }

  /// Reads and checks all lines.
  ///
  /// - Parameter keepsLeaves: whether the reading is asked for leaf hashes; 32 bytes a line.
  /// - Throws: `LogError` for a log that is missing, damaged, or not what it was when it was
  ///   acknowledged; also where the ledger's zone is not known to this machine.
  /// - Complexity: O(bytes of the log).
  public func read(keepsLeaves: Bool = false) throws(LogError) -> LedgerReading {
    try reading(of: try Log(reading: folder, keepsLeaves: keepsLeaves))
  }

  /// Reads and checks all lines, and leaves an index of them in place of one that is none.
  func readLeavingIndex() throws(LogError) -> LedgerReading {
    let log = try Log(reading: folder, comparesIndex: true)
    let reading = try reading(of: log)
    LogIndex.leave(for: log)
    return reading
  }

  private func reading(of log: Log) throws(LogError) -> LedgerReading {
    let zone = try Self.zone(log.opening?.zone ?? "UTC")
    let table = log.table
    var reading = LedgerReading(
      history: History(events: log.events, zone: zone), name: log.opening?.name,
      head: log.head, tail: log.tail, isWhole: true, unfinished: log.unfinishedRedactions
    ) { sequence in
      table.locate(sequence).map { LinePlace(file: $0.file, line: $0.line) }
    }
    reading.leaf = log.leaf
    reading.indexDifference = log.indexDifference
    return reading
  }

  /// Opens the ledger for questions about a client or a complaint, which need little of it.
  ///
  /// - Parameter checksAll: whether all lines are read and checked, the index set aside: that protects
  ///   against somebody who wrote lines and index anew together.
  /// - Throws: as `read`. Complexity: O(1) in lines where the stream index serves, else as `read`.
  public func open(checksAll: Bool = false) throws(LogError) -> LedgerOpening {
    try LedgerOpening(self, checksAll: checksAll)
  }

  /// Opens the ledger for writing; the lock is held for as long as the writer lives.
  ///
  /// - Parameters:
  ///   - environment: clock, randomness and login; the machine's for real use.
  ///   - forced: whether a network file system is taken at its word.
  ///   - redacting: a line whose content is to be destroyed, which no other name of its segment may keep.
  /// - Throws: `LogError` when another process writes, or when the log is damaged.
  public func write(
    _ environment: EventLog.Environment = .system(), forced: Bool = false,
    redacting entry: SequenceNumber? = nil
  ) throws(LogError) -> LogWriter {
    try LogWriter(
      opening: folder, environment: environment, forced: forced, redacting: entry)
  }

  /// Tells in what state the log is, and what there is to do about it.
  ///
  /// - Throws: as `LogDiagnosis`. Complexity: O(bytes of the log).
  public func diagnose() throws(LogError) -> LogDiagnosis {
    try LogDiagnosis(of: folder)
  }

  /// Goes on with what is left of a log of which acknowledged lines are gone; a line tells of it for ever.
  ///
  /// - Parameters:
  ///   - reason: why the loss is accepted.
  ///   - by: who decided it, if not whose login runs this.
  ///   - environment: clock, randomness and login; the machine's for real use.
  ///   - forced: whether a network file system is taken at its word.
  /// - Throws: `LogError` where nothing is lost, or something else than a loss is the matter.
  public func acceptLoss(
    reason: String, by: String? = nil, _ environment: EventLog.Environment = .system(),
    forced: Bool = false
  ) throws(LogError) -> LogWriter {
    try LogWriter(
      acceptingLossIn: folder, reason: reason, by: by, environment: environment, forced: forced)
  }

  /// A writer that shows what it would write and changes nothing; it takes no lock.
  public func preview(
    _ environment: EventLog.Environment = .system()
  ) throws(LogError) -> LogWriter {
    try LogWriter(previewing: folder, environment: environment)
  }

  /// Makes a new ledger with its first line, which is on the disk when this returns.
  ///
  /// - Parameters:
  ///   - name: what the ledger is called.
  ///   - zone: the IANA name of the zone in which bare dates are read.
  ///   - isShared: whether the folder's group may write, whatever the umask of those who do.
  ///   - forced: whether a network file system is taken at its word.
  public func create(
    name: String, zone: String, isShared: Bool = false,
    _ environment: EventLog.Environment = .system(), forced: Bool = false
  ) throws(LogError) -> LogWriter {
    try LogWriter(
      creating: folder, name: name, zone: zone, isShared: isShared, environment: environment,
      forced: forced)
  }

  /// The zone with an IANA name, from the machine's zone files.
  ///
  /// - Throws: `LogError` of severity `unreadable` where there is none: what the ledger says can then not
  ///   be understood on this machine.
  public static func zone(_ name: String) throws(LogError) -> Zone {
    if name == "UTC" { return .utc }
    let bytes: [UInt8]
    do throws(StorageError) {
      bytes = try ZoneFiles.contents(of: name)
    } catch {
      throw LogError(.unreadable, error.description)
    }
    do throws(ZoneProblem) {
      return try Zone(name: name, tzif: bytes)
    } catch {
      throw LogError(
        .unreadable, "the zone file of \(name) cannot be read",
        remedy: "install the system’s zone files anew")
    }
  }
}
