import Merkle
public import Ownership
import Storage
import Synchronization

/// A ledger as it was read: all lines of complete batches, checked.
public struct Log: Sendable {
  /// Line N at index N − 1.
  public let events: [Event]
  /// Where each line stands.
  public let table: SegmentTable
  /// The last line.
  public let head: LogHead
  /// What stands behind the last line and is not in the ledger; `nil` when there is nothing.
  public let tail: String?
  /// The folder.
  public let path: String
  /// What has been redacted.
  let redactions: RedactionBook

  /// Reads and checks a ledger. Never blocks, and never writes.
  ///
  /// While a writer is at work the reading goes no further than what it has acknowledged.
  ///
  /// - Throws: `LogError`: `unreadable` for damage, `integrity` where `head` or `checkpoint` says
  ///   otherwise than the lines. Complexity: O(bytes of the log).
  public init(reading path: String) throws(LogError) {
    try self.init(reading: path, on: .machine)
  }

  init(reading path: String, on disk: Disk) throws(LogError) {
    let folder = try storing { () throws(StorageError) in try Folder(path, on: disk) }
    var inspection = try Self.inspectPatiently(folder)
    do throws(LogError) {
      events = try Self.decode(folder, inspection.scan)
    } catch {
      // A redaction may have put another file in place of one that was looked at.
      inspection = try Self.inspectPatiently(folder)
      events = try Self.decode(folder, inspection.scan)
    }
    self.path = path
    table = inspection.scan.table
    let complete = inspection.scan.complete
    head = LogHead(sequence: SequenceNumber(complete.sequence), leaf: complete.leaf)
    tail = Self.tailNote(inspection, folder)
    redactions = inspection.scan.redactions
  }

  /// The name and the zone with which the ledger was opened; `nil` when its first line does not tell.
  public var opening: (name: String, zone: String)? {
    guard case .ledgerOpened(let name, let zone)? = events.first?.fact else { return nil }
    return (name, zone)
  }

  /// Looks a second time before it calls a log damaged: a writer may have begun its work, and cut a
  /// tail, just after the first look.
  static func inspectPatiently(
    _ folder: borrowing Folder, wishes: LogScan.Wishes = LogScan.Wishes()
  ) throws(LogError) -> LogInspection {
    do throws(LogError) {
      return try inspect(folder, wishes)
    } catch {
      return try inspect(folder, wishes)
    }
  }

  /// Reads and checks all lines, or those that have been acknowledged while a writer is at work.
  private static func inspect(
    _ folder: borrowing Folder, _ wishes: LogScan.Wishes
  ) throws(LogError) -> LogInspection {
    let files = try storing { () throws(StorageError) in
      try folder.whileUnlocked { () throws(StorageError) in try LogFiles(folder) }
    }
    if let files { return try LogInspection(folder, files, keepsIDs: false, wishes: wishes) }
    // The head is read before the lengths: what it tells of is there then.
    let written = try storing { () throws(StorageError) in try LogFiles(folder) }
    guard let head = written.head?.head else {
      // A writer leaves a head before it appends: until then the lines are those of its predecessor.
      return try LogInspection(folder, written, keepsIDs: false, wishes: wishes)
    }
    return try LogInspection(
      folder, written, keepsIDs: false, upTo: head.sequence.value, wishes: wishes)
  }

  static func tailNote(
    _ inspection: LogInspection, _ folder: borrowing Folder
  ) -> String? {
    guard inspection.outcome == .setAside else { return nil }
    let name = Segment(first: inspection.files.segments[inspection.rest.segment].first).name
    return tailSentence(
      file: folder.path(of: name), count: inspection.rest.length, offset: inspection.rest.offset)
  }

  /// What stands behind the last line, in a sentence.
  static func tailSentence(file: String, count: Int, offset: Int) -> String {
    "\(file): \(count) bytes from byte \(offset) on were never acknowledged; "
      + "the next writer sets them aside"
  }

