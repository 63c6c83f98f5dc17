public import Ownership

extension LogIndex {
  /// The file of a line and its number there, from 1; `nil` where there is no such line.
  ///
  /// Complexity: O(log segments); nothing is read.
  public func locate(_ sequence: SequenceNumber) -> (file: String, line: Int)? {
    guard sequence.value >= 1, sequence <= head.sequence else { return nil }
    let first: UInt64
    if sequence.value <= lines.last {
      first = lines.manifest.segments[lines.segment(of: sequence.value)].first
    } else {
      guard let place = gap.place(of: sequence.value) else { return nil }
      first = place.segment
    }
    return (Segment(first: first).name, Int(sequence.value - first) + 1)
  }

  /// When a line was recorded; `nil` where there is no such line. Complexity: O(1), two reads.
  public func recordedTime(of sequence: SequenceNumber) throws(LogError) -> Instant? {
    guard sequence.value >= 1, sequence <= head.sequence else { return nil }
    return try checked { () throws(IndexDoubt) in
      Instant(clamping: try microseconds(sequence.value))
    } replayed: { log in
      log.events[Int(sequence.value) - 1].recordedTime
    }
  }

  /// The last line recorded at or before an instant; 0 where there is none.
  ///
  /// Complexity: O(log lines), two reads each.
  public func lastRecorded(atOrBefore time: Instant) throws(LogError) -> SequenceNumber {
    try checked { () throws(IndexDoubt) in
      var low: UInt64 = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2 + 1
        if try microseconds(middle) <= time.microseconds { low = middle } else { high = middle - 1 }
      }
      return SequenceNumber(low)
    } replayed: { log in
      let later = events(of: log).firstIndex { $0.recordedTime > time }
      return SequenceNumber(UInt64(later ?? Int(count)))
    }
  }

  private func microseconds(_ sequence: UInt64) throws(IndexDoubt) -> Int64 {
    if sequence > lines.last { return gap.recordedTimes[Int(sequence - lines.last) - 1] }
    return try lines.recordedTime(of: sequence)
  }

  /// Reads a line and checks it.
  func line(_ sequence: UInt64) throws(IndexDoubt) -> CheckedLine {
    guard sequence >= 1, sequence <= count else { throw IndexDoubt() }
    if sequence <= lines.last { return try lines.line(sequence) }
    guard let place = gap.place(of: sequence) else { throw IndexDoubt() }
    return try lines.line(
      sequence, at: place, leaf: gap.leaves[Int(sequence - lines.last) - 1])
  }
}
