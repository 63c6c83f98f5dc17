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

  var count: Int { entries.count }

  /// The number of the key made of `first`, and of `second` behind a byte that no string holds.
  func find(_ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int> = 0..<0) -> Int? {
    let key = Self.hash(bytes, first, second)
    var slot = Int(truncatingIfNeeded: key >> 20) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].hash == key, matches(number, bytes, first, second) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of the key, given now if it is new.
  mutating func intern(
    _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int> = 0..<0
  ) -> Int {
    let key = Self.hash(bytes, first, second)
    var slot = Int(truncatingIfNeeded: key >> 20) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].hash == key, matches(number, bytes, first, second) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let start = arena.count
    for index in first { arena.append(bytes[index]) }
    if !second.isEmpty {
      arena.append(0)
      for index in second { arena.append(bytes[index]) }
    }
    entries.append(Entry(hash: key, start: start, length: arena.count - start))
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  /// The bytes of a key.
  func key(_ number: Int) -> ArraySlice<UInt8> {
    let entry = entries[number]
    return arena[entry.start..<entry.start + entry.length]
  }

  private func matches(
    _ number: Int, _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>
  ) -> Bool {
    let entry = entries[number]
    let extra = second.isEmpty ? 0 : second.count + 1
    guard entry.length == first.count + extra else { return false }
    var place = entry.start
    for index in first {
      if arena[place] != bytes[index] { return false }
      place += 1
    }
    if second.isEmpty { return true }
    if arena[place] != 0 { return false }
    place += 1
    for index in second {
      if arena[place] != bytes[index] { return false }
      place += 1
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash >> 20) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  private static func hash(
    _ bytes: Span<UInt8>, _ first: Range<Int>, _ second: Range<Int>
  ) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    mix(bytes, first, into: &state)
    mix(bytes, second, into: &state)
    return state
  }

  private static func mix(_ bytes: Span<UInt8>, _ range: Range<Int>, into state: inout UInt64) {
    var word = UInt64(range.count & 0xFF)
    var filled: UInt64 = 8
    for index in range {
      word |= UInt64(bytes[index]) &<< filled
      filled += 8
      if filled == 64 {
        fold(word, into: &state)
        word = 0
        filled = 0
      }
    }
    fold(word, into: &state)
  }

  private static func fold(_ word: UInt64, into state: inout UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    state = product.high ^ product.low
  }
}
