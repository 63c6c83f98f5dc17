import Merkle
import Storage

/// What a builder reads: an index that is there already, and lines of the log.
extension IndexBuilder {
  /// Whether all pages of an index, whose other files were compared with the lines, are as they must be.
  func canRead(_ manifest: IndexManifest, _ folder: borrowing Folder) -> Bool {
    guard manifest.unit == unit else { return false }
    do throws(IndexDoubt) {
      for run in manifest.runs {
        try StreamRun(run, IndexFile(folder, run.name, meter)).forEach { _, _ in }
      }
      return true
    } catch {
      return false
    }
  }

  /// The hash that stands for a line in the chain.
  func leaf(
    _ folder: borrowing Folder, _ sequence: UInt64
  ) throws(IndexDoubt) -> Digest {
    var leaf: Digest?
    try forEachLine(folder, sequence...sequence) { _, _, found in leaf = found }
    guard let leaf else { throw IndexDoubt() }
    return leaf
  }

  /// Reads lines of the log.
  func forEachLine(
    _ folder: borrowing Folder, _ lines: ClosedRange<UInt64>,
    _ body: (Span<UInt8>, LineLayout, Digest) -> Void
  ) throws(IndexDoubt) {
    var scanner = LineScanner()
    var next = lines.lowerBound
    while next <= lines.upperBound {
      guard let place = table.place(of: next) else { throw IndexDoubt() }
      let segment = table.segments[place.segment]
      let last = min(segment.lineCount, place.line + Int(lines.upperBound - next) + 1) - 1
      let part =
        segment.range(ofLine: place.line).lowerBound..<segment.range(ofLine: last).upperBound
      let file = try IndexFile(folder, segment.name, meter)
      let end = try LineReader.forEachLine(in: part) {
        (buffer, start, count, offset) throws(IndexDoubt) in
        try file.read(into: &buffer, from: start, count: count, at: offset)
      } take: { (bytes, range, _) throws(IndexDoubt) in
        guard let layout = try? scanner.scan(bytes, range), layout.sequence == next else {
          throw IndexDoubt()
        }
        body(bytes, layout, scanner.leaf(bytes))
        next += 1
        return true
      }
      guard end == .complete else { throw IndexDoubt() }
    }
  }
}
