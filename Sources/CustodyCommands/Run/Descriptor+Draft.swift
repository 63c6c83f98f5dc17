import Storage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Descriptor {
  /// A result that is being written: under a name that nobody guesses, beside its own, until all of it is
  /// there, so that what stood there before is not lost to a full disk. What is no ordinary file is
  /// written at once.
  final class Draft {
    private let target: Target
    private var descriptor: Int32
    /// Whether it stays, finished or not.
    private(set) var isHeld = false
    /// The name meanwhile; `nil` where there is none.
    private(set) var path: String?

    /// Begins the file; an existing one keeps its owner and rights, and stands until the new one is
    /// finished.
    init(_ target: Target) throws(Problem) {
      self.target = target
      if case .open(let own) = target.kind {
        descriptor = fcntl(own, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw Problem(number: errno) }
        return
      }
      if target.kind != .file {
        let flags = target.kind == .fixedFile ? O_WRONLY | O_TRUNC : O_WRONLY
        descriptor = unsafe open(target.path, flags | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Problem(number: errno) }
        return
      }
      let word = OperatingSystem.randomBytes(8).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      let draft = "\(Descriptor.parent(of: target.path))/.custody-\(word.joined()).part"
      Unfinished.add(draft)
      // Whoever may not read the old one shall not read the new one meanwhile.
      let rights: mode_t = target.exists ? 0o600 : 0o666
      descriptor = unsafe open(
        draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, rights)
      guard descriptor >= 0 else {
        let number = errno
        Unfinished.forget(draft)
        throw Problem(number: number)
      }
      path = draft
      if target.exists { FileRights.copy(from: target.path, to: descriptor) }
    }

    /// Appends.
    func write(_ bytes: [UInt8]) throws(Problem) {
      try Descriptor.write(bytes, to: descriptor)
    }

    /// Puts all of it on the disk, and leaves it there if the process ends from now on: something is about to
    /// be recorded that only this file completes.
    func hold() throws(Problem) {
      guard let path else { return }
      guard fsync(descriptor) == 0 else { throw Problem(number: errno) }
      Unfinished.forget(path)
      isHeld = true
    }

    /// Gives the file its name. But for a draft that is held, durability is left to the system. A file that
    /// can be written and whose name cannot be taken away, as one that is mounted there, gets the same bytes.
    ///
    /// - Throws: what the system says; a draft that is held stays where `path` says.
    func finish() throws(Problem) {
      let open = descriptor
      descriptor = -1
      // Some file systems tell only now that the disk is full.
      guard close(open) == 0 || errno == EINTR else { throw Problem(number: errno) }
      guard let path else { return }
      do throws(Problem) {
        try Descriptor.rename(path, to: target.path)
      } catch {
        // What has other names as well is perhaps more than the file that is meant.
        guard target.exists, [EPERM, EACCES, EBUSY, EXDEV].contains(error.number),
          Descriptor.hasOneName(target.path)
        else { throw error }
        try overwrite(from: path)
        _ = unsafe unlink(path)
      }
      self.path = nil
      Unfinished.forget(path)
    }

    private func overwrite(from path: String) throws(Problem) {
      let source = try Source(path: path)
      let opened = unsafe open(target.path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY)
      guard opened >= 0 else { throw Problem(number: errno) }
      defer { _ = close(opened) }
      while true {
        let piece = try source.piece()
        if piece.isEmpty { break }
        try Descriptor.write(piece, to: opened)
      }
      guard fsync(opened) == 0 else { throw Problem(number: errno) }
    }

    /// Removes it, also where it was held: nothing was recorded.
    func discard() { isHeld = false }

    deinit {
      if descriptor >= 0 { _ = close(descriptor) }
      // What was not finished is not left behind.
      guard let path, !isHeld else { return }
      _ = unsafe unlink(path)
      Unfinished.forget(path)
    }
  }
}
