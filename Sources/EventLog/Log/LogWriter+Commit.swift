import Merkle
public import Ownership
import Storage

/// What a batch has become.
public struct AppendResult: Hashable, Sendable {
  /// The first line of the batch; `nil` when there was nothing to write.
  public let first: SequenceNumber?
  /// How many lines were written.
  public let count: Int
  /// The last line of the ledger now.
  public let head: LogHead
  /// What went wrong after the lines were on the disk (`head`, `checkpoint`), or that recorded times lie ahead
  /// of the clock; nothing is lost by it.
  public var warning: String?
}

extension LogWriter {
  /// Writes what has been staged as one batch, whole or not at all, and puts it on the disk.
  ///
  /// - Parameters:
  ///   - expected: the last line that the caller knows of; another one is an error.
  ///   - skippingRefused: whether the batch is written without the events that were refused;
  ///     otherwise one refused event refuses all.
  /// - Returns: when the lines are on the disk.
  /// - Throws: `LogError`; then nothing of the batch is in the ledger, except after a failed sync:
  ///   then nobody knows, and this writer is dead.
  public func commit(
    expecting expected: SequenceNumber? = nil, skippingRefused: Bool = false
  ) throws(LogError) -> AppendResult {
    try requireLife()
    precondition(!isPreview, "a preview does not write")
    try check(expected, skippingRefused)
    let count = batch.count
    if count == 0 {
      discard()
      return AppendResult(first: nil, count: 0, head: head)
    }
    let first = nextSequence.value - UInt64(count)
    var assembly = prepared ?? LineAssembly(self)
    prepared = nil
    let isLong = batch.rows.count >= limits.checkpointLines
    let segmentsBefore = scan.table.segments.count
    do throws(LogError) {
      let total = assembly.totalLength
      let length = scan.table.segments.last?.length ?? 0
      if length + total <= limits.segmentBytes {
        try write(&assembly)
      } else if total <= limits.segmentBytes {
        try startSegment(first)
        try write(&assembly)
      } else {
        try writeSegments(&assembly)
      }
    } catch {
      discard()
      throw error
    }
    batch = StagedBatch()
    var result = AppendResult(first: SequenceNumber(first), count: count, head: head)
    result.warning = assembly.lead?.words
    do throws(LogError) {
      try writeHead()
      if isLong || scan.table.segments.count > segmentsBefore { _ = try writeCheckpoint() }
    } catch {
      result.warning = [error.description, result.warning].compactMap { $0 }.joined(separator: "; ")
    }
    keepIndex()
    return result
  }

  /// Gives the lines that `commit` would write now, without writing; salts and times will differ.
  public func preview(
    expecting expected: SequenceNumber? = nil, skippingRefused: Bool = false,
    _ body: (_ sequence: SequenceNumber, _ line: [UInt8]) -> Void
  ) throws(LogError) {
    try check(expected, skippingRefused)
    var assembly = LineAssembly(self)
    while !assembly.isAtEnd {
      let line = assembly.next()
      body(SequenceNumber(line.sequence), assembly.takeBytes())
    }
  }

  /// Stages and commits in one go. One refused event refuses all; all are reported.
  public func append(
    _ drafts: [EventDraft], expecting expected: SequenceNumber? = nil
  ) throws(LogError) -> (result: AppendResult, outcomes: [RowOutcome]) {
    var outcomes: [RowOutcome] = []
    for draft in drafts { outcomes.append(try stage(draft)) }
    var refusals: [String] = []
    for (index, outcome) in outcomes.enumerated() {
      if case .refused(let problems) = outcome {
        refusals += problems.map { "event \(index + 1): \($0)" }
      }
    }
    if !refusals.isEmpty {
      discard()
      throw LogError(
        .usage, refusals.joined(separator: "\n"), remedy: "nothing was written")
    }
    return (try commit(expecting: expected), outcomes)
  }

  private func check(_ expected: SequenceNumber?, _ skippingRefused: Bool) throws(LogError) {
    if let expected, expected.value != scan.complete.sequence {
      discard()
      throw LogError(
        .usage,
        "the ledger is at line \(scan.complete.sequence), not at line \(expected) as expected",
        remedy: "read what came in between and try again; nothing was written")
    }
    if batch.refusedCount > 0, !skippingRefused {
      let count = batch.refusedCount
      discard()
      throw LogError(
        .usage, "\(count) \(count == 1 ? "event was" : "events were") refused",
        remedy: "nothing was written")
    }
  }

