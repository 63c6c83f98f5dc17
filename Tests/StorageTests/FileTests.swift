import Foundation
import Testing

@testable import Storage

@Suite struct FileTests {
  /// A temporary folder that goes with the test.
  private final class Place {
    let path = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())").path
    init() throws { _ = try Folder.make(path) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test func whatIsWrittenIsRead() throws {
    let place = try Place()
    #expect(try !Folder.make(place.path))
    let folder = try Folder(place.path)
    let file = try folder.open("a", .create)
    try file.write([1, 2, 3, 4].span, at: 2)
    try file.sync()
    #expect(try file.readAll() == [0, 0, 1, 2, 3, 4])
    #expect(try file.length() == 6)
    try file.truncate(to: 3)
    #expect(try folder.contents(of: "a") == [0, 0, 1])
    var buffer: [UInt8] = [9, 9, 9, 9, 9]
    #expect(try file.read(into: &buffer, from: 1, count: 4, at: 1) == 2)
    #expect(buffer == [9, 0, 1, 9, 9])
    #expect(try folder.contents(of: "b") == nil)
    try folder.rename("a", to: "b")
    #expect(try folder.names() == ["b"])
    try folder.remove("b")
    try folder.remove("b")
    #expect(try folder.names().isEmpty)
    try folder.sync()
  }

  @Test func aFileLargerThanTheFirstGuessIsReadWhole() throws {
    let place = try Place()
    let folder = try Folder(place.path)
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try folder.open("a", .create).write(bytes.span, at: 0)
    #expect(try folder.open("a", .read).readAll() == bytes)
    // A file that says that it has no length.
    #if os(Linux)
      #expect(try SystemFile.contents(of: "/proc/self/status")?.isEmpty == false)
    #endif
  }

  @Test func failuresSayWhatWhereAndWhatToDo() throws {
    let place = try Place()
    let path = place.path
    let folder = try Folder(path)
    _ = try folder.open("a", .create)
    var error = #expect(throws: StorageError.self) { _ = try Folder("\(path)/none") }
    #expect(error?.code == .notFound)
    #expect(
      error?.description
        == "cannot open \(path)/none: there is no such file or folder; check the path")
    error = #expect(throws: StorageError.self) { _ = try Folder("\(path)/a") }
    #expect(
      error?.description
        == "cannot open \(path)/a: part of the path is not a folder; check the path")
    error = #expect(throws: StorageError.self) { _ = try Folder(path).open("a", .create) }
    #expect(
      error?.description == "cannot create \(path)/a: it exists already; choose another name")
    error = #expect(throws: StorageError.self) { _ = try Folder.make("\(path)/x/y") }
    #expect(
      error?.description
        == "cannot make \(path)/x/y: there is no such file or folder; check the path")
    error = #expect(throws: StorageError.self) {
      try Folder(path).open("a", .read).write([1].span, at: 0)
    }
    #expect(error?.operation == "write")
  }

  @Test(arguments: [
    (ENOSPC, StorageError.Code.diskFull, "the disk is full; free space and try again"),
    (EDQUOT, .diskFull, "the disk quota is used up; free space and try again"),
    (
      EROFS, .readOnly, "the file system is read-only; questions still work, writing does not"
    ),
    (
      EACCES, .permissionDenied, "permission denied; ask its owner, or run as a user who may"
    ),
    (
      EIO, .inputOutput,
      "the device reports an error; look at the system's log and save the disk"
    ),
    (EMFILE, .tooManyOpenFiles, "too many files are open; close some or raise the limit"),
  ])
  func eachNumberHasItsSentence(number: Int32, code: StorageError.Code, reason: String) {
    let error = StorageError.of(number, "write", "p")
    #expect(error.code == code)
    #expect(error.description == "cannot write p: \(reason)")
  }

  @Test func oneHolderOfTheLockAtATime() throws {
    let place = try Place()
    let folder = try Folder(place.path)
    try folder.lock(holder: "olga since noon")
    let other = try Folder(place.path)
    #expect(try other.whileUnlocked { 1 } == nil)
    let process = ProcessInfo.processInfo.processIdentifier
    let path = place.path
    let error = #expect(throws: StorageError.self) {
      try Folder(path).lock(holder: "ivan", wait: 40)
    }
    #expect(error?.code == .locked)
    #expect(
      error?.description
        == "cannot lock \(path): process \(process), olga since noon, is writing; "
        + "try again when it is done")
    folder.unlock()
    #expect(try other.whileUnlocked { 1 } == 1)
    try other.lock(holder: "ivan", wait: 0)
    #expect(try folder.whileUnlocked { 1 } == nil)
  }

  @Test func networkFileSystemsAreKnownByTheirMount() throws {
    let mounts = """
      36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
      40 35 0:52 / /home/x rw,relatime shared:7 master:3 - nfs4 server:/x rw
      41 35 0:53 / /mnt/share rw - cifs //server/x rw
      """
    #expect(networkFileSystemName(device: "98:0", mounts: mounts) == nil)
    #expect(networkFileSystemName(device: "0:52", mounts: mounts) == "nfs4")
    #expect(networkFileSystemName(device: "0:53", mounts: mounts) == "cifs")
    #expect(networkFileSystemName(device: "0:5", mounts: mounts) == nil)
    let place = try Place()
    #expect(try Folder(place.path).networkFileSystem() == nil)
  }

  @Test func theLoginComesFromTheUserId() {
    let passwd = "root:x:0:0::/root:/bin/sh\nbroken\nolga:x:1000:1000:Olga:/home/olga:/bin/sh\n"
    #expect(Accounts.name(of: 1000, in: passwd) == "olga")
    #expect(Accounts.name(of: 0, in: passwd) == "root")
    #expect(Accounts.name(of: 7, in: passwd) == nil)
    #expect(Accounts.name(ofUser: 987_654) == "uid:987654")
    #expect(Accounts.name(ofGroup: 987_654) == "gid:987654")
    let outside = "         0          0 4294967295\n"
    #expect(Accounts.idOutside(1000, map: outside) == nil)
    #expect(Accounts.idOutside(1000, map: "") == nil)
    // In a user namespace everybody can be root.
    #expect(Accounts.idOutside(0, map: "0 1000 1\n") == 1000)
    let two = "         0     100000      65536\n     65536       1000          1\n"
    #expect(Accounts.idOutside(1000, map: two) == 101_000)
    #expect(Accounts.idOutside(65_536, map: two) == 1000)
    #expect(Accounts.idOutside(65_534, map: "0 1000 1\n") == 65_534)
    #expect(!OperatingSystem.login().isEmpty)
  }

  @Test func randomBytesAreAsManyAsAskedForAndDiffer() {
    let bytes = OperatingSystem.randomBytes(1000)
    #expect(bytes.count == 1000)
    #expect(Set(bytes).count > 100)
    #expect(OperatingSystem.randomBytes(16) != OperatingSystem.randomBytes(16))
    #expect(OperatingSystem.microseconds() > 1_700_000_000_000_000)
  }

  @Test(arguments: [
    "../etc/passwd", "/etc/passwd", "", "Europe//Berlin", "Europe/Ber lin", "a/../b", ".",
  ])
  func whatIsNoNameOfAZoneIsRefused(name: String) {
    let error = #expect(throws: StorageError.self) { try ZoneFiles.contents(of: name) }
    #expect(
      error?.description
        == "cannot read the time zone \(name): that is not a name of the IANA database, "
        + "such as Europe/Berlin")
  }

  @Test(arguments: [
    "localtime", "posixrules", "Factory", "right/Europe/Berlin", "posix/Europe/Berlin", "right/UTC",
  ])
  func aliasesOfAMachineAreNoZones(name: String) {
    let error = #expect(throws: StorageError.self) { try ZoneFiles.contents(of: name) }
    #expect(error?.code == .invalidName)
    #expect(
      error?.description
        == "cannot read the time zone \(name): the IANA database has no zone of that name, whatever this "
        + "machine means by it; name the zone itself, such as Europe/Berlin")
  }

  @Test(arguments: ["Europe/Berlin", "Etc/UTC", "GMT", "US/Pacific", "Asia/Calcutta", "EST5EDT"])
  func zonesAndLinksOfTheDatabaseAreFound(name: String) throws {
    #expect(try ZoneFiles.contents(of: name).starts(with: Array("TZif".utf8)))
  }

  @Test func theDatabaseSaysWhatIsAName() {
    let text = Array(
      "# version 2025b\nR E 1979 o\nZ Europe/Berlin 0:53 - LMT 1893\n1 E CE%sT\nL Europe/Berlin Arctic/L\n"
        .utf8)
    for (name, isListed) in [
      ("Europe/Berlin", true), ("Arctic/L", true), ("europe/berlin", false), ("E", false),
      ("Arctic", false), ("LMT", false), ("Office", false),
    ] { #expect(ZoneFiles.isListed(name, in: text) == isListed, "\(name)") }
  }

  @Test func anUnknownZoneIsNotFound() {
    let error = #expect(throws: StorageError.self) { try ZoneFiles.contents(of: "Mars/Olympus") }
    #expect(error?.code == .notFound)
  }

  @Test func workIsDoneOnceForEachNumber() {
    let seen = Seen()
    Threads.run(5) { seen.add($0) }
    #expect(seen.numbers.sorted() == [0, 1, 2, 3, 4])
    Threads.run(0) { seen.add($0) }
    #expect(seen.numbers.count == 5)
  }

  private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var numbers: [Int] = []
    func add(_ number: Int) { lock.withLock { numbers.append(number) } }
  }
}
