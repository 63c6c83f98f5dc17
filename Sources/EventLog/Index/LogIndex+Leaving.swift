import Merkle
import Ownership
import Storage

extension LogIndex {
  /// Lines of the smallest run; so many, less one, may stand behind an index and are scanned.
  public static var standardUnit: UInt64 { 4096 }

  /// Makes an index of a log that had to be read as a whole, for those who come later.
  ///
  /// The lock is tried without waiting, and held only while the files are written. Where a writer is
  /// at work, the folder is read-only, or the log is short, nothing happens. What is written is not
  /// synced.
  ///
  /// - Complexity: O(bytes of the log).
  public static func leave(for log: Log, unit: UInt64 = standardUnit) {
    guard unit > 0, log.head.sequence.value >= unit else { return }
    let builder = IndexBuilder(table: log.table, unit: unit)
    do throws(StorageError) {
      let folder = try Folder(log.path)
      guard
        let before = try folder.whileUnlocked({ () throws(StorageError) in
          try folder.contents(of: IndexManifest.name) ?? []
        }),
        let made = try? builder.make(folder, upTo: log.head.sequence.value, reusing: nil)
      else { return }
      try folder.lock(holder: "a reader that leaves an index", wait: 0)
      defer { folder.unlock() }
      // Somebody else may have left one meanwhile.
      guard try folder.contents(of: IndexManifest.name) ?? [] == before else { return }
      try IndexBuilder.write(made, folder)
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
    let last = scan.complete.sequence
    guard !isIndexGivenUp, last / unit * unit > index?.covered ?? 0 else { return }
    let builder = IndexBuilder(table: scan.table, unit: unit)
    do {
      guard let made = try builder.make(folder, upTo: last, reusing: index) else { return }
      try IndexBuilder.write(made, folder)
      index = made.manifest
    } catch {
      isIndexGivenUp = true
    }
  }

  /// Looks at the index that a predecessor has left; one that is not of this log, or of which a
  /// byte is not as it must be, is made anew.
  ///
  /// - Parameter comparison: the index beside the lines as they were read; `nil` where there is none.
  func openIndex(_ comparison: IndexComparison?) {
    if let comparison, comparison.fits(firstLeaf: scan.firstLeaf) {
      let builder = IndexBuilder(table: scan.table, unit: limits.indexLines)
      if builder.canRead(comparison.manifest, folder) { index = comparison.manifest }
    }
    keepIndex()
  }
}
