/// Reads a CSV file piece by piece and record by record, so that a file of any length needs little memory.
///
/// What it reads is RFC 4180, as `CSVReader` does. The bytes of the latest record stay at hand, so that it
/// can be copied as it stands.
public final class CSVStream<ReadError: Error> {
  /// One record.
  public enum Record: Sendable {
    /// It can be read.
    case fields
    /// It cannot be read.
    case damaged(RowProblem)
  }

  /// The longest record, in bytes: a quote that is never closed must not swallow the memory.
  public static var recordLimit: Int { 16 << 20 }

  private var reader: CSVReader
  private var ranges: [CSVReader.Field] = []
  private let read: () throws(ReadError) -> [UInt8]
  private var isComplete = false
  private let limit: Int

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - file: how errors call it.
  ///   - delimiter: what separates fields, an ASCII character that is no quote and no line break.
  ///   - encoding: how its bytes stand for characters.
  ///   - next: the next piece, empty at the end.
  /// - Throws: what `next` throws.
  public convenience init(
    file: String, delimiter: UInt8 = UInt8(ascii: ","), encoding: TextEncoding = .utf8,
    next: @escaping () throws(ReadError) -> [UInt8]
  ) throws(ReadError) {
    try self.init(
      file: file, delimiter: delimiter, encoding: encoding, limit: Self.recordLimit, next: next)
  }

  init(
    file: String, delimiter: UInt8, encoding: TextEncoding, limit: Int,
    next: @escaping () throws(ReadError) -> [UInt8]
  ) throws(ReadError) {
    read = next
    self.limit = limit
    // A byte order mark is seen only whole.
    var beginning: [UInt8] = []
    while beginning.count < 3, !isComplete {
      let piece = try next()
      isComplete = piece.isEmpty
      beginning += piece
    }
    reader = CSVReader(file: file, bytes: beginning, delimiter: delimiter, encoding: encoding)
  }

  /// The next record; `nil` at the end.
  ///
  /// - Throws: what reading throws. Complexity: O(bytes of the record).
  public func next() throws(ReadError) -> Record? {
    while true {
      let outcome = reader.next(into: &ranges)
      if isComplete || !reader.isAtEnd {
        // A quote that is never closed would swallow the rest: what is lost is its line.
        if reader.leavesQuoteOpen { reader.skipLine() }
        return record(outcome)
      }
      if reader.bytes.count - reader.recordStart.offset > limit {
        let problem = problem(
          "this record is longer than \(limit >> 20) MiB; perhaps a quote is never closed")
        ranges.removeAll(keepingCapacity: true)
        reader.skipLine()
        return .damaged(problem)
      }
      try extend()
    }
  }

  private func record(_ outcome: CSVReader.Outcome) -> Record? {
    switch outcome {
    case .record: .fields
    case .damaged(let problem): .damaged(problem)
    case .end: nil
    }
  }

  /// Takes as much again as is at hand, so that a long record is not gone through for every piece.
  private func extend() throws(ReadError) {
    let wanted = reader.bytes.count - reader.previousEnd.offset
    var more: [UInt8] = []
    repeat {
      let piece = try read()
      if piece.isEmpty {
        isComplete = true
        break
      }
      if more.isEmpty { more = piece } else { more += piece }
    } while more.count < wanted
    reader.extend(with: more)
  }

  // MARK: The latest record

  /// The line in which it begins, from 1.
  public var line: Int { reader.recordStart.line }

  /// How many fields it has.
  public var fieldCount: Int { ranges.count }

  /// The characters of a field.
  public func text(_ field: Int) -> String { reader.text(ranges[field]) }

  /// The characters of all fields.
  public var texts: [String] { ranges.map(reader.text) }

  /// A problem with it, at its beginning.
  public func problem(_ message: String) -> RowProblem {
    reader.problem(at: reader.recordStart.offset, message)
  }

  /// A problem with one of its fields, at the field’s beginning.
  public func problem(_ message: String, field: Int) -> RowProblem {
    reader.problem(at: ranges[field].start, message)
  }
}

// MARK: Copying

extension CSVStream {
  /// Copies the latest record as it stands, with what stands before it (blank lines, a byte order mark) and
  /// its line break; in UTF-8.
  ///
  /// - Parameters:
  ///   - replaced: fields that are left out, at whose place `fields` come; without them at the end.
  ///   - fields: what is put in, as it is to stand in the file.
  public func copy(
    replacing replaced: Range<Int>? = nil, with fields: [UInt8], to bytes: inout [UInt8]
  ) {
    append(reader.previousEnd.offset..<reader.recordStart.offset, to: &bytes)
    if let replaced, !replaced.isEmpty {
      append(reader.recordStart.offset..<wholeRange(replaced.lowerBound).lowerBound, to: &bytes)
      bytes += fields
      append(wholeRange(replaced.upperBound - 1).upperBound..<contentEnd, to: &bytes)
    } else {
      append(reader.recordStart.offset..<contentEnd, to: &bytes)
      if !fields.isEmpty {
        bytes.append(reader.delimiter)
        bytes += fields
      }
    }
    append(contentEnd..<reader.offset, to: &bytes)
  }

  /// Copies the latest record as it stands, damaged or not, as `copy(replacing:with:to:)` does; after the last
  /// one, the blank lines at the end.
  public func copy(to bytes: inout [UInt8]) {
    append(reader.previousEnd.offset..<reader.offset, to: &bytes)
  }

  /// Writes fields as they stand in this file: in quotes where they have to.
  public func written(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { bytes.append(reader.delimiter) }
      let isPlain = field.utf8.allSatisfy {
        $0 != reader.delimiter && $0 != Byte.quote && $0 != Byte.lineFeed
          && $0 != Byte.carriageReturn
      }
      if isPlain {
        bytes += field.utf8
        continue
      }
      bytes.append(Byte.quote)
      for byte in field.utf8 {
        if byte == Byte.quote { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(Byte.quote)
    }
    return bytes
  }

  /// The end of the last field, with its quote.
  private var contentEnd: Int {
    ranges.isEmpty ? reader.offset : wholeRange(ranges.count - 1).upperBound
  }

  /// A field with its quotes.
  private func wholeRange(_ place: Int) -> Range<Int> {
    let field = ranges[place]
    let isQuoted =
      field.start > reader.recordStart.offset && reader.bytes[field.start - 1] == Byte.quote
    return isQuoted ? field.start - 1..<field.end + 1 : field.start..<field.end
  }

  private func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
    switch reader.encoding {
    case .utf8: bytes += reader.bytes[range]
    case .latin1: bytes += reader.encoding.text(reader.bytes[range]).utf8
    }
  }
}
