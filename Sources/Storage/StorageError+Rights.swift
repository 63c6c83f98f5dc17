#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What one has to be allowed to do with a file or folder.
struct NeededRights: OptionSet {
  let rawValue: mode_t

  static let search = NeededRights(rawValue: 1)
  static let write = NeededRights(rawValue: 2)
  static let read = NeededRights(rawValue: 4)

  /// As `chmod` takes them.
  var letters: String {
    (contains(.read) ? "r" : "") + (contains(.write) ? "w" : "") + (contains(.search) ? "x" : "")
  }

  /// As people say it.
  var words: String { contains(.write) ? "write" : "read" }
}

/// A refused permission, told by the rights that are missing.
extension StorageError {
  /// The error of the system call that has just failed, at an entry for which rights were needed.
  static func last(
    _ operation: String, _ path: String, entry: FileStatus?, needing rights: NeededRights
  ) -> StorageError {
    of(errno, operation, path, entry: entry, needing: rights)
  }

  /// The error of the system call that has just failed, which would have changed the names in a folder.
  static func last(_ operation: String, _ path: String, changing folder: Int32) -> StorageError {
    of(errno, operation, path, changing: folder)
  }

  static func of(
    _ number: Int32, _ operation: String, _ path: String, changing folder: Int32
  ) -> StorageError {
    guard let status = try? FileStatus(of: folder, path) else {
      return of(number, operation, path)
    }
    let place = Folder.parent(of: path)
    if number == EPERM, status.mode & S_ISVTX != 0 {
      return StorageError(
        .permissionDenied, operation, path,
        reason: "permission denied: in \(place) only the owner of a file may replace it; "
          + "the folder's owner lifts that with chmod -t \(place)")
    }
    return of(
      number, operation, path, entry: status, needing: [.write, .search], of: place)
  }

  static func of(
    _ number: Int32, _ operation: String, _ path: String, entry: FileStatus?,
    needing rights: NeededRights, of place: String? = nil
  ) -> StorageError {
    guard number == EACCES || number == EPERM, let entry,
      let reason = missing(rights, entry, place ?? path, isPlaceNamed: place != nil)
    else { return of(number, operation, path) }
    return StorageError(.permissionDenied, operation, path, reason: reason)
  }

  /// Which rights are missing, and how they are given; `nil` where it is not for want of these.
  private static func missing(
    _ rights: NeededRights, _ entry: FileStatus, _ path: String, isPlaceNamed: Bool
  ) -> String? {
    let user = geteuid()
    let isMember = Accounts.isProcessMember(of: entry.group)
    let shift: mode_t = entry.owner == user ? 6 : isMember ? 3 : 0
    let given = NeededRights(rawValue: entry.mode >> shift & 7)
    if given.isSuperset(of: rights) { return nil }
    let it = isPlaceNamed ? path : "it"
    // Who may write names should see them, and what is made there should be the group's.
    let letters = entry.isFolder && rights.contains(.write) ? "rwxs" : rights.letters
    let remedy: String
    if entry.owner == user {
      remedy = "chmod u+\(rights.letters) \(path) gives the right"
    } else {
      let group = isMember ? "" : "chgrp GROUP \(path), a group that both are in, and "
      remedy =
        "who owns it gives the right with \(group)chmod g+\(letters) \(path); "
        + "custody init --shared makes a ledger that a whole group can write"
    }
    return "permission denied: \(it) belongs to \(Accounts.name(ofUser: entry.owner)), group "
      + "\(Accounts.name(ofGroup: entry.group)), with the rights \(Self.letters(entry.mode)), and "
      + "the login \(Accounts.name(ofUser: user)) may not \(rights.words) \(isPlaceNamed ? "there" : "it"); "
      + remedy
  }

  /// `rwxr-x---`
  private static func letters(_ mode: mode_t) -> String {
    String(
      (0..<9).map { place in
        mode & (0o400 >> mode_t(place)) == 0 ? "-" : Array("rwx")[place % 3]
      })
  }
}
