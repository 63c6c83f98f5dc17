import Merkle
import Ownership
import Storage

/// Going on with what is left of a log, which a line tells of for ever.
extension LogWriter {
  /// Opens a log that is refused because acknowledged lines are gone, or that is damaged, and goes on with
  /// what is left of it.
  ///
  /// A `custody.ledger.recovered` records what `head` and `checkpoint` said of the missing lines, where the
  /// log broke off, the reason, and who decided it. Everything behind the last complete batch that checks
  /// out is kept in files beside the segments. When this returns, all of it is on the disk; a crash leaves
  /// the log as it was, refused, or all of it done.
  ///
  /// - Parameters:
  ///   - reason: why the loss is accepted.
  ///   - by: who decided it, if not whose login runs this.
  ///   - forced: whether a network file system is taken at its word.
  /// - Throws: `LogError`: `usage` where nothing is lost; the refusal of the log where lines were changed,
  ///   or two histories joined, which is no loss. Complexity: O(bytes of the log).
  public convenience init(
    acceptingLossIn path: String, reason: String, by: String? = nil, environment: Environment,
    limits: Limits = Limits(), forced: Bool = false
  ) throws(LogError) {
    try self.init(
      acceptingLossIn: path, on: .machine, reason: reason, by: by, environment: environment,
      limits: limits, forced: forced)
  }

  convenience init(
    acceptingLossIn path: String, on disk: Disk, reason: String, by: String? = nil,
    environment: Environment, limits: Limits = Limits(), forced: Bool = false
  ) throws(LogError) {
    let folder = try Self.locked(path, disk, environment, forced: forced)
    let (scan, plan) = try Self.lossPlan(folder)
    self.init(folder, environment, limits, scan)
    do throws(LogError) {
      let aside = try goOn(with: plan, reason: reason, by: by)
      let inspection = try Self.inspect(self.folder)
      self.scan = inspection.scan
      try takeOver(inspection)
      try tellOfRecovery()
      recovered = aside.map { part in
        var part = part
        part.standing = .lost
        return part
      }
      _ = try writeCheckpoint()
    } catch {
      throw whatBecame(of: error, accepted: scan.recoveries.losses.count)
    }
  }

  /// An error on the way, with what has become of the loss: only the log as it stands now tells.
  ///
  /// - Parameter accepted: how many losses had been accepted before.
  private func whatBecame(of error: LogError, accepted: Int) -> LogError {
    func with(_ words: String) -> LogError {
      LogError(
        error.severity, error.message, place: error.place,
        remedy: [error.remedy, words].filter { !$0.isEmpty }.joined(separator: "; "))
    }
    // Nothing has been written where the loss cannot be told of.
    if error.severity == .usage { return error }
    guard let files = try? LogFiles(folder),
      let inspection = try? LogInspection(examining: folder, files, keepsIDs: false)
    else { return with("nobody knows whether the loss is accepted: custody recover tells") }
    guard inspection.refusal == nil, inspection.scan.recoveries.losses.count > accepted,
      let told = inspection.scan.recoveries.losses.last
    else { return with("the loss is not accepted: mend this, and run it again") }
    var late = with(
      "the loss is accepted, as line \(told.sequence) tells"
        + (isDead ? ", but perhaps not yet on the disk" : "")
        + "; the next writer does what is left")
    let last = inspection.scan.complete
    late.recorded = LogError.Recorded(
      line: told.sequence,
      head: LogHead(sequence: SequenceNumber(last.sequence), leaf: last.leaf))
    return late
  }

  /// The line that accepting the loss would record, without its LF; nothing is changed. Times and salts
  /// will differ.
  ///
  /// - Throws: as the acceptance itself.
  public static func previewOfLoss(
    in path: String, reason: String, by: String? = nil, environment: Environment
  ) throws(LogError) -> [UInt8] {
    let folder = try storing { () throws(StorageError) in try Folder(path) }
    let (scan, plan) = try lossPlan(folder)
    let writer = LogWriter(folder, environment, Limits(), scan)
    writer.isPreview = true
    let first = try plan.aside.first.map(writer.told)
    return try writer.line(of: plan, first, reason: reason, by: by).dropLast()
  }

  /// The loss that the last line which tells of one accepts; `nil` where there is none.
  public var lastLoss: ToldLoss? { scan.recoveries.losses.last }

  private static func lossPlan(
    _ folder: borrowing Folder
  ) throws(LogError) -> (scan: LogScan, plan: LossPlan) {
    let files = try storing { () throws(StorageError) in try LogFiles(folder) }
    let inspection = try LogInspection(examining: folder, files, keepsIDs: true)
    return (inspection.scan, try LossPlan(inspection, folder))
  }

  /// What the log tells of a part before that is set aside.
  private func told(_ part: LossPlan.Part) throws(LogError) -> RecoveredTail {
    let bytes = try storing { () throws(StorageError) in
      try folder.open(part.segment, .read).readAll()
    }
    let rest = Array(bytes.dropFirst(part.range.lowerBound))
    return RecoveredTail(
      segment: part.segment, offset: part.range.lowerBound, byteCount: rest.count,
      sha256: SHA256.digest(of: rest).hexadecimal, file: "",
      lineCount: rest.count { $0 == UInt8(ascii: "\n") })
  }

  /// The line that tells of the loss, with its LF.
  private func line(
    of plan: LossPlan, _ tail: RecoveredTail?, reason: String, by: String?
  ) throws(LogError) -> [UInt8] {
    let event = plan.event(tail, reason: reason, by: by, time: environment.now())
    defer { discard() }
    if case .refused(let problems) = try stage(event, byLedger: true) {
      throw LogError(
        .usage, problems.map(\.description).joined(separator: "; "),
        remedy: "nothing was recorded or changed")
    }
    var assembly = LineAssembly(self)
    _ = assembly.next()
    return assembly.takeBytes()
  }

  /// Steps 1 to 4 of a `LossPlan`.
  ///
  /// - Returns: what was set aside.
  private func goOn(
    with plan: LossPlan, reason: String, by: String?
  ) throws(LogError) -> [RecoveredTail] {
    try removeTemporaryFiles()
    var aside: [RecoveredTail] = []
    let others = plan.aside.filter { $0.range.lowerBound == 0 && $0.segment != plan.newSegment }
    try writing { () throws(StorageError) in
      // They may come from a copy that nobody has synced.
      for segment in scan.table.segments where segment.lineCount > 0 {
        try folder.open(segment.name, .read).sync()
      }
      for part in plan.aside where part.range.lowerBound > 0 || part.segment == plan.newSegment {
        if part.range.isEmpty { continue }
        aside.append(try TailFile.copy(part.range, of: part.segment, in: folder))
      }
    }
    // Of what loses its name as a whole, the line has to know the bytes before.
    let first = aside.isEmpty ? try others.first.map(told) : aside[0]
    let line = try line(of: plan, first, reason: reason, by: by)
    try writing { () throws(StorageError) in
      let other = plan.aside.first?.segment ?? scan.table.segments.last?.name
      try folder.replace(plan.newSegment, like: other) { (file) throws(StorageError) in
        try file.write(line.span, at: 0)
      }
      for part in others.reversed() { aside.append(try TailFile.take(part.segment, in: folder)) }
    }
    if let cut = plan.cut { try rewrite(cut) }
    return aside
  }
}
