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
  let redactions: RedactionBook
  let unit: UInt64
  let meter = ReadMeter()

  private static let temporarySuffix = ".tmp"
  /// Bytes on the way to the disk at once.
  static let pieceLength = 1 << 20

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
    var runs: [IndexManifest.Run] = []
    var uses = try usesKnown(folder, old)
    for lines in IndexManifest.runRanges(covering: covered, unit: unit) {
      if let run = old?.runs.first(where: { $0.first == lines.lowerBound }),
        run.last == lines.upperBound
      {
        _ = try StreamRun(run, IndexFile(folder, run.name, meter))
        runs.append(run)
      } else {
        let (run, pages) = try makeRun(folder, lines, old, &uses)
        runs.append(run)
        files.append((run.name, pages))
      }
    }
    let ends = try [1, covered].map { (sequence) throws(IndexDoubt) in try leaf(folder, sequence) }
    let manifest = IndexManifest(
      unit: unit, firstLeaf: ends[0], covered: covered, coveredLeaf: ends[1],
      segments: try makeLines(folder, covered, old, &files), runs: runs)
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
        try forEachLine(folder, sequence...sequence) { bytes, layout in
          _ = uses.take(event(bytes, layout))
        }
      }
    }
    return uses
  }

  private func event(_ bytes: Span<UInt8>, _ layout: LineLayout) -> Event {
    let destroyed = layout.isRedacted ? redactions.destroyedFields(of: layout.sequence) : []
    return LineDecoder.event(bytes, layout, destroyed: destroyed)
  }

  /// One run: from smaller ones as far as there are some, and then from the lines.
  private func makeRun(
    _ folder: borrowing Folder, _ lines: ClosedRange<UInt64>, _ old: IndexManifest?,
    _ uses: inout FirstUses
  ) throws(IndexDoubt) -> (run: IndexManifest.Run, pages: [UInt8]) {
    var builder = StreamRunBuilder(lines)
    var next = lines.lowerBound
    for run in old?.runs ?? [] where run.first == next && run.last <= lines.upperBound {
      try builder.add(StreamRun(run, IndexFile(folder, run.name, meter)))
      next = run.last + 1
    }
    var subjects = ByteTable()
    var keyOfSubject: [UInt32] = []
    let usesKey = LineKeys.hash(LineKeys.responsibilities)
    let redactionsKey = LineKeys.hash(LineKeys.redactions)
    if next <= lines.upperBound {
      try forEachLine(folder, next...lines.upperBound) { bytes, layout in
        let number = subjects.intern(bytes, layout.subject)
        if number == keyOfSubject.count {
          let text = LineDecoder.string(bytes, layout.subject)
          keyOfSubject.append(builder.key(LineKeys.hash(text)))
        }
        builder.post(layout.sequence, under: keyOfSubject[number])
        let kind = FieldTable.shared.kind(bytes, type: layout.type)
        if let id = LineKeys.complaint(bytes, layout, kind) {
          let key = builder.key(LineKeys.hash(LineKeys.complaintPrefix + id))
          builder.post(layout.sequence, under: key)
        }
        if let use = LineKeys.use(bytes, layout, kind),
          uses.mayTake(use, layout.sourcePosition), uses.take(event(bytes, layout))
        {
          builder.post(layout.sequence, under: builder.key(usesKey))
        }
        if kind == .entryRedacted {
          builder.post(layout.sequence, under: builder.key(redactionsKey))
        }
      }
    }
    return builder.finish(leaf: try leaf(folder, lines.upperBound))
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
    let temporary = name + temporarySuffix
    let file = try folder.open(temporary, .replace)
    try file.write(bytes.span, at: 0)
    try folder.rename(temporary, to: name)
  }

  /// Removes what the manifest does not name; what cannot be removed stays.
  private static func removeOthers(_ folder: borrowing Folder, _ manifest: IndexManifest) {
    let kept = Set(
      manifest.segments.map(\.linesName) + manifest.runs.map(\.name) + [IndexManifest.name])
    do throws(StorageError) {
      for name in try Folder(folder.path(of: IndexManifest.folder)).names() {
        let path = "\(IndexManifest.folder)/\(name)"
        guard !kept.contains(path),
          [".lines", ".streams", temporarySuffix].contains(where: { name.hasSuffix($0) })
        else { continue }
        try folder.remove(path)
      }
    } catch {
      return
    }
  }
}
