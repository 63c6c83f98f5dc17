import Merkle
import Ownership
import Storage

extension LogIndex {
  /// Lines of the smallest run; so many, less one, may stand behind an index.
  public static var standardUnit: UInt64 { 16_384 }

  /// Makes an index of a log that had to be read as a whole, for those who come later.
  ///
  /// The lock is tried without waiting. Where a writer is at work, the folder is read-only, or the
  /// log is short, nothing happens. What is written is not synced.
  ///
  /// - Complexity: O(bytes of the log).
  public static func leave(for log: Log, unit: UInt64 = standardUnit) {
    guard log.head.sequence.value >= unit, unit > 0 else { return }
    do throws(StorageError) {
      let folder = try Folder(log.path)
      try folder.lock(holder: "a reader that makes an index", wait: 0)
      defer { folder.unlock() }
      let builder = IndexBuilder(table: log.table, redactions: log.redactions, unit: unit)
      _ = try? builder.build(folder, upTo: log.head.sequence.value, reusing: nil)
    } catch {
      return
    }
  }
}

extension LogWriter {
  /// Covers the lines that have come in since, once they fill a unit. An index that cannot be
  /// written is left alone: it is no part of the ledger.
  func keepIndex() {
    let unit = limits.indexLines
    let covered = index?.covered ?? 0
    guard !isIndexGivenUp, scan.complete.sequence / unit * unit > covered else { return }
    let builder = IndexBuilder(table: scan.table, redactions: scan.redactions, unit: unit)
    do throws(LogError) {
      index = try builder.build(folder, upTo: scan.complete.sequence, reusing: index)
    } catch {
      isIndexGivenUp = true
    }
  }

  /// Looks at the index that a predecessor has left; one that is not of this log, or of which a
  /// byte is not as it must be, is made anew.
  func openIndex() {
    if let bytes = try? folder.contents(of: IndexManifest.name),
      let manifest = IndexManifest(bytes: bytes)
    {
      let builder = IndexBuilder(
        table: scan.table, redactions: scan.redactions, unit: limits.indexLines)
      if builder.accepts(manifest, folder, last: scan.complete.sequence) { index = manifest }
    }
    keepIndex()
  }
}
