/// The disk that a folder is on: the machine's own, or one that a test simulates.
///
/// The machine's is the plain case: one comparison, then the system call.
package enum Disk: Sendable {
  case machine
  case simulated(any DiskSimulation)
}

/// What a simulated disk does in place of system calls.
///
/// Handles stand for descriptors; each ends with `close`. Every call may fail as the system's may, and
/// what is written counts only after the sync that the system would need as well.
package protocol DiskSimulation: AnyObject, Sendable {
  /// Makes a folder, not synced. Returns whether it was made.
  func makeFolder(_ path: String) throws(StorageError) -> Bool
  /// Opens an existing folder.
  func openFolder(_ path: String) throws(StorageError) -> Int32
  /// Opens a file of a folder.
  func open(
    _ name: String, in folder: Int32, _ mode: Folder.Mode
  ) throws(StorageError) -> Int32
  /// Ends a handle, and the locks that it holds.
  func close(_ handle: Int32)

  /// The names in a folder, or in a folder within it.
  func names(in folder: Int32, under name: String?) throws(StorageError) -> [String]
  /// Gives a file another name, in place of whatever had it.
  func rename(_ name: String, to newName: String, in folder: Int32) throws(StorageError)
  /// Removes a file; one that is not there is no error.
  func remove(_ name: String, in folder: Int32) throws(StorageError)
  /// Puts the names of a folder on the disk.
  func syncFolder(_ folder: Int32) throws(StorageError)
  /// Tries to take the lock of a folder, alone or shared.
  func lock(_ folder: Int32, isExclusive: Bool) throws(StorageError) -> Bool
  /// Frees the lock of a folder.
  func unlock(_ folder: Int32)

  /// The length of a file.
  func length(_ file: Int32) throws(StorageError) -> Int
  /// Reads up to `count` bytes.
  func read(_ file: Int32, count: Int, at offset: Int) throws(StorageError) -> [UInt8]
  /// Writes all bytes, or some before it fails.
  func write(_ file: Int32, _ bytes: [UInt8], at offset: Int) throws(StorageError)
  /// Puts what was written on the disk.
  func sync(_ file: Int32) throws(StorageError)
  /// Cuts or lengthens a file.
  func truncate(_ file: Int32, to length: Int) throws(StorageError)
}
