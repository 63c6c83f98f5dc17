public import Ownership
import Storage

/// Lines of which each has the `id` and the `source` of another: no writer appends a second one, so another hand
/// has, and which of them an `id` means nobody can tell.
public struct RepeatedID: Hashable, Sendable {
  /// The lines, ascending.
  public let lines: [SequenceNumber]

  /// Looks for all of them in a log whose lines have been checked.
  ///
  /// The lines are read a second time where two of the hashes that the scan has kept are the same. Complexity:
  /// O(lines), else O(bytes of the log).
  static func all(
    _ scan: LogScan, _ folder: borrowing Folder
  ) throws(StorageError) -> [RepeatedID] {
    let repeated = repeatedValues(scan.pairHashes)
    if repeated.isEmpty { return [] }
    let doubtful = Set(
      scan.pairHashes.indices.filter { repeated.contains(scan.pairHashes[$0]) }
        .map { UInt64($0 + 1) })
    let table = scan.table
    var lines: [[UInt8]: [SequenceNumber]] = [:]
    for segment in table.segments {
      try forEachPair(of: segment, folder) { pair, sequence in
        guard doubtful.contains(sequence) else { return }
        lines[pair, default: []].append(SequenceNumber(sequence))
      }
    }
    return lines.values.filter { $0.count > 1 }.map { RepeatedID(lines: $0) }
      .sorted { $0.lines[0] < $1.lines[0] }
  }

  /// The values, other than zero, that stand there more than once. They are parted by their first bits before, so that what a part
  /// is looked up in stays in the processor's cache.
  static func repeatedValues(_ values: [UInt64]) -> Set<UInt64> {
    let bits = max(1, Int.bitWidth - (values.count >> 10).leadingZeroBitCount)
    var ends = [Int](repeating: 0, count: (1 << bits) + 1)
    for value in values { ends[Int(value >> (64 - bits)) + 1] += 1 }
    for part in 1..<ends.count { ends[part] += ends[part - 1] }
    let starts = ends
    var parted = [UInt64](repeating: 0, count: values.count)
    for value in values {
      let part = Int(value >> (64 - bits))
      parted[ends[part]] = value
      ends[part] += 1
    }
    var repeated: Set<UInt64> = []
    var slots: [UInt64] = []
    for part in 0..<1 << bits {
      let range = starts[part]..<starts[part + 1]
      slots.removeLast(slots.count)
      slots.append(contentsOf: repeatElement(0, count: Self.slotCount(for: range.count)))
      for index in range {
        let value = parted[index]
        var slot = Int(truncatingIfNeeded: value) & (slots.count - 1)
        while slots[slot] != 0, slots[slot] != value { slot = (slot + 1) & (slots.count - 1) }
        if slots[slot] == value { repeated.insert(value) }
        slots[slot] = value
      }
    }
    return repeated
  }

  /// The power of two that leaves at least half of the slots free.
  private static func slotCount(for count: Int) -> Int {
    1 << (Int.bitWidth - (2 * count).leadingZeroBitCount)
  }

  /// Gives the members `id` and `source` of each line as they stand there; in canonical form equal bytes are
  /// equal pairs.
  private static func forEachPair(
    of segment: Segment, _ folder: borrowing Folder, _ body: ([UInt8], UInt64) -> Void
  ) throws(StorageError) {
    if segment.lineCount == 0 { return }
    let file = try folder.open(segment.name, .read)
    var sequence = segment.first
    _ = try LineReader.forEachLine(in: 0..<segment.length) {
      (buffer, start, count, offset) throws(StorageError) in
      try file.read(into: &buffer, from: start, count: count, at: offset)
    } take: { (bytes, line, _) throws(StorageError) in
      // Somebody may have written the file anew since it was checked.
      if line.count < LineTemplate.length { return false }
      var start = line.lowerBound + LineTemplate.length
      // `salt`, or `salts`.
      if bytes.holds(saltName, at: start) { start = endOfMember(bytes, from: start, in: line) }
      var end = start
      for _ in 0..<2 { end = endOfMember(bytes, from: end, in: line) }
      body((start..<end).map { bytes[$0] }, sequence)
      sequence += 1
      return true
    }
  }

  private static var saltName: StaticString { "\"salt" }

  /// The place behind the comma that ends a member whose value is a string.
  private static func endOfMember(
    _ bytes: Span<UInt8>, from start: Int, in line: Range<Int>
  ) -> Int {
    var place = start
    var quotes = 0
    while place < line.upperBound, quotes < 4 {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "\""):
        quotes += 1
        place += 1
      default: place += 1
      }
    }
    return min(place + 1, line.upperBound)
  }
}
