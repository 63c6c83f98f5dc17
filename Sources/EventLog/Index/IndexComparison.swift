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
  ///   - subject: the number of its subject in `subjects`.
  ///   - first: the first sequence of its segment.
  ///   - offset: where it begins there.
  func take(
    _ line: ScannedLine, of bytes: Span<UInt8>, subject: Int, _ subjects: ByteTable,
    segment first: UInt64, offset: Int
  ) {
    guard line.sequence <= manifest.covered, difference == nil else { return }
    lastSequence = line.sequence
    if line.sequence == first { begin(first) }
    guard difference == nil else { return }
    if places?.next(4, isThat: { littleEndian32($0, at: $1) == UInt32(offset) }) != true {
      difference = manifest.segments[segment].linesName
    } else if leaves?.next(Digest.byteCount, isThat: { line.leaf.stands(in: $0, at: $1) }) != true {
      difference = manifest.segments[segment].leavesName
    }
    maker?.post(line.sequence, subject: subject)
    if let layout = line.content?.layout { maker?.postMore(bytes, layout, &uses) }
    if line.sequence == manifest.runs[run].last { endRun(line.leaf, subjects) }
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

  private func endRun(_ leaf: Digest, _ subjects: ByteTable) {
    let stated = manifest.runs[run]
    run += 1
    for number in hashOfSubject.count..<(maker == nil ? hashOfSubject.count : subjects.count) {
      let key = Array(subjects.key(number))
      hashOfSubject.append(LineKeys.hash(subject: key.span, key.indices))
    }
    guard let made = maker?.finish(leaf: leaf, hashes: hashOfSubject) else { return }
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
