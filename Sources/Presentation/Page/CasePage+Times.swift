/// Times on a page: for people who do not read RFC 3339.
extension CasePage {
  /// Words of this program in which each instant reads `2026-03-03 11:00:00 +01:00` instead of
  /// `2026-03-03T11:00:00+01:00`. Complexity: O(bytes).
  func readable(_ words: String) -> String {
    let bytes = Array(words.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      guard let end = Self.instant(bytes, at: place) else {
        result.append(bytes[place])
        place += 1
        continue
      }
      result += bytes[place..<place + 10] + " ".utf8 + bytes[place + 11..<place + 19]
      result +=
        bytes[end - 1] == UInt8(ascii: "Z") ? Array(" UTC".utf8) : [0x20] + bytes[end - 6..<end]
      place = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where an instant ends that begins here; a fraction of its seconds is left out on a page.
  private static func instant(_ bytes: [UInt8], at start: Int) -> Int? {
    func fits(_ pattern: String, _ place: Int) -> Bool {
      place + pattern.utf8.count <= bytes.count
        && zip(pattern.utf8, bytes[place...]).allSatisfy { pattern, byte in
          pattern == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : pattern == byte
        }
    }
    guard fits("0000-00-00T00:00:00", start) else { return nil }
    var end = start + 19
    if fits(".000000", end) { end += 7 }
    if fits("Z", end) { return end + 1 }
    return fits("+00:00", end) || fits("-00:00", end) ? end + 6 : nil
  }
}
