import Foundation
import Ownership
import Testing

@testable import EventLog

/// What a writer makes of a segment is no more open than the segment, and what has other names is known.
@Suite struct SegmentRightsTests {
  private static func rights(_ ledger: Fixture, _ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(ledger.path)/\(name)")[.posixPermissions]
      as? Int
  }

  private static func close(_ ledger: Fixture, _ mode: Int) throws {
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: ledger.path)
    try files.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: ledger.path + "/000000000001.jsonl")
  }

  @Test func `given a segment that others may not read, then they may not read the next ones`()
    throws
  {
    let ledger = try Fixture()
    let limits = LogWriter.Limits(segmentBytes: 2500, checkpointLines: 3)
    let writer = try ledger.create(limits: limits)
    try Self.close(ledger, 0o600)
    // One line more than there is room for, and then more than a segment holds.
    for count in [1, 3, 3, 3, 20] {
      _ = try writer.append((0..<count).map { note("line \($0)") })
    }
    let segments = try ledger.names.filter { $0.hasSuffix(".jsonl") }
    #expect(segments.count > 4)
    for segment in segments { #expect(try Self.rights(ledger, segment) == 0o600, "\(segment)") }
  }

  @Test func `given a segment that others may not read, then they may not read what is set aside`()
    throws
  {
    let ledger = try Fixture()
    _ = try ledger.create()
    try Self.close(ledger, 0o600)
    let bytes = try ledger.bytes()
    try ledger.write(bytes + Array("{\"torn".utf8))
    try Self.close(ledger, 0o600)
    _ = try ledger.open()
    let tail = "000000000001.jsonl.tail-\(bytes.count)"
    #expect(try Self.rights(ledger, tail) == 0o600)
  }

  @Test func `given a copy that the same writer has made, then its redaction knows the other name`()
    throws
  {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([note("the secret")])
    let backup = ledger.path + "/../backup-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: backup) }
    try FileManager.default.linkItem(
      atPath: ledger.path + "/000000000001.jsonl", toPath: backup)
    _ = try writer.append([note("more")])
    let error = #expect(throws: LogError.self) {
      try writer.redact(SequenceNumber(2), reason: "r")
    }
    #expect(error?.message.contains("under which line 2 would stay") == true)
    #expect(try ledger.read().events.count == 3)
  }
}
