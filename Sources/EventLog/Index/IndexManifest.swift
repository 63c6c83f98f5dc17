import Merkle
import Ownership

/// What an index covers: the file `index/manifest`.
///
/// All numbers are little-endian. The bytes depend only on the lines covered and on the unit.
///
///     0    "custody-index 2\n"            16 bytes; another version is no index
///     16   u64  unit                      lines of the smallest run
///     24   [32] leaf of line 1            by which a ledger is known
///     56   u64  C                         the last line covered, a multiple of the unit
///     64   [32] leaf of line C
///     96   u32  segments, u32 runs
///     104  segments × { u64 first line, u64 bytes covered }
///          runs × { u64 A, u64 B, [32] leaf of line B, u32 keys, u32 postings }
///          [32] SHA-256 of all before it
///
/// Line C ends where the covered bytes of the last segment end.
struct IndexManifest: Hashable {
  var unit: UInt64
  var firstLeaf: Digest
  /// The last line covered.
  var covered: UInt64
  var coveredLeaf: Digest
  var segments: [CoveredSegment]
  var runs: [Run]

  /// A segment as far as it is covered.
  struct CoveredSegment: Hashable {
    /// The sequence of its first line.
    var first: UInt64
    /// The bytes up to the end of its last covered line.
    var length: Int

    /// The file with the offset of each covered line.
    var linesName: String { "\(IndexManifest.folder)/\(digits(first)).lines" }

    /// The file with the leaf hash of each covered line.
    var leavesName: String { "\(IndexManifest.folder)/\(digits(first)).leaves" }
  }

  /// The streams of the lines A…B.
  struct Run: Hashable {
    var first: UInt64
    var last: UInt64
    /// The leaf hash of line B, to which the pages of the file are bound.
    var leaf: Digest
    var keyCount: Int
    var postingCount: Int

    var name: String { "\(IndexManifest.folder)/\(digits(first))-\(digits(last)).streams" }
  }

  static let folder = "index"
  static let name = "\(folder)/manifest"
  private static let magic = Array("custody-index 2\n".utf8)
  private static let fixedLength = 104

  /// The content of the file.
  var bytes: [UInt8] {
    var bytes = Self.magic
    bytes.appendLittleEndian(unit)
    bytes.append(contentsOf: firstLeaf.bytes)
    bytes.appendLittleEndian(covered)
    bytes.append(contentsOf: coveredLeaf.bytes)
    bytes.appendLittleEndian(UInt32(segments.count))
    bytes.appendLittleEndian(UInt32(runs.count))
    for segment in segments {
      bytes.appendLittleEndian(segment.first)
      bytes.appendLittleEndian(UInt64(segment.length))
    }
    for run in runs {
      bytes.appendLittleEndian(run.first)
      bytes.appendLittleEndian(run.last)
      bytes.append(contentsOf: run.leaf.bytes)
      bytes.appendLittleEndian(UInt32(run.keyCount))
      bytes.appendLittleEndian(UInt32(run.postingCount))
    }
    bytes.append(contentsOf: SHA256.digest(of: bytes).bytes)
    return bytes
  }

  /// Reads the content of the file; `nil` unless it is exactly as `bytes` writes it and in order.
  init?(bytes: [UInt8]) {
    let end = bytes.count - Digest.byteCount
    guard end >= Self.fixedLength, Array(bytes[..<Self.magic.count]) == Self.magic,
      SHA256.digest(of: Array(bytes[..<end])).bytes == Array(bytes[end...]),
      let firstLeaf = Digest(bytes: Array(bytes[24..<56])),
      let coveredLeaf = Digest(bytes: Array(bytes[64..<96]))
    else { return nil }
    let segmentCount = Int(littleEndian32(bytes, at: 96))
    let runCount = Int(littleEndian32(bytes, at: 100))
    guard end == Self.fixedLength + segmentCount * 16 + runCount * 56 else { return nil }
    var segments: [CoveredSegment] = []
    var place = Self.fixedLength
    for _ in 0..<segmentCount {
      guard let length = Int(exactly: littleEndian64(bytes, at: place + 8)) else { return nil }
      segments.append(CoveredSegment(first: littleEndian64(bytes, at: place), length: length))
      place += 16
    }
    var runs: [Run] = []
    for _ in 0..<runCount {
      guard let leaf = Digest(bytes: Array(bytes[place + 16..<place + 48])) else { return nil }
      runs.append(
        Run(
          first: littleEndian64(bytes, at: place), last: littleEndian64(bytes, at: place + 8),
          leaf: leaf, keyCount: Int(littleEndian32(bytes, at: place + 48)),
          postingCount: Int(littleEndian32(bytes, at: place + 52))))
      place += 56
    }
    self.init(
      unit: littleEndian64(bytes, at: 16), firstLeaf: firstLeaf,
      covered: littleEndian64(bytes, at: 56), coveredLeaf: coveredLeaf, segments: segments,
      runs: runs)
    guard isInOrder else { return nil }
  }

  init(
    unit: UInt64, firstLeaf: Digest, covered: UInt64, coveredLeaf: Digest,
    segments: [CoveredSegment], runs: [Run]
  ) {
    self.unit = unit
    self.firstLeaf = firstLeaf
    self.covered = covered
    self.coveredLeaf = coveredLeaf
    self.segments = segments
    self.runs = runs
  }

  /// Whether segments and runs follow each other and end with line C.
  private var isInOrder: Bool {
    guard unit > 0, covered > 0, covered <= SequenceNumber.limit, covered % unit == 0,
      segments.first?.first == 1,
      segments.last.map({ $0.first <= covered }) == true
    else { return false }
    for index in segments.indices.dropFirst()
    where segments[index].first <= segments[index - 1].first { return false }
    return runs.map { $0.first...max($0.first, $0.last) }
      == Self.runRanges(covering: covered, unit: unit)
  }

  /// The lines of each run of an index over `covered` lines.
  ///
  /// The runs are the digits of `covered / unit` in base 8: eight runs of one size are one of the
  /// next. So they depend on the number of lines only, and not on how they came in.
  static func runRanges(covering covered: UInt64, unit: UInt64) -> [ClosedRange<UInt64>] {
    var ranges: [ClosedRange<UInt64>] = []
    var first: UInt64 = 1
    var size = unit
    while size <= covered / 8 { size *= 8 }
    while size >= unit, first <= covered {
      while covered - first + 1 >= size {
        ranges.append(first...first + size - 1)
        first += size
        if first > covered { break }
      }
      size /= 8
    }
    return ranges
  }

  /// How many lines of a segment are covered.
  func lineCount(ofSegment index: Int) -> Int {
    let end = index + 1 < segments.count ? segments[index + 1].first : covered + 1
    return Int(end - segments[index].first)
  }
}
