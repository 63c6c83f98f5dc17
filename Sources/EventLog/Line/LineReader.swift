import Storage

/// Reads whole lines out of a part of a file, in pieces: the one loop of all readers.
enum LineReader {
  /// How the reading ended.
  enum End: Hashable {
    /// All of the part was read, and it ends with a line.
    case complete
    /// Whoever took the lines wanted no more.
    case stopped
    /// Behind the last line stands a piece of one, or the file ended before the part did.
    case partialLine
    /// A line is longer than any can be.
    case tooLong
  }

  /// How much is read at a time.
  static let pieceLength = 1 << 20

  /// Gives the lines of a part of a file, in their order.
  ///
  /// - Parameters:
  ///   - part: bytes of the file; it begins with a line.
  ///   - read: reads `count` bytes at `offset` of the file into `buffer` from `start` on, and says how many
  ///     came.
  ///   - take: takes the line at `range` of a buffer, without its LF, which stands at `offset` of the file;
  ///     whether it wants more.
  static func forEachLine<Failure: Error>(
    in part: Range<Int>,
    read: (_ buffer: inout [UInt8], _ start: Int, _ count: Int, _ offset: Int)
      throws(Failure) -> Int,
    take: (_ bytes: Span<UInt8>, _ range: Range<Int>, _ offset: Int) throws(Failure) -> Bool
  ) throws(Failure) -> End {
    var buffer = [UInt8](repeating: 0, count: min(part.count, pieceLength) + 1)
    var filled = 0
    var done = part.lowerBound
    while true {
      let wanted = min(part.upperBound - done, buffer.count - filled)
      let got = try read(&buffer, filled, wanted, done)
      filled += got
      done += got
      var start = 0
      while let end = lineFeed(buffer.span, from: start, to: filled) {
        if try !take(buffer.span, start..<end, done - filled + start) { return .stopped }
        start = end + 1
      }
      if got < wanted || done == part.upperBound {
        return start == filled && done == part.upperBound ? .complete : .partialLine
      }
      if start == 0, filled > LineTemplate.redactedLineLimit { return .tooLong }
      for index in start..<filled { buffer[index - start] = buffer[index] }
      filled -= start
    }
  }
}

/// The place of the next LF; `nil` where there is none. Eight bytes at a time.
func lineFeed(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
  precondition(start >= 0 && end <= bytes.count)
  var index = start
  index = unsafe bytes.withUnsafeBytes { buffer in
    var index = start
    while index + 8 <= end {
      let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let zeroWhereLF = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let found = (zeroWhereLF &- 0x0101_0101_0101_0101) & ~zeroWhereLF & 0x8080_8080_8080_8080
      if found != 0 { break }
      index += 8
    }
    return index
  }
  while index < end {
    if bytes[index] == 0x0A { return index }
    index += 1
  }
  return nil
}
