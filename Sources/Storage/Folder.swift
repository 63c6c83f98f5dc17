#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder; files in it are named relative to its descriptor, so that it may be moved while
/// it is open.
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
    /// For writing a file from its beginning, whether it exists or not.
    case replace
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
      guard descriptor >= 0 else { throw .last("open", path) }
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

  /// Makes a folder, and syncs the one that holds it, also where it is there already: who made it may
  /// have come no further. An existing one is left as it is.
  ///
  /// - Returns: whether it was made.
  public static func make(_ path: String) throws(StorageError) -> Bool {
    try make(path, on: .machine)
  }

  /// Makes a folder on a disk.
  package static func make(_ path: String, on disk: Disk) throws(StorageError) -> Bool {
    var isNew = true
    if case .simulated(let simulation) = disk {
      isNew = try simulation.makeFolder(path)
    } else if unsafe mkdir(path, 0o777) != 0 {
      if errno != EEXIST { throw .last("make", path) }
      isNew = false
    }
    do throws(StorageError) {
      try Folder(parent(of: path), on: disk).sync()
    } catch {
      // The folder that holds an existing one need not be ours to read.
      if isNew || error.code != .permissionDenied { throw error }
    }
    return isNew
  }

  /// The path of a file in this folder.
  public func path(of name: String) -> String {
    path.utf8.last == UInt8(ascii: "/") ? path + name : "\(path)/\(name)"
  }

  /// Opens a file of this folder.
  public func open(_ name: String, _ mode: Mode) throws(StorageError) -> File {
    if case .simulated(let simulation) = disk {
      let file = try simulation.open(name, in: descriptor, mode)
      return File(descriptor: file, path: path(of: name), disk: disk)
    }
    let flags: Int32 =
      switch mode {
      case .read: O_RDONLY
      case .write: O_RDWR
      case .create: O_RDWR | O_CREAT | O_EXCL
      case .replace: O_RDWR | O_CREAT | O_TRUNC
      }
    let file = unsafe openat(descriptor, name, flags | O_CLOEXEC, mode_t(0o666))
    guard file >= 0 else {
      throw .last(mode == .create ? "create" : "open", path(of: name))
    }
    return File(descriptor: file, path: path(of: name))
  }

  /// The whole content of a file; `nil` where there is none.
  public func contents(of name: String) throws(StorageError) -> [UInt8]? {
    do throws(StorageError) {
      return try open(name, .read).readAll()
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
    let copy = unsafe openat(descriptor, name ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else { throw .last("list", path) }
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

  /// Gives a file another name, in place of whatever had it. Not durable before `sync()`.
  public func rename(_ name: String, to newName: String) throws(StorageError) {
    if case .simulated(let disk) = disk {
      return try disk.rename(name, to: newName, in: descriptor)
    }
    guard unsafe renameat(descriptor, name, descriptor, newName) == 0 else {
      throw .last("rename", path(of: name))
    }
  }

  /// Removes a file; one that is not there is no error.
  public func remove(_ name: String) throws(StorageError) {
    if case .simulated(let disk) = disk { return try disk.remove(name, in: descriptor) }
    guard unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw .last("remove", path(of: name))
    }
  }

  /// Makes a folder within this one; an existing one is left as it is.
  public func makeFolder(_ name: String) throws(StorageError) {
    if case .simulated(let disk) = disk {
      _ = try disk.makeFolder(path(of: name))
      return
    }
    guard unsafe mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST else {
      throw .last("make", path(of: name))
    }
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

  /// The folder that holds `path`.
  static func parent(of path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
  }
}
