import Foundation
import Merkle
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
  /// The lines whose content is to be destroyed, and how many of them were.
  private var secrets: [SequenceNumber] = []
  private var destroyed = 0
  /// How many case files were issued.
  private var issued = 0
  /// What went wrong, for messages.
  private(set) var errors: [LogError] = []

  /// The clock and the salts of its writers.
  private let environment: Environment

  init(_ disk: SimulatedDisk, environment: Environment = DiskScript.environment) {
    self.disk = disk
    self.environment = environment
  }

  /// How many seeds each case is tried with: `CUSTODY_SEEDS`, 1 without it.
  static let seeds = Int(ProcessInfo.processInfo.environment["CUSTODY_SEEDS"] ?? "") ?? 1

  /// Opens a ledger, and appends: one line; several; so many that a segment is rolled; a batch larger
  /// than a segment; a checkpoint; and goes on with another writer. Destroys a line of the first segment and
  /// one of the last, and issues a case file.
  func run() {
    open()
    append(1)
    secret()
    append(3)
    append(2)
    append(2)
    checkpoint()
    open()
    append(9)
    append(1)
    open()
    append(2)
    secret()
    redact()
    redact()
    issueEvidence()
  }

  /// Another writer, which may have to recover what the one before left.
  func open() {
    attempt { () throws(LogError) in
      writer = nil
      do throws(LogError) {
        writer = try LogWriter(
          opening: Self.path, on: .simulated(disk), environment: environment,
          limits: Self.limits)
      } catch {
        if isOpened { throw error }
        writer = try LogWriter(
          creating: Self.path, on: .simulated(disk), name: "Тест", zone: "UTC",
          environment: environment, limits: Self.limits)
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

  /// Records a line whose content is to be destroyed.
  func secret() {
    attempt { () throws(LogError) in
      guard let writer else { return }
      secrets.append(try writer.append([note(Self.secret)]).result.head.sequence)
    }
  }

  static let secret = "what nobody may read"

  /// Destroys the content of the next of these lines.
  func redact() {
    attempt { () throws(LogError) in
      guard let writer, destroyed < secrets.count else { return }
      _ = try writer.redact(secrets[destroyed], reason: "asked for")
      destroyed += 1
    }
  }

  /// What a case file needs of the disk: the line that issues it, the checkpoint at exactly that line, the
  /// tree, and the lines.
  func issueEvidence() {
    attempt { () throws(LogError) in
      guard let writer, let complaint = try? ComplaintID("c1") else { return }
      _ = try writer.stageEvidence(on: complaint, subjects: [.ledger])
      let line = try writer.commit().head.sequence
      let checkpoint = try writer.writeCheckpoint()
      let tree = try LogTree(reading: Self.path, on: .simulated(disk))
      _ = try tree.lines([SequenceNumber(1), line])
      precondition(tree.root(size: line.value) == checkpoint.root)
      issued += 1
    }
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
      guard case .entry(.noteAdded(let text?)) = event.fact, text != Self.secret else { continue }
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
    if let complaint = complaintOfEvidence(log) { return complaint }
    let lost = acknowledged.filter { !seen.contains($0) }
    return lost.isEmpty ? nil : "batches \(lost) were acknowledged and are lost; there are \(seen)"
  }

  /// What was destroyed must be gone and told of, what was issued told of, with the right heads.
  private func complaintOfEvidence(_ log: Log) -> String? {
    let stubs = log.events.count { $0.isRedacted }
    if stubs < destroyed { return "\(destroyed) lines were destroyed, \(stubs) are" }
    let told = Set(
      log.events.compactMap { event in
        if case .entry(.redacted(let redaction)) = event.fact { redaction.entry } else { nil }
      }
    ).count
    if stubs > told { return "a destroyed line is not told of" }
    if hasGoneOn {
      if stubs < told { return "the next writer has destroyed nothing" }
      let secret = Array(Self.secret.utf8)
      let left = disk.files(in: Self.path).filter { $0.key.hasSuffix(".jsonl") }.values
        .reduce(0) { $0 + $1.ranges(of: secret).count }
      let known = log.events.count { $0.fact == .entry(.noteAdded(text: Self.secret)) }
      if left > known { return "destroyed content is still there" }
    }
    let cases = log.events.count { event in
      if case .ledger(.evidenceIssued) = event.fact { true } else { false }
    }
    if cases < issued { return "a case file was issued, and no line tells of it" }
    guard hasGoneOn else { return nil }
    guard let folder = try? Folder(Self.path, on: .simulated(disk)),
      let files = try? LogFiles(folder),
      let inspection = try? LogInspection(
        folder, files, keepsIDs: false, wishes: LogScan.Wishes(checksHeads: true))
    else { return "cannot be checked" }
    if !inspection.scan.falseHeads.isEmpty { return "evidence names false heads" }
    let untold = try? inspection.scan.recoveries.untold(in: folder)
    return untold?.isEmpty == true ? nil : "a tail was set aside and never told of"
  }

  /// Whether a writer has opened the log anew and gone on since.
  private var hasGoneOn = false

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
    hasGoneOn = true
    defer { hasGoneOn = false }
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
