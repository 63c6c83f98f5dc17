#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Folder {
  /// The same folder once more, whatever stands at its path by now.
  package init(sharing folder: borrowing Folder) throws(StorageError) {
    let copy: Int32
    if case .simulated(let simulation) = folder.disk {
      copy = try simulation.openFolder(folder.path)
    } else {
      copy = unsafe openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard copy >= 0 else { throw .last("open", folder.path) }
    }
    self.init(descriptor: copy, path: folder.path, disk: folder.disk)
  }
}
