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
    let descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    _ = close(descriptor)
  }

  /// Makes a folder, and syncs the one that holds it. An existing one is left as it is.
  ///
  /// - Returns: whether it was made.
  public static func make(_ path: String) throws(StorageError) -> Bool {
    guard unsafe mkdir(path, 0o777) == 0 else {
      if errno == EEXIST { return false }
      throw .last("make", path)
    }
    try Folder(parent(of: path)).sync()
    return true
  }

  /// The path of a file in this folder.
  public func path(of name: String) -> String {
    path.utf8.last == UInt8(ascii: "/") ? path + name : "\(path)/\(name)"
  }

  /// Opens a file of this folder.
  public func open(_ name: String, _ mode: Mode) throws(StorageError) -> File {
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
    let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
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
    guard unsafe renameat(descriptor, name, descriptor, newName) == 0 else {
      throw .last("rename", path(of: name))
    }
  }

  /// Removes a file; one that is not there is no error.
  public func remove(_ name: String) throws(StorageError) {
    guard unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw .last("remove", path(of: name))
    }
  }

  /// Makes a folder within this one; an existing one is left as it is.
  public func makeFolder(_ name: String) throws(StorageError) {
    guard unsafe mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST else {
      throw .last("make", path(of: name))
    }
  }

  /// Puts the names of the folder on the disk.
  public func sync() throws(StorageError) {
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
