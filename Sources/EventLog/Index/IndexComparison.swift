import Merkle
import Storage

/// An index beside the lines that it speaks of, compared as they are read: where each stands, its leaf,
/// and, where that is wished for, what is posted under which key.
///
/// Memory: a piece of each file, and the postings where they are compared.
final class IndexComparison {
  /// What the index covers.
  let manifest: IndexManifest
  /// The name of the first file that says otherwise than the lines; `nil` where none does so far.
  private(set) var difference: String?

  private let folder: Folder
  private var segment = -1
  private var places: ComparedFile?
  private var leaves: ComparedFile?
  private var leafOfRun: Digest?
  private var maker: RunMaker?
  /// The hashes of the keys that are subjects, by the numbers of these.
  private var hashOfSubject: [UInt64] = []
  private var uses = FirstUses()
  private var run = 0
  private var lastSequence: UInt64 = 0

  /// Opens the index of a ledger; `nil` where there is none, or none that can be read.
  ///
  /// - Parameter comparesPostings: whether it is also compared which lines are posted.
  init?(_ ledger: borrowing Folder, comparesPostings: Bool) {
    guard let folder = try? Folder(sharing: ledger),
      let bytes = try? folder.contents(of: IndexManifest.name),
      let manifest = IndexManifest(bytes: bytes)
    else { return nil }
    self.folder = folder
    self.manifest = manifest
    if comparesPostings, let first = manifest.runs.first {
      maker = RunMaker(first.first...first.last)
    }
  }

  /// Takes the next line of the log, from the first on.
  ///
  /// - Parameters:
  ///   - subject: the number of its subject.
  ///   - first: the first sequence of its segment.
  ///   - offset: where it begins there.
  func take(
    _ line: ScanAhead.Line, of bytes: Span<UInt8>, subject: Int, segment first: UInt64, offset: Int
  ) {
    let layout = line.layout
    let leaf = line.leaf
    guard layout.sequence <= manifest.covered, difference == nil else { return }
    lastSequence = layout.sequence
    if layout.sequence == first { begin(first) }
    guard difference == nil else { return }
    if places?.next(4, isThat: { littleEndian32($0, at: $1) == UInt32(offset) }) != true {
      difference = manifest.segments[segment].linesName
    } else if leaves?.next(Digest.byteCount, isThat: { leaf.stands(in: $0, at: $1) }) != true {
      difference = manifest.segments[segment].leavesName
    }
    while hashOfSubject.count <= subject { hashOfSubject.append(0) }
    if hashOfSubject[subject] == 0 { hashOfSubject[subject] = LineKeys.hash(bytes, layout) }
    maker?.take(
      bytes, layout, subject: (subject, hashOfSubject[subject]), isOnlySubject: line.isOnlySubject,
      &uses)
    if layout.sequence == manifest.runs[run].last { endRun(leaf) }
  }

  private func begin(_ first: UInt64) {
    segment += 1
    guard segment < manifest.segments.count, manifest.segments[segment].first == first else {
      difference = IndexManifest.name
      return
    }
    places = ComparedFile(folder, manifest.segments[segment].linesName)
    leaves = ComparedFile(folder, manifest.segments[segment].leavesName)
  }

  private func endRun(_ leaf: Digest) {
    let stated = manifest.runs[run]
    run += 1
    guard let made = maker?.finish(leaf: leaf) else { return }
    if made.run != stated
      || (try? folder.contents(of: stated.name, atMost: File.limit)) != made.pages
    {
      difference = stated.name
    }
    maker =
      run < manifest.runs.count
      ? RunMaker(manifest.runs[run].first...manifest.runs[run].last) : nil
  }

  /// Whether the index is one of the lines that were taken, up to the last that it covers.
  ///
  /// - Parameter firstLeaf: the leaf hash of line 1.
  func fits(firstLeaf: Digest) -> Bool {
    difference == nil && manifest.firstLeaf == firstLeaf && lastSequence == manifest.covered
  }
}

/// A file that is read from its beginning, a few bytes at a time.
private final class ComparedFile {
  private let file: File
  private var buffer: [UInt8] = []
  private var filled = 0
  private var used = 0
  private var done = 0

  init?(_ folder: borrowing Folder, _ name: String) {
    do throws(StorageError) { file = try folder.open(name, .read) } catch { return nil }
  }

  /// Whether there are so many more bytes, and they are the right ones, as `isThat` says of a place.
  @inline(__always)
  func next(_ count: Int, isThat: (Span<UInt8>, Int) -> Bool) -> Bool {
    if used + count > filled, !fill(count) { return false }
    defer { used += count }
    return isThat(buffer.span, used)
  }

  private func fill(_ count: Int) -> Bool {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 1 << 16) }
    let rest = filled - used
    for index in 0..<rest { buffer[index] = buffer[used + index] }
    let length = buffer.count
    let got = (try? file.read(into: &buffer, from: rest, count: length - rest, at: done)) ?? 0
    done += got
    filled = rest + got
    used = 0
    return count <= filled
  }
}
