import Storage

/// Which files in `index/` are an index's: whatever else stands there is somebody's own.
extension IndexManifest {
  /// The files of an index, finished or not, that are in the folder of a ledger.
  static func files(in ledger: borrowing Folder) throws(StorageError) -> [String] {
    try ledger.names(in: folder).filter(isFile).map { "\(folder)/\($0)" }
  }

  /// Removes everything derived that custody makes. Where `index` is no folder there is nothing of it:
  /// nothing is ever put there.
  static func removeFiles(in ledger: borrowing Folder) throws(StorageError) {
    do throws(StorageError) {
      for file in try files(in: ledger) { try ledger.remove(file) }
    } catch {
      if error.code != .notAFolder { throw error }
    }
  }

  /// Whether a name in `index/` is one that an index, of whatever version, gives to a file, finished or not:
  /// `manifest`, `000000000001.lines`, `000000000001.leaves`, `000000000001-000000004096.streams`.
  private static func isFile(_ name: String) -> Bool {
    let isTemporary = name.hasSuffix(Folder.temporarySuffix)
    let final = isTemporary ? String(name.dropLast(Folder.temporarySuffix.count)) : name
    if "\(folder)/\(final)" == Self.name { return true }
    let parts = final.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let numbers = parts[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isNumbered = numbers.allSatisfy { number in
      number.count == 12 && number.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    let kinds = numbers.count == 1 ? ["lines", "leaves"] : numbers.count == 2 ? ["streams"] : []
    return isNumbered && kinds.contains { parts[1].elementsEqual($0.utf8) }
  }
}
