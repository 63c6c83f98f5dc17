import Merkle
import Ownership
import Storage

/// What a writer does with what another left behind: a tail, temporary files, lines of which nobody
/// knows whether they were synced.
extension LogWriter {
  static let temporarySuffix = ".tmp"

  /// Removes the files of a batch or a checkpoint that never got its name.
  func removeTemporaryFiles() throws(LogError) {
    try storing { () throws(StorageError) in
      for name in try folder.names() where name.hasSuffix(Self.temporarySuffix) {
        let target = String(name.dropLast(Self.temporarySuffix.count))
        if Segment.first(of: target) != nil || target == LogFiles.checkpointName {
          try folder.remove(name)
        }
      }
    }
  }

  /// Copies a tail to a file beside the segment and syncs it; the segment is cut afterwards.
  func setAside(_ rest: LogRest, _ files: LogFiles) throws(LogError) {
    if rest.place == .spanning { return try setSegmentsAside(rest, files) }
    let name = Segment(first: files.segments[rest.segment].first).name
    try storing { () throws(StorageError) in
      var tail = [UInt8](repeating: 0, count: rest.length)
      let file = try folder.open(name, .read)
      let count = try file.read(into: &tail, count: rest.length, at: rest.offset)
      tail.removeLast(rest.length - count)
      let copy = try createFile(for: "\(name).tail-\(rest.offset)")
      try copy.write(tail.span, at: 0)
      try copy.sync()
      try folder.sync()
      note(name, offset: rest.offset, tail, file: copy.path)
    }
  }

  /// Whole segments of an unfinished batch keep their content and lose their names, the last one
  /// first, so that the log is in order after each step.
  private func setSegmentsAside(_ rest: LogRest, _ files: LogFiles) throws(LogError) {
    try storing { () throws(StorageError) in
      for segment in files.segments[rest.segment...].reversed() {
        let name = Segment(first: segment.first).name
        let bytes = try folder.open(name, .read).readAll()
        var number = 1
        let taken = Set(try folder.names())
        while taken.contains(Self.asideName("\(name).tail-0", number)) { number += 1 }
        let aside = Self.asideName("\(name).tail-0", number)
        try folder.rename(name, to: aside)
        try folder.sync()
        note(name, offset: 0, bytes, file: folder.path(of: aside))
      }
    }
  }

  private static func asideName(_ name: String, _ number: Int) -> String {
    number == 1 ? name : "\(name)-\(number)"
  }

  /// Creates a file of this name, or of the next free one after it.
  private func createFile(for name: String) throws(StorageError) -> File {
    var number = 1
    while true {
      do throws(StorageError) {
        return try folder.open(Self.asideName(name, number), .create)
      } catch {
        if error.code != .exists { throw error }
        number += 1
      }
    }
  }

  private func note(_ segment: String, offset: Int, _ bytes: [UInt8], file: String) {
    let tail = RecoveredTail(
      segment: segment, offset: offset, byteCount: bytes.count,
      sha256: SHA256.digest(of: bytes).hexadecimal, file: file)
    recovered.append(tail)
    untold.append(tail)
  }

  /// Appends `custody.ledger.recovered` for each tail that was set aside.
  func tellOfRecovery() throws(LogError) {
    if untold.isEmpty { return }
    for tail in untold {
      let draft = EventDraft(
        type: EventKind.ledgerRecovered.type, subject: .ledger, time: environment.now(),
        data: [
          JSONMember("segment", .string(tail.segment)),
          JSONMember("offset", .number(String(tail.offset))),
          JSONMember("bytes", .number(String(tail.byteCount))),
          JSONMember("sha256", .string(tail.sha256)),
        ])
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
      let name = segment.name
      let temporary = name + Self.temporarySuffix
      let old = try folder.open(name, .read)
      let new = try folder.open(temporary, .replace)
      var end = 0
      try copy(0..<hole.lowerBound, of: old, to: new, at: &end)
      try new.write(filling.span, at: end)
      end += filling.count
      try copy(hole.upperBound..<segment.length, of: old, to: new, at: &end)
      try new.sync()
      try folder.rename(temporary, to: name)
      try folder.sync()
    }
  }

  private func copy(
    _ range: Range<Int>, of old: borrowing File, to new: borrowing File, at end: inout Int
  ) throws(StorageError) {
    var buffer = [UInt8](repeating: 0, count: min(LogScan.pieceLength, range.count))
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
