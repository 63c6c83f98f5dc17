#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Descriptor {
  /// What the path of a result leads to. It is looked at before a command does anything, so that nothing
  /// is recorded for a file that cannot be written.
  struct Target {
    enum Kind: Equatable {
      /// What this process has open already, by a name for its number: it is gone on with.
      case open(Int32)
      /// A device or a pipe, written as the result comes.
      case stream
      /// A file, or none yet: a draft beside it takes its name when all of it is there.
      case file
      /// A file that cannot be replaced: its folder is not ours to write, only its owner may take its name, or
      /// its name is gone.
      case fixedFile
    }

    let kind: Kind
    /// The path without links, but for one that only a running process has, such as `/dev/stdout`.
    let path: String
    /// Whether there is something to be replaced.
    let exists: Bool

    /// A file that is not there yet.
    fileprivate init(new path: String) {
      (kind, self.path, exists) = (.file, path, false)
    }

    /// Looks at a path, and whether a result can go there.
    ///
    /// - Throws: what opening it for writing would.
    init(path: String) throws(Problem) {
      if let own = Descriptor.ofThisProcess(path) {
        let flags = fcntl(own, F_GETFL)
        guard flags >= 0, flags & (O_WRONLY | O_RDWR) != 0 else { throw Problem(number: EBADF) }
        (kind, self.path, exists) = (.open(own), path, true)
        return
      }
      var status = stat()
      guard unsafe stat(path, &status) == 0 else {
        guard errno == ENOENT, let new = Descriptor.pathBehindLinks(path) else {
          throw Problem(number: errno == 0 ? ENOENT : errno)
        }
        try Descriptor.requireDraft(beside: new)
        (kind, self.path, exists) = (.file, new, false)
        return
      }
      exists = true
      if status.st_mode & S_IFMT == S_IFDIR { throw Problem(number: EISDIR) }
      try Descriptor.requireAccess(path, W_OK)
      if status.st_mode & S_IFMT != S_IFREG {
        (kind, self.path) = (.stream, path)
        // A pipe waits for its reader when it is written.
        if status.st_mode & S_IFMT != S_IFIFO { try Descriptor.requireOpening(path) }
        return
      }
      var named = stat()
      let real = Descriptor.realPath(path)
      if real == nil, errno == EILSEQ { throw Problem(number: EILSEQ) }
      guard let real, unsafe stat(real, &named) == 0,
        named.st_ino == status.st_ino, named.st_dev == status.st_dev
      else {
        (kind, self.path) = (.fixedFile, path)
        try Descriptor.requireOpening(path)
        return
      }
      self.path = real
      // A file can be ours to write by its rights and not by its marks.
      try Descriptor.requireOpening(path)
      do throws(Problem) {
        try Descriptor.requireDraft(beside: real)
        try Descriptor.requireReplacing(real)
        kind = .file
      } catch {
        // What has other names as well is perhaps more than the file that is meant.
        if status.st_nlink > 1 { throw error }
        kind = .fixedFile
      }
    }
  }

  /// Makes sure that a file can be made where a draft will be: some folders, such as those of `/proc`, grant
  /// the right and take none. It is gone at once.
  private static func requireDraft(beside path: String) throws(Problem) {
    try requireAccess(parent(of: path), W_OK | X_OK)
    _ = try Draft(Target(new: path))
  }

  /// Makes sure that a file can take the place of one that is there: where a folder has the mark for that, as
  /// `/tmp` has, only its owner and that of the file may take a name away.
  private static func requireReplacing(_ path: String) throws(Problem) {
    var (folder, file) = (stat(), stat())
    guard unsafe stat(parent(of: path), &folder) == 0, unsafe stat(path, &file) == 0 else {
      throw Problem(number: errno)
    }
    let user = geteuid()
    if folder.st_mode & S_ISVTX != 0, user != 0, user != folder.st_uid, user != file.st_uid {
      throw Problem(number: EPERM)
    }
  }

  /// Makes sure that what is there can be opened for writing. Nothing is written.
  private static func requireOpening(_ path: String) throws(Problem) {
    let opened = unsafe open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard opened >= 0 else { throw Problem(number: errno) }
    _ = close(opened)
  }

  private static func requireAccess(_ path: String, _ rights: Int32) throws(Problem) {
    guard unsafe faccessat(AT_FDCWD, path, rights, AT_EACCESS) == 0 else {
      throw Problem(number: errno)
    }
  }

  /// The path of a file that is not there yet, where links lead to it or not; `nil` where its folder is
  /// not there either.
  private static func pathBehindLinks(_ path: String) -> String? {
    var path = path
    for _ in 0..<40 {
      guard let next = linkTarget(path) else {
        return errno == EILSEQ ? nil : realPath(ofFile: path)
      }
      path = next.utf8.first == UInt8(ascii: "/") ? next : parent(of: path) + "/" + next
    }
    errno = ELOOP
    return nil
  }

  /// Whether a path is a name for a descriptor of a running process, such as `/dev/stdout`: nothing stands beside it.
  static func isOfProcess(_ path: String) -> Bool { nameOfOpen(path) != nil }

  /// The number of the descriptor of this process that a path is a name for; `nil` for another path.
  static func ofThisProcess(_ path: String) -> Int32? {
    guard let (folder, name) = nameOfOpen(path), let number = Int32(name) else { return nil }
    guard folder != "/dev/fd" else { return number }
    guard let own = realPath("/proc/self") else { return nil }
    return folder == own + "/fd" || folder.hasPrefix(own + "/task/") ? number : nil
  }

  /// The folder of descriptors, and the name there, to which a path leads.
  private static func nameOfOpen(_ path: String) -> (folder: String, name: String)? {
    var path = path
    for _ in 0..<40 {
      let folder = realPath(parent(of: path)) ?? ""
      if folder == "/dev/fd" || folder.hasPrefix("/proc/") && folder.hasSuffix("/fd") {
        return (folder, String(path.split(separator: "/").last ?? ""))
      }
      guard let next = linkTarget(path) else { return nil }
      path = next.utf8.first == UInt8(ascii: "/") ? next : parent(of: path) + "/" + next
    }
    return nil
  }

  /// Where a link leads; `nil` for what is none, and with the error `EILSEQ` where that is not UTF-8.
  private static func linkTarget(_ path: String) -> String? {
    var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &characters, characters.count)
    if count < 0 { return nil }
    let bytes = characters.prefix(count).map { UInt8(bitPattern: $0) }
    let text = String(validating: bytes, as: UTF8.self)
    if text == nil { errno = EILSEQ }
    return text
  }
}
