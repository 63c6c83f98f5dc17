/// The distinct texts of an import, each with a number: equal texts are compared and judged once.
///
/// An open-addressing table over one buffer of bytes. Texts are equal when their bytes are.
struct TextTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// 1 + the number of a text, 0 where the slot is free; the count is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 1024)

  /// How many texts there are.
  var count: Int { ends.count }

  /// The characters of a text.
  func text(_ number: Int) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// The number of a text; takes it in if it is new. Complexity: O(bytes), amortized.
  mutating func number(of text: ArraySlice<UInt8>) -> Int {
    var hash = ContentHash()
    hash.combine(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash.value ^ (hash.value >> 32)) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash.value, holds(number, text) { return number }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash.value)
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  /// The number of a text; takes it in if it is new.
  mutating func number(of text: String) -> Int { number(of: Array(text.utf8)[...]) }

  private func holds(_ number: Int, _ text: ArraySlice<UInt8>) -> Bool {
    let own = range(number)
    guard own.count == text.count else { return false }
    var left = own.lowerBound
    var right = text.startIndex
    while left < own.upperBound {
      if bytes[left] != text[right] { return false }
      left += 1
      right += 1
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}

/// FNV-1a with 64 bits.
struct ContentHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ text: ArraySlice<UInt8>) {
    var hash = value
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = hash
  }
}
