/// SHA-512 (FIPS 180-4), fed piece by piece.
///
///     var hash = SHA512()
///     hash.update(message)
///     let digest = hash.finish()      64 bytes
///
/// Neither branches nor memory places depend on the bytes that are hashed, only on their count.
public struct SHA512: Sendable {
  /// The length of a digest in bytes.
  public static var byteCount: Int { 64 }

  private var state = initialState
  /// The bytes that do not yet fill a block of 128.
  private var pending: [UInt8] = []
  private var total: UInt64 = 0

  /// Begins with no bytes.
  public init() {}

  /// The digest of `bytes` alone. Complexity: O(bytes).
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA512()
    hash.update(bytes)
    return hash.finish()
  }

  /// Takes in more bytes. Complexity: O(bytes).
  public mutating func update(_ bytes: [UInt8]) {
    total += UInt64(bytes.count)
    var schedule = [UInt64](repeating: 0, count: 80)
    var used = 0
    if !pending.isEmpty {
      used = min(128 - pending.count, bytes.count)
      pending += bytes[..<used]
      guard pending.count == 128 else { return }
      Self.compress(pending, at: 0, into: &state, schedule: &schedule)
      pending.removeAll(keepingCapacity: true)
    }
    while bytes.count - used >= 128 {
      Self.compress(bytes, at: used, into: &state, schedule: &schedule)
      used += 128
    }
    pending += bytes[used...]
  }

  /// Pads and gives the digest, 64 bytes.
  public consuming func finish() -> [UInt8] {
    let bits = total * 8
    var end: [UInt8] = [0x80]
    // The length takes the last 16 bytes of a block; its upper half is zero.
    let zeros = (128 + 111 - pending.count) % 128
    end += [UInt8](repeating: 0, count: zeros + 8)
    for shift in stride(from: 56, through: 0, by: -8) {
      end.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    update(end)
    var digest: [UInt8] = []
    digest.reserveCapacity(Self.byteCount)
    for index in 0..<8 {
      for shift in stride(from: 56, through: 0, by: -8) {
        digest.append(UInt8(truncatingIfNeeded: state[index] >> UInt64(shift)))
      }
    }
    return digest
  }

  private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word &>> bits | word &<< (64 &- bits)
  }

  /// One block of 128 bytes.
  private static func compress(
    _ bytes: [UInt8], at start: Int, into state: inout SIMD8<UInt64>, schedule: inout [UInt64]
  ) {
    for index in 0..<16 {
      var word: UInt64 = 0
      for place in 0..<8 { word = word &<< 8 | UInt64(bytes[start + index * 8 + place]) }
      schedule[index] = word
    }
    for index in 16..<80 {
      let near = schedule[index - 2]
      let far = schedule[index - 15]
      let small1 = rotated(near, 19) ^ rotated(near, 61) ^ near &>> 6
      let small0 = rotated(far, 1) ^ rotated(far, 8) ^ far &>> 7
      schedule[index] = small1 &+ schedule[index - 7] &+ small0 &+ schedule[index - 16]
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    let constants = roundConstants
    for index in 0..<80 {
      let big1 = rotated(e, 14) ^ rotated(e, 18) ^ rotated(e, 41)
      let choice = e & f ^ ~e & g
      let first = h &+ big1 &+ choice &+ constants[index] &+ schedule[index]
      let big0 = rotated(a, 28) ^ rotated(a, 34) ^ rotated(a, 39)
      let majority = a & b ^ a & c ^ b & c
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ big0 &+ majority)
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }
}
