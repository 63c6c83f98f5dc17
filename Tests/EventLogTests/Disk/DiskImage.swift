import Foundation
import Ownership
import Simulation
import Storage

@testable import EventLog

/// The files of a ledger as bytes, to be damaged and put on a new disk each time.
struct DiskImage {
  static let segment = "000000000001.jsonl"

  /// The lines.
  var log: [UInt8]
  var head: [UInt8]?
  var checkpoint: [UInt8]?
  /// Where each batch ends, and how many lines there are up to there.
  private(set) var batchEnds: [(offset: Int, lines: Int)] = []

  /// A ledger of at least so many bytes, in batches of one to five lines.
  init(bytes: Int) throws {
    let disk = SimulatedDisk(seed: 1)
    let writer = try LogWriter(
      creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
      environment: DiskScript.environment)
    log = []
    var batch = 0
    while true {
      log = disk.contents(of: Self.segment, in: DiskScript.path) ?? []
      batchEnds.append((log.count, Int(writer.head.sequence.value)))
      if log.count >= bytes { break }
      batch += 1
      let count = [1, 1, 3, 1, 5][batch % 5]
      _ = try writer.append((1...count).map { note("\(batch).\($0)/\(count) Привет") })
    }
    _ = try writer.writeCheckpoint()
    head = disk.contents(of: Head.fileName, in: DiskScript.path)
    checkpoint = disk.contents(of: LogFiles.checkpointName, in: DiskScript.path)
  }

  /// How many lines the whole batches within the first bytes have.
  func lines(within length: Int) -> Int {
    batchEnds.last { $0.offset <= length }?.lines ?? 0
  }

  /// The number of the line in which a byte stands, from 1.
  func line(at offset: Int) -> Int {
    log[..<offset].count { $0 == 0x0A } + 1
  }

  /// A disk with these files, all synced.
  func disk() throws -> SimulatedDisk {
    let disk = SimulatedDisk(seed: 2)
    _ = try Folder.make(DiskScript.path, on: .simulated(disk))
    let folder = try Folder(DiskScript.path, on: .simulated(disk))
    for (name, bytes) in [
      (Self.segment, log), (Head.fileName, head), (LogFiles.checkpointName, checkpoint),
    ] {
      guard let bytes else { continue }
      let file = try folder.open(name, .create)
      try file.write(bytes.span, at: 0)
      try file.sync()
    }
    try folder.sync()
    return disk
  }

  /// The folder on such a disk.
  func folder() throws -> Folder {
    try Folder(DiskScript.path, on: .simulated(try disk()))
  }

  /// Reads and checks the lines, as readers and writers do first.
  func inspect(_ wishes: LogScan.Wishes = LogScan.Wishes()) throws -> LogInspection {
    let folder = try Folder(DiskScript.path, on: .simulated(try disk()))
    return try LogInspection(folder, try LogFiles(folder), keepsIDs: false, wishes: wishes)
  }

  /// Every `CUSTODY_STRIDE`-th case is tried; without it, every `usual`-th, so that it takes seconds.
  static func stride(usually usual: Int) -> Int {
    max(1, Int(ProcessInfo.processInfo.environment["CUSTODY_STRIDE"] ?? "") ?? usual)
  }
}
