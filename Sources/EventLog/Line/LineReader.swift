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
      while let end = buffer.span.lineFeed(from: start, to: filled) {
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
