import Merkle
import Ownership
import Storage

/// Makes the files of an index from a log that has been checked.
///
/// Every file is written under another name and renamed, the manifest last, so that a reader finds
/// the old index or the new one. Nothing is synced: what a crash leaves behind does not pass the
/// checks.
struct IndexBuilder {
  /// Where the lines stand; at least up to the last line to be covered.
  let table: SegmentTable
  let unit: UInt64
  let meter = ReadMeter()

  /// An index that is not yet on the disk.
  struct Made {
    var manifest: IndexManifest
    /// The files that are not there already.
    var files: [(name: String, bytes: [UInt8])]
  }

  /// Makes an index of all lines up to `last` but those that do not fill a unit, in memory: about 15
  /// bytes a line.
  ///
  /// - Parameter old: an index of this log whose files are taken over as far as they still serve;
  ///   they are checked as they are read.
  /// - Throws: where the lines, or without `old` the files, are not as they were.
  func make(
    _ folder: borrowing Folder, upTo last: UInt64, reusing old: IndexManifest?
  ) throws(IndexDoubt) -> Made? {
    let covered = last / unit * unit
    guard covered > 0 else { return nil }
    if let old {
      do throws(IndexDoubt) {
        return try make(folder, covered, old)
      } catch {
        // What was there does not serve: everything is made anew.
      }
    }
    return try make(folder, covered, nil)
  }

  private func make(
    _ folder: borrowing Folder, _ covered: UInt64, _ old: IndexManifest?
  ) throws(IndexDoubt) -> Made {
    var files: [(name: String, bytes: [UInt8])] = []
    var leaves: [Digest] = []
    var runs: [IndexManifest.Run] = []
    var uses = try usesKnown(folder, old)
    for lines in IndexManifest.runRanges(covering: covered, unit: unit) {
      if let run = old?.runs.first(where: { $0.first == lines.lowerBound }),
        run.last == lines.upperBound
      {
        _ = try StreamRun(run, IndexFile(folder, run.name, meter))
        runs.append(run)
      } else {
        let (run, pages) = try makeRun(folder, lines, old, &uses, &leaves)
        runs.append(run)
        files.append((run.name, pages))
      }
    }
    let ends = try [1, covered].map { (sequence) throws(IndexDoubt) in try leaf(folder, sequence) }
    let segments = try makeLines(folder, covered, old, &files)
    try makeLeaves(folder, segments, covered, old, leaves, &files)
    let manifest = IndexManifest(
      unit: unit, firstLeaf: ends[0], covered: covered, coveredLeaf: ends[1], segments: segments,
      runs: runs)
    return Made(manifest: manifest, files: files)
  }

  /// Puts an index in place of what is there. Only under the writer's lock.
  static func write(_ made: Made, _ folder: borrowing Folder) throws(StorageError) {
    try folder.makeFolder(IndexManifest.folder)
    for file in made.files { try write(folder, file.bytes, file.name) }
    try write(folder, made.manifest.bytes, IndexManifest.name)
    removeOthers(folder, made.manifest)
  }

  /// What the lines of an older index have used.
  private func usesKnown(
    _ folder: borrowing Folder, _ old: IndexManifest?
  ) throws(IndexDoubt) -> FirstUses {
    var uses = FirstUses()
    let hash = LineKeys.hash(LineKeys.responsibilities)
    for run in old?.runs ?? [] {
      let file = try StreamRun(run, IndexFile(folder, run.name, meter))
      for sequence in try file.postings(of: hash) {
        try forEachLine(folder, sequence...sequence) { bytes, layout, _ in
          _ = uses.take(LineDecoder.event(bytes, layout))
        }
      }
    }
    return uses
  }

