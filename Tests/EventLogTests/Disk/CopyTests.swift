import Ownership
import SeededNumbers
import Simulation
import Storage
import Synchronization
import Testing

@testable import EventLog

/// A folder that is copied file by file while a writer is at work.
@Suite struct CopyTests {
  /// The files as they were after each operation of the script, and at last.
  private static let moments: [[String: [UInt8]]] = {
    func script(_ disk: SimulatedDisk) -> DiskScript {
      // Every run writes the same bytes.
      let ticks = Ticks()
      return DiskScript(
        disk,
        environment: Environment(
          login: "olga", now: { ticks.next() }, randomBytes: { [UInt8](repeating: 7, count: $0) }))
    }
    let whole = SimulatedDisk(seed: 0)
    script(whole).run()
    var moments: [[String: [UInt8]]] = []
    for change in 1...whole.changes {
      let disk = SimulatedDisk(seed: 0)
      disk.crash(atChange: change)
      script(disk).run()
      moments.append(disk.files(in: DiskScript.path))
    }
    return moments + [whole.files(in: DiskScript.path)]
  }()

  private final class Ticks: Sendable {
    private let time = Mutex<Int64>(1_767_225_600_000_000)

    func next() -> Instant {
      time.withLock {
        $0 += 1_000_000
        return Instant(clamping: $0)
      }
    }
  }

  /// When head and checkpoint are copied.
  enum Witnesses: CaseIterable {
    case before, never, between
  }

  /// A copy: the names are listed at some moment, then each file is read at a later one, in any order. The
  /// last segment may be cut anywhere where no witness speaks of it.
  private func copy(
    _ witnesses: Witnesses, _ numbers: inout SeededNumbers
  ) -> [String: [UInt8]] {
    let names = ["head", "checkpoint"]
    let moments = Self.moments
    var moment = Int.random(in: 0..<moments.count, using: &numbers)
    var copy: [String: [UInt8]] = [:]
    func later() {
      moment = min(moments.count - 1, moment + Int.random(in: 0...9, using: &numbers))
    }
    if witnesses == .before {
      for name in names {
        copy[name] = moments[moment][name]
        later()
      }
    }
    var listed = moments[moment].keys.filter { witnesses == .between || !names.contains($0) }
    let last = listed.filter { $0.hasSuffix(".jsonl") }.max()
    listed.sort()
    listed.shuffle(using: &numbers)
    for name in listed {
      later()
      guard var bytes = moments[moment][name] else { continue }
      if witnesses == .never, name == last, Bool.random(using: &numbers) {
        bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &numbers)))
      }
      copy[name] = bytes
    }
    return copy
  }

  /// Whether each line of the copy is one of the log at last, or was before its content was destroyed.
  private func isPrefix(_ log: Log) throws -> Bool {
    let disk = SimulatedDisk(
      seed: 0, folder: DiskScript.path, files: Self.moments[Self.moments.count - 1])
    let whole = try Log(reading: DiskScript.path, on: .simulated(disk))
    if log.events.count > whole.events.count { return false }
    return zip(log.events, whole.events).allSatisfy { copied, final in
      copied.recordedTime == final.recordedTime && copied.subject == final.subject
        && copied.type == final.type && (final.isRedacted || copied.fact == final.fact)
    }
  }

  @Test(arguments: Witnesses.allCases)
  func aCopyOpensAsAValidPrefixOrSaysWhatToDo(witnesses: Witnesses) throws {
    var numbers = SeededNumbers(seed: 17)
    var opened = 0
    var refused = 0
    for number in 0..<(150 * DiskScript.seeds) {
      let files = copy(witnesses, &numbers)
      if !files.keys.contains(where: { $0.hasSuffix(".jsonl") }) { continue }
      let disk = SimulatedDisk(seed: UInt64(number), folder: DiskScript.path, files: files)
      do {
        let log = try Log(reading: DiskScript.path, on: .simulated(disk))
        #expect(try isPrefix(log), "copy \(number)")
        if log.events.isEmpty { continue }
        _ = try LogWriter(
          opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment
        ).append([note("on")])
        opened += 1
      } catch {
        refused += 1
        if try LogInspection.refusal(of: disk).message.contains("is destroyed (") {
          // A stub was copied before the line that tells of it.
          #expect(
            "\(error)".hasSuffix("or this is a copy that was made meanwhile, to be made anew"))
          continue
        }
        #expect(witnesses == .between, "copy \(number): \(error)")
        #expect(
          "\(error)".contains("make it anew, head and checkpoint first; custody recover shows"))
        guard try LogDiagnosis(of: DiskScript.path, on: .simulated(disk)).canAcceptLoss else {
          continue
        }
        do {
          _ = try LogWriter(
            acceptingLossIn: DiskScript.path, on: .simulated(disk), reason: "a copy",
            environment: DiskScript.environment)
        }
        #expect(try !Log(reading: DiskScript.path, on: .simulated(disk)).events.isEmpty)
      }
    }
    #expect(opened > 20)
    #expect(refused == 0 || witnesses != .before || refused < opened / 3)
    #expect(refused > 0 || witnesses != .between)
  }
}

extension LogInspection {
  /// Why a ledger on a disk is refused.
  fileprivate static func refusal(of disk: SimulatedDisk) throws -> LogError {
    let folder = try Folder(DiskScript.path, on: .simulated(disk))
    let inspection = try LogInspection(
      examining: folder, try LogFiles(folder), keepsIDs: false)
    return try #require(inspection.refusal)
  }
}
