/// A small CSV file as records of text, one after the other; for questions, where the importer's ranges
/// of bytes would gain nothing.
public struct CSVRecords: Sendable {
  private var reader: CSVReader
  private var fields: [CSVReader.Field] = []

  /// One record.
  public enum Record: Sendable {
    /// Its fields, and the line in which it begins, from 1.
    case fields([String], line: Int)
    /// It cannot be read.
    case damaged(RowProblem)
  }

  /// Reads RFC 4180.
  ///
  /// - Parameters:
  ///   - file: how errors call it.
  ///   - delimiter: what separates fields, an ASCII character that is no quote and no line break.
  ///   - encoding: how its bytes stand for characters.
  public init(
    file: String, bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","),
    encoding: TextEncoding = .utf8
  ) {
    reader = CSVReader(file: file, bytes: bytes, delimiter: delimiter, encoding: encoding)
  }

  /// The next record; `nil` at the end. Complexity: O(bytes of the record).
  public mutating func next() -> Record? {
    switch reader.next(into: &fields) {
    case .record: .fields(fields.map(reader.text), line: reader.recordStart.line)
    case .damaged(let problem): .damaged(problem)
    case .end: nil
    }
  }

  /// A problem with the record that was read last, at its beginning.
  public func problem(_ message: String) -> RowProblem {
    reader.problem(at: reader.recordStart.offset, message)
  }
}
