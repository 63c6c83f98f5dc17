import Merkle
import Ownership
import Storage

/// A log that has been read and checked: the way in for readers and writers alike.
struct LogInspection {
  var files: LogFiles
  var scan: LogScan
  var rest: LogRest
  /// What the decision table says.
  var outcome: Recovery.Outcome
  /// How `head` and `checkpoint` say otherwise than the lines.
  var contradictions: [Contradiction]
  /// Redactions of which somebody told and whose content still stands.
  let unfinished: [UnfinishedRedaction]
  /// Why neither readers nor writers go on; `nil` for `clean` and `setAside`.
  var refusal: LogError?

  /// How `head` or `checkpoint` says otherwise than the lines.
  struct Contradiction {
    /// Whether it only goes further than the lines, which may be an older copy.
    var isFurther: Bool
    /// Whether it is another ledger's.
    var isOfAnother = false
    /// Whether it is `head`, which names no ledger.
    var isHead = false
    var words: String
  }

  /// Reads and checks all lines, and consults the decision table.
  ///
  /// - Parameters:
  ///   - keepsIDs: whether pairs of source and id are kept, as a writer needs them.
  ///   - last: the line after which to stop.
  ///   - wishes: what a check wants beyond that.
  /// - Throws: `unreadable` for damage, `integrity` where a witness contradicts.
  init(
    _ folder: borrowing Folder, _ files: LogFiles, keepsIDs: Bool, upTo last: UInt64 = .max,
    wishes: LogScan.Wishes = LogScan.Wishes()
  ) throws(LogError) {
    try self.init(
      examining: folder, files, keepsIDs: keepsIDs, upTo: last, wishes: wishes)
    if let refusal { throw refusal }
  }

  /// The same, of a log in whatever state: `refusal` tells what is thrown otherwise.
  ///
  /// - Throws: where there are no lines at all, or files cannot be read.
  init(
    examining folder: borrowing Folder, _ files: LogFiles, keepsIDs: Bool,
    upTo last: UInt64 = .max, wishes: LogScan.Wishes = LogScan.Wishes()
  ) throws(LogError) {
    guard !files.segments.isEmpty else {
      if files.head != nil || files.checkpoint != nil {
        throw LogError(
          .integrity, "\(folder.path) holds what was acknowledged, and no lines",
          remedy: "the segments have been lost; restore them from a copy")
      }
      throw LogError(
        .unreadable, "there is no ledger in \(folder.path)",
        remedy: "name its folder with --log, or make one with custody init")
    }
    self.files = files
    var scan = LogScan(witness: files.witness, keepsIDs: keepsIDs, wishes: wishes)
    rest = try scan.run(folder, files, upTo: last)
    contradictions =
      Self.foreign(files, scan)
      + Self.contradictions(files, scan, Self.lastSound(scan, rest, folder))
    unfinished = try scan.unfinishedRedactions { (sequence) throws(LogError) in
      try scan.read(sequence, folder)
    }
    let recoveries = scan.recoveries
    let isHeadOfThis = files.head.map { !recoveries.explains($0.head) } ?? false
    self.scan = scan
    let witness: Recovery.Witness =
      !contradictions.isEmpty ? .contradicts : isHeadOfThis ? .agrees : .none
    outcome = Recovery.outcome(witness, rest.kind, rest.place)
    switch outcome {
    case .broken: refusal = broken(folder)
    // Lines by the rules of another version need not check out by those of this one.
    case .damaged:
      refusal = (isJoined ? nil : scan.format.refusal(folder.path)) ?? damaged(folder)
    case .clean, .setAside:
      if let format = scan.format.refusal(folder.path) {
        refusal = format
      } else if let name = files.markedWitness {
        refusal = JoinedHistories.markedWitness(folder.path(of: name))
      } else if let line = scan.redactions.unexplained {
        refusal = unexplained(line, folder)
      }
    }
  }

  /// Whether two histories were joined.
  var isJoined: Bool { rest.isJoined || files.markedWitness != nil }

  /// What `head` says, where a line of the log explains it as an accepted loss: it counts as none.
  var explainedHead: ExplainedWitness? {
    files.head.flatMap { scan.recoveries.explanation(of: $0.head) }
  }

  /// The same of `checkpoint`.
  var explainedCheckpoint: ExplainedWitness? {
    files.checkpoint.flatMap(scan.recoveries.explanation)
  }

  /// That `checkpoint` is another ledger's: neither its size nor its root says anything of this log then.
  private static func foreign(_ files: LogFiles, _ scan: LogScan) -> [Contradiction] {
    let origin = Checkpoint(of: scan).origin
    guard scan.complete.sequence > 0, let checkpoint = files.checkpoint,
      !checkpoint.origin.hasSameBytes(as: origin)
    else { return [] }
    return [
      Contradiction(
        isFurther: false, isOfAnother: true,
        words:
          "checkpoint is of \(checkpoint.origin.prefix(80)), and the log is \(origin): it is of "
          + "another ledger, or line 1 was changed")
    ]
  }

