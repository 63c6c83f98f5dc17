/// A number modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the base point.
///
/// Bit by bit: some hundreds of shifts and masked subtractions, a few microseconds. No operation
/// branches on a value.
struct GroupScalar: Sendable {
  /// Four words, the lowest first; less than L.
  private var words: SIMD4<UInt64>

  private static let order = SIMD4<UInt64>(
    0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 0x1000_0000_0000_0000)

  private init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// The remainder of little-endian bytes of any count.
  init(reducing bytes: [UInt8]) {
    words = SIMD4(repeating: 0)
    for byte in bytes.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        // Twice the number is even, so that the next bit is simply set.
        words = Self.sum(words, words)
        words[0] |= UInt64(byte &>> UInt8(bit)) & 1
        words = Self.reduced(words)
      }
    }
  }

  /// Reads 32 little-endian bytes; `nil` unless the number is less than L. Meant for public values.
  init?(canonical bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    let scalar = GroupScalar(reducing: bytes)
    guard scalar.bytes == bytes else { return nil }
    self = scalar
  }

  /// `self` times a number of little-endian bytes, plus `addend`.
  func times(_ factor: [UInt8], plus addend: GroupScalar) -> GroupScalar {
    var result = SIMD4<UInt64>(repeating: 0)
    for byte in factor.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        result = Self.reduced(Self.sum(result, result))
        let mask = 0 &- (UInt64(byte &>> UInt8(bit)) & 1)
        result = Self.reduced(Self.sum(result, words & SIMD4(repeating: mask)))
      }
    }
    return GroupScalar(words: Self.reduced(Self.sum(result, addend.words)))
  }

  /// 32 little-endian bytes.
  var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] &>> UInt64($0 % 8 * 8)) }
  }

  /// The sum of two numbers below 2^255.
  private static func sum(_ a: SIMD4<UInt64>, _ b: SIMD4<UInt64>) -> SIMD4<UInt64> {
    var sum = SIMD4<UInt64>(repeating: 0)
    var carry: UInt128 = 0
    for index in 0..<4 {
      let wide = UInt128(a[index]) &+ UInt128(b[index]) &+ carry
      sum[index] = UInt64(truncatingIfNeeded: wide)
      carry = wide &>> 64
    }
    return sum
  }

  /// The remainder of a number below 2L: L is taken away, and kept away unless that borrowed.
  private static func reduced(_ a: SIMD4<UInt64>) -> SIMD4<UInt64> {
    var less = SIMD4<UInt64>(repeating: 0)
    var borrow: UInt128 = 0
    for index in 0..<4 {
      let wide = UInt128(a[index]) &- UInt128(order[index]) &- borrow
      less[index] = UInt64(truncatingIfNeeded: wide)
      borrow = wide &>> 127
    }
    let kept = SIMD4<UInt64>(repeating: 0 &- UInt64(truncatingIfNeeded: borrow))
    return a & kept | less & ~kept
  }
}
