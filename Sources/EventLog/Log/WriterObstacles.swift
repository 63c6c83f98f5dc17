import Storage

/// What keeps every writer from a ledger though all its lines can be read: something else than a file under a
/// name of those that a writer reads or removes when it opens.
enum WriterObstacles {
  /// What stands in the way, each in a sentence, in the order of their names.
  static func all(in folder: borrowing Folder) throws(StorageError) -> [String] {
    var found: [String] = []
    for name in try folder.names() {
      // Whatever else has the name of a file that is not finished, is removed without being read.
      let isNeeded =
        TailFile(name: name) != nil || name == LogFiles.carrierName
        || LogFiles.isTemporary(name) && folder.hasFolder(name)
      if !isNeeded { continue }
      do throws(StorageError) { _ = try folder.open(name, .read) } catch {
        if error.code == .notAFile { found.append(error.description) }
      }
    }
    return found
  }
}