  private static func decode(
    _ folder: borrowing Folder, _ scan: LogScan
  ) throws(LogError) -> [Event] {
    let decoder = SegmentDecoder(redactions: scan.redactions, disk: folder.disk)
    let parts = decoder.parts(scan.table)
    let path = folder.path
    let gathering = Mutex(Gathering(capacity: Int(scan.complete.sequence)))
    let taken = Atomic<Int>(0)
    Threads.run(min(Threads.processorCount, parts.count)) { _ in
      while true {
        let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < parts.count else { return }
        let result = decoder.decode(path, parts[number])
        gathering.withLock { $0.add(result, number) }
      }
    }
    return try gathering.withLock { gathering throws(LogError) in try gathering.takeAll() }
  }
}

/// Puts parts in their order as they come in, so that few of them wait.
private struct Gathering {
  private var events: [Event] = []
  private var waiting: [Int: [Event]] = [:]
  private var due = 0
  private var problem: LogError?

  init(capacity: Int) {
    events.reserveCapacity(capacity)
  }

  mutating func add(_ result: Result<[Event], LogError>, _ number: Int) {
    switch result {
    case .success(let part): waiting[number] = part
    case .failure(let error): problem = problem ?? error
    }
    while let part = waiting.removeValue(forKey: due) {
      events.append(contentsOf: part)
      due += 1
    }
  }

  mutating func takeAll() throws(LogError) -> [Event] {
    if let problem { throw problem }
    defer { events = [] }
    return events
  }
}

/// Reads lines that have been checked before, and understands them.
struct SegmentDecoder {
  let redactions: RedactionBook
  let disk: Disk

  init(redactions: RedactionBook, disk: Disk = .machine) {
    self.redactions = redactions
    self.disk = disk
  }

  /// Some lines of a segment, by their indices.
  struct Part {
    let segment: Segment
    let lines: Range<Int>
  }

  /// Cuts a log into parts of about equal work.
  func parts(_ table: SegmentTable) -> [Part] {
    table.segments.flatMap { segment in
      stride(from: 0, to: segment.lineCount, by: Self.partLength).map { first in
        Part(segment: segment, lines: first..<min(first + Self.partLength, segment.lineCount))
      }
    }
  }

  private static let partLength = 16_384

  /// The events of a part; for use on any thread.
  func decode(_ path: String, _ part: Part) -> Result<[Event], LogError> {
    do throws(LogError) {
      let folder = try storing { () throws(StorageError) in try Folder(path, on: disk) }
      var events: [Event] = []
      events.reserveCapacity(part.lines.count)
      try decode(folder, part.segment, lines: part.lines, into: &events)
      return .success(events)
    } catch {
      return .failure(error)
    }
  }

  /// Appends the events of some lines of a segment, reading in pieces of about 1 MiB.
  private func decode(
    _ folder: borrowing Folder, _ segment: Segment, lines: Range<Int>, into events: inout [Event]
  ) throws(LogError) {
    var scanner = LineScanner()
    var texts = SharedTexts()
    var buffer: [UInt8] = []
    let file = try storing { () throws(StorageError) in try folder.open(segment.name, .read) }
    var first = lines.lowerBound
    while first < lines.upperBound {
      let start = segment.range(ofLine: first).lowerBound
      var next = first
      while next < lines.upperBound,
        segment.range(ofLine: next).upperBound - start <= LogScan.pieceLength || next == first
      { next += 1 }
      let length = segment.range(ofLine: next - 1).upperBound - start
      if buffer.count < length { buffer = [UInt8](repeating: 0, count: length) }
      let got = try storing { () throws(StorageError) in
        try file.read(into: &buffer, count: length, at: start)
      }
      for line in first..<next {
        let range = segment.range(ofLine: line)
        let place = range.lowerBound - start..<range.upperBound - start - 1
        guard range.upperBound - start <= got,
          let layout = try? scanner.scan(buffer.span, place)
        else { throw changed(segment, line, folder) }
        let destroyed =
          layout.isRedacted ? redactions.destroyedFields(of: layout.sequence) : []
        events.append(
          LineDecoder.event(buffer.span, layout, destroyed: destroyed, &texts))
      }
      first = next
    }
  }

  private func changed(_ segment: Segment, _ line: Int, _ folder: borrowing Folder) -> LogError {
    LogError(
      .unreadable,
      "\(folder.path(of: segment.name)):\(line + 1): the line changed while it was read",
      remedy: "try again")
  }
}
