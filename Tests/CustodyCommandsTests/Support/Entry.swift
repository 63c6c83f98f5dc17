import Foundation

/// What tests do to entries of folders beyond what Foundation does, as the system calls of that name.
enum Entry {
  static func makePipe(_ path: String) -> Bool { unsafe mkfifo(path, 0o666) == 0 }

  static func makeSocket(_ path: String) -> Bool { unsafe mknod(path, S_IFSOCK | 0o666, 0) == 0 }

  static func link(_ path: String, to other: String) -> Bool {
    unsafe Foundation.link(path, other) == 0
  }

  static func truncate(_ path: String, to length: Int) -> Bool {
    unsafe Foundation.truncate(path, off_t(length)) == 0
  }

  static func chmod(_ path: String, _ mode: mode_t) -> Bool {
    unsafe Foundation.chmod(path, mode) == 0
  }

  static func chown(_ path: String, _ user: UInt32, _ group: UInt32) -> Bool {
    unsafe Foundation.chown(path, user, group) == 0
  }

  /// Owner, group and rights.
  static func status(_ path: String) -> (owner: UInt32, group: UInt32, mode: mode_t) {
    var status = stat()
    _ = unsafe lstat(path, &status)
    return (status.st_uid, status.st_gid, status.st_mode & 0o7777)
  }
}
