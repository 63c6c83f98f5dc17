import Merkle
import Ownership
import SeededNumbers
import Simulation
import Storage
import Testing

@testable import EventLog

/// The machine goes down at any operation while a loss is being accepted: the log is refused as before, or
/// goes on and tells of it; and nothing that stood in it is gone.
@Suite struct LossCrashTests {
  /// What became of the log before.
  enum Case: CaseIterable {
    /// An older copy beside a newer head and checkpoint.
    case olderCopy
    /// The same with a piece of a line at its end.
    case tornOlderCopy
    /// A changed byte in the last segment.
    case lastSegment
    /// A changed byte in an inner segment.
    case innerSegment
    /// A changed byte in the first line of an inner segment.
    case beginningOfSegment
    /// A segment that is not there.
    case missingSegment
    /// A changed byte in an inner segment, and neither head nor checkpoint.
    case withoutWitnesses
  }

  private static let limits = LogWriter.Limits(segmentBytes: 900, checkpointLines: 100)

  /// The files of a ledger of about five segments, and what became of them.
  private func files(_ damage: Case) throws -> [String: [UInt8]] {
    let disk = SimulatedDisk(seed: 1)
    let writer = try LogWriter(
      creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
      environment: DiskScript.environment, limits: Self.limits)
    for index in 0..<8 { _ = try writer.append([note("\(index)")]) }
    _ = try writer.writeCheckpoint()
    var files = disk.files(in: DiskScript.path)
    let names = files.keys.filter { $0.hasSuffix(".jsonl") }.sorted()
    let inner = names[names.count / 2]
    switch damage {
    case .olderCopy, .tornOlderCopy:
      for name in names[3...] { files[name] = nil }
      let lines = files[names[2]]!.split(separator: 0x0A)
      files[names[2]] = Array(lines[0]) + [0x0A] + (damage == .olderCopy ? [] : lines[1].dropLast())
    case .lastSegment: files[names[names.count - 1]]![300] ^= 1
    case .innerSegment, .withoutWitnesses: files[inner]![files[inner]!.count - 9] ^= 1
    case .beginningOfSegment: files[inner]![200] ^= 1
    case .missingSegment: files[inner] = nil
    }
    if damage == .withoutWitnesses {
      files["head"] = nil
      files["checkpoint"] = nil
    }
    return files
  }

  private func accept(_ disk: SimulatedDisk) throws(LogError) {
    _ = try LogWriter(
      acceptingLossIn: DiskScript.path, on: .simulated(disk), reason: "disk died",
      environment: DiskScript.environment, limits: Self.limits)
  }

  /// What is wrong with a log after a crash; `nil` when it is refused, or goes on and tells of the loss.
  private func complaint(_ disk: SimulatedDisk) -> String? {
    guard let log = try? Log(reading: DiskScript.path, on: .simulated(disk)) else { return nil }
    let losses = log.events.filter { event in
      if case .ledger(.recovered(let loss?)) = event.fact {
        loss.reason == "disk died"
      } else {
        false
      }
    }
    return losses.isEmpty ? "goes on and tells of no loss" : nil
  }

  /// Whether the log is refused.
  private func isRefused(_ disk: SimulatedDisk) -> Bool {
    (try? Log(reading: DiskScript.path, on: .simulated(disk))) == nil
  }

  /// Accepts the loss if that is still to be done, goes on, and looks for everything that was there.
  private func goOn(_ disk: SimulatedDisk, from files: [String: [UInt8]]) throws -> String? {
    if let complaint = complaint(disk) { return complaint }
    if isRefused(disk) { try accept(disk) }
    do {
      _ = try LogWriter(
        opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment,
        limits: Self.limits
      ).append([note("on")])
    }
    if let complaint = complaint(disk) { return complaint }
    let after = disk.files(in: DiskScript.path)
    if let name = after.keys.first(where: { $0.hasSuffix(".tmp") }) { return "leaves \(name)" }
    for (name, bytes) in files where name.hasSuffix(".jsonl") {
      let tails = after.filter { $0.key.hasPrefix("\(name).tail-") }
      let isKept =
        after[name].map { $0.starts(with: bytes) } ?? false
        || tails.contains { tail in
          guard let offset = TailFile(name: tail.key)?.offset else { return false }
          return Array(bytes[offset...]) == tail.value
            && (offset == 0 || after[name].map { $0 == Array(bytes[..<offset]) } ?? false)
        }
      if !isKept { return "\(name) is not kept" }
    }
    let folder = try Folder(DiskScript.path, on: .simulated(disk))
    let inspection = try LogInspection(folder, try LogFiles(folder), keepsIDs: false)
    let untold = try inspection.scan.recoveries.untold(in: folder)
    return untold.isEmpty ? nil : "does not tell of \(untold.map(\.file))"
  }

