import Merkle
import Storage

/// What a builder reads: an index that is there already, and lines of the log.
extension IndexBuilder {
  /// Whether an index is one of these lines, and all its files are as they must be.
  func accepts(_ manifest: IndexManifest, _ folder: borrowing Folder, last: UInt64) -> Bool {
    guard manifest.unit == unit, manifest.covered <= last else { return false }
    do throws(IndexDoubt) {
      guard try leaf(folder, 1) == manifest.firstLeaf,
        try leaf(folder, manifest.covered) == manifest.coveredLeaf
      else { return false }
      for (index, piece) in manifest.segments.enumerated() {
        guard let segment = table.segments.first(where: { $0.first == piece.first }) else {
          return false
        }
        let count = manifest.lineCount(ofSegment: index)
        guard count > 0, count <= segment.lineCount,
          segment.range(ofLine: count - 1).upperBound == piece.length
        else { return false }
        let file = try IndexFile(folder, piece.linesName, meter)
        let lines = Self.lines(segment, count)
        guard try file.bytes(atMost: lines.count + 1, at: 0) == lines else { return false }
      }
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
    try forEachLine(folder, sequence...sequence) { bytes, layout in
      leaf = CheckedLine.leaf(bytes, layout)
    }
    guard let leaf else { throw IndexDoubt() }
    return leaf
  }

  /// Reads lines of the log in pieces of about 1 MiB.
  func forEachLine(
    _ folder: borrowing Folder, _ lines: ClosedRange<UInt64>,
    _ body: (Span<UInt8>, LineLayout) -> Void
  ) throws(IndexDoubt) {
    var scanner = LineScanner()
    var buffer: [UInt8] = []
    var next = lines.lowerBound
    while next <= lines.upperBound {
      guard let place = table.place(of: next) else { throw IndexDoubt() }
      let segment = table.segments[place.segment]
      let end = min(segment.lineCount, place.line + Int(lines.upperBound - next) + 1)
      let file = try IndexFile(folder, segment.name, meter)
      var first = place.line
      while first < end {
        let start = segment.range(ofLine: first).lowerBound
        var stop = first + 1
        while stop < end, segment.range(ofLine: stop).upperBound - start <= Self.pieceLength {
          stop += 1
        }
        let length = segment.range(ofLine: stop - 1).upperBound - start
        if buffer.count < length { buffer = [UInt8](repeating: 0, count: length) }
        guard try file.read(into: &buffer, from: 0, count: length, at: start) == length else {
          throw IndexDoubt()
        }
        for line in first..<stop {
          let range = segment.range(ofLine: line)
          let place = range.lowerBound - start..<range.upperBound - start - 1
          guard let layout = try? scanner.scan(buffer.span, place), layout.sequence == next else {
            throw IndexDoubt()
          }
          body(buffer.span, layout)
          next += 1
        }
        first = stop
      }
    }
  }
}
