#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whose a new file or folder is to be, and who may do what with it.
///
/// They follow from the ledger's folder, or from the file that is replaced, and not from the umask of
/// whoever writes: else the second login could not go on with what the first has made.
package struct FileRights {
  let owner: uid_t
  let group: gid_t
  let mode: mode_t
  /// What the group gets in addition where the owner cannot be kept, so that the old one is not locked out.
  let modeForOthers: mode_t

  /// What makes a folder one that a group writes: its rights, and the mark by which new files get the group.
  static var sharedFolder: mode_t { 0o2070 }

  /// Of new files in a folder.
  init(ofFilesIn folder: FileStatus) {
    self.init(folder, mode: folder.mode & 0o666, modeForOthers: 0)
  }

  /// Of new folders in a folder.
  init(ofFoldersIn folder: FileStatus) {
    self.init(folder, mode: folder.mode & 0o7777, modeForOthers: 0)
  }

  /// Of a file in place of an old one.
  init(of old: FileStatus, in folder: FileStatus) {
    let isGroupKept = old.group == folder.group
    self.init(
      old, mode: old.mode & 0o777, modeForOthers: isGroupKept ? folder.mode & 0o060 : 0)
  }

  private init(_ status: FileStatus, mode: mode_t, modeForOthers: mode_t) {
    owner = status.owner
    group = status.group
    self.mode = mode
    self.modeForOthers = modeForOthers
  }
}

extension FileRights {
  /// Gives them to what is open, as far as the system allows it: others' names are only root's to give, and
  /// some file systems know neither names nor rights.
  func give(to descriptor: Int32, _ path: String) throws(StorageError) {
    var status = try FileStatus(of: descriptor, path)
    if status.owner != owner || status.group != group {
      if fchown(descriptor, owner, group) != 0 { _ = fchown(descriptor, uid_t.max, group) }
      status = try FileStatus(of: descriptor, path)
    }
    var mode = mode
    if status.owner != owner { mode |= modeForOthers }
    // Another group than the one that the rights were meant for gets what everybody gets.
    if status.group != group { mode = mode & ~0o070 | (mode & 0o007) << 3 }
    if status.mode & 0o7777 != mode { _ = fchmod(descriptor, mode) }
  }

  /// Gives owner, group and rights of a file to one that is to replace it, as far as that is possible.
  package static func copy(from path: String, to descriptor: Int32) {
    guard let status = FileStatus(of: path),
      let folder = FileStatus(of: Folder.parent(of: path))
    else { return }
    try? FileRights(of: status, in: folder).give(to: descriptor, path)
  }
}
