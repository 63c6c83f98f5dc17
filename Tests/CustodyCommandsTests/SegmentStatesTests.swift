import EventLog
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// Segments that are absent, empty, cut or whole, before every command that reads.
@Suite struct SegmentStatesTests {
  private static let names = ["000000000001.jsonl", "000000000004.jsonl", "000000000007.jsonl"]

  private static let commands = [
    ["who", "acme"], ["who", "--complaint", "c1"], ["history", "acme"], ["log"], ["map"], ["load"],
    ["audit"], ["diff", "2026-01-01", "2026-02-01"], ["complaint", "list"], ["bonuses"], ["verify"],
    ["recover"], ["prove", "1", "--dry-run"], ["checkpoint", "--dry-run"],
    ["note", "ledger", "x", "--dry-run"],
    ["recover", "--accept-loss", "--reason", "x", "--dry-run"],
  ]

  /// The files of a ledger of three segments, the last two of one batch.
  private static func files() throws -> [String: [UInt8]] {
    let bench = Bench()
    let moment = try Instant(rfc3339: "2026-03-01T09:00:00Z")
    let environment = Environment(
      login: "anna", now: { moment }, randomBytes: { [UInt8](repeating: 7, count: $0) })
    do {
      let writer = try LogWriter(
        creating: bench.log, name: "x", zone: "UTC", environment: environment,
        limits: LogWriter.Limits(segmentBytes: 2500))
      let client = Subject.client(try ClientID("acme"))
      let text = JSON.string(String(repeating: "x", count: 350))
      let note = EventDraft(
        type: "custody.note.added", subject: client, time: moment,
        data: [JSONMember("text", text)])
      for count in [2, 6] {
        _ = try writer.append([EventDraft](repeating: note, count: count))
      }
      _ = try writer.writeCheckpoint()
    }
    var files: [String: [UInt8]] = [:]
    for name in names + ["head", "checkpoint"] { files[name] = bench.read("\(bench.log)/\(name)") }
    return files
  }

  /// What can be left of a segment; `nil` where it is absent.
  private static func states(_ bytes: [UInt8]) -> [[UInt8]?] {
    let line = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return [nil, [], Array(bytes[..<line]), Array(bytes[..<(line + 40)]), bytes]
  }

  @Test func `given any state of three segments, then every command that reads ends with a code`()
    throws
  {
    let whole = try Self.files()
    #expect(whole.count == 5)
    let states = try Self.names.map { Self.states(try #require(whole[$0])) }
    var codes: [Int32: Int] = [:]
    for first in states[0] {
      for second in states[1] {
        for third in states[2] {
          for witnesses in [[], ["head", "checkpoint"]] {
            let bench = Bench()
            try FileManager.default.createDirectory(
              atPath: bench.log, withIntermediateDirectories: false)
            var files: [String: [UInt8]] = [:]
            for (name, bytes) in zip(Self.names, [first, second, third]) { files[name] = bytes }
            for name in witnesses { files[name] = whole[name] }
            for (name, bytes) in files { bench.write("\(bench.log)/\(name)", bytes) }
            for command in Self.commands {
              let result = bench.run(command)
              codes[result.code, default: 0] += 1
              let isSaid = result.code < 2 || !result.errors.isEmpty
              #expect((0...4).contains(result.code) && isSaid, "\(command): \(result)")
            }
            for (name, bytes) in files {
              #expect(bench.read("\(bench.log)/\(name)") == bytes, "\(name)")
            }
          }
        }
      }
    }
    for code: Int32 in [0, 3, 4] { #expect(codes[code] != nil, "\(code)") }
  }
}
