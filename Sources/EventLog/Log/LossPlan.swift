import Merkle
import Ownership
import Storage

/// What going on without acknowledged lines that are gone, or with a damaged log, takes.
///
/// What is left is everything up to the last complete batch that checks out; what stands behind it is
/// set aside. The line that accepts the loss begins a segment of its own. The steps, each of which leaves
/// the log refused as before until the last of 1 to 4, and in order after it:
///
/// 1. Copies of what will be cut off or replaced: `SEGMENT.jsonl.tail-OFFSET`, synced.
/// 2. The new segment with the line, by temporary file, sync, rename, sync of the folder.
/// 3. Segments behind it lose their names, the last one first.
/// 4. The segment in which the rest began is replaced by its good lines, by temporary file.
/// 5. `head` and `checkpoint`, whose word the line explains from now on, are replaced, and lines tell of
///    whatever else was set aside; the next writer does that as well.
struct LossPlan {
  /// The last line that is left.
  let last: LogScan.Tip
  /// What is gone, as far as `head` and `checkpoint` tell.
  let head: AcceptedLoss.Witness?
  let checkpoint: AcceptedLoss.Witness?
  /// What is set aside.
  let aside: [Part]
  /// The segment that loses its end; `nil` where none is cut.
  let cut: Segment?
  /// The last segment that keeps lines.
  let lastSegment: Segment

  /// Some bytes of a segment, up to its end.
  struct Part {
    let segment: String
    let range: Range<Int>
  }

  /// The name of the segment that begins with the line.
  var newSegment: String { Segment(first: last.sequence + 1).name }

  /// - Throws: `usage` where there is nothing to accept; the refusal itself where something was changed
  ///   rather than lost, or where nothing is left.
  init(_ inspection: LogInspection, _ folder: borrowing Folder) throws(LogError) {
    guard let refusal = inspection.refusal else {
      throw LogError(
        .usage, "nothing is lost in \(folder.path): its lines check out and are all there",
        remedy: "custody recover tells what there is to do; nothing was recorded")
    }
    if let format = inspection.scan.format.refusal(folder.path) { throw format }
    let isLoss = inspection.outcome == .damaged || inspection.outcome == .broken
    guard isLoss, !inspection.isJoined, inspection.contradictions.allSatisfy(\.isFurther) else {
      throw refusal
    }
    let scan = inspection.scan
    if let line = scan.redactions.unexplained { throw inspection.unexplained(line, folder) }
    guard let lastSegment = scan.table.segments.last(where: { $0.lineCount > 0 }),
      scan.complete.sequence > 0
    else {
      throw LogError(
        refusal.severity, "nothing is left in \(folder.path) to go on from: \(refusal.message)",
        place: refusal.place, remedy: "restore the segments from a copy")
    }
    self.lastSegment = lastSegment
    last = scan.complete
    let further = scan.complete.sequence
    head = inspection.files.head.flatMap { read in
      read.head.sequence.value <= further || scan.recoveries.explains(read.head)
        ? nil : AcceptedLoss.Witness(size: read.head.sequence, hash: read.head.leaf.base64)
    }
    checkpoint = inspection.files.checkpoint.flatMap { held in
      held.size <= further || scan.recoveries.explains(held) || held.size > SequenceNumber.limit
        ? nil : AcceptedLoss.Witness(size: SequenceNumber(held.size), hash: held.root.base64)
    }
    let rest = inspection.rest
    var aside: [Part] = []
    if rest.kind != .nothing {
      for (index, file) in inspection.files.segments.enumerated() where index >= rest.segment {
        let start = index == rest.segment ? rest.offset : 0
        aside.append(Part(segment: Segment(first: file.first).name, range: start..<file.length))
      }
    }
    self.aside = aside
    cut = aside.first.map { $0.range.lowerBound > 0 } ?? false ? lastSegment : nil
  }

  /// The event that tells of the loss.
  ///
  /// - Parameter tail: what was set aside first; `nil` where nothing is.
  func event(
    _ tail: LogWriter.RecoveredTail?, reason: String, by: String?, time: Instant
  ) -> EventDraft {
    let loss = AcceptedLoss(
      first: SequenceNumber(last.sequence + 1), head: head, checkpoint: checkpoint, reason: reason)
    var data = RecoveryBook.ToldTail(
      segment: tail?.segment ?? lastSegment.name, offset: tail?.offset ?? lastSegment.length,
      byteCount: tail?.byteCount ?? 0,
      sha256: tail?.sha256 ?? SHA256.digest(of: [UInt8]()).hexadecimal
    ).members
    if let by { data.append(JSONMember("by", .string(by))) }
    return EventDraft(
      type: EventKind.ledgerRecovered.type, subject: .ledger, time: time,
      data: data + loss.members)
  }
}

extension RecoveryBook.ToldTail {
  /// The members of `data` of the line that tells of it.
  var members: [JSONMember] {
    [
      JSONMember("segment", .string(segment)), JSONMember("offset", .number(String(offset))),
      JSONMember("bytes", .number(String(byteCount))), JSONMember("sha256", .string(sha256)),
    ]
  }
}
