/// Comparing and searching bytes eight at a time.
extension Span where Element == UInt8 {
  /// Whether `text` stands at `place`.
  @inline(__always)
  func holds(_ text: StaticString, at place: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place >= 0, count <= self.count - place else { return false }
    return unsafe withUnsafeBytes { bytes in
      unsafe areEqual(bytes, at: place, UnsafeRawPointer(text.utf8Start), count)
    }
  }

  /// Whether the bytes of `other` at `range` stand at `place`.
  @inline(__always)
  func holds(_ other: Span<UInt8>, _ range: Range<Int>, at place: Int) -> Bool {
    guard place >= 0, range.count <= count - place else { return false }
    let part = other.extracting(range)
    return unsafe withUnsafeBytes { bytes in
      unsafe part.withUnsafeBytes { part in
        guard let start = part.baseAddress else { return true }
        return unsafe areEqual(bytes, at: place, start, part.count)
      }
    }
  }

  /// The first place from `start` on, up to `end`, of a byte that does not stand for itself in a JSON
  /// string: a quote, a backslash, a control character, or one that is not ASCII.
  ///
  /// Eight at a time, by Mycroft's test for a zero byte: of the bits that it sets, the lowest is right.
  func endOfPlainText(from start: Int, to end: Int) -> Int {
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBytes { bytes in
      var place = start
      while place + 8 <= end {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        let isControl = (word &- 0x2020_2020_2020_2020) & ~word
        let isQuote = zeroBytes(word ^ 0x2222_2222_2222_2222)
        let isBackslash = zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
        let found = (isControl | isQuote | isBackslash | word) & 0x8080_8080_8080_8080
        if found != 0 { return place + found.trailingZeroBitCount / 8 }
        place += 8
      }
      while place < end {
        let byte = unsafe bytes[place]
        if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { break }
        place += 1
      }
      return place
    }
  }

  /// The place of the next LF; `nil` where there is none.
  func lineFeed(from start: Int, to end: Int) -> Int? {
    precondition(start >= 0 && end <= count)
    let place = unsafe withUnsafeBytes { bytes in
      var place = start
      while place + 8 <= end {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        let found = zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) & 0x8080_8080_8080_8080
        if found != 0 { return place + found.trailingZeroBitCount / 8 }
        place += 8
      }
      while place < end, unsafe bytes[place] != 0x0A { place += 1 }
      return place
    }
    return place < end ? place : nil
  }
}

/// The highest bit of each byte that is zero, and perhaps of some above the lowest such byte.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word
}

/// Whether `count` bytes at `place` are those from `other` on; both have so many.
@inline(__always)
private func areEqual(
  _ bytes: UnsafeRawBufferPointer, at place: Int, _ other: UnsafeRawPointer, _ count: Int
) -> Bool {
  var index = 0
  while index + 8 <= count {
    let left = unsafe bytes.loadUnaligned(fromByteOffset: place + index, as: UInt64.self)
    let right = unsafe other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if left != right { return false }
    index += 8
  }
  while index < count {
    if unsafe bytes[place + index] != other.load(fromByteOffset: index, as: UInt8.self) {
      return false
    }
    index += 1
  }
  return true
}
