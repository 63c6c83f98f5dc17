import Ownership
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

  @Test(arguments: Fate.allCases)
  func whatWasAcknowledgedSurvivesACrashAtEveryOperation(fate: Fate) {
    for change in 1...Self.length {
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
    for change in 1...Self.length {
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
    var numbers = SeededNumbers(state: 11)
    for change in 1...Self.length {
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
    #expect(trials > Self.length)
  }
}
