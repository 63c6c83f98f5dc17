import Merkle

/// Gathers the postings of a run and makes its file.
struct StreamRunBuilder {
  let first: UInt64
  let last: UInt64
  private var numberOfHash: [UInt64: UInt32] = [:]
  private var hashes: [UInt64] = []
  /// In the order of their lines for each key.
  private var postings: [(key: UInt32, line: UInt32)] = []

  init(_ lines: ClosedRange<UInt64>) {
    first = lines.lowerBound
    last = lines.upperBound
  }

  /// The number of a key, for `post`.
  mutating func key(_ hash: UInt64) -> UInt32 {
    if let number = numberOfHash[hash] { return number }
    let number = UInt32(hashes.count)
    numberOfHash[hash] = number
    hashes.append(hash)
    return number
  }

  /// Posts a line under a key; the lines of a key come in their order.
  ///
  /// - Parameter line: how many lines of the run stand before it.
  mutating func post(line: UInt32, under key: UInt32) {
    postings.append((key, line))
  }

  /// Takes over all that stands in a smaller run.
  mutating func add(_ run: StreamRun) throws(IndexDoubt) {
    try run.forEach { hash, sequences in
      let number = key(hash)
      for sequence in sequences { post(line: UInt32(sequence - first), under: number) }
    }
  }

  /// The content of the file and what the manifest says of it.
  ///
  /// - Parameter leaf: the leaf hash of the last line.
  func finish(leaf: Digest) -> (run: IndexManifest.Run, pages: [UInt8]) {
    let order = hashes.indices.sorted { hashes[$0] < hashes[$1] }
    let (lines, starts) = sortedPostings()
    let count = order.reduce(0) { $0 + starts[$1].count }
    let layout = StreamLayout(keyCount: hashes.count, postingCount: count)
    var content = StreamLayout.magic
    content.reserveCapacity(layout.length)
    content.appendLittleEndian(first)
    content.appendLittleEndian(last)
    content.appendLittleEndian(UInt32(hashes.count))
    content.appendLittleEndian(UInt32(count))
    var key = 0
    for bucket in 0..<1 << layout.bits {
      while key < order.count, layout.bucket(hashes[order[key]]) < bucket { key += 1 }
      content.appendLittleEndian(UInt32(key))
    }
    content.appendLittleEndian(UInt32(order.count))
    var posting = 0
    for number in order {
      content.appendLittleEndian(hashes[number])
      content.appendLittleEndian(UInt32(posting))
      content.appendLittleEndian(UInt32(starts[number].count))
      posting += starts[number].count
    }
    for number in order {
      for line in lines[starts[number]] { content.appendLittleEndian(line) }
    }
    assert(content.count == layout.length)
    let run = IndexManifest.Run(
      first: first, last: last, leaf: leaf, keyCount: hashes.count, postingCount: count)
    return (run, IndexPage.pages(content, leaf: leaf))
  }

  /// The postings by key, each line once, and where those of each key stand.
  private func sortedPostings() -> (lines: [UInt32], ranges: [Range<Int>]) {
    var ends = [Int](repeating: 0, count: hashes.count + 1)
    for posting in postings { ends[Int(posting.key) + 1] += 1 }
    for key in hashes.indices { ends[key + 1] += ends[key] }
    let starts = ends
    var lines = [UInt32](repeating: 0, count: postings.count)
    for posting in postings {
      let key = Int(posting.key)
      // Two keys of one line may have one hash.
      if ends[key] > starts[key], lines[ends[key] - 1] == posting.line { continue }
      lines[ends[key]] = posting.line
      ends[key] += 1
    }
    return (lines, hashes.indices.map { starts[$0]..<ends[$0] })
  }
}
