#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What gives names to files and takes them away. None of it is durable before `sync()`.
extension Folder {
  /// What the name of a file that is being written ends with, until all of it is there.
  package static var temporarySuffix: String { ".tmp" }

  /// Makes a folder, and syncs the one that holds it, also where it is there already: who made it may
  /// have come no further. An existing one is left as it is.
  ///
  /// - Parameter isShared: whether its group may write in it, and what is made there belongs to that
  ///   group; an existing one becomes so, too.
  /// - Returns: whether it was made.
  public static func make(
    _ path: String, isShared: Bool = false
  ) throws(StorageError) -> Bool {
    try make(path, on: .machine, isShared: isShared)
  }

  /// Makes a folder on a disk.
  package static func make(
    _ path: String, on disk: Disk, isShared: Bool = false
  ) throws(StorageError) -> Bool {
    var isNew = true
    if case .simulated(let simulation) = disk {
      isNew = try simulation.makeFolder(path)
    } else if unsafe mkdir(path, 0o777) != 0 {
      if errno != EEXIST {
        throw .last(
          "make", path, entry: FileStatus(of: parent(of: path)), needing: [.write, .search])
      }
      isNew = false
    }
    if isShared { try Folder(path, on: disk).share() }
    do throws(StorageError) {
      try Folder(parent(of: path), on: disk).sync()
    } catch {
      // The folder that holds an existing one need not be ours to read.
      if isNew || error.code != .permissionDenied { throw error }
    }
    return isNew
  }

  /// Lets the group write, and gives what is made here to that group.
  private func share() throws(StorageError) {
    if case .simulated = disk { return }
    let shared = FileRights.sharedFolder
    let mode = try FileStatus(of: descriptor, path).mode
    if mode & shared == shared { return }
    guard fchmod(descriptor, mode & 0o7777 | shared) == 0 else {
      throw StorageError(
        .permissionDenied, "share", path,
        reason: "only its owner can let the group write; ask the owner for chmod g+rwxs \(path)")
    }
    // The system drops the mark for the group without a word where its setter is not in it.
    let status = try FileStatus(of: descriptor, path)
    if status.mode & shared == shared { return }
    throw StorageError(
      .permissionDenied, "share", path,
      reason: "\(Accounts.name(ofUser: geteuid())) is not in its group, "
        + "\(Accounts.name(ofGroup: status.group)); choose one with chgrp GROUP \(path)")
  }

  /// Makes a file that must not exist yet.
  ///
  /// - Parameter others: files of which the first that is there gives owner, group and rights; where none is,
  ///   the new one is as `open` makes it.
  package func create(_ name: String, like others: [String]) throws(StorageError) -> File {
    var rights: FileRights?
    if case .machine = disk {
      for other in others where rights == nil {
        rights = try FileRights(ofFileLike: other, in: descriptor, path)
      }
    }
    return try open(name, .create, rights: rights)
  }

  /// Makes a file under a name that only custody gives; whatever had the name, loses it.
  ///
  /// - Parameter others: as `create` takes them.
  package func makeAnew(
    _ name: String, like others: [String] = []
  ) throws(StorageError) -> File {
    try remove(name)
    return try create(name, like: others)
  }

  /// Puts a new file in place of an old one, or where there is none: by temporary file, sync, rename, and
  /// sync of the folder. Owner, group and rights stay.
  ///
  /// - Parameters:
  ///   - other: the file whose owner, group and rights it has where there is no old one.
  ///   - isDurable: whether anything is synced.
  ///   - body: writes what is to stand there.
  package func replace(
    _ name: String, like other: String? = nil, isDurable: Bool = true,
    _ body: (borrowing File) throws(StorageError) -> Void
  ) throws(StorageError) {
    let temporary = name + Self.temporarySuffix
    let file = try makeAnew(temporary, like: [name, other].compactMap(\.self))
    try body(file)
    if isDurable { try file.sync() }
    try rename(temporary, to: name)
    if isDurable { try sync() }
  }

  /// Gives a file another name in the same folder, in place of whatever had it.
  public func rename(_ name: String, to newName: String) throws(StorageError) {
    if case .simulated(let disk) = disk {
      return try disk.rename(name, to: newName, in: descriptor)
    }
    let newLast = newName.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) }
    try within(name) { (folder, last) throws(StorageError) in
      guard unsafe renameat(folder, last, folder, String(newLast ?? "")) == 0 else {
        throw .last("rename", path(of: name), changing: folder)
      }
    }
  }

  /// Removes a file; one that is not there is no error.
  public func remove(_ name: String) throws(StorageError) {
    if case .simulated(let disk) = disk { return try disk.remove(name, in: descriptor) }
    try within(name) { (folder, last) throws(StorageError) in
      if unsafe unlinkat(folder, last, 0) == 0 || errno == ENOENT { return }
      let number = errno
      if let status = FileStatus(of: last, in: folder), status.isFolder {
        throw status.notAFile("remove", path(of: name))
      }
      throw .of(number, "remove", path(of: name), changing: folder)
    }
  }

  /// Makes a folder within this one, with its rights; an existing one is left as it is.
  public func makeFolder(_ name: String) throws(StorageError) {
    if case .simulated(let disk) = disk {
      _ = try disk.makeFolder(path(of: name))
      return
    }
    if unsafe mkdirat(descriptor, name, 0o700) != 0 {
      if errno == EEXIST { return }
      throw .last("make", path(of: name), changing: descriptor)
    }
    let made = try openFolder(name, in: descriptor)
    defer { _ = close(made) }
    try FileRights(ofFoldersIn: descriptor, path).give(to: made, path(of: name))
  }

  /// Whether a name is that of a folder within this one, and not of a link to one.
  package func hasFolder(_ name: String) -> Bool {
    if case .simulated = disk { return (try? names(in: name)) != nil }
    return FileStatus(of: name, in: descriptor)?.isFolder ?? false
  }

  /// The name in this folder of a file that a path leads to, by whatever name; `nil` where it has none here.
  package func nameOfFile(at path: String) -> String? {
    guard let status = FileStatus(of: path) else { return nil }
    return (try? names())?.first {
      FileStatus(of: $0, in: descriptor)?.isSameFile(as: status) ?? false
    }
  }

  /// The folder that holds `path`.
  static func parent(of path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
  }
}
