public import Ownership

/// One file of the log and where its lines begin.
///
///     000000000001.jsonl      named after the sequence of its first line
///     000000150000.jsonl      the next: line 149,999 is the last of the one before
public struct Segment: Hashable, Sendable {
  /// The sequence of the first line, or of the line that will be the first of an empty one.
  public let first: UInt64
  /// The length up to the end of the last line that counts.
  public internal(set) var length = 0
  /// Where each line begins.
  var offsets: [UInt32] = []

  init(first: UInt64) {
    self.first = first
  }

  /// The largest segment in bytes; a line is never split.
  public static let byteLimit = 64 << 20

  /// The name of the first one's file: a folder that has it holds a ledger.
  package static let firstName = Segment(first: 1).name

  /// The name of its file.
  public var name: String { SequenceNumber(first).digits + Self.suffix }

  /// How many lines count.
  public var lineCount: Int { offsets.count }

  static let suffix = ".jsonl"

  /// The first sequence that a file name stands for; `nil` for other files.
  static func first(of name: String) -> UInt64? {
    guard name.utf8.count == 18, name.hasSuffix(suffix),
      let first = SequenceNumber(digits: String(name.prefix(12))), first.value > 0
    else { return nil }
    return first.value
  }

  /// The bytes of the line at `index`, its LF included.
  func range(ofLine index: Int) -> Range<Int> {
    let start = Int(offsets[index])
    return start..<(index + 1 < offsets.count ? Int(offsets[index + 1]) : length)
  }
}

/// The files of a log, for finding a line by its sequence.
public struct SegmentTable: Hashable, Sendable {
  /// In the order of their lines.
  public internal(set) var segments: [Segment] = []

  /// The file of a line and its number there, from 1; `nil` where there is no such line.
  ///
  /// Complexity: O(log segments).
  public func locate(_ sequence: SequenceNumber) -> (file: String, line: Int)? {
    guard let place = place(of: sequence.value) else { return nil }
    return (segments[place.segment].name, place.line + 1)
  }

  /// The indices of the segment and of the line in it, from 0.
  func place(of sequence: UInt64) -> (segment: Int, line: Int)? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].first <= sequence { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let line = sequence - segments[low - 1].first
    return line < UInt64(segments[low - 1].lineCount) ? (low - 1, Int(line)) : nil
  }
}
