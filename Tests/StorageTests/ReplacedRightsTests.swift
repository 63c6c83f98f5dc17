import CExtendedAttributes
import Foundation
import Synchronization
import Testing

@testable import Storage

/// Who may read a file while it is replaced, and afterwards: nobody whom the old one kept out.
@Suite struct ReplacedRightsTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "rights-\(UUID())").path

  private func folder(_ mode: mode_t) throws -> Folder {
    _ = try Folder.make(path)
    #expect(unsafe chmod(path, mode) == 0)
    return try Folder(path)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: path) }

  private func mode(_ name: String) -> mode_t? {
    var status = stat()
    return unsafe lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o777 : nil
  }

  @Test
  func `given a file that others may not read, then they may not read the next one at any moment`()
    throws
  {
    defer { remove() }
    let folder = try folder(0o755)
    try folder.makeAnew("a").write([1].span, at: 0)
    #expect(unsafe chmod(path + "/a", 0o600) == 0)
    let isDone = Atomic(false)
    let modes = Mutex<Set<mode_t>>([])
    Threads.run(2) { [path] number in
      if number == 0 {
        for _ in 0..<4000 {
          try! Folder(path).replace("a", isDurable: false) { (file) throws(StorageError) in
            try file.write([2].span, at: 0)
          }
        }
        isDone.store(true, ordering: .relaxed)
      }
      var status = stat()
      while !isDone.load(ordering: .relaxed) {
        if unsafe lstat(path + "/a.tmp", &status) == 0 {
          _ = modes.withLock { $0.insert(status.st_mode & 0o777) }
        }
      }
    }
    #expect(modes.withLock { $0 } == [0o600] && mode("a") == 0o600)
  }

  #if os(Linux)
    private static let access = "system.posix_acl_access"
    private static let inherited = "system.posix_acl_default"
    private static let unnamed = UInt32.max
    /// Who: the owner, a named user, the owning group, the mask, others.
    private static let (owner, user, group, mask, others):
      (UInt16, UInt16, UInt16, UInt16, UInt16) =
        (1, 2, 4, 16, 32)

    private static func list(_ entries: [(tag: UInt16, rights: UInt16, id: UInt32)]) -> [UInt8] {
      func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
      }
      return bytes(UInt32(2)) + entries.flatMap { bytes($0.tag) + bytes($0.rights) + bytes($0.id) }
    }

    /// `u::rw u:1:rw g::--- m::rw o::---`: the rights of the owning group are none, and the mode says 0660.
    private static let secret = list([
      (owner, 6, unnamed), (user, 6, 1), (group, 0, unnamed), (mask, 6, unnamed),
      (others, 0, unnamed),
    ])

    private static func set(_ list: [UInt8], _ name: String, _ path: String) -> Bool {
      unsafe setxattr(path, name, list, list.count, 0) == 0
    }

    private static func get(_ path: String) -> [UInt8]? {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = unsafe getxattr(path, access, &bytes, bytes.count)
      return count < 0 ? nil : Array(bytes.prefix(count))
    }

    private static let hasLists: Bool = {
      let path = FileManager.default.temporaryDirectory.appending(path: "list-\(UUID())").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      return FileManager.default.createFile(atPath: path, contents: nil)
        && set(secret, access, path)
    }()

    @Test(.enabled(if: hasLists, "the file system has no access control lists"))
    func `given a file with an access control list, then the next one has the same`() throws {
      defer { remove() }
      let folder = try folder(0o755)
      try folder.makeAnew("a").write([1].span, at: 0)
      #expect(Self.set(Self.secret, Self.access, path + "/a"))
      try folder.replace("a") { (file) throws(StorageError) in try file.write([2].span, at: 0) }
      #expect(Self.get(path + "/a") == Self.secret)
      #expect(mode("a") == 0o660)
      _ = try folder.open("b", .create)
      let other = unsafe open(path + "/b", O_RDWR)
      FileRights.copy(from: path + "/a", to: other)
      close(other)
      #expect(Self.get(path + "/b") == Self.secret)
    }

    @Test(.enabled(if: hasLists, "the file system has no access control lists"))
    func
      `given a folder that gives a list to new files, then what replaces a file gets none by it`()
      throws
    {
      defer { remove() }
      let folder = try folder(0o755)
      try folder.makeAnew("a").write([1].span, at: 0)
      #expect(unsafe chmod(path + "/a", 0o640) == 0)
      let wide = Self.list([
        (Self.owner, 7, Self.unnamed), (Self.user, 7, 1), (Self.group, 5, Self.unnamed),
        (Self.mask, 7, Self.unnamed), (Self.others, 5, Self.unnamed),
      ])
      #expect(Self.set(wide, Self.inherited, path))
      try folder.replace("a") { (file) throws(StorageError) in try file.write([2].span, at: 0) }
      #expect(Self.get(path + "/a") == nil && mode("a") == 0o640)
    }

    @Test(.enabled(if: hasLists, "the file system has no access control lists"))
    func `given a folder with a list, then its group gets of new files what it has there`() throws {
      defer { remove() }
      let folder = try folder(0o700)
      let list = Self.list([
        (Self.owner, 7, Self.unnamed), (Self.user, 7, 1), (Self.group, 0, Self.unnamed),
        (Self.mask, 7, Self.unnamed), (Self.others, 0, Self.unnamed),
      ])
      #expect(Self.set(list, Self.access, path))
      #expect(mode("") == 0o770)
      _ = try folder.open("a", .create)
      try folder.makeFolder("b")
      #expect(mode("a") == 0o600 && mode("b") == 0o700)
    }
  #endif
}