  /// One run: from smaller ones as far as there are some, and then from the lines.
  ///
  /// - Parameter leaves: gets the leaf hashes of the lines that are read.
  private func makeRun(
    _ folder: borrowing Folder, _ lines: ClosedRange<UInt64>, _ old: IndexManifest?,
    _ uses: inout FirstUses, _ leaves: inout [Digest]
  ) throws(IndexDoubt) -> (run: IndexManifest.Run, pages: [UInt8]) {
    var maker = RunMaker(lines)
    var next = lines.lowerBound
    for run in old?.runs ?? [] where run.first == next && run.last <= lines.upperBound {
      try maker.add(StreamRun(run, IndexFile(folder, run.name, meter)))
      next = run.last + 1
    }
    if next <= lines.upperBound {
      try forEachLine(folder, next...lines.upperBound) { bytes, layout, leaf in
        maker.take(bytes, layout, &uses)
        leaves.append(leaf)
      }
    }
    return maker.finish(leaf: try leaf(folder, lines.upperBound))
  }

  /// The leaf hashes of the covered lines of each segment: those that an older index keeps, and those of
  /// the lines behind it.
  private func makeLeaves(
    _ folder: borrowing Folder, _ segments: [IndexManifest.CoveredSegment], _ covered: UInt64,
    _ old: IndexManifest?, _ leaves: [Digest], _ files: inout [(name: String, bytes: [UInt8])]
  ) throws(IndexDoubt) {
    let known = old?.covered ?? 0
    guard UInt64(leaves.count) == covered - known else { throw IndexDoubt() }
    for (index, segment) in segments.enumerated() {
      let end = index + 1 < segments.count ? segments[index + 1].first : covered + 1
      if old?.segments.contains(segment) == true { continue }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(Int(end - segment.first) * Digest.byteCount)
      if segment.first <= known {
        let count = Int(min(known + 1, end) - segment.first) * Digest.byteCount
        bytes = try IndexFile(folder, segment.leavesName, meter).bytes(atMost: count, at: 0)
        guard bytes.count == count else { throw IndexDoubt() }
      }
      for sequence in max(segment.first, known + 1)..<max(end, known + 1) {
        bytes.append(contentsOf: leaves[Int(sequence - known) - 1].bytes)
      }
      files.append((segment.leavesName, bytes))
    }
  }

  /// The offsets of the covered lines of each segment.
  private func makeLines(
    _ folder: borrowing Folder, _ covered: UInt64, _ old: IndexManifest?,
    _ files: inout [(name: String, bytes: [UInt8])]
  ) throws(IndexDoubt) -> [IndexManifest.CoveredSegment] {
    var covering: [IndexManifest.CoveredSegment] = []
    for segment in table.segments where segment.first <= covered {
      let count = min(segment.lineCount, Int(covered - segment.first) + 1)
      let length = segment.range(ofLine: count - 1).upperBound
      let piece = IndexManifest.CoveredSegment(first: segment.first, length: length)
      covering.append(piece)
      if old?.segments.contains(piece) == true,
        try IndexFile(folder, piece.linesName, meter).length() == count * 4
      {
        continue
      }
      files.append((piece.linesName, Self.lines(segment, count)))
    }
    return covering
  }

  static func lines(_ segment: Segment, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 4)
    for offset in segment.offsets.prefix(count) { bytes.appendLittleEndian(offset) }
    return bytes
  }

  private static func write(
    _ folder: borrowing Folder, _ bytes: [UInt8], _ name: String
  ) throws(StorageError) {
    try folder.replace(name, isDurable: false) { (file) throws(StorageError) in
      try file.write(bytes.span, at: 0)
    }
  }

  /// Removes what the manifest does not name; what cannot be removed stays.
  private static func removeOthers(_ folder: borrowing Folder, _ manifest: IndexManifest) {
    let kept = Set(
      manifest.segments.flatMap { [$0.linesName, $0.leavesName] } + manifest.runs.map(\.name)
        + [IndexManifest.name])
    do throws(StorageError) {
      for path in try IndexManifest.files(in: folder) where !kept.contains(path) {
        try folder.remove(path)
      }
    } catch {
      return
    }
  }
}
