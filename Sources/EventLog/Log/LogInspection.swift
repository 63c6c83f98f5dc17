import Merkle
import Ownership
import Storage

/// A log that has been read and checked: the way in for readers and writers alike.
struct LogInspection {
  var files: LogFiles
  var scan: LogScan
  var rest: LogRest
  /// `clean` or `setAside`.
  var outcome: Recovery.Outcome

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
    scan = LogScan(witness: files.witness, keepsIDs: keepsIDs, wishes: wishes)
    rest = try scan.run(folder, files, upTo: last)
    let contradiction = Self.contradiction(files, scan)
    let witness: Recovery.Witness =
      contradiction != nil ? .contradicts : files.head != nil ? .agrees : .none
    outcome = Recovery.outcome(witness, rest.kind, rest.place)
    switch outcome {
    case .broken: throw broken(contradiction ?? "", folder)
    case .damaged: throw damaged(folder)
    case .clean, .setAside: break
    }
    if let stub = scan.redactions.unexplained { throw unexplained(stub, folder) }
  }

  /// How `head` or `checkpoint` says otherwise than the lines; `nil` when they do not.
  private static func contradiction(_ files: LogFiles, _ scan: LogScan) -> String? {
    let last = scan.complete.sequence
    if let head = files.head?.head {
      if head.sequence.value > last {
        return "head says that line \(head.sequence) was acknowledged, "
          + "but the log checks out only to line \(last)"
      }
      if let leaf = scan.testimony.leaf, leaf != head.leaf {
        let place = scan.table.locate(head.sequence).map { ", at \($0.file):\($0.line)" } ?? ""
        return "head names another hash for line \(head.sequence) than the log\(place)"
      }
    }
    if let checkpoint = files.checkpoint {
      if checkpoint.size > last {
        return "checkpoint covers \(checkpoint.size) lines, "
          + "but the log checks out only to line \(last)"
      }
      if let root = scan.testimony.root, root != checkpoint.root {
        return "checkpoint names another root for the first \(checkpoint.size) lines than the log"
      }
    }
    return nil
  }

  private func broken(_ contradiction: String, _ folder: borrowing Folder) -> LogError {
    let first = rest.problem.map { ": \($0.message)" } ?? ""
    return LogError(
      .integrity, "\(folder.path): \(contradiction)\(first)", place: rest.problem?.place,
      remedy: "lines have been lost or changed; compare with a copy before anything is written")
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

  private func unexplained(_ stub: RedactionBook.Stub, _ folder: borrowing Folder) -> LogError {
    let place = scan.table.locate(SequenceNumber(stub.sequence))
    let file = folder.path(of: place?.file ?? "")
    return LogError(
      .integrity,
      "\(file):\(place?.line ?? 0): line \(stub.sequence) is redacted, "
        + "but no custody.entry.redacted names it as it stands",
      remedy: "compare with a copy; its content was taken away without a record")
  }
}