  /// Steps 2 and 3 of the life of a batch, within the current segment.
  private func write(_ assembly: inout LineAssembly) throws(LogError) {
    try leaveOtherNames()
    let start = scan.table.segments.last?.length ?? 0
    var lines: [AcknowledgedLine] = []
    lines.reserveCapacity(batch.count)
    do throws(StorageError) {
      var offset = start
      while !assembly.isAtEnd {
        let place = offset + assembly.bytes.count
        var line = assembly.next()
        line.offset = place
        lines.append(line)
        if assembly.bytes.count >= LineAssembly.pieceLength || assembly.isAtEnd {
          let bytes = assembly.takeBytes()
          try segmentFile!.write(bytes.span, at: offset)
          offset += bytes.count
        }
      }
    } catch {
      try takeBack(to: start, error)
      throw LogError(error)
    }
    try acknowledging { () throws(StorageError) in try segmentFile!.sync() }
    for line in lines { scan.acknowledge(line) }
  }

  /// Puts a copy in place of a segment that has other names, before anything is appended to it.
  private func leaveOtherNames() throws(LogError) {
    let isLinked = try storing { () throws(StorageError) in try segmentFile!.hasOtherNames() }
    guard isLinked, let last = scan.table.segments.last else { return }
    try rewrite(last)
    try reopen(last)
  }

  /// Cuts the segment to what was acknowledged, after a write that failed, for example on a full disk.
  private func takeBack(to length: Int, _ cause: StorageError) throws(LogError) {
    do throws(StorageError) {
      try segmentFile!.truncate(to: length)
    } catch {
      isDead = true
      throw LogError(
        .unreadable, "\(cause); and then: \(error)",
        remedy: "the piece of a batch that stands there will be set aside by the next writer")
    }
  }

  /// Creates the next segment and syncs the folder, before its first line is written.
  private func startSegment(_ first: UInt64) throws(LogError) {
    if let last = scan.table.segments.last, last.lineCount == 0, last.first == first { return }
    let name = Segment(first: first).name
    try writing { () throws(StorageError) in
      let others = scan.table.segments.suffix(1).map(\.name)
      let file = try folder.create(name, like: others)
      try folder.sync()
      segmentFile = consume file
    }
    scan.begin(segment: first)
  }

  /// A batch larger than a segment: all its files are complete before the first gets its name.
  private func writeSegments(_ assembly: inout LineAssembly) throws(LogError) {
    var pieces: [(first: UInt64, lines: [AcknowledgedLine])] = []
    do throws(StorageError) {
      while !assembly.isAtEnd {
        pieces.append(try writeTemporarySegment(&assembly))
      }
    } catch {
      if error.isFailedSync { isDead = true }
      try? removeTemporaryFiles()
      throw LogError(error)
    }
    do throws(StorageError) {
      for piece in pieces {
        let name = Segment(first: piece.first).name
        try folder.rename(name + Folder.temporarySuffix, to: name)
        try folder.sync()
      }
      segmentFile = try folder.open(Segment(first: pieces[pieces.count - 1].first).name, .write)
    } catch {
      isDead = true
      throw .acknowledging(error)
    }
    for piece in pieces {
      if scan.table.segments.last?.first != piece.first { scan.begin(segment: piece.first) }
      for line in piece.lines { scan.acknowledge(line) }
    }
  }

  private func writeTemporarySegment(
    _ assembly: inout LineAssembly
  ) throws(StorageError) -> (first: UInt64, lines: [AcknowledgedLine]) {
    let first = assembly.nextSequence
    let file = try folder.makeAnew(
      Segment(first: first).name + Folder.temporarySuffix,
      like: scan.table.segments.suffix(1).map(\.name))
    var lines: [AcknowledgedLine] = []
    var offset = 0
    while true {
      let place = offset + assembly.bytes.count
      let isFull =
        assembly.isAtEnd || place + assembly.nextLength > limits.segmentBytes && !lines.isEmpty
      if isFull || assembly.bytes.count >= LineAssembly.pieceLength {
        let bytes = assembly.takeBytes()
        try file.write(bytes.span, at: offset)
        offset += bytes.count
      }
      if isFull { break }
      var line = assembly.next()
      line.offset = place
      lines.append(line)
    }
    try file.sync()
    return (first, lines)
  }
}
