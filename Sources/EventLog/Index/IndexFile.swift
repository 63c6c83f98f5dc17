import Merkle
import Storage

/// That something in an index, or a line found through it, is not as it must be: the log is read as
/// a whole instead, and its own checks say what is wrong.
struct IndexDoubt: Error {}

/// Runs file operations of an index.
func doubting<Value: ~Copyable>(
  _ body: () throws(StorageError) -> Value
) throws(IndexDoubt) -> Value {
  do throws(StorageError) {
    return try body()
  } catch {
    throw IndexDoubt()
  }
}

/// Counts what was read from files.
final class ReadMeter {
  var bytes = 0
}

/// A file that is read in pieces, each of which is counted.
final class IndexFile {
  private let file: File
  private let meter: ReadMeter

  init(
    _ folder: borrowing Folder, _ name: String, _ meter: ReadMeter
  ) throws(IndexDoubt) {
    do throws(StorageError) {
      file = try folder.open(name, .read)
    } catch {
      throw IndexDoubt()
    }
    self.meter = meter
  }

  /// Up to `count` bytes from `offset`; fewer only at the end of the file.
  func bytes(atMost count: Int, at offset: Int) throws(IndexDoubt) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = try read(into: &bytes, from: 0, count: count, at: offset)
    bytes.removeLast(count - got)
    return bytes
  }

  /// Reads into a part of `buffer`, and says how much came.
  func read(
    into buffer: inout [UInt8], from start: Int, count: Int, at offset: Int
  ) throws(IndexDoubt) -> Int {
    do throws(StorageError) {
      let got = try file.read(into: &buffer, from: start, count: count, at: offset)
      meter.bytes += got
      return got
    } catch {
      throw IndexDoubt()
    }
  }

  func length() throws(IndexDoubt) -> Int {
    do throws(StorageError) {
      return try file.length()
    } catch {
      throw IndexDoubt()
    }
  }
}

/// Pages that are checked as they are read.
///
///     1,016 bytes of content, the last page filled with zeros
///     8 bytes: the beginning of SHA-256(leaf ‖ u64 number of the page ‖ content)
///
/// The leaf is that of the last line that the file speaks of. It commits to all lines before, so
/// that a page of another ledger, or of a tail that was set aside, does not pass.
enum IndexPage {
  static let length = 1024
  static let contentLength = length - checkLength
  private static let checkLength = 8

  /// The pages of some content.
  static func pages(_ content: [UInt8], leaf: Digest) -> [UInt8] {
    var pages: [UInt8] = []
    let count = (content.count + contentLength - 1) / contentLength
    pages.reserveCapacity(count * length)
    for number in 0..<count {
      let start = number * contentLength
      let piece = min(contentLength, content.count - start)
      pages.append(contentsOf: content[start..<start + piece])
      pages.append(contentsOf: repeatElement(0, count: contentLength - piece))
      let page = pages.count - contentLength
      let check = check(pages.span.extracting(page..<pages.count), number, leaf)
      pages.append(contentsOf: check)
    }
    return pages
  }

  /// How long a file with so much content is.
  static func fileLength(contentLength: Int) -> Int {
    (contentLength + Self.contentLength - 1) / Self.contentLength * length
  }

  /// Some bytes of the content.
  static func content(
    _ range: Range<Int>, of file: IndexFile, leaf: Digest
  ) throws(IndexDoubt) -> [UInt8] {
    if range.isEmpty { return [] }
    let first = range.lowerBound / contentLength
    let last = (range.upperBound - 1) / contentLength
    let count = (last - first + 1) * length
    let pages = try file.bytes(atMost: count, at: first * length)
    guard pages.count == count else { throw IndexDoubt() }
    var content: [UInt8] = []
    content.reserveCapacity((last - first + 1) * contentLength)
    for number in first...last {
      let start = (number - first) * length
      let end = start + contentLength
      guard
        check(pages.span.extracting(start..<end), number, leaf)
          == Array(pages[end..<end + checkLength])
      else { throw IndexDoubt() }
      content.append(contentsOf: pages[start..<end])
    }
    let skipped = first * contentLength
    return Array(content[range.lowerBound - skipped..<range.upperBound - skipped])
  }

  private static func check(_ content: Span<UInt8>, _ number: Int, _ leaf: Digest) -> [UInt8] {
    var hash = SHA256()
    hash.update(leaf)
    var place: [UInt8] = []
    place.appendLittleEndian(UInt64(number))
    hash.update(place.span)
    hash.update(content)
    let digest = hash.finish()
    return (0..<checkLength).map { digest[$0] }
  }
}
