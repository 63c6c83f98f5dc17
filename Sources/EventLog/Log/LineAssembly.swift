import Merkle
import Ownership

/// Makes lines of staged rows: adds what the ledger sets, and links each to the one before.
struct LineAssembly {
  /// Lines that have been made, each with its LF, and not yet taken.
  private(set) var bytes: [UInt8] = []

  private let batch: StagedBatch
  private let recordedBy: [UInt8]
  private let randomBytes: @Sendable (Int) -> [UInt8]
  private let recordedTime: Int64
  /// How far the recorded time of the batch lies ahead of the clock; `nil` where it does not.
  let lead: ClockLead?
  private let recordedText: [UInt8]
  private var index = 0
  private(set) var nextSequence: UInt64
  private var previous: Digest
  private var salts: [UInt8] = []
  private var saltsUsed = 0
  private var scanner = LineScanner()

  static let pieceLength = 1 << 20
  /// `"salt":"<24 characters>",`
  private static let saltLength = 34
  private static let saltCount = 16

  /// Takes the time once for the whole batch: never earlier than the last line's, whatever the clock
  /// says.
  init(_ writer: LogWriter) {
    batch = writer.batch
    recordedBy = writer.recordedBy
    randomBytes = writer.environment.randomBytes
    let clock = writer.environment.now()
    let now = max(clock, Instant(clamping: writer.scan.complete.recordedTime))
    lead = ClockLead(of: now, over: clock)
    recordedTime = now.microseconds
    recordedText = Array(now.recordedText.utf8)
    nextSequence = writer.scan.complete.sequence + 1
    previous = writer.scan.complete.leaf
  }

  var isAtEnd: Bool { index == batch.count }

  /// The bytes that all lines will have.
  var totalLength: Int {
    batch.rows.indices.reduce(0) { $0 + length(of: $1) }
  }

  /// The bytes that the next line will have, with its LF.
  var nextLength: Int { length(of: index) }

  private func length(of index: Int) -> Int {
    let row = batch.rows[index]
    let data =
      row.dataLength == 0 ? 0 : LineScanner.Name.data.utf8CodeUnitCount + Int(row.dataLength)
    let more = index == batch.count - 1 ? 0 : LineScanner.Name.more.utf8CodeUnitCount
    return LineTemplate.length + Self.saltLength + Int(row.headLength) + recordedBy.count
      + Int(row.middleLength) + more + data + 2
  }

  /// Makes the next line; its `offset` is for the caller to set.
  mutating func next() -> AcknowledgedLine {
    let row = batch.rows[index]
    let start = bytes.count
    bytes.append(contentsOf: LineTemplate.pattern)
    LineTemplate.write(
      digits: nextSequence, to: &bytes, at: start + LineTemplate.sequence.lowerBound)
    replace(start + LineTemplate.recordedTime.lowerBound, with: recordedText)
    var text: [UInt8] = []
    text.reserveCapacity(Digest.base64Count)
    previous.appendBase64(to: &text)
    replace(start + LineTemplate.previous.lowerBound, with: text)
    LineTemplate.write(
      digits: row.subjectPrevious, to: &bytes, at: start + LineTemplate.subjectPrevious.lowerBound)
    appendSalt()
    let parts = batch.parts(row)
    bytes.append(contentsOf: parts.head)
    bytes.append(contentsOf: recordedBy)
    bytes.append(contentsOf: parts.middle)
    if index < batch.count - 1 { bytes.append(LineScanner.Name.more) }
    if !parts.data.isEmpty {
      bytes.append(LineScanner.Name.data)
      bytes.append(contentsOf: parts.data)
    }
    bytes.append(UInt8(ascii: "}"))
    var scanner = LineScanner()
    swap(&scanner, &self.scanner)
    let leaf = Self.leaf(bytes.span.extracting(start..<bytes.count), &scanner)
    swap(&scanner, &self.scanner)
    bytes.append(UInt8(ascii: "\n"))
    let line = AcknowledgedLine(
      sequence: nextSequence, leaf: leaf, recordedTime: recordedTime, subject: Int(row.subject),
      id: Int(row.id), offset: 0, length: bytes.count - start)
    assert(line.length == length(of: index))
    previous = leaf
    nextSequence += 1
    index += 1
    return line
  }

  /// The leaf of a line that was just made.
  private static func leaf(_ line: Span<UInt8>, _ scanner: inout LineScanner) -> Digest {
    do throws(LineProblem) {
      _ = try scanner.scan(line, 0..<line.count)
    } catch {
      preconditionFailure("what was staged is a line: \(error.message)")
    }
    return scanner.leaf(line)
  }

  /// Gives the lines made so far, and forgets them.
  mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    bytes.reserveCapacity(Self.pieceLength + (1 << 16))
    return taken
  }

  private mutating func replace(_ place: Int, with text: [UInt8]) {
    for offset in text.indices { bytes[place + offset] = text[offset] }
  }

  /// Draws salts for the lines that come next, if none are left: a copy of the assembly then makes the same
  /// lines.
  mutating func drawSalts() {
    if saltsUsed < salts.count { return }
    salts = randomBytes(Self.saltCount * min(batch.count - index, 256))
    precondition(salts.count >= Self.saltCount, "no random bytes were given")
    saltsUsed = 0
  }

  private mutating func appendSalt() {
    drawSalts()
    bytes.append(LineScanner.Name.salt)
    Base64.append(Array(salts[saltsUsed..<saltsUsed + Self.saltCount]), to: &bytes)
    bytes.append(contentsOf: "\",".utf8)
    saltsUsed += Self.saltCount
  }
}

extension LogWriter {
  /// A staged row as a line for comparing: what the ledger adds means nothing in it.
  func trialLine(of row: StagedBatch.Row) -> [UInt8] {
    let parts = batch.parts(row)
    var line = DraftEncoder.trialBeginning
    line.append(contentsOf: parts.head)
    line.append(contentsOf: recordedBy)
    line.append(contentsOf: parts.middle)
    if !parts.data.isEmpty {
      line.append(LineScanner.Name.data)
      line.append(contentsOf: parts.data)
    }
    line.append(UInt8(ascii: "}"))
    return line
  }
}
