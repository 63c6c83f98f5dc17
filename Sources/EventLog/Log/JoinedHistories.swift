import Merkle
import Ownership
import Storage

/// Two histories that were put into one file or folder, as a merge of version control does: nothing was
/// torn, and nothing of it may be set aside silently.
enum JoinedHistories {
  private static let marks = ["<<<<<<< ", "||||||| ", "=======", ">>>>>>> "].map { Array($0.utf8) }

  /// Whether a line is a mark that a merge leaves between two sides.
  static func isMark(_ line: some Collection<UInt8>) -> Bool {
    marks.contains { line.starts(with: $0) }
  }

  /// Whether a file of fixed form holds a mark at the beginning of a line.
  static func isMarked(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x0A).contains { isMark($0) }
  }

  static let remedy =
    "keep one of them: take the segments, head and checkpoint of one side whole (git checkout "
    + "--ours or --theirs), then record anew with custody append what only the other side knew; "
    + "nothing was changed"

  /// A file `head` or `checkpoint` that holds both sides.
  static func markedWitness(_ path: String) -> LogError {
    LogError(
      .unreadable, "\(path) holds the marks of a merge: two histories were joined", remedy: remedy)
  }
}

extension LogScan {
  /// What is wrong where a line belongs to another history: it is the mark of a merge, or it continues a
  /// line of this log otherwise than this log does.
  ///
  /// - Parameters:
  ///   - line: the line that was not taken.
  ///   - path: the path of its file.
  ///   - number: how many lines stand before it there.
  /// - Returns: `nil` where that is not shown.
  func joined(
    _ line: [UInt8], _ path: String, _ number: Int, _ folder: borrowing Folder
  ) throws(LogError) -> LogError? {
    let place = TextPlace(file: path, bytes: line, offset: 0, firstLine: number + 1)
    if JoinedHistories.isMark(line) {
      return LogError(
        .unreadable, "a mark of a merge: two histories were joined here", place: place,
        remedy: JoinedHistories.remedy)
    }
    var scanner = LineScanner()
    guard let layout = try? scanner.scan(line.span, 0..<line.count),
      let own = table.place(of: layout.sequence)
    else { return nil }
    let leaf = scanner.leaf(line.span)
    let bytes = try read(layout.sequence, folder)
    guard bytes.count > LineTemplate.previous.upperBound,
      (try? scanner.scan(bytes.span, 0..<bytes.count)) != nil,
      bytes[LineTemplate.previous] == line[LineTemplate.previous]
    else { return nil }
    // What stood there before a redaction is the same history.
    if scanner.leaf(bytes.span) == leaf { return nil }
    return LogError(
      .unreadable,
      "two histories were joined here: this is another line \(layout.sequence) than the one in "
        + "\(table.segments[own.segment].name):\(own.line + 1)", place: place,
      remedy: JoinedHistories.remedy)
  }

  /// A segment that holds lines which those before it hold already.
  func overlapping(_ first: UInt64, _ folder: borrowing Folder) -> LogError? {
    guard first <= tip.sequence, let place = table.place(of: first) else { return nil }
    return LogError(
      .unreadable,
      "\(folder.path(of: Segment(first: first).name)) begins with line \(first), which stands in "
        + "\(table.segments[place.segment].name):\(place.line + 1) already: two histories were joined",
      remedy: JoinedHistories.remedy)
  }

  /// A line that was taken, without its LF; none where there is no such line.
  func read(_ sequence: UInt64, _ folder: borrowing Folder) throws(LogError) -> [UInt8] {
    guard let place = table.place(of: sequence) else { return [] }
    let segment = table.segments[place.segment]
    let range = segment.range(ofLine: place.line)
    var bytes = [UInt8](repeating: 0, count: range.count - 1)
    try storing { () throws(StorageError) in
      _ = try folder.open(segment.name, .read).read(
        into: &bytes, count: range.count - 1, at: range.lowerBound)
    }
    return bytes
  }
}
