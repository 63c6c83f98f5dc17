/// Reads comma-separated values (RFC 4180) record by record.
///
///     name,"said ""no""",2016        a field is plain, or stands in quotes
///     └──┘ └──────────┘  └──┘        in quotes: delimiters, line breaks, and "" for one quote
///
/// Records end with LF or CRLF, the last one may go without; blank lines are passed over; a byte order
/// mark is skipped. Strict where leniency would have to guess: a quote inside a plain field, something
/// after a closing quote, a lone CR, or a byte that is no character make the record damaged, and reading
/// goes on behind the next line break. One pass over the bytes, no copies: a field is a range of them.
struct CSVReader {
  let file: String
  private(set) var bytes: [UInt8]
  let delimiter: UInt8
  let encoding: TextEncoding
  /// The line in which the next record begins, from 1.
  private(set) var line = 1
  /// Where the next record begins, or blank lines before it.
  private(set) var offset = 0
  /// Where the latest record began.
  private(set) var recordStart: (line: Int, offset: Int) = (1, 0)
  /// Where the one before it ended; at first the beginning, with a byte order mark.
  private(set) var previousEnd: (line: Int, offset: Int) = (1, 0)
  private var isASCII = true
  /// Whether the latest record is damaged by a quote that nothing closes.
  private(set) var leavesQuoteOpen = false
  private var hasBegun = false
  /// Where the latest record was looked for: at the end of the one before, or behind the byte order mark.
  private var searchStart = 0

  /// The bytes of one field, without its quotes.
  struct Field {
    var start: Int
    var end: Int
    /// Whether `""` stands in it for one quote.
    var hasDoubledQuotes = false
  }

  /// What came next in the file.
  enum Outcome {
    case record
    case damaged(RowProblem)
    case end
  }

  init(
    file: String, bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","),
    encoding: TextEncoding = .utf8
  ) {
    self.file = file
    self.bytes = bytes
    self.delimiter = delimiter
    self.encoding = encoding
    if encoding == .utf8, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    recordStart = (1, offset)
  }

  /// Reads the next record into `fields`, whose storage is used again.
  mutating func next(into fields: inout [Field]) -> Outcome {
    fields.removeAll(keepingCapacity: true)
    if hasBegun { previousEnd = (line, offset) }
    hasBegun = true
    searchStart = offset
    leavesQuoteOpen = false
    skipBlankLines()
    recordStart = (line, offset)
    guard offset < bytes.count else { return .end }
    isASCII = true
    while true {
      let outcome =
        offset < bytes.count && bytes[offset] == Byte.quote
        ? quotedField(&fields) : plainField(&fields)
      switch outcome {
      case .more: continue
      case .endOfRecord: return checked()
      case .damage(let place, let message):
        let problem = problem(at: place, message)
        resume(after: place)
        return .damaged(problem)
      }
    }
  }

  private enum Step {
    case more, endOfRecord
    case damage(at: Int, String)
  }

  private mutating func plainField(_ fields: inout [Field]) -> Step {
    let start = offset
    let count = bytes.count
    var index = offset
    var seen: UInt8 = 0
    defer { if seen >= 0x80 { isASCII = false } }
    // Letters and digits are greater than all that ends a field: one comparison for most bytes.
    let greatest = max(delimiter, Byte.quote)
    while index < count {
      let byte = bytes[index]
      if byte <= greatest,
        byte == delimiter || byte == Byte.quote || byte == Byte.lineFeed
          || byte == Byte.carriageReturn
      {
        break
      }
      seen |= byte
      index += 1
    }
    fields.append(Field(start: start, end: index))
    if index < count, bytes[index] == Byte.quote {
      return .damage(
        at: index,
        "a quote inside a field without quotes; put the whole field in quotes and double this one")
    }
    return endField(at: index)
  }

  private mutating func quotedField(_ fields: inout [Field]) -> Step {
    let start = offset
    let count = bytes.count
    var field = Field(start: start + 1, end: start + 1)
    var index = start + 1
    while index < count {
      let byte = bytes[index]
      if byte == Byte.quote {
        guard index + 1 < count, bytes[index + 1] == Byte.quote else { break }
        field.hasDoubledQuotes = true
        index += 1
      } else if byte == Byte.lineFeed {
        line += 1
      } else if byte >= 0x80 {
        isASCII = false
      }
      index += 1
    }
    guard index < count else {
      offset = count
      leavesQuoteOpen = true
      return .damage(
        at: start, "this quote is never closed; a field that begins with \" ends with \"")
    }
    field.end = index
    fields.append(field)
    let behind = index + 1
    if behind < count, bytes[behind] != delimiter, bytes[behind] != Byte.lineFeed,
      bytes[behind] != Byte.carriageReturn
    {
      return .damage(
        at: behind, "something after a closing quote; a quote inside a field is written twice")
    }
    return endField(at: behind)
  }

  /// Takes the delimiter or the line break behind a field.
  private mutating func endField(at index: Int) -> Step {
    guard index < bytes.count else {
      offset = index
      return .endOfRecord
    }
    if bytes[index] == delimiter {
      offset = index + 1
      return .more
    }
    if bytes[index] == Byte.carriageReturn {
      guard index + 1 < bytes.count, bytes[index + 1] == Byte.lineFeed else {
        return .damage(at: index, "a carriage return that no line feed follows")
      }
      offset = index + 2
    } else {
      offset = index + 1
    }
    line += 1
    return .endOfRecord
  }

  /// The record, unless one of its bytes is no character.
  private func checked() -> Outcome {
    if !isASCII, let bad = encoding.firstBadByte(in: bytes, recordStart.offset..<offset) {
      return .damaged(
        problem(
          at: bad,
          "this byte is not UTF-8; if the file is in ISO-8859-1, say `encoding iso-8859-1` in the rules"
        ))
    }
    return .record
  }

  private mutating func skipBlankLines() {
    while offset < bytes.count {
      if bytes[offset] == Byte.lineFeed {
        offset += 1
      } else if bytes[offset] == Byte.carriageReturn, offset + 1 < bytes.count,
        bytes[offset + 1] == Byte.lineFeed
      {
        offset += 2
      } else {
        return
      }
      line += 1
    }
  }

  /// Goes on behind the next line break after a damaged place.
  private mutating func resume(after place: Int) {
    if offset == bytes.count { return }
    offset = place
    while offset < bytes.count {
      offset += 1
      if bytes[offset - 1] == Byte.lineFeed {
        line += 1
        return
      }
    }
  }
}

// MARK: Files that are read in pieces

extension CSVReader {
  /// Whether the latest record reaches to the end of the bytes at hand, so that with more of them it might
  /// be another.
  var isAtEnd: Bool { offset == bytes.count }

  /// Goes back to before the latest record, forgets what stands before it, and takes more bytes.
  mutating func extend(with more: [UInt8]) {
    offset = searchStart - previousEnd.offset
    line = previousEnd.line
    bytes.removeSubrange(..<previousEnd.offset)
    bytes += more
    previousEnd.offset = 0
    hasBegun = false
  }

  /// Gives the latest record up, and goes on behind its first line break.
  mutating func skipLine() {
    let lineBreak = bytes[recordStart.offset...].firstIndex(of: Byte.lineFeed)
    offset = lineBreak.map { $0 + 1 } ?? bytes.count
    line = recordStart.line + 1
  }
}
