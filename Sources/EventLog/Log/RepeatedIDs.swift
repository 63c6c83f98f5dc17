public import Ownership
import Storage

/// Lines of which each has the `id` and the `source` of another: no writer appends a second one, so another hand
/// has, and which of them an `id` means nobody can tell.
public struct RepeatedID: Hashable, Sendable {
  /// The lines, ascending.
  public let lines: [SequenceNumber]

  /// Looks for all of them in a log whose lines have been checked.
  ///
  /// The pairs are kept as hashes, and read a second time where two hashes are the same. Memory: 16 bytes a
  /// line. Complexity: O(bytes of the log), of which little is looked at.
  static func all(
    in table: SegmentTable, _ folder: borrowing Folder
  ) throws(StorageError) -> [RepeatedID] {
    var pairs: [(hash: Int, sequence: UInt64)] = []
    for segment in table.segments {
      try forEachPair(of: segment, folder) { pair, sequence in
        pairs.append((pair.hashValue, sequence))
      }
    }
    pairs.sort { ($0.hash, $0.sequence) < ($1.hash, $1.sequence) }
    var doubtful: Set<UInt64> = []
    for (one, next) in zip(pairs, pairs.dropFirst()) where one.hash == next.hash {
      doubtful.formUnion([one.sequence, next.sequence])
    }
    if doubtful.isEmpty { return [] }
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
