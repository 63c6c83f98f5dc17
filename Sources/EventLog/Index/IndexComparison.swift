import Merkle
import Storage

/// An index beside the lines that it speaks of, compared as they are read: where each stands, its leaf,
/// and, where that is wished for, what is posted under which key.
///
/// Memory: a piece of each file, and the postings where they are compared.
///
///     lines ──▶ places, leaves: compared at once
///       └─────▶ postings of a run ──▶ sorted, and compared with its file, on a thread of their own
final class IndexComparison {
  /// What the index covers.
  let manifest: IndexManifest

  private let folder: Folder
  private var state: State
  /// What is said of the runs that other threads compare, in their order.
  private var runs: [BlockingQueue<Bool>] = []

  /// What changes with each line; in one piece, since each look at a part of an object has its price.
  private struct State {
    var difference: String?
    var segment = -1
    var places: ComparedFile?
    var leaves: ComparedFile?
    var maker: RunMaker?
    /// The hashes of the keys that are subjects, by the numbers of these.
    var hashOfSubject: [UInt64] = []
    var uses = FirstUses()
    var run = 0
    var endOfRun: UInt64 = 0
    var lastSequence: UInt64 = 0
  }

  /// From so many postings on a run is worth a thread.
  private static let threadThreshold = 1 << 13

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
    state = State()
    if let first = manifest.runs.first {
      state.endOfRun = first.last
      if comparesPostings { state.maker = RunMaker(first.first...first.last) }
    }
  }

  /// Takes the next line of the log, from the first on.
  ///
  /// - Parameters:
  ///   - subject: the number of its subject; a new one has the next.
  ///   - first: the first sequence of its segment.
  ///   - offset: where it begins there.
  func take(
    _ line: ScannedLine, of bytes: Span<UInt8>, subject: Int, segment first: UInt64, offset: Int
  ) {
    if line.sequence > manifest.covered { return }
    if take(line, bytes, subject, first, offset, &state) {
      endRun(line.leaf)
    }
  }

  /// Takes a line, and says whether a run ends with it.
  private func take(
    _ line: ScannedLine, _ bytes: Span<UInt8>, _ subject: Int, _ first: UInt64, _ offset: Int,
    _ state: inout State
  ) -> Bool {
    if state.difference != nil { return false }
    state.lastSequence = line.sequence
    if line.sequence == first, !begin(first, &state) {
      state.difference = IndexManifest.name
      return false
    }
    if state.places?.next(4, isThat: { littleEndian32($0, at: $1) == UInt32(offset) }) != true {
      state.difference = manifest.segments[state.segment].linesName
    } else if state.leaves?.next(
      Digest.byteCount, isThat: { line.leaf.stands(in: $0, at: $1) }) != true
    {
      state.difference = manifest.segments[state.segment].leavesName
    }
    guard state.maker != nil else { return line.sequence == state.endOfRun }
    if subject == state.hashOfSubject.count {
      state.hashOfSubject.append(LineKeys.hash(subject: bytes, line.subject))
    }
    state.maker?.post(line.sequence, subject: subject)
    if let layout = line.content?.layout { state.maker?.postMore(bytes, layout, &state.uses) }
    return line.sequence == state.endOfRun
  }

  /// Goes on to the next segment, and says whether the index has it.
  private func begin(_ first: UInt64, _ state: inout State) -> Bool {
    state.segment += 1
    guard state.segment < manifest.segments.count,
      manifest.segments[state.segment].first == first
    else { return false }
    state.places = ComparedFile(folder, manifest.segments[state.segment].linesName)
    state.leaves = ComparedFile(folder, manifest.segments[state.segment].leavesName)
    return true
  }

  /// Compares the run that ends with a line of this leaf hash, and goes on to the next.
  private func endRun(_ leaf: Digest) {
    let stated = manifest.runs[state.run]
    let maker = state.maker
    let hashes = state.hashOfSubject
    state.run += 1
    state.maker = nil
    if state.run < manifest.runs.count {
      let next = manifest.runs[state.run]
      state.endOfRun = next.last
      if maker != nil { state.maker = RunMaker(next.first...next.last) }
    }
    guard let maker else { return }
    let pages = (try? folder.contents(of: stated.name, atMost: File.limit)) ?? []
    let result = BlockingQueue<Bool>()
    runs.append(result)
    let compare: @Sendable () -> Void = {
      var maker = maker
      let made = maker.finish(leaf: leaf, hashes: hashes)
      result.put(made.run == stated && made.pages == pages)
    }
    if stated.postingCount < Self.threadThreshold || !Threads.start(compare) { compare() }
  }

  /// The name of the first file that says otherwise than the lines; `nil` where none does. To be asked when all
  /// lines have been taken: it waits for what other threads compare.
  private(set) lazy var difference: String? = findDifference()

  private func findDifference() -> String? {
    // These runs are of lines before the one that made the difference.
    for (run, result) in zip(manifest.runs, runs) where result.take() != true { return run.name }
    return state.difference
  }

  /// Whether the index is one of the lines that were taken, up to the last that it covers.
  ///
  /// - Parameter firstLeaf: the leaf hash of line 1.
  func fits(firstLeaf: Digest) -> Bool {
    difference == nil && manifest.firstLeaf == firstLeaf
      && state.lastSequence == manifest.covered
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