  /// The last line of which nothing is wrong: not the one that is blamed because the line behind it names it
  /// otherwise.
  private static func lastSound(
    _ scan: LogScan, _ rest: LogRest, _ folder: borrowing Folder
  ) -> UInt64 {
    let last = scan.complete.sequence
    guard let blamed = rest.problem?.place, let place = scan.table.locate(SequenceNumber(last)),
      blamed.file == folder.path(of: place.file), blamed.line == place.line
    else { return last }
    return last - 1
  }

  /// How `head` and `checkpoint` say otherwise than the lines, save what a line of the log explains as an
  /// accepted loss, and a `checkpoint` of another ledger.
  ///
  /// - Parameter sound: the last line of which nothing is wrong.
  private static func contradictions(
    _ files: LogFiles, _ scan: LogScan, _ sound: UInt64
  ) -> [Contradiction] {
    let last = scan.complete.sequence
    var found: [Contradiction] = []
    if let head = files.head?.head, !scan.recoveries.explains(head) {
      if head.sequence.value > last {
        found.append(
          Contradiction(
            isFurther: true, isHead: true,
            words: "head says that line \(head.sequence) was acknowledged, "
              + "but the log checks out only to line \(sound)"))
      } else if let leaf = head.sequence == .zero ? .zero : scan.testimony.leaf,
        leaf != head.leaf
      {
        let place = scan.table.locate(head.sequence).map { ", at \($0.file):\($0.line)" } ?? ""
        found.append(
          Contradiction(
            isFurther: false, isHead: true,
            words: "head names another hash for line \(head.sequence) than the log\(place)"))
      }
    }
    if let checkpoint = files.checkpoint, foreign(files, scan).isEmpty,
      !scan.recoveries.explains(checkpoint)
    {
      if checkpoint.size > last {
        found.append(
          Contradiction(
            isFurther: true,
            words: "checkpoint covers \(checkpoint.size) lines, "
              + "but the log checks out only to line \(sound)"))
      } else if let root = checkpoint.size == 0 ? TreeHash.emptyRoot : scan.testimony.root,
        root != checkpoint.root
      {
        found.append(
          Contradiction(
            isFurther: false,
            words: "checkpoint names another root for the first \(checkpoint.size) lines "
              + "than the log"))
      }
    }
    return found
  }

  private func broken(_ folder: borrowing Folder) -> LogError {
    let first = rest.problem.map { ": \($0.message)" } ?? ""
    let isLoss = contradictions.allSatisfy(\.isFurther)
    let lost =
      "lines have been lost or changed"
      + (contradictions.contains(where: \.isHead) ? ", or head is another ledger's" : "")
      + "; compare with a copy before anything is written"
    let remedy =
      isJoined
      ? JoinedHistories.remedy
      : contradictions.contains(where: \.isOfAnother)
        ? "if the file came from elsewhere, put the ledger's own in its place, or none; if not, compare "
          + "with a copy before anything is written"
        : isLoss
          ? lost
            + "; if this is a copy that was made while lines were written, make it anew, head and "
            + "checkpoint first; custody recover shows how to go on without them"
          : lost
    return LogError(
      .integrity, "\(folder.path): \(contradictions.first?.words ?? "")\(first)",
      place: rest.problem?.place, remedy: remedy)
  }

  private func damaged(_ folder: borrowing Folder) -> LogError {
    let remedy =
      rest.problem?.remedy.isEmpty == false
      ? rest.problem?.remedy ?? "" : "compare with a copy; nothing is repaired on its own"
    if let problem = rest.problem {
      return LogError(.unreadable, problem.message, place: problem.place, remedy: remedy)
    }
    let name =
      files.segments.indices.contains(rest.segment)
      ? Segment(first: files.segments[rest.segment].first).name : ""
    return LogError(
      .unreadable, "\(folder.path(of: name)) ends with an unfinished batch, but is not the last",
      remedy: remedy)
  }

  /// A line with a destroyed value that no line names.
  func unexplained(_ line: RedactionBook.DestroyedLine, _ folder: borrowing Folder) -> LogError {
    let place = scan.table.locate(SequenceNumber(line.sequence))
    let file = folder.path(of: place?.file ?? "")
    return LogError(
      .integrity,
      "\(file):\(place?.line ?? 0): content of line \(line.sequence) is destroyed "
        + "(\(line.names.joined(separator: ", ").prefix(200))), but no custody.entry.redacted "
        + "names all of it",
      remedy: "compare with a copy; its content was taken away without a record, or this is a copy "
        + "that was made meanwhile, to be made anew")
  }
}
