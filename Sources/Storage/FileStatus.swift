#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of an entry of a folder: what it is, whose it is, and who may do what.
struct FileStatus {
  /// The kind and the rights, as the system packs them.
  let mode: mode_t
  let owner: uid_t
  let group: gid_t
  let length: Int
  let linkCount: Int
  private let device: UInt64
  private let number: UInt64

  private init(_ status: stat) {
    mode = status.st_mode
    owner = status.st_uid
    group = status.st_gid
    length = Int(status.st_size)
    linkCount = Int(status.st_nlink)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(status.st_ino)
  }

  /// Of what is open.
  init(of descriptor: Int32, _ path: String) throws(StorageError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last("examine", path) }
    self.init(status)
  }

  /// Of an entry, which may be a link; `nil` where there is none.
  init?(of name: String, in folder: Int32) {
    var status = stat()
    guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  /// Of what a path leads to; `nil` where that is nothing.
  init?(of path: String) {
    var status = stat()
    guard unsafe fstatat(AT_FDCWD, path, &status, 0) == 0 else { return nil }
    self.init(status)
  }

  var isFile: Bool { mode & S_IFMT == S_IFREG }
  var isFolder: Bool { mode & S_IFMT == S_IFDIR }

  /// Whether both are of one file, by whatever names.
  func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && number == other.number
  }

  /// What it is, in a word.
  private var kind: String {
    switch mode & S_IFMT {
    case S_IFLNK: "a link"
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFREG: "a file"
    default: "a device"
    }
  }

  /// Makes sure that it is a regular file.
  func requireFile(_ operation: String, _ path: String) throws(StorageError) {
    if !isFile { throw notAFile(operation, path) }
  }

  func notAFile(_ operation: String, _ path: String) -> StorageError {
    StorageError(
      .notAFile, operation, path,
      reason: "it is \(kind), and a ledger consists of files; look whose it is, and move it away")
  }

  func notAFolder(_ operation: String, _ path: String) -> StorageError {
    StorageError(
      .notAFolder, operation, path,
      reason: "it is \(kind) where a ledger has a folder; look whose it is, and move it away")
  }
}
