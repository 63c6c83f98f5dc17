import Merkle

/// Where the parts of a run's file stand: `A-B.streams`, in checked pages (`IndexPage`).
///
///     0    "custody-streams1"           16 bytes
///     16   u64 A, u64 B                 the lines that it speaks of
///     32   u32 keys, u32 postings
///     40   u32 × (2^bits + 1)           fan-out: how many keys have smaller highest bits
///          keys × { u64 hash of the key, u32 first posting, u32 postings }, sorted by hash
///          postings × u32               sequence − A, ascending for each key
///
/// The counts stand in the manifest too, so that a key is found with three reads: fan-out, the part
/// of the directory to which it leads, postings. Two keys with one hash share their postings:
/// whoever reads the lines sees which is which.
struct StreamLayout {
  let keyCount: Int
  let postingCount: Int

  static let magic = Array("custody-streams1".utf8)
  static let headerLength = 40
  static let entryLength = 16
  private static let keysPerBucket = 32

  /// How many of the highest bits of a hash choose a place in the fan-out.
  var bits: Int {
    var bits = 0
    while keyCount >> bits > Self.keysPerBucket { bits += 1 }
    return bits
  }

  var directory: Int { Self.headerLength + ((1 << bits) + 1) * 4 }
  var postings: Int { directory + keyCount * Self.entryLength }
  var length: Int { postings + postingCount * 4 }

  func bucket(_ hash: UInt64) -> Int {
    bits == 0 ? 0 : Int(hash >> UInt64(64 - bits))
  }
}

/// A run that is asked for keys.
final class StreamRun {
  let run: IndexManifest.Run
  private let layout: StreamLayout
  private let file: IndexFile

  /// - Throws: where the file is not as long as it must be.
  init(_ run: IndexManifest.Run, _ file: IndexFile) throws(IndexDoubt) {
    self.run = run
    self.file = file
    layout = StreamLayout(keyCount: run.keyCount, postingCount: run.postingCount)
    if try file.length() != IndexPage.fileLength(contentLength: layout.length) {
      throw IndexDoubt()
    }
  }

  /// The sequences posted under a key, ascending. Complexity: three reads, O(postings).
  func postings(of hash: UInt64) throws(IndexDoubt) -> [UInt64] {
    let slot = StreamLayout.headerLength + layout.bucket(hash) * 4
    let bounds = try content(slot..<slot + 8)
    let low = Int(littleEndian32(bounds, at: 0))
    let high = Int(littleEndian32(bounds, at: 4))
    guard low <= high, high <= run.keyCount else { throw IndexDoubt() }
    let start = layout.directory + low * StreamLayout.entryLength
    let bucket = try content(start..<start + (high - low) * StreamLayout.entryLength)
    for place in stride(from: 0, to: bucket.count, by: StreamLayout.entryLength)
    where littleEndian64(bucket, at: place) == hash {
      return try postings(
        first: Int(littleEndian32(bucket, at: place + 8)),
        count: Int(littleEndian32(bucket, at: place + 12)))
    }
    return []
  }

  private func postings(first: Int, count: Int) throws(IndexDoubt) -> [UInt64] {
    guard first + count <= run.postingCount else { throw IndexDoubt() }
    let start = layout.postings + first * 4
    let bytes = try content(start..<start + count * 4)
    var sequences: [UInt64] = []
    sequences.reserveCapacity(count)
    for place in stride(from: 0, to: bytes.count, by: 4) {
      let sequence = run.first + UInt64(littleEndian32(bytes, at: place))
      guard sequence <= run.last, sequences.last.map({ $0 < sequence }) ?? true else {
        throw IndexDoubt()
      }
      sequences.append(sequence)
    }
    return sequences
  }

  /// All keys with their postings, for a merge and for a check of the whole file.
  func forEach(
    _ body: (_ hash: UInt64, _ sequences: [UInt64]) -> Void
  ) throws(IndexDoubt) {
    let all = try content(0..<layout.length)
    for entry in 0..<run.keyCount {
      let place = layout.directory + entry * StreamLayout.entryLength
      let first = Int(littleEndian32(all, at: place + 8))
      let count = Int(littleEndian32(all, at: place + 12))
      guard first + count <= run.postingCount else { throw IndexDoubt() }
      let start = layout.postings + first * 4
      body(
        littleEndian64(all, at: place),
        stride(from: start, to: start + count * 4, by: 4).map {
          run.first + UInt64(littleEndian32(all, at: $0))
        })
    }
  }

  private func content(_ range: Range<Int>) throws(IndexDoubt) -> [UInt8] {
    try IndexPage.content(range, of: file, leaf: run.leaf)
  }
}
