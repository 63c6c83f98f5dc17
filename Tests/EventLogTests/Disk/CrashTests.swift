import Ownership
import SeededNumbers
import Simulation
import Storage
import Testing

@testable import EventLog

/// The machine goes down at any operation, and what was not synced has any fate.
@Suite struct CrashTests {
  /// How many operations the script has.
  private static let length: Int = {
    let disk = SimulatedDisk(seed: 0)
    DiskScript(disk).run()
    return disk.changes
  }()

  @Test func theScriptRunsWithoutErrors() {
    let disk = SimulatedDisk(seed: 0)
    let script = DiskScript(disk)
    script.run()
    #expect(script.errors.isEmpty)
    #expect(script.acknowledged == Array(1...7))
    script.close()
    #expect(script.complaintAfterGoingOn() == nil)
    #expect(Self.length > 40)
  }

  /// The operations at which one test lets the machine go down: all of them with `CUSTODY_STRIDE=1`, and
  /// every third one, from another one on each time, without it.
  private static func changes(_ turn: Int) -> StrideThrough<Int> {
    let step = DiskImage.stride(usually: 3)
    return Swift.stride(from: 1 + turn % step, through: length, by: step)
  }

  @Test(arguments: Fate.allCases)
  func whatWasAcknowledgedSurvivesACrashAtEveryOperation(fate: Fate) {
    for change in Self.changes(Fate.allCases.firstIndex(of: fate) ?? 0) {
      for seed in 0..<DiskScript.seeds {
        let disk = SimulatedDisk(seed: UInt64(seed) << 20 | UInt64(change))
        let script = DiskScript(disk)
        disk.crash(atChange: change)
        script.run()
        #expect(disk.isDown)
        script.close()
        disk.restart(fate)
        let complaint = script.complaintAfterGoingOn()
        #expect(complaint == nil, "operation \(change), \(fate), seed \(seed): \(complaint ?? "")")
      }
    }
  }

  /// First the process dies, then another goes on, then the machine goes down.
  @Test func whatFollowsAKilledWriterIsAsSafe() {
    for change in Self.changes(1) {
      let disk = SimulatedDisk(seed: UInt64(change))
      let script = DiskScript(disk)
      disk.crash(atChange: change)
      script.run()
      script.close()
      disk.killProcesses()
      script.open()
      script.append(2)
      script.close()
      disk.restart(.dropped)
      let complaint = script.complaintAfterGoingOn()
      #expect(complaint == nil, "operation \(change): \(complaint ?? "")")
      #expect(script.errors.count <= 1 && script.isOpened, "operation \(change): \(script.errors)")
    }
  }

  @Test func recoveryMayBeCutShortAsWellAtEveryOperation() {
    var trials = 0
    var numbers = SeededNumbers(seed: 11)
    for change in Swift.stride(
      from: 2, through: Self.length, by: DiskImage.stride(usually: 11))
    {
      for seed in 0..<DiskScript.seeds {
        let first = Fate.allCases.randomElement(using: &numbers)!
        let second = Fate.allCases.randomElement(using: &numbers)!
        for further in 1... {
          let disk = SimulatedDisk(seed: UInt64(seed) << 20 | UInt64(change))
          let script = DiskScript(disk)
          disk.crash(atChange: change)
          script.run()
          script.close()
          disk.restart(first)
          disk.crash(atChange: further)
          script.open()
          let isOver = !disk.isDown
          script.append(2)
          script.close()
          disk.restart(second)
          trials += 1
          let complaint = script.complaintAfterGoingOn()
          #expect(
            complaint == nil,
            "operations \(change) and \(further), \(first), \(second), seed \(seed): \(complaint ?? "")"
          )
          if isOver { break }
        }
      }
    }
    #expect(trials > Self.length / 2)
  }
}
