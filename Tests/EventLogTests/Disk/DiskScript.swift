import Foundation
import Ownership
import Simulation
import Storage
import Synchronization
import Testing

@testable import EventLog

/// Work on a ledger on a simulated disk, and what was acknowledged of it.
///
/// Each batch is of notes that say which batch they belong to, which of its lines they are, and how many
/// it has: `7.2/3`. So each line read later tells what must stand beside it.
final class DiskScript {
  static let path = SimulatedDisk.root + "/ledger"
  static let limits = LogWriter.Limits(segmentBytes: 2500, checkpointLines: 3)

  let disk: SimulatedDisk
  private var writer: LogWriter?
  private var batches = 0
  /// The syncs that had failed when the writer was opened.
  private var failedSyncs = 0
  /// The last acknowledged line.
  private var lastSequence = SequenceNumber(0)
  private(set) var acknowledged: [Int] = []
  private(set) var isOpened = false
  /// Whether anything was acknowledged by a writer that had seen a sync fail.
  private(set) var wasMistaken = false
  /// What went wrong, for messages.
  private(set) var errors: [LogError] = []

  init(_ disk: SimulatedDisk) {
    self.disk = disk
  }

  /// How many seeds each case is tried with: `CUSTODY_SEEDS`, 1 without it.
  static let seeds = Int(ProcessInfo.processInfo.environment["CUSTODY_SEEDS"] ?? "") ?? 1

  /// Opens a ledger, and appends: one line; several; so many that a segment is rolled; a batch larger
  /// than a segment; a checkpoint; and goes on with another writer.
  func run() {
    open()
    append(1)
    append(3)
    append(2)
    append(2)
    checkpoint()
    open()
    append(9)
    append(1)
    open()
    append(2)
  }

  /// Another writer, which may have to recover what the one before left.
  func open() {
    attempt { () throws(LogError) in
      writer = nil
      do throws(LogError) {
        writer = try LogWriter(
          opening: Self.path, on: .simulated(disk), environment: Self.environment,
          limits: Self.limits)
      } catch {
        if isOpened { throw error }
        writer = try LogWriter(
          creating: Self.path, on: .simulated(disk), name: "Тест", zone: "UTC",
          environment: Self.environment, limits: Self.limits)
      }
      isOpened = true
      failedSyncs = disk.failedSyncs
    }
  }

  /// Closes the writer.
  func close() { writer = nil }

  func append(_ count: Int) {
    batches += 1
    let number = batches
    attempt { () throws(LogError) in
      guard let writer else { return }
      let hadFailed = disk.failedSyncs > failedSyncs
      let result = try writer.append((1...count).map { note("\(number).\($0)/\(count)") }).result
      lastSequence = result.head.sequence
      if hadFailed { wasMistaken = true }
      acknowledged.append(number)
    }
  }

  func checkpoint() {
    attempt { () throws(LogError) in _ = try writer?.writeCheckpoint() }
  }

  private func attempt(_ body: () throws(LogError) -> Void) {
    if disk.isDown { return }
    do throws(LogError) { try body() } catch { errors.append(error) }
  }

  /// Checks what a reader sees: each acknowledged batch once and in order, every other batch whole or
  /// not at all.
  ///
  /// - Returns: what is wrong; `nil` when nothing is.
  func complaint() -> String? {
    let log: Log
    do throws(LogError) {
      log = try Log(reading: Self.path, on: .simulated(disk))
    } catch {
      if error.severity == .unreadable, allowsDamage { return nil }
      return isOpened || !acknowledged.isEmpty ? "cannot be read: \(error)" : nil
    }
    var seen: [Int] = []
    var rest: Substring = ""
    for event in log.events {
      guard case .noteAdded(let text?) = event.fact else { continue }
      let parts = text.split { $0 == "." || $0 == "/" }
      let (batch, line, count) = (Int(parts[0])!, Int(parts[1])!, Int(parts[2])!)
      if line == 1 {
        if !rest.isEmpty { return "\(text) stands within a batch" }
        seen.append(batch)
      } else if rest != "\(batch).\(line)" {
        return "\(text) stands where \(rest) is due"
      }
      rest = line == count ? "" : "\(batch).\(line + 1)"
    }
    if !rest.isEmpty { return "\(rest) is missing" }
    if zip(seen, seen.dropFirst()).contains(where: { $0 >= $1 }) { return "order: \(seen)" }
    let lost = acknowledged.filter { !seen.contains($0) }
    return lost.isEmpty ? nil : "batches \(lost) were acknowledged and are lost; there are \(seen)"
  }

  /// Whether a log may be called damaged: without a readable head, whole lines that hold anything are
  /// no tail (FORMAT section 1). What was acknowledged stands before them all the same.
  private var allowsDamage: Bool {
    if Head.read(disk.contents(of: Head.fileName, in: Self.path) ?? []) != nil { return false }
    guard let folder = try? Folder(Self.path, on: .simulated(disk)),
      let files = try? LogFiles(folder)
    else { return false }
    var scan = LogScan(keepsIDs: false)
    guard let rest = try? scan.run(folder, files) else { return false }
    return rest.kind == .other && rest.place == .last
      && scan.complete.sequence >= lastSequence.value
  }

  /// Checks that the ledger is read, opened by a writer, goes on, and is read again.
  func complaintAfterGoingOn() -> String? {
    if let complaint = complaint() { return "before: \(complaint)" }
    if allowsDamage { return nil }
    let before = errors.count
    open()
    append(2)
    close()
    if errors.count > before { return "does not go on: \(errors[before...])" }
    return complaint().map { "after: \($0)" }
  }

  /// A clock that moves, and salts that do not matter here.
  static let environment = Environment(
    login: "olga",
    now: {
      Instant(
        clamping: clock.withLock {
          $0 += 1_000_000; return $0
        })
    },
    randomBytes: { [UInt8](repeating: 7, count: $0) })

  private static let clock = Mutex<Int64>(1_767_225_600_000_000)
}
