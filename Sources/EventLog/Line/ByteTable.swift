/// Byte strings by number: the first one gets 0, the next new one 1, and so on.
///
/// An open hash table over one arena, without an object a key. Memory: the bytes and about 30 bytes a
/// key. Hashes are mixed with a full-width multiplication, so that keys that differ only in their
/// last digits spread well.
struct ByteTable {
  private var arena: [UInt8] = []
  private var entries: [Entry] = []
  /// Numbers of entries plus one; zero is free. The count is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  private struct Entry {
    var hash: UInt64
    var start: Int
    var length: Int
  }

  init() {}

  /// A table of some texts, in their order.
  init(_ texts: [String]) {
    for text in texts {
      let bytes = Array(text.utf8)
      _ = intern(bytes.span, 0..<bytes.count)
    }
  }

  var count: Int { entries.count }

  /// The number of the key made of `first`, and of `second` behind a byte that no string holds.
  func find(_ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int> = 0..<0) -> Int? {
    search(Self.hash(bytes, first, second), bytes, first, second).number
  }

  /// The number of the key, given now if it is new.
  mutating func intern(
    _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int> = 0..<0
  ) -> Int {
    intern(Self.hash(bytes, first, second), bytes, first, second)
  }

  /// The number of the key whose hash is known, given now if it is new.
  mutating func intern(
    _ hash: UInt64, _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int> = 0..<0
  ) -> Int {
    let found = search(hash, bytes, first, second)
    if let number = found.number { return number }
    let start = arena.count
    arena.append(bytes, first)
    if !second.isEmpty {
      arena.append(0)
      arena.append(bytes, second)
    }
    entries.append(Entry(hash: hash, start: start, length: arena.count - start))
    slots[found.slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  /// Touches what the keys of these hashes will be compared with, step by step for all of them, so that the
  /// processor fetches it for many at a time; else each key waits for memory three times over.
  ///
  /// - Parameter numbers: gets the number that each probably has, or -1.
  /// - Returns: a number that means nothing, so that the work is not left out.
  func touch(_ hashes: Span<UInt64>, numbers: inout [Int]) -> Int {
    numbers.removeLast(numbers.count)
    for index in hashes.indices {
      let slot = Int(truncatingIfNeeded: hashes[index] >> 20) & (slots.count - 1)
      numbers.append(Int(slots[slot]) - 1)
    }
    var sum = 0
    for number in numbers where number >= 0 { sum &+= entries[number].start }
    for number in numbers where number >= 0 {
      let entry = entries[number]
      if entry.length == 0 { continue }
      sum &+= Int(arena[entry.start]) &+ Int(arena[entry.start + entry.length - 1])
    }
    return sum
  }

  /// The bytes of a key.
  func key(_ number: Int) -> ArraySlice<UInt8> {
    let entry = entries[number]
    return arena[entry.start..<entry.start + entry.length]
  }

  /// The number of a key and its slot, or the free slot that waits for it.
  private func search(
    _ hash: UInt64, _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>
  ) -> (number: Int?, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if matches(entries[number], hash, bytes, first, second) { return (number, slot) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (nil, slot)
  }

  private func matches(
    _ entry: Entry, _ hash: UInt64, _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>
  ) -> Bool {
    let extra = second.isEmpty ? 0 : second.count + 1
    guard entry.hash == hash, entry.length == first.count + extra else { return false }
    let arena = arena.span
    guard arena.holds(bytes, first, at: entry.start) else { return false }
    if second.isEmpty { return true }
    let place = entry.start + first.count
    return arena[place] == 0 && arena.holds(bytes, second, at: place + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash >> 20) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// The hash of a key, for `intern`.
  static func hash(
    _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int> = 0..<0
  ) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    mix(bytes, first, into: &state)
    if !second.isEmpty { mix(bytes, second, into: &state) }
    return state
  }

  private static func mix(_ bytes: Span<UInt8>, _ range: Range<Int>, into state: inout UInt64) {
    let part = bytes.extracting(range)
    let count = part.count
    fold(UInt64(count), into: &state)
    unsafe part.withUnsafeBytes { part in
      var place = 0
      while place + 8 <= count {
        fold(
          unsafe part.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian,
          into: &state)
        place += 8
      }
      var word: UInt64 = 0
      while place < count {
        word = word << 8 | UInt64(unsafe part[place])
        place += 1
      }
      fold(word, into: &state)
    }
  }

  @inline(__always)
  private static func fold(_ word: UInt64, into state: inout UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    state = product.high ^ product.low
  }
}
