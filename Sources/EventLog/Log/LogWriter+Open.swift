import Merkle
public import Ownership
import Storage

extension LogWriter {
  /// Opens a ledger for writing: takes the lock, checks all lines, sets a tail aside.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - environment: clock, randomness and login.
  ///   - forced: whether a network file system is taken at its word.
  ///   - redacting: a line whose content is to be destroyed: then a segment under whose other names it would
  ///     stay is left as it is, so that it is known to have them.
  /// - Throws: `LogError` when another process writes, or when the log is damaged or broken.
  ///   Complexity: O(bytes of the log).
  public convenience init(
    opening path: String, environment: Environment, limits: Limits = Limits(),
    forced: Bool = false, redacting entry: SequenceNumber? = nil
  ) throws(LogError) {
    try self.init(
      opening: path, on: .machine, environment: environment, limits: limits, forced: forced,
      redacting: entry)
  }

  convenience init(
    opening path: String, on disk: Disk, environment: Environment, limits: Limits = Limits(),
    forced: Bool = false, redacting entry: SequenceNumber? = nil
  ) throws(LogError) {
    try self.init(
      taking: try Self.locked(path, disk, environment, forced: forced), environment, limits,
      redacting: entry)
    if scan.complete.sequence == 0 {
      throw LogError(
        .usage, "the ledger in \(path) has no first line yet",
        remedy: "open it with custody init --name NAME --zone ZONE")
    }
    try tellOfRecovery()
  }

  /// A writer that shows what it would write and cannot: it takes no lock, changes nothing on the disk,
  /// and its `commit` is an error. For `--dry-run`, also in a folder that is read-only.
  ///
  /// - Throws: `LogError` when the log is damaged or broken. Complexity: O(bytes of the log).
  public convenience init(
    previewing path: String, environment: Environment
  ) throws(LogError) {
    let folder = try storing { () throws(StorageError) in try Folder(path) }
    let inspection = try Self.inspect(folder)
    self.init(folder, environment, Limits(), inspection.scan)
    isPreview = true
    unfinishedRedactions = inspection.unfinished
  }

  /// Makes a ledger: the folder, the first segment, and `custody.ledger.opened` as its first line.
  ///
  /// - Parameters:
  ///   - name: what the ledger is called.
  ///   - zone: an IANA time zone in which bare dates are read, such as `Europe/Berlin`.
  ///   - isShared: whether the folder's group may write, whatever the umask of those who do.
  public convenience init(
    creating path: String, name: String, zone: String, isShared: Bool = false,
    environment: Environment, limits: Limits = Limits(), forced: Bool = false
  ) throws(LogError) {
    try self.init(
      creating: path, on: .machine, name: name, zone: zone, isShared: isShared,
      environment: environment, limits: limits, forced: forced)
  }

  convenience init(
    creating path: String, on disk: Disk, name: String, zone: String, isShared: Bool = false,
    environment: Environment, limits: Limits = Limits(), forced: Bool = false
  ) throws(LogError) {
    if zone != "UTC" {
      do throws(StorageError) {
        _ = try ZoneFiles.contents(of: zone)
      } catch {
        throw LogError(.usage, error.description)
      }
    }
    try storing { () throws(StorageError) in
      _ = try Folder.make(path, on: disk, isShared: isShared)
      let folder = try Folder(path, on: disk)
      let names = try folder.names()
      // Where lines have been lost nothing new is made; the inspection says so.
      let hasWitness = names.contains(Head.fileName) || names.contains(LogFiles.checkpointName)
      if !hasWitness, !names.contains(where: { Segment.first(of: $0) != nil }) {
        _ = try folder.open(Segment(first: 1).name, .create)
        try folder.sync()
      }
    }
    try self.init(
      taking: try Self.locked(path, disk, environment, forced: forced), environment, limits)
    if scan.complete.sequence > 0 {
      throw LogError(
        .usage, "there is a ledger in \(path) already", remedy: "name another folder with --log")
    }
    try storing { () throws(StorageError) in
      try VersionControl.spareLines(in: folder)
      try folder.sync()
    }
    let opened = EventDraft(
      type: EventKind.ledgerOpened.type, subject: .ledger, time: environment.now(),
      data: [
        JSONMember("name", .string(name)), JSONMember("zone", .string(zone)),
        JSONMember("format", .number(LedgerFormat.current)),
      ])
    if case .refused(let problems) = try stage(opened, byLedger: true) {
      discard()
      let clauses = problems.map(\.description).joined(separator: "; ")
      throw LogError(.usage, "cannot make the ledger: \(clauses)")
    }
    _ = try commit()
    do throws(LogError) { try tellOfRecovery() } catch {
      let words = "the ledger is open, as line 1 tells; the next writer does what is left"
      var late = LogError(
        error.severity, error.message, place: error.place,
        remedy: [error.remedy, words].filter { !$0.isEmpty }.joined(separator: "; "))
      late.recorded = LogError.Recorded(line: SequenceNumber(1), head: head)
      throw late
    }
  }

