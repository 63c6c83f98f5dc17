import EventLog
import Foundation
import Ownership
import Testing

/// The story as a ledger on disk, built once for all tests of this run, and its history.
struct BuiltStory: Sendable {
  let script: Script
  let files: [String: [UInt8]]
  /// All that lies in the folder.
  let names: Set<String>
  let log: Log
  let history: History

  static let shared = Result { try BuiltStory() }

  private init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "story-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    script = try Story.script()
    try LedgerFolder(path: folder.path)
      .write(script, name: Story.name, openedBy: Story.openedBy)
    files = try Self.files(in: folder)
    names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    log = try Log(reading: folder.path)
    history = History(events: log.events, zone: script.zone)
  }

  /// The lines as they stand, without their LFs.
  func lines() throws -> [[UInt8]] {
    try #require(files["000000000001.jsonl"]).split(separator: 0x0A).map { Array($0) }
  }

  /// The ledger in the repository.
  static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "EventLog")

  /// The files of a ledger, without what is derived.
  static func files(in folder: URL) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".jsonl") || name == "head" || name == "checkpoint" {
      files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return files
  }
}
