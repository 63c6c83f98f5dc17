#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of the operating system, at a path that is fixed: it may be reached through links, as systems
/// arrange their own, and say that it has no length.
enum SystemFile {
  /// More than any of them has, in bytes.
  private static let limit = 16 << 20

  /// The content; `nil` where there is no such file.
  static func contents(of path: String) throws(StorageError) -> [UInt8]? {
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard opened >= 0 else {
      if errno == ENOENT { return nil }
      throw .last("open", path)
    }
    let file = File(descriptor: opened, path: path)
    try FileStatus(of: opened, path).requireFile("open", path)
    return try file.readAll(atMost: limit)
  }
}
