import Merkle

/// Writes text into memory that has room for it, so that no piece of a line makes an array grow.
///
/// What it writes is kept within that memory; whoever makes it sees to it that it is there as long.
@safe struct TextWriter {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ room: UnsafeMutableBufferPointer<UInt8>) {
    unsafe self.room = room
  }

  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let part = bytes.extracting(range)
    unsafe part.withUnsafeBufferPointer { part in unsafe append(part) }
  }

  /// Appends some bytes but for those that stand at `hole`, which is `nil` once it has been passed.
  mutating func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, without hole: inout Range<Int>?
  ) {
    guard let skipped = hole, range.upperBound > skipped.lowerBound else {
      return append(bytes, range)
    }
    append(bytes, range.lowerBound..<skipped.lowerBound)
    append(bytes, skipped.upperBound..<range.upperBound)
    hole = nil
  }

  mutating func append(_ text: StaticString) {
    unsafe append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func appendBase64(_ bytes: Span<UInt8>) {
    count += unsafe Base64.write(bytes, to: rest((bytes.count + 2) / 3 * 4))
  }

  /// Appends a digest in base64, in quotes.
  mutating func append(inQuotes digest: Digest) {
    let text = unsafe rest(Digest.base64Count + 2)
    unsafe text[0] = UInt8(ascii: "\"")
    unsafe digest.writeBase64(to: UnsafeMutableBufferPointer(rebasing: text[1...]))
    unsafe text[Digest.base64Count + 1] = UInt8(ascii: "\"")
    count += Digest.base64Count + 2
  }

  private mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
    guard let start = part.baseAddress, let to = unsafe rest(part.count).baseAddress else {
      return
    }
    unsafe to.update(from: start, count: part.count)
    count += part.count
  }

  /// The memory behind what is written, which has to have room for `length` more.
  private func rest(_ length: Int) -> UnsafeMutableBufferPointer<UInt8> {
    unsafe precondition(length <= room.count - count)
    return unsafe UnsafeMutableBufferPointer(rebasing: room[count...])
  }
}
