import Merkle
import Storage

/// A file beside the segments that holds what was set aside.
///
///     000000000001.jsonl.tail-4711      what stood in that segment from byte 4,711 on
///     000000000001.jsonl.tail-4711-2    the same another time, with other bytes
///
/// It gets its name when it is complete and synced, before anything is cut, so that a name that is there
/// stands for something that the log has to tell of.
struct TailFile: Hashable {
  /// The segment in which it stood.
  let segment: String
  /// Where it began, in bytes.
  let offset: Int
  /// The name of the file.
  let name: String

  private static let mark = ".tail-"

  /// The name of a file that holds what stood at a place, the `number`th one from 1.
  private init(_ segment: String, _ offset: Int, number: Int) {
    self.segment = segment
    self.offset = offset
    name = "\(segment)\(Self.mark)\(offset)" + (number == 1 ? "" : "-\(number)")
  }

  /// Reads a name; `nil` for other files.
  init?(name: String) {
    let segment = String(name.prefix(18))
    guard Segment.first(of: segment) != nil else { return nil }
    let rest = name.dropFirst(18)
    guard rest.hasPrefix(Self.mark) else { return nil }
    let numbers = rest.dropFirst(Self.mark.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard let offset = Int(numbers[0]), offset >= 0, numbers.count <= 2 else { return nil }
    let file = TailFile(segment, offset, number: numbers.count == 2 ? Int(numbers[1]) ?? 0 : 1)
    guard file.name == name else { return nil }
    self = file
  }

  /// All that are in a folder, in the order of their segments and offsets.
  static func all(in names: [String]) -> [TailFile] {
    names.compactMap { TailFile(name: $0) }.sorted {
      ($0.segment, $0.offset, $0.name) < ($1.segment, $1.offset, $1.name)
    }
  }

  /// Copies a part of a segment to a file of its own, which is synced, and its name, too. The segment
  /// stays as it is.
  ///
  /// - Returns: what was copied, as the log tells of it.
  @discardableResult
  static func copy(
    _ range: Range<Int>, of segment: String, in folder: borrowing Folder
  ) throws(StorageError) -> LogWriter.RecoveredTail {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let count = try folder.open(segment, .read).read(
      into: &bytes, count: range.count, at: range.lowerBound)
    bytes.removeLast(range.count - count)
    var number = 1
    while let other = try folder.contents(
      of: Self(segment, range.lowerBound, number: number).name, atMost: File.limit)
    {
      // A writer that was interrupted has come as far as this.
      if other == bytes { break }
      number += 1
    }
    let name = Self(segment, range.lowerBound, number: number).name
    try folder.replace(name, like: segment) { (file) throws(StorageError) in
      try file.write(bytes.span, at: 0)
    }
    return Self(segment, range.lowerBound, number: number).tail(bytes, in: folder)
  }

  /// Takes a segment out of the log under another name, with all that it holds.
  ///
  /// - Returns: what was taken, as the log tells of it.
  @discardableResult
  static func take(
    _ segment: String, in folder: borrowing Folder
  ) throws(StorageError) -> LogWriter.RecoveredTail {
    let bytes = try folder.open(segment, .read).readAll()
    let taken = Set(try folder.names())
    var number = 1
    while taken.contains(Self(segment, 0, number: number).name) { number += 1 }
    try folder.rename(segment, to: Self(segment, 0, number: number).name)
    try folder.sync()
    return Self(segment, 0, number: number).tail(bytes, in: folder)
  }

  /// What the log tells of it.
  fileprivate func tail(_ bytes: [UInt8], in folder: borrowing Folder) -> LogWriter.RecoveredTail {
    LogWriter.RecoveredTail(
      segment: segment, offset: offset, byteCount: bytes.count,
      sha256: SHA256.digest(of: bytes).hexadecimal, file: folder.path(of: name),
      lineCount: bytes.count { $0 == UInt8(ascii: "\n") })
  }
}

extension RecoveryBook {
  /// The files that hold something of which no line tells: whoever set it aside came no further.
  func untold(
    in folder: borrowing Folder
  ) throws(StorageError) -> [LogWriter.RecoveredTail] {
    var untold: [LogWriter.RecoveredTail] = []
    let files = TailFile.all(in: try folder.names())
    for file in files {
      let copy = try folder.open(file.name, .read)
      // Only files whose place is shared have to be read to tell them apart.
      let isAlone = files.count { $0.segment == file.segment && $0.offset == file.offset } == 1
      if isAlone {
        let length = try copy.length()
        let isToldOf = tails.contains {
          $0.segment == file.segment && $0.offset == file.offset && $0.byteCount == length
        }
        if isToldOf { continue }
      }
      let bytes = try copy.readAll()
      let tail = file.tail(bytes, in: folder)
      if !tails.contains(ToldTail(tail)) { untold.append(tail) }
    }
    return untold
  }
}
