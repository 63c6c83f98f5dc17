import CSHA256

/// SHA-256 (FIPS 180-4), fed piece by piece.
///
///     var hash = SHA256()
///     hash.update(line.span)
///     let digest = hash.finish()
///
/// The compression function is the processor's own where it has one (target CSHA256).
public struct SHA256: Sendable {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  /// The bytes of the block that is not yet full.
  private var block = SIMD64<UInt8>(repeating: 0)
  /// How many bytes of `block` are filled, 0 to 63.
  private var filled = 0
  private var total: UInt64 = 0
  /// The tests run the plain C path too.
  private let isPortable: Bool

  /// Begins with no bytes.
  public init() {
    isPortable = false
  }

  /// Begins with no bytes, on the path that needs no special instructions.
  package init(portable: Bool) {
    isPortable = portable
  }

  /// The digest of `bytes` alone.
  public static func digest(of bytes: Span<UInt8>) -> Digest {
    digest(of: Span(), bytes)
  }

  /// The digest of `bytes` alone.
  public static func digest(of bytes: [UInt8]) -> Digest {
    digest(of: bytes.span)
  }

  /// The digest of `first`, of less than 64 bytes, and `second` behind it. Complexity: O(bytes).
  static func digest(of first: Span<UInt8>, _ second: Span<UInt8>) -> Digest {
    precondition(first.count < 64)
    var words = SIMD8<UInt32>(repeating: 0)
    unsafe first.withUnsafeBufferPointer { first in
      unsafe second.withUnsafeBufferPointer { second in
        unsafe withUnsafeMutableBytes(of: &words) { words in
          unsafe custody_sha256_joined(
            first.baseAddress, first.count, second.baseAddress, second.count,
            words.assumingMemoryBound(to: UInt32.self).baseAddress)
        }
      }
    }
    return Digest(state: words)
  }

  /// Takes in more bytes. Complexity: O(bytes).
  public mutating func update(_ bytes: Span<UInt8>) {
    let count = bytes.count
    if count == 0 { return }
    total += UInt64(count)
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      var used = 0
      if filled > 0 {
        used = min(64 - filled, count)
        unsafe fill(from: start, count: used)
        if filled == 64 { compressBlock() }
      }
      let blocks = (count - used) / 64
      if blocks > 0 {
        unsafe compress(start + used, blocks: blocks)
        used += blocks * 64
      }
      if used < count { unsafe fill(from: start + used, count: count - used) }
    }
  }

  /// Takes in the 32 bytes of a digest.
  public mutating func update(_ digest: Digest) {
    var words = digest.words
    for index in 0..<4 { words[index] = words[index].bigEndian }
    unsafe withUnsafeBytes(of: words) { bytes in
      guard let start = bytes.baseAddress else { return }
      let first = min(64 - filled, Digest.byteCount)
      total += UInt64(Digest.byteCount)
      unsafe fill(from: start, count: first)
      if filled == 64 { compressBlock() }
      if first < Digest.byteCount {
        unsafe fill(from: start + first, count: Digest.byteCount - first)
      }
    }
  }

  /// Takes in one byte: the prefix of a leaf or of a node.
  public mutating func update(byte: UInt8) {
    total += 1
    block[filled] = byte
    filled += 1
    if filled == 64 { compressBlock() }
  }

  /// Pads and gives the digest. The value can go on being fed only as a copy made before.
  public consuming func finish() -> Digest {
    let bits = total * 8
    pad()
    unsafe withUnsafeMutableBytes(of: &block) { block in
      unsafe block.storeBytes(of: bits.bigEndian, toByteOffset: 56, as: UInt64.self)
    }
    filled = 64
    compressBlock()
    return Digest(state: state)
  }

  /// The bit 1, then zeros, so that the length fits at the end of the block.
  private mutating func pad() {
    block[filled] = 0x80
    filled += 1
    let used = filled
    unsafe withUnsafeMutableBytes(of: &block) { block in
      for index in used..<64 { unsafe block[index] = 0 }
    }
    if used > 56 {
      filled = 64
      compressBlock()
      block = SIMD64(repeating: 0)
    }
  }

  private mutating func fill(from start: UnsafeRawPointer, count: Int) {
    let place = filled
    unsafe withUnsafeMutableBytes(of: &block) { block in
      unsafe UnsafeMutableRawBufferPointer(rebasing: block[place..<place + count]).copyMemory(
        from: UnsafeRawBufferPointer(start: start, count: count))
    }
    filled += count
  }

  private mutating func compressBlock() {
    let full = block
    unsafe withUnsafeBytes(of: full) { bytes in
      if let start = bytes.baseAddress { unsafe compress(start, blocks: 1) }
    }
    filled = 0
  }

  private mutating func compress(_ start: UnsafeRawPointer, blocks: Int) {
    let isPortable = isPortable
    unsafe withUnsafeMutableBytes(of: &state) { state in
      let words = unsafe state.assumingMemoryBound(to: UInt32.self).baseAddress
      let bytes = unsafe start.assumingMemoryBound(to: UInt8.self)
      if isPortable {
        unsafe custody_sha256_compress_portable(words, bytes, blocks)
      } else {
        unsafe custody_sha256_compress(words, bytes, blocks)
      }
    }
  }
}
