public import Merkle
public import Ownership
import Storage

/// The lines of a log and the tree over them, for proofs. Memory: 32 bytes a line and 4 for its place.
public struct LogTree: Sendable {
  /// How many lines there are.
  public var size: UInt64 { levels.size }

  /// Redactions of which somebody told and whose content still stands: it counts as destroyed for every answer.
  public let unfinishedRedactions: [UnfinishedRedaction]

  private let path: String
  private let disk: Disk
  private let table: SegmentTable
  private var levels: StoredLevels

  /// Reads and checks a log; throws as `Log` does. Complexity: O(bytes of the log).
  public init(reading path: String) throws(LogError) {
    try self.init(reading: path, on: .machine)
  }

  init(reading path: String, on disk: Disk) throws(LogError) {
    let folder = try storing { () throws(StorageError) in try Folder(path, on: disk) }
    let inspection = try Log.inspectPatiently(folder, wishes: LogScan.Wishes(keepsLeaves: true))
    self.path = path
    self.disk = disk
    table = inspection.scan.table
    levels = inspection.scan.levels ?? StoredLevels()
    unfinishedRedactions = inspection.unfinished
  }

  /// Takes a leaf that will come next: proofs then hold for it as well, before its line is written.
  public mutating func append(_ leaf: Digest) {
    levels.append(leaf)
  }

  /// The root over the first `size` lines, of those that there are.
  public func root(size: UInt64) -> Digest {
    MerkleTree(levels).root(size: size)
  }

  /// The proof that a line is among the first `size`.
  public func inclusion(of line: SequenceNumber, size: UInt64) -> InclusionProof {
    MerkleTree(levels).inclusion(of: line.value - 1, size: size)
  }

  /// The proof that the log of the first `newSize` lines continues that of the first `oldSize`.
  public func consistency(from oldSize: UInt64, to newSize: UInt64) -> ConsistencyProof {
    MerkleTree(levels).consistency(from: oldSize, to: newSize)
  }

  /// The lines with these sequences as they stand, without their LFs, in the same order.
  ///
  /// - Throws: `LogError` when a line cannot be read.
  public func lines(_ sequences: [SequenceNumber]) throws(LogError) -> [[UInt8]] {
    let folder = try storing { () throws(StorageError) in try Folder(path, on: disk) }
    var lines: [[UInt8]] = []
    for sequence in sequences {
      guard let place = table.place(of: sequence.value) else {
        throw LogError(.usage, "there is no line \(sequence)")
      }
      let segment = table.segments[place.segment]
      let range = segment.range(ofLine: place.line)
      var line = [UInt8](repeating: 0, count: range.count - 1)
      try storing { () throws(StorageError) in
        _ = try folder.open(segment.name, .read).read(
          into: &line, count: range.count - 1, at: range.lowerBound)
      }
      guard let proven = try? LogLine(parsing: line),
        proven.leaf == levels.leaf(sequence.value - 1)
      else {
        throw LogError(
          .unreadable, "line \(sequence) changed while it was read", remedy: "try again")
      }
      lines.append(line)
    }
    return lines
  }
}
