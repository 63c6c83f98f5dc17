import Foundation
import Testing

@testable import Storage

/// A folder that others may have filled: what is opened in it, what is made in it, and with which rights.
@Suite struct FolderTests {
  /// A temporary folder that goes with the test, and another one beside it.
  private final class Place {
    let path = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID())").path
    let outside: String

    init() throws {
      outside = path + "-outside"
      for path in [path, outside] { _ = try Folder.make(path) }
      _ = try Folder(outside).open("a", .create).write([1, 2, 3].span, at: 0)
    }

    deinit {
      for path in [path, outside] { try? FileManager.default.removeItem(atPath: path) }
    }

    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    func setRights(_ name: String, _ mode: Int) throws {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: name.isEmpty ? path : "\(path)/\(name)")
    }

    func rights(_ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
    }

    var isOutsideUntouched: Bool {
      get throws {
        let folder = try Folder(outside)
        return try folder.names() == ["a"] && folder.contents(of: "a") == [1, 2, 3]
      }
    }
  }

  @Test func `given links, then nothing is opened, made, listed or removed through them`() throws {
    let place = try Place()
    try place.link("file", to: place.outside + "/a")
    try place.link("new", to: place.outside + "/b")
    try place.link("within", to: place.outside)
    let folder = try Folder(place.path)
    for mode in [Folder.Mode.read, .write] {
      for name in ["file", "new", "within", "within/a"] {
        #expect(throws: StorageError.self, "\(name)") { _ = try folder.open(name, mode) }
      }
    }
    for name in ["file", "new", "within/b"] {
      #expect(throws: StorageError.self, "\(name)") { _ = try folder.open(name, .create) }
    }
    var error = #expect(throws: StorageError.self) { try folder.names(in: "within") }
    #expect(
      error?.description
        == "cannot open \(place.path)/within: it is a link where a ledger has a folder; look whose it "
        + "is, and move it away")
    let isFolder = folder.hasFolder("within")
    #expect(!isFolder)
    error = #expect(throws: StorageError.self) { try folder.remove("within/a") }
    #expect(error?.code == .notAFolder)
    #expect(throws: StorageError.self) { try folder.rename("within/a", to: "within/b") }
    #expect(try place.isOutsideUntouched)
    // A name that only custody gives is taken from whatever has it.
    try folder.makeAnew("file").write([4].span, at: 0)
    try folder.replace("new") { (file) throws(StorageError) in try file.write([5].span, at: 0) }
    #expect(try folder.contents(of: "file") == [4] && folder.contents(of: "new") == [5])
    #expect(try place.isOutsideUntouched)
  }

  @Test func `given a longer file than there can be, then it is not read`() throws {
    let place = try Place()
    let folder = try Folder(place.path)
    try folder.open("a", .create).truncate(to: 1 << 40)
    var error = #expect(throws: StorageError.self) { try folder.contents(of: "a") }
    #expect(error?.code == .tooLarge)
    error = #expect(throws: StorageError.self) { try folder.open("a", .read).readAll() }
    #expect(error?.code == .tooLarge)
    error = #expect(throws: StorageError.self) {
      try folder.open("a", .read).length(atMost: File.limit)
    }
    #expect(
      error?.description
        == "cannot read \(place.path)/a: it has \(1 << 40) bytes, and such a file of a ledger at most "
        + "\(File.limit); look whose it is, and move it away")
  }

  @Test(arguments: [
    (0o750, 0o640), (0o700, 0o600), (0o2775, 0o664), (0o757, 0o646), (0o777, 0o666),
  ])
  func `given a folder's rights, then new files have them, also those that a umask takes away`(
    _ mode: Int, _ fileMode: Int
  ) throws {
    let place = try Place()
    try place.setRights("", mode)
    let folder = try Folder(place.path)
    _ = try folder.open("a", .create)
    _ = try folder.makeAnew("b")
    try folder.replace("c") { (_) throws(StorageError) in }
    try folder.makeFolder("d")
    _ = try folder.open("d/e", .create)
    for name in ["a", "b", "c", "d/e"] { #expect(try place.rights(name) == fileMode, "\(name)") }
    #expect(try place.rights("d") == mode)
  }

  @Test func `given a file that is replaced, then its rights stay`() throws {
    let place = try Place()
    let folder = try Folder(place.path)
    for mode in [0o600, 0o640, 0o444] {
      try folder.makeAnew("a").write([1].span, at: 0)
      try place.setRights("a", mode)
      try folder.replace("a") { (file) throws(StorageError) in try file.write([2].span, at: 0) }
      #expect(try place.rights("a") == mode)
      #expect(try folder.names() == ["a"])
    }
  }

  @Test func `given a folder that is made to be shared, then its group may write`() throws {
    let place = try Place()
    #expect(try Folder.make(place.path + "/new", isShared: true))
    #expect(try !Folder.make(place.path, isShared: true))
    for path in ["", "new"] {
      let rights = try place.rights(path) ?? 0
      #expect(rights & 0o2070 == 0o2070, "\(path)")
    }
  }

  @Test func `given a file with other names, then that is known`() throws {
    let place = try Place()
    let folder = try Folder(place.path)
    let file = try folder.open("a", .create)
    #expect(try !file.hasOtherNames())
    try FileManager.default.linkItem(atPath: place.path + "/a", toPath: place.outside + "/b")
    #expect(try file.hasOtherNames())
    let names = ["/b", "/a"].map { place.outside + $0 }.map { folder.nameOfFile(at: $0) }
    #expect(names == ["a", nil])
  }
}
