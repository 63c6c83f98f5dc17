#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a folder is on a network file system: locks and syncs of those do not keep their promises
/// everywhere, so a ledger is written there only if forced.
extension Folder {
  /// The name of the network file system that the folder is on; `nil` on a local one, and where the
  /// system does not tell.
  public func networkFileSystem() throws(StorageError) -> String? {
    if case .simulated = disk { return nil }
    #if canImport(Darwin)
      var information = statfs()
      guard unsafe fstatfs(descriptor, &information) == 0 else { throw .last("examine", path) }
      return information.f_flags & UInt32(MNT_LOCAL) == 0 ? "a network file system" : nil
    #else
      var information = stat()
      guard unsafe fstat(descriptor, &information) == 0 else { throw .last("examine", path) }
      let device = UInt64(information.st_dev)
      let major = device >> 8 & 0xFFF | device >> 32 & ~0xFFF
      let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
      guard let mounts = try? SystemFile.contents(of: "/proc/self/mountinfo") else { return nil }
      return networkFileSystemName(
        device: "\(major):\(minor)", mounts: String(decoding: mounts, as: UTF8.self))
    #endif
  }
}

/// The network file system that a device number stands for in the text of `/proc/self/mountinfo`;
/// `nil` for others.
///
///     36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
///           └ device                             └ type
func networkFileSystemName(device: String, mounts: String) -> String? {
  for line in mounts.split(separator: "\n") {
    let fields = line.split(separator: " ")
    guard fields.count > 6, fields[2] == device,
      let dash = fields[6...].firstIndex(of: "-"), dash + 1 < fields.endIndex
    else { continue }
    let type = String(fields[dash + 1])
    switch type {
    case "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "coda", "ceph", "lustre", "gpfs", "ncpfs",
      "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs":
      return type
    default: return nil
    }
  }
  return nil
}