  /// Opens a folder and takes the writer's lock.
  static func locked(
    _ path: String, _ disk: Disk, _ environment: Environment, forced: Bool
  ) throws(LogError) -> Folder {
    try requireNoCarrier(path, disk)
    return try storing { () throws(StorageError) in
      let folder = try Folder(path, on: disk)
      if !forced, let name = try Self.networkFileSystem(folder, environment) {
        throw StorageError(
          .networkFileSystem, "write to", path,
          reason: "it is on \(name), whose locks and syncs cannot be relied on; "
            + "move the ledger to a local disk, or take the risk with --network")
      }
      try folder.lock(holder: "\(environment.login) since \(environment.now())")
      return folder
    }
  }

  /// Refuses a folder that mirrors a database: a line that is appended here is not there.
  private static func requireNoCarrier(_ path: String, _ disk: Disk) throws(LogError) {
    let carrier = try storing { () throws(StorageError) in
      try Folder(path, on: disk).contents(of: LogFiles.carrierName)
    }
    if let carrier {
      guard carrier.starts(with: LogFiles.carrierBeginning.utf8) else {
        throw LogError(
          .usage,
          "the file \(LogFiles.carrierName) of \(path) does not name the database that a folder mirrors in a way "
            + "that this version of custody reads",
          remedy:
            "look whose it is, and move it away if it is none of the ledger’s; nothing was written")
      }
      throw LogError(
        .usage,
        "\(path) mirrors a database, as its file carrier says, and lines are appended there",
        remedy: "this version of custody only reads such a folder; nothing was written")
    }
  }

  private static func networkFileSystem(
    _ folder: borrowing Folder, _ environment: Environment
  ) throws(StorageError) -> String? {
    if let fileSystem = environment.fileSystem { return fileSystem(folder.path) }
    return try folder.networkFileSystem()
  }

  /// Goes on with a ledger whose lock has been taken.
  convenience init(
    taking folder: consuming Folder, _ environment: Environment, _ limits: Limits,
    redacting entry: SequenceNumber? = nil
  ) throws(LogError) {
    let inspection = try Self.inspect(folder)
    self.init(folder, environment, limits, inspection.scan)
    if let entry { try requireOneName(entry) }
    try takeOver(inspection)
  }

  static func inspect(_ folder: borrowing Folder) throws(LogError) -> LogInspection {
    let files = try storing { () throws(StorageError) in try LogFiles(folder) }
    let wishes = LogScan.Wishes(index: IndexComparison(folder, comparesPostings: false))
    return try LogInspection(folder, files, keepsIDs: true, wishes: wishes)
  }

  /// Makes the disk agree with what was found good, before anything new is written.
  func takeOver(_ inspection: LogInspection) throws(LogError) {
    let files = inspection.files
    nextSlot = files.head.map { 1 - $0.slot } ?? 0
    // Before a copy takes the place of a segment, which has no other names any more.
    for redaction in inspection.unfinished { try requireOneName(redaction.entry) }
    try removeTemporaryFiles()
    let aside = inspection.outcome == .setAside ? try setAside(inspection.rest, files) : []
    while let last = scan.table.segments.last, last.lineCount == 0, last.first > 1,
      inspection.rest.place == .spanning
    { scan.dropLastSegment() }
    guard let last = scan.table.segments.last else { return }
    // Lines behind the head were written, but perhaps never synced: they are written anew. So are all
    // of the last segment when there is no head.
    let head = files.head.flatMap { scan.recoveries.explains($0.head) ? nil : $0.head }
    let acknowledged = head?.sequence.value ?? 0
    let isLinked = try hasOtherNames(last)
    let hasTail = last.length < files.segments.last { $0.first == last.first }?.length ?? 0
    if acknowledged < scan.complete.sequence || isLinked && hasTail { try rewrite(last) }
    try storing { () throws(StorageError) in
      let file = try folder.open(last.name, .write)
      if try file.length() > last.length { try file.truncate(to: last.length) }
      try file.sync()
      // Who created the segment may have been killed before the sync of the folder.
      try folder.sync()
      segmentFile = consume file
    }
    try renewWitnesses(files)
    try finishRedactions()
    try findUntold(own: aside, hasHead: head != nil)
    let comparison = inspection.scan.wishes.index
    replacedIndex = comparison?.difference(firstLeaf: scan.firstLeaf)
    // What was finished has purged it.
    if finishedRedactions.isEmpty { openIndex(comparison) }
  }

  /// Whether a segment has other names: what is appended to it would stand in a backup, too, or in a file
  /// that is none of a ledger's business.
  func hasOtherNames(_ segment: Segment) throws(LogError) -> Bool {
    try storing { () throws(StorageError) in
      try folder.open(segment.name, .read).hasOtherNames()
    }
  }

  /// Writes `head` where it does not name the last line. A head or a checkpoint of lines whose loss was
  /// accepted is replaced whole.
  private func renewWitnesses(_ files: LogFiles) throws(LogError) {
    if scan.complete.sequence == 0 { return }
    if let head = files.head?.head, scan.recoveries.explains(head) {
      try replaceHead()
    } else if files.head?.head.sequence.value != scan.complete.sequence {
      try writeHead()
    }
    if let checkpoint = files.checkpoint, scan.recoveries.explains(checkpoint) {
      _ = try writeCheckpoint()
    }
  }
}