  @Test(arguments: Case.allCases)
  func aCrashLeavesTheOldRefusalOrTheNewState(damage: Case) throws {
    let files = try files(damage)
    let whole = SimulatedDisk(seed: 0, folder: DiskScript.path, files: files)
    #expect(isRefused(whole))
    try accept(whole)
    #expect(try goOn(whole, from: files) == nil)
    var numbers = SeededNumbers(seed: 3)
    for change in 1... {
      var isOver = false
      for seed in 0..<DiskScript.seeds {
        // Two fates each time, so that all come by.
        for turn in 0..<2 {
          let fate = Fate.allCases[(change + 3 * turn + seed) % Fate.allCases.count]
          let disk = SimulatedDisk(
            seed: UInt64(seed) << 20 | UInt64(change), folder: DiskScript.path, files: files)
          disk.crash(atChange: change)
          try? accept(disk)
          isOver = !disk.isDown
          disk.restart(fate)
          if let complaint = complaint(disk) {
            Issue.record("operation \(change), \(fate): \(complaint)")
          }
          // The second attempt, or the next writer, is cut short somewhere as well.
          disk.crash(atChange: Int.random(in: 1...20, using: &numbers))
          if isRefused(disk) {
            try? accept(disk)
          } else {
            _ = try? LogWriter(
              opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment,
              limits: Self.limits)
          }
          disk.restart(Fate.allCases.randomElement(using: &numbers)!)
          let complaint = try goOn(disk, from: files)
          #expect(complaint == nil, "operation \(change), \(fate), seed \(seed)")
        }
      }
      if isOver {
        #expect(change > 8)
        break
      }
    }
  }

  @Test(arguments: Case.allCases, [false, true])
  func anErrorLeavesTheOldRefusalOrTheNewState(damage: Case, isForGood: Bool) throws {
    let files = try files(damage)
    let stride = DiskImage.stride(usually: 7)
    for operation in Swift.stride(from: isForGood ? 1 : 4, to: .max, by: stride) {
      let disk = SimulatedDisk(
        seed: UInt64(operation), folder: DiskScript.path, files: files)
      let before = disk.operations
      disk.fail(.init(at: operation, isForGood: isForGood))
      try? accept(disk)
      let isOver = disk.operations - before < operation
      disk.restart(Fate.allCases[operation % Fate.allCases.count])
      let complaint = try goOn(disk, from: files)
      #expect(complaint == nil, "operation \(operation)")
      if isOver { break }
    }
  }

  /// Whoever is told of an error learns whether the loss is accepted.
  @Test(arguments: Case.allCases, [false, true])
  func anErrorSaysWhatBecameOfTheLoss(damage: Case, isForGood: Bool) throws {
    let files = try files(damage)
    var seen: Set<String> = []
    for operation in 1... {
      let disk = SimulatedDisk(seed: UInt64(operation), folder: DiskScript.path, files: files)
      let before = disk.operations
      disk.fail(.init(at: operation, isForGood: isForGood))
      do throws(LogError) {
        try accept(disk)
        if disk.operations - before < operation { break }
      } catch {
        disk.fail(nil)
        let isAccepted = !isRefused(disk)
        let place = "operation \(operation): \(error)"
        #expect(complaint(disk) == nil, "\(place)")
        if error.recorded != nil { #expect(isAccepted, "\(place)") }
        if error.remedy.contains("the loss is not accepted") { #expect(!isAccepted, "\(place)") }
        if isAccepted, error.recorded == nil {
          #expect(isForGood && error.remedy.contains("nobody knows whether"), "\(place)")
        }
        seen.insert(error.recorded == nil ? "refused" : "accepted")
      }
    }
    #expect(isForGood || seen == ["refused", "accepted"])
  }

  /// A tail was cut, and its writer went down before it told of it: the next one does.
  @Test(arguments: Fate.allCases)
  func aTailIsToldOfOnceWhereverItsWriterIsCutShort(fate: Fate) throws {
    var files = try files(.olderCopy)
    files["head"] = nil
    files["checkpoint"] = nil
    let name = files.keys.filter { $0.hasSuffix(".jsonl") }.max()!
    let good = files[name]!
    let tail = Array("{\"specversion\"".utf8)
    files[name] = good + tail
    for change in 1... {
      let disk = SimulatedDisk(
        seed: UInt64(change), folder: DiskScript.path, files: files)
      func open() throws -> [LogWriter.RecoveredTail] {
        try LogWriter(
          opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment,
          limits: Self.limits
        ).recovered
      }
      disk.crash(atChange: change)
      _ = try? open()
      let isOver = !disk.isDown
      if change % 2 == 0 { disk.killProcesses() } else { disk.restart(fate) }
      _ = try open()
      let folder = try Folder(DiskScript.path, on: .simulated(disk))
      let recoveries = try LogInspection(folder, try LogFiles(folder), keepsIDs: false).scan
        .recoveries
      let told = recoveries.tails.filter {
        $0.sha256 == SHA256.digest(of: tail).hexadecimal && $0.offset == good.count
      }
      #expect(told.count == 1, "operation \(change)")
      #expect(try recoveries.untold(in: folder).isEmpty, "operation \(change)")
      // The line that tells of it may have been torn as well, and be the next tail at this place.
      let after = disk.files(in: DiskScript.path)
      #expect(after["\(name).tail-\(good.count)"] == tail, "operation \(change)")
      if isOver {
        #expect(change > 8)
        break
      }
    }
  }
}
