#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder; files in it are named relative to its descriptor, so that it may be moved while
/// it is open.
///
/// The folder itself may be reached through links. Nothing below it is: what stands there may come from
/// somebody else, and a link, a pipe or a device under a name that a ledger uses is an error.
public struct Folder: ~Copyable, Sendable {
  /// The path by which it was opened, for messages.
  public let path: String
  let descriptor: Int32
  /// The disk that it is on.
  package let disk: Disk

  /// How a file is opened.
  public enum Mode: Sendable {
    /// For reading an existing file.
    case read
    /// For reading and writing an existing file.
    case write
    /// For writing a file that must not exist yet.
    case create
  }

  /// Opens an existing folder.
  public init(_ path: String) throws(StorageError) {
    try self.init(path, on: .machine)
  }

  /// Opens an existing folder of a disk.
  package init(_ path: String, on disk: Disk) throws(StorageError) {
    let descriptor: Int32
    if case .simulated(let simulation) = disk {
      descriptor = try simulation.openFolder(path)
    } else {
      descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw .last("open", path, entry: FileStatus(of: path), needing: [.read, .search])
      }
    }
    self.path = path
    self.descriptor = descriptor
    self.disk = disk
  }

  init(descriptor: Int32, path: String, disk: Disk) {
    self.path = path
    self.descriptor = descriptor
    self.disk = disk
  }

  deinit {
    if case .simulated(let disk) = disk { disk.close(descriptor) } else { _ = close(descriptor) }
  }

  /// The path of a file in this folder.
  public func path(of name: String) -> String {
    path.utf8.last == UInt8(ascii: "/") ? path + name : "\(path)/\(name)"
  }

  /// Opens a file of this folder. A new one belongs to whom the folder belongs to, as far as that may be
  /// given away, and has the folder's rights, save that to execute, whatever the umask.
  ///
  /// - Throws: `notAFile` for whatever is no regular file, without having waited for it.
  public func open(_ name: String, _ mode: Mode) throws(StorageError) -> File {
    try open(name, mode, rights: nil)
  }

  /// Opens a file of this folder.
  ///
  /// - Parameter rights: what a new one has; those that follow from the folder without them.
  func open(_ name: String, _ mode: Mode, rights: FileRights?) throws(StorageError) -> File {
    if case .simulated(let simulation) = disk {
      let file = try simulation.open(name, in: descriptor, mode)
      return File(descriptor: file, path: path(of: name), disk: disk)
    }
    return try within(name) { (folder, last) throws(StorageError) in
      let path = path(of: name)
      let operation = mode == .create ? "create" : "open"
      if mode != .create, let status = FileStatus(of: last, in: folder) {
        // Already to open some devices does something.
        try status.requireFile(operation, path)
      }
      let flags: Int32 =
        switch mode {
        case .read: O_RDONLY
        case .write: O_RDWR
        case .create: O_RDWR | O_CREAT | O_EXCL
        }
      let opened = unsafe openat(
        folder, last, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, mode_t(0o600))
      guard opened >= 0 else {
        throw mode == .create
          ? .last(operation, path, changing: folder)
          : .last(
            operation, path, entry: FileStatus(of: last, in: folder),
            needing: mode == .read ? .read : [.read, .write])
      }
      let file = File(descriptor: opened, path: path)
      try FileStatus(of: opened, path).requireFile(operation, path)
      if mode == .create {
        if let rights {
          try rights.give(to: opened, path)
        } else {
          try FileRights(ofFilesIn: folder, path).give(to: opened, path)
        }
      }
      return file
    }
  }

  /// The whole content of a file; `nil` where there is none.
  ///
  /// - Parameter limit: the length that such a file has at most, in bytes.
  /// - Throws: `tooLarge` for a longer one, of which nothing has been read.
  public func contents(
    of name: String, atMost limit: Int = File.smallLimit
  ) throws(StorageError) -> [UInt8]? {
    do throws(StorageError) {
      return try open(name, .read).readAll(atMost: limit)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
  }

  /// The names in the folder, sorted by their bytes, without `.` and `..`.
  public func names() throws(StorageError) -> [String] {
    try names(under: nil)
  }

  /// The names in a folder within this one, in the same order; none where there is no such folder.
  package func names(in name: String) throws(StorageError) -> [String] {
    do throws(StorageError) {
      return try names(under: name)
    } catch {
      if error.code == .notFound { return [] }
      throw error
    }
  }

  private func names(under name: String?) throws(StorageError) -> [String] {
    if case .simulated(let disk) = disk { return try disk.names(in: descriptor, under: name) }
    let copy = try openFolder(name ?? ".", in: descriptor)
    guard let stream = unsafe fdopendir(copy) else {
      _ = close(copy)
      throw .last("list", path)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
          unsafe String(cString: characters)
        }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw .last("list", path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Runs `body` with the descriptor of the folder in which a name stands, and with its last part.
  /// Folders on the way are opened one by one, because a link among them would lead elsewhere.
  func within<Value: ~Copyable>(
    _ name: String, _ body: (Int32, String) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    var parts = name.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let last = parts.removeLast()
    var folder = descriptor
    defer { if folder != descriptor { _ = close(folder) } }
    for part in parts {
      let next = try openFolder(part, in: folder)
      if folder != descriptor { _ = close(folder) }
      folder = next
    }
    return try body(folder, last)
  }

  /// Opens a folder within an open one, not through a link.
  func openFolder(_ name: String, in folder: Int32) throws(StorageError) -> Int32 {
    let opened = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if opened >= 0 { return opened }
    let number = errno
    let path = name == "." ? path : path(of: name)
    let status = FileStatus(of: name, in: folder)
    if number == ENOTDIR || number == ELOOP, let status { throw status.notAFolder("open", path) }
    throw .of(number, "open", path, entry: status, needing: [.read, .search])
  }

  /// Puts the names of the folder on the disk.
  public func sync() throws(StorageError) {
    if case .simulated(let disk) = disk { return try disk.syncFolder(descriptor) }
    #if canImport(Darwin)
      let result = unsafe fcntl(descriptor, F_FULLFSYNC)
    #else
      let result = fsync(descriptor)
    #endif
    if result != 0 { throw .last("sync", path) }
  }
}
