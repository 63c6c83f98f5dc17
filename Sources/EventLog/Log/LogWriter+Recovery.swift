import Merkle
import Ownership
import Storage

/// What a writer does with what another left behind: a tail, temporary files, lines of which nobody
/// knows whether they were synced.
extension LogWriter {
  /// Removes files that never got their name: of a batch, a checkpoint, a head, a tail.
  func removeTemporaryFiles() throws(LogError) {
    try storing { () throws(StorageError) in
      for name in try folder.names() where LogFiles.isTemporary(name) { try folder.remove(name) }
    }
  }

  /// Copies a tail to a file beside the segment and syncs it; the segment is cut afterwards. Whole
  /// segments of an unfinished batch keep their content and lose their names, the last one first, so
  /// that the log is in order after each step.
  ///
  /// - Returns: what was set aside.
  func setAside(_ rest: LogRest, _ files: LogFiles) throws(LogError) -> [RecoveredTail] {
    try storing { () throws(StorageError) in
      guard rest.place == .spanning else {
        let name = Segment(first: files.segments[rest.segment].first).name
        return [try TailFile.copy(rest.offset..<rest.offset + rest.length, of: name, in: folder)]
      }
      var aside: [RecoveredTail] = []
      for segment in files.segments[rest.segment...].reversed() {
        aside.append(try TailFile.take(Segment(first: segment.first).name, in: folder))
      }
      return aside
    }
  }

  /// Looks for what was set aside, by this writer or by one that came no further, and is not told of.
  ///
  /// - Parameters:
  ///   - own: what this writer has set aside.
  ///   - hasHead: whether a `head` told it what was acknowledged.
  func findUntold(own: [RecoveredTail], hasHead: Bool) throws(LogError) {
    untold = try storing { () throws(StorageError) in try scan.recoveries.untold(in: folder) }
    // What another writer left beside the line of a loss, it had set aside for that.
    let others = scan.recoveries.losses.isEmpty ? RecoveredTail.Standing.unknown : .lost
    for index in untold.indices {
      let isOwn = own.contains { $0.file == untold[index].file }
      untold[index].standing = !isOwn ? others : hasHead ? .behindHead : .unknown
    }
    recovered = untold
  }

  /// Appends `custody.ledger.recovered` for each tail that was set aside.
  func tellOfRecovery() throws(LogError) {
    if untold.isEmpty { return }
    for tail in untold {
      let draft = EventDraft(
        type: EventKind.ledgerRecovered.type, subject: .ledger, time: environment.now(),
        data: RecoveryBook.ToldTail(tail).members)
      _ = try stage(draft, byLedger: true)
    }
    _ = try commit()
    untold = []
  }

  /// Copies the good lines of a segment to a new file and puts it in place of the old: nothing is
  /// appended to a file whose last sync may have failed.
  ///
  /// - Parameters:
  ///   - hole: bytes that are left out of the copy.
  ///   - filling: what stands there instead.
  func rewrite(
    _ segment: Segment, replacing hole: Range<Int> = 0..<0, with filling: [UInt8] = []
  ) throws(LogError) {
    try writing { () throws(StorageError) in
      let old = try folder.open(segment.name, .read)
      if try old.hasOtherNames() { segmentsLeftElsewhere.insert(segment.first) }
      try folder.replace(segment.name) { (new) throws(StorageError) in
        var end = 0
        try copy(0..<hole.lowerBound, of: old, to: new, at: &end)
        try new.write(filling.span, at: end)
        end += filling.count
        try copy(hole.upperBound..<segment.length, of: old, to: new, at: &end)
      }
    }
  }

  /// Goes on with the file that has been put in place of the last segment.
  func reopen(_ segment: Segment) throws(LogError) {
    do throws(StorageError) {
      segmentFile = try folder.open(segment.name, .write)
    } catch {
      // What is open has no name any more: nothing may be appended to it.
      isDead = true
      throw LogError(error)
    }
  }

  private func copy(
    _ range: Range<Int>, of old: borrowing File, to new: borrowing File, at end: inout Int
  ) throws(StorageError) {
    var buffer = [UInt8](repeating: 0, count: min(LineReader.pieceLength, range.count))
    var done = range.lowerBound
    while done < range.upperBound {
      let wanted = min(buffer.count, range.upperBound - done)
      let count = try old.read(into: &buffer, count: wanted, at: done)
      if count < wanted {
        throw StorageError(
          .inputOutput, "read", old.path, reason: "it has become shorter; start again")
      }
      try new.write(buffer.span.extracting(0..<wanted), at: end)
      done += wanted
      end += wanted
    }
  }
}
