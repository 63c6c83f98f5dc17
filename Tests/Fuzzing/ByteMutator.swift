import SeededNumbers

/// Changes bytes in small ways: what a slip, a broken disk or an adversary would do.
package struct ByteMutator {
  private var numbers: SeededNumbers

  package init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// Pieces that mean something to one of the readers.
  private static let words = [
    "\n", " ", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "0", "-1", "1e9",
    "\\u000a",
    "\\ud800", "\u{0}", "\u{7F}", "\u{FEFF}", "e\u{301}", "=", "+09", "— ", "\"more\":true",
    "\"x\":1,",
    "client/", "person/", "000000000001", "999999999999", "18446744073709551615",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "\"until\":\"2026-03-01T00:00:00Z\"",
  ].map { Array($0.utf8) }

  /// One of `seeds`, changed in one to four places, sometimes with a part of another one.
  package mutating func next(from seeds: [[UInt8]]) -> [UInt8] {
    var bytes = numbers.pick(seeds)
    for _ in 0..<Int.random(in: 1...4, using: &numbers) { change(&bytes, seeds) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
    guard !bytes.isEmpty else {
      bytes = numbers.pick(Self.words)
      return
    }
    let place = Int.random(in: bytes.indices, using: &numbers)
    let end = min(bytes.count, place + Int.random(in: 1...40, using: &numbers))
    switch Int.random(in: 0..<11, using: &numbers) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4, 5: bytes.insert(contentsOf: numbers.pick(Self.words), at: place)
    case 6: bytes.removeSubrange(place...)
    case 7: bytes[place..<end].reverse()
    case 8: changeDigit(&bytes, from: place)
    case 9: bytes = lines(of: bytes)
    default: splice(&bytes, at: place, numbers.pick(seeds))
    }
  }

  private mutating func changeDigit(_ bytes: inout [UInt8], from place: Int) {
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard let digit = bytes[place...].firstIndex(where: isDigit) else { return }
    bytes[digit] = UInt8.random(in: UInt8(ascii: "0")...UInt8(ascii: "9"), using: &numbers)
  }

  /// The lines with two of them changed over, or one doubled or left out.
  private mutating func lines(of bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first = Int.random(in: lines.indices, using: &numbers)
    let second = Int.random(in: lines.indices, using: &numbers)
    switch Int.random(in: 0..<3, using: &numbers) {
    case 0: lines.swapAt(first, second)
    case 1: lines.insert(lines[first], at: second)
    default: lines.remove(at: first)
    }
    return Array(lines.joined(separator: [0x0A]))
  }

  private mutating func splice(_ bytes: inout [UInt8], at place: Int, _ other: [UInt8]) {
    guard !other.isEmpty else { return }
    let start = Int.random(in: other.indices, using: &numbers)
    let end = min(other.count, start + Int.random(in: 1...120, using: &numbers))
    bytes.insert(contentsOf: other[start..<end], at: place)
  }
}
