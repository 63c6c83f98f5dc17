import CSHA256

/// A SHA-256 value: 32 bytes of constant size, equal and hashed by its bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The bytes as four numbers, the first byte in the highest place.
  @usableFromInline let words: SIMD4<UInt64>

  /// The length in bytes.
  public static var byteCount: Int { 32 }
  /// The length of the base64 text.
  public static var base64Count: Int { 44 }

  /// 32 zero bytes: what stands for the line before the first.
  public static var zero: Digest { Digest(words: SIMD4(repeating: 0)) }

  @usableFromInline init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// Takes the state of SHA-256 as it is at the end.
  init(state: SIMD8<UInt32>) {
    var words = SIMD4<UInt64>(repeating: 0)
    for index in 0..<4 {
      words[index] = UInt64(state[2 * index]) << 32 | UInt64(state[2 * index + 1])
    }
    self.words = words
  }

  /// Takes exactly 32 bytes; `nil` for another count.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = SIMD4<UInt64>(repeating: 0)
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// Reads standard base64, 44 characters; `nil` for anything else.
  public init?(base64 text: String) {
    guard text.utf8.count == Self.base64Count, let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The byte at `index`, 0 to 31.
  @inlinable public subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[index >> 3] &>> UInt64(56 - (index & 7) * 8))
  }

  /// Whether the 32 bytes stand in `bytes` from `place` on.
  public func stands(in bytes: Span<UInt8>, at place: Int) -> Bool {
    let part = bytes.extracting(place..<place + Self.byteCount)
    return unsafe part.withUnsafeBytes { part in
      (0..<4).allSatisfy { index in
        unsafe part.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self).bigEndian
          == words[index]
      }
    }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { (0..<Self.byteCount).map { self[$0] } }

  /// Standard base64, 44 characters.
  public var base64: String { Base64.encode(bytes) }

  /// Appends the 44 characters of `base64`. Complexity: O(1).
  public func appendBase64(to text: inout [UInt8]) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.base64Count) { room in
      unsafe writeBase64(to: room)
      unsafe text.append(contentsOf: room)
    }
  }

  /// Writes the 44 characters of `base64` at the beginning of `text`, which has room for them.
  public func writeBase64(to text: UnsafeMutableBufferPointer<UInt8>) {
    precondition(text.count >= Self.base64Count)
    unsafe withBytes { bytes in
      unsafe custody_base64_digest(
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), text.baseAddress)
    }
  }

  /// Appends the first `count` bytes.
  func append(first count: Int, to array: inout [UInt8]) {
    unsafe withBytes { bytes in
      unsafe array.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    }
  }

  /// Gives the 32 bytes as they stand in memory.
  @inline(__always)
  private func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    var words = words
    for index in 0..<4 { words[index] = words[index].bigEndian }
    unsafe withUnsafeBytes(of: words, body)
  }

  /// Lower-case hexadecimal, 64 digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Base64, as the log writes it.
  public var description: String { base64 }
}
