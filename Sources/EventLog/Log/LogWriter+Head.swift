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
    var isLinked = false
    try storing { () throws(StorageError) in
      if headFile == nil {
        do throws(StorageError) {
          let file = try folder.open(Head.fileName, .write)
          // Under its other name it is perhaps a file that is none of a ledger's business.
          isLinked = try file.hasOtherNames()
          headFile = consume file
        } catch {
          if error.code != .notFound { throw error }
          headFile = try folder.open(Head.fileName, .create)
        }
      }
      if !isLinked { try headFile!.write(head.slot.span, at: offset) }
    }
    if isLinked { return try replaceHead() }
    nextSlot = 1 - nextSlot
  }

  /// Puts a new file in place of one whose slots speak of lines that are gone: by temporary file, sync,
  /// rename, sync of the folder.
  func replaceHead() throws(LogError) {
    guard let head = currentHead else { return }
    try writing { () throws(StorageError) in
      try folder.replace(Head.fileName) { (file) throws(StorageError) in
        try file.write(head.slot.span, at: 0)
      }
    }
    headFile = nil
    nextSlot = 1
  }
}
