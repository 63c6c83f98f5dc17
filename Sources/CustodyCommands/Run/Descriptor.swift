#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system calls that commands need for their own input and output: whole files, pipes and devices.
/// The log's files are another matter, and `Storage`'s.
enum Descriptor {
  /// Why a call failed, in a clause that says what to do.
  struct Problem: Error {
    let number: Int32

    /// The reader of a pipe has gone.
    var isClosedPipe: Bool { number == EPIPE }

    var reason: String {
      switch number {
      case ENOENT: "there is no such file or folder; check the path"
      case EISDIR: "it is a folder where a file is needed"
      case ENOTDIR: "part of the path is not a folder"
      case EACCES, EPERM: "permission denied"
      case ENOSPC: "the disk is full"
      case EBADF: "it is not open for writing"
      case EILSEQ:
        "a folder on the way there, perhaps the current one, has a name that is not UTF-8; go elsewhere"
      default: unsafe String(cString: strerror(number)).lowercased()
      }
    }
  }

  /// The path of something that is there, without links; `nil` where there is nothing, and with the error
  /// `EILSEQ` where it is not UTF-8: a path that was repaired would lead elsewhere.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    let text = unsafe String(validatingCString: resolved)
    unsafe free(resolved)
    if text == nil { errno = EILSEQ }
    return text
  }

  /// Whether something is there, and is no file: a folder, a device, a pipe.
  static func isOtherThanFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Whether a file that is there has no other names.
  static func hasOneName(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_nlink == 1
  }

  /// Whether a path leads to whatever a descriptor of this process is open to: a file, a device, a pipe.
  static func isSame(_ path: String, as descriptor: Int32) -> Bool {
    var (status, other) = (stat(), stat())
    guard unsafe stat(path, &status) == 0, unsafe fstat(descriptor, &other) == 0 else {
      return false
    }
    return status.st_ino == other.st_ino && status.st_dev == other.st_dev
  }

  /// Whether two paths lead to one thing that is there, of whatever kind.
  static func isSame(_ path: String, as other: String) -> Bool {
    var (status, otherStatus) = (stat(), stat())
    guard unsafe stat(path, &status) == 0, unsafe stat(other, &otherStatus) == 0 else {
      return false
    }
    return status.st_ino == otherStatus.st_ino && status.st_dev == otherStatus.st_dev
  }

  /// Whether two paths lead to one ordinary file that is there, by whatever names.
  static func isSameFile(_ path: String, _ other: String) -> Bool {
    isSame(path, as: other) && !isOtherThanFile(path)
  }

  /// The path of a file that may not be there yet: then its folder's, and its name.
  static func realPath(ofFile path: String) -> String? {
    if let path = realPath(path) { return path }
    let name = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last
    return realPath(parent(of: path)).map { folder in
      (folder == "/" ? "" : folder) + "/" + (name.flatMap { String($0) } ?? "")
    }
  }

  /// The folder in which the last part of a path stands.
  static func parent(of path: String) -> String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let folder = parts.dropLast().map { String($0) ?? "" }.joined(separator: "/")
    return parts.count == 1 ? "." : folder.isEmpty ? "/" : folder
  }

  /// A file or pipe that is read in pieces, and closed when nobody needs it any more.
  final class Source {
    private let descriptor: Int32
    private let closes: Bool

    /// Opens a file or pipe.
    init(path: String) throws(Problem) {
      let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { throw Problem(number: errno) }
      descriptor = opened
      closes = true
    }

    /// Standard input.
    init() {
      descriptor = 0
      closes = false
    }

    deinit {
      if closes { _ = close(descriptor) }
    }

    /// The next piece, at most 1 MiB; empty at the end.
    func piece() throws(Problem) -> [UInt8] {
      var failure: Int32?
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        let base = UnsafeMutableRawPointer(buffer.baseAddress)
        while true {
          #if canImport(Darwin)
            let got = unsafe Darwin.read(descriptor, base, buffer.count)
          #elseif canImport(Musl)
            let got = unsafe Musl.read(descriptor, base, buffer.count)
          #else
            let got = unsafe Glibc.read(descriptor, base, buffer.count)
          #endif
          if got < 0, errno == EINTR { continue }
          if got < 0 { failure = errno }
          count = max(got, 0)
          return
        }
      }
      if let failure { throw Problem(number: failure) }
      return bytes
    }
  }

  /// Gives a file another name, in place of a file that has it.
  static func rename(_ path: String, to other: String) throws(Problem) {
    #if canImport(Darwin)
      let result = unsafe Darwin.rename(path, other)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(path, other)
    #else
      let result = unsafe Glibc.rename(path, other)
    #endif
    guard result == 0 else { throw Problem(number: errno) }
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) {
    _ = unsafe unlink(path)
  }

  /// Writes all bytes, however many calls that takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Problem) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
        #if canImport(Darwin)
          return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR && errno != EAGAIN {
        throw Problem(number: errno)
      }
    }
  }
}
