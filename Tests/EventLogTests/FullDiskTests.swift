import Foundation
import Ownership
import Testing

@testable import EventLog

/// A real file system of one MiB, for as long as this lives.
private final class SmallDisk {
  let path: String

  /// `nil` where this process may mount nothing.
  init?() {
    guard geteuid() == 0 else { return nil }
    path = NSTemporaryDirectory() + "small-disk-\(UUID())"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path) else {
      try? FileManager.default.removeItem(atPath: path)
      return nil
    }
  }

  deinit {
    _ = Self.run("umount", path)
    try? FileManager.default.removeItem(atPath: path)
  }

  func makeReadOnly() -> Bool { Self.run("mount", "-o", "remount,ro", path) }

  static let canBeMade = SmallDisk() != nil

  private static func run(_ words: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

@Suite(
  .serialized, .enabled(if: SmallDisk.canBeMade, "mounting a small tmpfs needs to be root on Linux")
)
struct FullDiskTests {
  private let disk: SmallDisk
  private let ledger: Fixture

  init() throws {
    disk = try #require(SmallDisk())
    ledger = try Fixture(in: disk.path)
  }

  private func long(_ number: Int) -> EventDraft {
    note(String(repeating: "\(number % 10)", count: 20_000))
  }

  private var segment: String { "\(ledger.path)/000000000001.jsonl" }

  @Test func aFullDiskEndsNoLedger() throws {
    let balloon = disk.path + "/balloon"
    try Data(repeating: 1, count: 600_000).write(to: URL(filePath: balloon))
    let writer = try ledger.create()
    var last = writer.head
    var failure: LogError?
    for number in 0..<100 where failure == nil {
      do {
        last = try writer.append([long(number)]).result.head
      } catch { failure = error }
    }
    #expect(last.sequence > SequenceNumber(5))
    #expect(
      failure?.description
        == "cannot write \(segment): the disk is full; free space and try again")
    #expect(failure?.severity == .unreadable)
    #expect(try LogVerification(of: ledger.path).head == last)
    #expect(try LogVerification(of: ledger.path).tail == nil)
    // A batch of several is whole or not there.
    #expect(throws: LogError.self) { try writer.append((0..<4).map(long)) }
    #expect(try LogVerification(of: ledger.path).head == last)
    try FileManager.default.removeItem(atPath: balloon)
    let result = try writer.append((0..<4).map(long)).result
    #expect(result.count == 4 && result.warning == nil)
    #expect(try LogVerification(of: ledger.path).head == result.head)
    #expect(try LogVerification(of: ledger.path).tail == nil)
  }

  @Test func aWriterOpensAndSaysSoOnADiskThatIsFull() throws {
    do { _ = try ledger.create().append((0..<10).map(long)) }
    let head = try ledger.read().head
    // To the last byte.
    let balloon = disk.path + "/balloon"
    #expect(FileManager.default.createFile(atPath: balloon, contents: nil))
    let handle = try FileHandle(forWritingTo: URL(filePath: balloon))
    while (try? handle.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
    try handle.close()
    do {
      let writer = try ledger.open()
      #expect(throws: LogError.self) { try writer.append([long(1)]) }
      let evidence = #expect(throws: LogError.self) { try writer.writeCheckpoint() }
      #expect(evidence?.message.contains("the disk is full") == true)
      let redaction = #expect(throws: LogError.self) {
        try writer.redact(
          SequenceNumber(2),
          reason: "a reason as long as a page".padding(toLength: 9000, withPad: ".", startingAt: 0))
      }
      #expect(redaction?.message.contains("the disk is full") == true)
    }
    #expect(try LogVerification(of: ledger.path).head.sequence >= head.sequence)
    try FileManager.default.removeItem(atPath: balloon)
    #expect(try ledger.open().append([long(1)]).result.count == 1)
    #expect(try ledger.read().events.count > 11)
  }

  @Test func aReadOnlyFileSystemIsReadAndNotWritten() throws {
    do { _ = try ledger.create().append([note("a")]) }
    try #require(disk.makeReadOnly())
    #expect(try ledger.read().events.count == 2)
    let error = #expect(throws: LogError.self) { try ledger.open() }
    #expect(
      error?.description
        == "cannot open \(segment): the file system is read-only; questions still work, writing does "
        + "not")
    #expect(error?.severity == .unreadable)
  }
}

@Suite struct ForeignFilesTests {
  @Test func whatIsNotOfTheLedgerIsNamedAndLeftAlone() throws {
    let ledger = try Fixture()
    do { _ = try ledger.create().append([note("a")]) }
    for name in ["notes.txt", "1.jsonl", "000000000001.jsonl.bak", ".gitignore"] {
      try ledger.write([0x78], to: name)
    }
    #expect(
      try LogVerification(of: ledger.path).foreignFiles
        == ["000000000001.jsonl.bak", "1.jsonl", "notes.txt"])
    do { _ = try ledger.open().append([note("b")]) }
    #expect(try ledger.bytes("notes.txt") == [0x78])
  }

  @Test(arguments: ["head", "checkpoint", "000000000003.jsonl"])
  func aFolderInThePlaceOfAFileIsNamed(name: String) throws {
    let ledger = try Fixture()
    do { _ = try ledger.create().append([note("a")]) }
    try? ledger.remove(name)
    try FileManager.default.createDirectory(
      atPath: "\(ledger.path)/\(name)", withIntermediateDirectories: false)
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(
      error?.description.hasSuffix(
        "\(ledger.path)/\(name): it is a folder, and a ledger consists of files; look whose it is, "
          + "and move it away") == true
        || error?.message.contains("should begin with line") == true, "\(String(describing: error))"
    )
    #expect(throws: LogError.self) { try ledger.open() }
  }
}
