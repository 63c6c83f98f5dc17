import Merkle
import Ownership
import Storage

/// The lines that an index covers: where each stands, and which speak of a subject.
final class CoveredLines {
  let manifest: IndexManifest
  let meter: ReadMeter
  let folder: Folder
  private let runs: [StreamRun]
  private var files: [String: IndexFile] = [:]

  /// As many files of one log stay open.
  private static let openFileLimit = 64

  /// Opens the files that are always needed, so that a writer may replace them meanwhile.
  init(_ path: String, _ meter: ReadMeter) throws(IndexDoubt) {
    let folder = try doubting { () throws(StorageError) in try Folder(path) }
    let file = try IndexFile(folder, IndexManifest.name, meter)
    let length = try file.length()
    guard length < 1 << 24,
      let manifest = IndexManifest(bytes: try file.bytes(atMost: length, at: 0))
    else { throw IndexDoubt() }
    runs = try manifest.runs.map { (run) throws(IndexDoubt) in
      try StreamRun(run, IndexFile(folder, run.name, meter))
    }
    self.folder = folder
    self.manifest = manifest
    self.meter = meter
  }

  var last: UInt64 { manifest.covered }

  /// Whether the files of the log are those that the index was made of, as far as their lengths
  /// tell.
  func fits(_ files: LogFiles) -> Bool {
    guard files.segments.count >= manifest.segments.count else { return false }
    for (index, covered) in manifest.segments.enumerated() {
      let found = files.segments[index]
      let isLast = index == manifest.segments.count - 1
      guard found.first == covered.first,
        isLast ? found.length >= covered.length : found.length == covered.length
      else { return false }
    }
    return true
  }

  /// The index of the segment in which a covered line stands.
  func segment(of sequence: UInt64) -> Int {
    var low = 0
    var high = manifest.segments.count
    while low < high {
      let middle = (low + high) / 2
      if manifest.segments[middle].first <= sequence { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Where a covered line stands. Complexity: O(log segments), one read.
  func place(of sequence: UInt64) throws(IndexDoubt) -> LinePlace {
    let index = segment(of: sequence)
    let segment = manifest.segments[index]
    let line = Int(sequence - segment.first)
    let isLast = line == manifest.lineCount(ofSegment: index) - 1
    let count = isLast ? 4 : 8
    let bytes = try file(segment.linesName).bytes(atMost: count, at: line * 4)
    guard bytes.count == count else { throw IndexDoubt() }
    let start = Int(littleEndian32(bytes, at: 0))
    let end = isLast ? segment.length : Int(littleEndian32(bytes, at: 4))
    guard start < end, end - start <= LineTemplate.redactedLineLimit + 1 else { throw IndexDoubt() }
    return LinePlace(segment: segment.first, range: start..<end)
  }

  /// The covered lines posted under a key, ascending. Complexity: three reads a run, O(postings).
  func postings(of hash: UInt64) throws(IndexDoubt) -> [UInt64] {
    var sequences: [UInt64] = []
    for run in runs { sequences += try run.postings(of: hash) }
    return sequences
  }

  /// The last covered line posted under a key, tried from the last run on.
  func postingsFromLast(
    of hash: UInt64, until isFound: (UInt64) throws(IndexDoubt) -> Bool
  ) throws(IndexDoubt) -> UInt64 {
    for run in runs.reversed() {
      for sequence in try run.postings(of: hash).reversed() where try isFound(sequence) {
        return sequence
      }
    }
    return 0
  }

  /// A file of the folder, opened once.
  func file(_ name: String) throws(IndexDoubt) -> IndexFile {
    if let file = files[name] { return file }
    if files.count >= Self.openFileLimit { files = [:] }
    let file = try IndexFile(folder, name, meter)
    files[name] = file
    return file
  }

  /// The leaf hash that the index keeps of a covered line. Complexity: O(log segments), one read.
  func leaf(of sequence: UInt64) throws(IndexDoubt) -> Digest {
    let segment = manifest.segments[segment(of: sequence)]
    let bytes = try file(segment.leavesName).bytes(
      atMost: Digest.byteCount, at: Int(sequence - segment.first) * Digest.byteCount)
    guard let leaf = Digest(bytes: bytes) else { throw IndexDoubt() }
    return leaf
  }

  /// Reads a covered line and checks it.
  func line(_ sequence: UInt64) throws(IndexDoubt) -> CheckedLine {
    try line(sequence, at: place(of: sequence), leaf: leaf(of: sequence))
  }

  /// Reads a line and checks it.
  ///
  /// - Parameter leaf: the leaf hash that is known of it.
  func line(
    _ sequence: UInt64, at place: LinePlace, leaf: Digest
  ) throws(IndexDoubt) -> CheckedLine {
    let before = place.range.lowerBound > 0 ? 1 : 0
    let length = place.range.count
    let bytes = try file(Segment(first: place.segment).name).bytes(
      atMost: before + length, at: place.range.lowerBound - before)
    guard bytes.count == before + length, before == 0 || bytes[0] == 0x0A,
      bytes[before + length - 1] == 0x0A
    else { throw IndexDoubt() }
    var scanner = LineScanner()
    guard let layout = try? scanner.scan(bytes.span, before..<before + length - 1),
      layout.sequence == sequence, scanner.leaf(bytes.span) == leaf
    else { throw IndexDoubt() }
    return CheckedLine(
      bytes: bytes, layout: layout, leaf: leaf,
      destroyedFields: scanner.destroyedFields(bytes.span),
      destroyedNames: scanner.sealableNames(bytes.span).filter(\.isDestroyed).map(\.name))
  }

  /// When a covered line was recorded, in microseconds since 1970: read from its fixed beginning.
  func recordedTime(of sequence: UInt64) throws(IndexDoubt) -> Int64 {
    let place = try place(of: sequence)
    let before = place.range.lowerBound > 0 ? 1 : 0
    let count = before + LineTemplate.recordedTime.upperBound
    let bytes = try file(Segment(first: place.segment).name).bytes(
      atMost: count, at: place.range.lowerBound - before)
    guard bytes.count == count, before == 0 || bytes[0] == 0x0A,
      LineTemplate.digits(bytes.span, at: before + LineTemplate.sequence.lowerBound) == sequence,
      let time = CanonicalTime.microseconds(
        bytes.span, before + LineTemplate.recordedTime.lowerBound..<count, alwaysFraction: true)
    else { throw IndexDoubt() }
    return time
  }
}
