import Merkle
import Ownership
import Storage

/// What a writer says has been acknowledged.
extension LogWriter {
  /// What `head` is to say now; `nil` before the first line.
  private var currentHead: Head? {
    guard let segment = scan.table.segments.last(where: { $0.lineCount > 0 }) else { return nil }
    return Head(
      sequence: SequenceNumber(scan.complete.sequence), segment: SequenceNumber(segment.first),
      length: segment.length, leaf: scan.complete.leaf)
  }

  /// Step 4 of the life of a batch: one slot, in place, not synced.
  func writeHead() throws(LogError) {
    guard let head = currentHead else { return }
    let offset = nextSlot * Head.slotLength
    try storing { () throws(StorageError) in
      if headFile == nil {
        do throws(StorageError) {
          headFile = try folder.open(Head.fileName, .write)
        } catch {
          if error.code != .notFound { throw error }
          headFile = try folder.open(Head.fileName, .create)
        }
      }
      try headFile!.write(head.slot.span, at: offset)
    }
    nextSlot = 1 - nextSlot
  }

  /// Puts a new file in place of one whose slots speak of lines that are gone: by temporary file, sync,
  /// rename, sync of the folder.
  func replaceHead() throws(LogError) {
    guard let head = currentHead else { return }
    try writing { () throws(StorageError) in
      let temporary = Head.fileName + Self.temporarySuffix
      let file = try folder.open(temporary, .replace)
      try file.write(head.slot.span, at: 0)
      try file.sync()
      try folder.rename(temporary, to: Head.fileName)
      try folder.sync()
    }
    headFile = nil
    nextSlot = 1
  }
}
