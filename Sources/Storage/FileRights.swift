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
  /// The list of what they follow from.
  private let list: AccessList?
  /// Whether they replace all that a new file has of its folder: a list that the folder gives to what is made
  /// in it lets in others than the old file did.
  private let isReplacing: Bool

  /// What makes a folder one that a group writes: its rights, and the mark by which new files get the group.
  static var sharedFolder: mode_t { 0o2070 }

  /// Of new files in a folder that is open.
  init(ofFilesIn folder: Int32, _ path: String) throws(StorageError) {
    self.init(
      try FileStatus(of: folder, path), AccessList(of: folder), keeping: 0o666, isReplacing: false)
  }

  /// Of new folders in a folder that is open.
  init(ofFoldersIn folder: Int32, _ path: String) throws(StorageError) {
    self.init(
      try FileStatus(of: folder, path), AccessList(of: folder), keeping: 0o7777, isReplacing: false)
  }

  /// Of a file like another one of an open folder; `nil` where there is none.
  init?(ofFileLike name: String, in folder: Int32, _ path: String) throws(StorageError) {
    guard let status = FileStatus(of: name, in: folder) else { return nil }
    let place = try FileStatus(of: folder, path)
    let placeList = AccessList(of: folder)
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let opened = status.isFile ? unsafe openat(folder, name, flags) : -1
    guard opened >= 0 else {
      // Of what cannot be read nobody knows whether the mode tells what the group may do.
      self.init(status, nil, keeping: 0o707, in: place, placeList)
      return
    }
    defer { _ = close(opened) }
    self.init(
      try FileStatus(of: opened, path), AccessList(of: opened), keeping: 0o777, in: place, placeList
    )
  }

  /// Of a file in place of an old one, or beside it.
  private init(
    _ old: FileStatus, _ list: AccessList?, keeping mask: mode_t, in folder: FileStatus,
    _ folderList: AccessList?
  ) {
    let rights = folderList.map { $0.groupRights << 3 } ?? folder.mode
    self.init(
      old, list, keeping: mask, isReplacing: true,
      modeForOthers: old.group == folder.group ? rights & 0o060 : 0)
  }

  private init(
    _ status: FileStatus, _ list: AccessList?, keeping mask: mode_t, isReplacing: Bool,
    modeForOthers: mode_t = 0
  ) {
    owner = status.owner
    group = status.group
    mode = status.mode & mask
    self.list = list
    self.isReplacing = isReplacing
    self.modeForOthers = modeForOthers
  }
}

extension FileRights {
  /// Gives them to what is open and nobody else can open yet, as far as the system allows it: others' names are
  /// only root's to give, and some file systems know neither names nor rights. At no moment is it more open
  /// than when all is done.
  func give(to descriptor: Int32, _ path: String) throws(StorageError) {
    if isReplacing { AccessList.remove(from: descriptor) }
    var status = try FileStatus(of: descriptor, path)
    if status.owner != owner || status.group != group {
      if fchown(descriptor, owner, group) != 0 { _ = fchown(descriptor, uid_t.max, group) }
      status = try FileStatus(of: descriptor, path)
    }
    let hasList = AccessList(of: descriptor) != nil
    var mode = mode
    if isReplacing && hasList {
      mode &= ~0o070
    } else if !hasList, let list {
      mode = mode & ~0o070 | (mode >> 3 & list.groupRights) << 3
    }
    var list = isReplacing ? list : nil
    if status.owner != owner {
      mode |= modeForOthers
      list?.addGroupRights(modeForOthers >> 3)
    }
    // Another group than the one that the rights were meant for gets what everybody gets.
    if status.group != group {
      mode = mode & ~0o070 | (mode & 0o007) << 3
      list?.setGroupRights(mode)
    }
    if let list, list.give(to: descriptor) { return }
    if status.mode & 0o7777 != mode { _ = fchmod(descriptor, mode) }
  }

  /// Gives owner, group and rights of a file to one that is to replace it, as far as that is possible.
  package static func copy(from path: String, to descriptor: Int32) {
    guard let status = FileStatus(of: path),
      let folder = FileStatus(of: Folder.parent(of: path))
    else { return }
    let rights = FileRights(
      status, AccessList(of: path), keeping: 0o777, in: folder,
      AccessList(of: Folder.parent(of: path)))
    try? rights.give(to: descriptor, path)
  }
}
