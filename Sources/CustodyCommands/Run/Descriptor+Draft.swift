#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Descriptor {
  /// A long file that is being written: under another name beside its own, until all of it is there. What
  /// is no ordinary file is written at once.
  final class Draft {
    private let descriptor: Int32
    /// The name meanwhile, and the one to be; `nil` for a device or a pipe.
    private var names: (draft: String, final: String)?

    /// Begins the file; an existing one keeps its rights, and stands until the new one is finished.
    init(path: String) throws(Problem) {
      var status = stat()
      let exists = unsafe stat(path, &status) == 0
      if exists, status.st_mode & S_IFMT != S_IFREG {
        let opened = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Problem(number: errno) }
        descriptor = opened
        return
      }
      let final = Descriptor.realPath(ofFile: path) ?? path
      let draft = "\(final).\(getpid()).part"
      let opened = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o666))
      guard opened >= 0 else { throw Problem(number: errno) }
      descriptor = opened
      names = (draft, final)
      if exists { _ = fchmod(opened, status.st_mode & 0o7777) }
    }

    /// Appends.
    func write(_ bytes: [UInt8]) throws(Problem) {
      try Descriptor.write(bytes, to: descriptor)
    }

    /// Gives the file its name. Durability is left to the system, as for every result.
    func finish() throws(Problem) {
      guard let names else { return }
      try Descriptor.rename(names.draft, to: names.final)
      self.names = nil
    }

    deinit {
      _ = close(descriptor)
      // What was not finished is not left behind.
      if let names { _ = unsafe unlink(names.draft) }
    }
  }
}
