import Storage

/// What stands behind the last complete batch, and why the scan stopped.
struct LogRest {
  /// The segment in which the rest begins, by its index.
  var segment = 0
  /// Where it begins there.
  var offset = 0
  /// How long it is there.
  var length = 0
  var kind = Recovery.Rest.nothing
  var place = Recovery.Place.last
  /// The line that does not check out.
  var problem: LogError?
  /// Whether it is one of another history.
  var isJoined = false
}

extension LogScan {
  /// Reads and checks all lines, and says what stands behind the last complete batch.
  ///
  /// - Parameter last: the line after which to stop, the last acknowledged one while a writer is at work.
  mutating func run(
    _ folder: borrowing Folder, _ files: LogFiles, upTo last: UInt64 = .max
  ) throws(LogError) -> LogRest {
    var rest = LogRest()
    var stop: Stop?
    var before = 0
    let ahead = ScanAhead(files.segments, wishes.ahead, keepsEvents: wishes.keepsEvents)
    for file in files.segments {
      if file.first != tip.sequence + 1 {
        let overlap = overlapping(file.first, folder)
        rest.isJoined = overlap != nil
        rest.problem = overlap ?? misnamed(file.first, folder)
        stop = .misnamed
        break
      }
      begin(segment: file.first)
      stop = try scanSegment(folder, ahead, length: file.length, after: before, upTo: last, &rest)
      before += file.length
      if stop != nil || tip.sequence == last { break }
    }
    let hasOpenBatch = hasOpenBatch
    finish()
    if stop == .enough || (stop == nil && !hasOpenBatch) { return rest }
    rest.segment =
      table.segments.indices.first { table.segments[$0].length < files.segments[$0].length }
      ?? table.segments.count
    if rest.segment < table.segments.count { rest.offset = table.segments[rest.segment].length }
    rest.length = files.segments[rest.segment].length - rest.offset
    try classify(&rest, stop, hasOpenBatch, folder, files)
    return rest
  }

  /// Why the scan of a segment ended before its end.
  private enum Stop {
    case partialLine, badLine, misnamed, enough
  }

  private func classify(
    _ rest: inout LogRest, _ stop: Stop?, _ hasOpenBatch: Bool, _ folder: borrowing Folder,
    _ files: LogFiles
  ) throws(LogError) {
    let isLast = rest.segment == files.segments.count - 1
    rest.place = isLast ? .last : .inner
    switch stop {
    case .misnamed:
      rest.kind = .other
      rest.place = .inner
    case .partialLine where hasOpenBatch, nil:
      rest.kind = .unfinishedBatch
      if !isLast, rest.offset == 0, table.segments.count == files.segments.count {
        rest.place = .spanning
      }
    case .partialLine: rest.kind = .withoutLF
    case .badLine, .enough:
      let name = table.segments[rest.segment].name
      let offset = rest.offset
      let length = rest.length
      var bytes = [UInt8](repeating: 0, count: length)
      _ = try storing { () throws(StorageError) in
        try folder.open(name, .read).read(into: &bytes, count: length, at: offset)
      }
      rest.kind = rest.isJoined ? .anotherHistory : bytes.contains(0) ? .withNUL : .other
    }
  }

  private func misnamed(_ first: UInt64, _ folder: borrowing Folder) -> LogError {
    let name = Segment(first: first).name
    return LogError(
      .unreadable, "\(folder.path(of: name)) should begin with line \(tip.sequence + 1)",
      remedy: "a segment before it is missing or has been cut; restore it from a copy")
  }

  /// Reads one segment in pieces and takes its lines; `before` bytes of others have been read.
  private mutating func scanSegment(
    _ folder: borrowing Folder, _ ahead: ScanAhead?, length: Int, after before: Int,
    upTo last: UInt64, _ rest: inout LogRest
  ) throws(LogError) -> Stop? {
    let name = table.segments[table.segments.count - 1].name
    let path = folder.path(of: name)
    if length > Int(UInt32.max) {
      throw LogError(
        .unreadable, "\(path) has \(length) bytes; a segment has at most \(Segment.byteLimit)",
        remedy: "it is no segment of a ledger; compare with a copy")
    }
    let taken =
      ahead.map { take($0, folder, after: before, upTo: last) } ?? (offset: 0, lineCount: 0)
    if taken.lineCount > 0, tip.sequence == last { return .enough }
    let file = try storing { () throws(StorageError) in try folder.open(name, .read) }
    var line = taken.lineCount
    var stop: Stop?
    let end = try LineReader.forEachLine(in: taken.offset..<length) {
      (buffer, start, count, offset) throws(LogError) in
      let got = try storing { () throws(StorageError) in
        try file.read(into: &buffer, from: start, count: count, at: offset)
      }
      wishes.progress?(before + offset + got)
      return got
    } take: { (bytes, range, offset) throws(LogError) in
      do throws(LineProblem) {
        try take(bytes, range, offset: offset)
      } catch {
        stop = .badLine
        let text = Array(copying: bytes, range)
        rest.problem = try joined(text, path, line, folder)
        rest.isJoined = rest.problem != nil
        if rest.isJoined { return false }
        rest.problem =
          try blame(error, text, end: offset + range.count, file, folder)
          ?? Self.problem(error, path, line, text)
        return false
      }
      line += 1
      if tip.sequence == last { stop = .enough }
      return stop == nil
    }
    switch end {
    case .complete: return nil
    case .stopped: return stop
    case .partialLine:
      rest.problem = LogError(.unreadable, "\(path):\(line + 1): the last line does not end")
      return .partialLine
    case .tooLong:
      rest.problem = LogError(
        .unreadable,
        "\(path):\(line + 1): a line is longer than \(LineTemplate.redactedLineLimit) bytes")
      return .badLine
    }
  }

  private static func problem(
    _ problem: LineProblem, _ path: String, _ line: Int, _ bytes: [UInt8]
  ) -> LogError {
    let place = TextPlace(file: path, bytes: bytes, offset: problem.offset, firstLine: line + 1)
    if let message = VersionControl.problem(of: bytes) {
      return LogError(.unreadable, message, place: place, remedy: VersionControl.remedy)
    }
    return LogError(.unreadable, problem.message, place: place)
  }
}
