import Ownership
import Simulation
import Storage
import Testing

@testable import EventLog

/// Operations fail, once or for good, and disks fill up.
@Suite struct DiskErrorTests {
  private static let length: Int = {
    let disk = SimulatedDisk(seed: 0)
    DiskScript(disk).run()
    return disk.operations
  }()

  @Test(arguments: [false, true])
  func noErrorLosesWhatWasAcknowledged(isForGood: Bool) {
    // All of them with `CUSTODY_STRIDE=1`.
    for operation in Swift.stride(
      from: isForGood ? 1 : 2, through: Self.length, by: DiskImage.stride(usually: 3))
    {
      for seed in 0..<DiskScript.seeds {
        let disk = SimulatedDisk(seed: UInt64(seed) << 20 | UInt64(operation))
        let script = DiskScript(disk)
        disk.fail(.init(at: operation, isForGood: isForGood))
        script.run()
        script.close()
        let place = "operation \(operation), seed \(seed): "
        #expect(!script.wasMistaken, "\(place)acknowledged after a failed sync")
        let fate = Fate.allCases[(operation + seed) % Fate.allCases.count]
        disk.restart(fate)
        let complaint = script.complaintAfterGoingOn()
        #expect(complaint == nil, "\(place)\(fate), \(script.errors): \(complaint ?? "")")
      }
    }
  }

  @Test func aWriterWhoseSyncFailedSaysSoAndTheNextOneGoesOn() throws {
    let disk = SimulatedDisk(seed: 1)
    var writer: LogWriter? = try LogWriter(
      creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
      environment: DiskScript.environment)
    // The write succeeds, the sync after it does not.
    disk.fail(.init(at: 2, isForGood: false))
    let error = #expect(throws: LogError.self) { try writer?.append([note("1.1/1")]) }
    #expect(
      error?.message
        == "cannot sync /disk/ledger/000000000001.jsonl: the device reports an error")
    #expect(error?.remedy.hasPrefix("nobody knows whether the lines are on the disk") == true)
    #expect(error?.remedy.contains("custody verify and custody log") == true)
    #expect(error?.mayHaveRecorded == true)
    for _ in 0..<2 {
      let dead = #expect(throws: LogError.self) { try writer?.append([note("2.1/1")]) }
      #expect(
        dead?.description
          == "/disk/ledger is no longer written by this process after a failed sync; "
          + "start again: the next writer checks what is on the disk")
    }
    #expect(writer?.head.sequence == SequenceNumber(1))
    writer = nil
    #expect(try Log(reading: DiskScript.path, on: .simulated(disk)).events.count == 2)
    let next = try LogWriter(
      opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment)
    _ = try next.append([note("3.1/1")])
    disk.restart(.dropped)
    let log = try Log(reading: DiskScript.path, on: .simulated(disk))
    #expect(log.events.last?.fact == .entry(.noteAdded(text: "3.1/1")))
  }

  @Test func onAFullDiskTheLogKeepsItsAcknowledgedLengthAndGoesOnWhenThereIsSpace() throws {
    for room in stride(from: 0, to: 900, by: 37) {
      let disk = SimulatedDisk(seed: UInt64(room))
      let writer = try LogWriter(
        creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
        environment: DiskScript.environment)
      _ = try writer.append([note("1.1/1")])
      let name = "000000000001.jsonl"
      let before = disk.contents(of: name, in: DiskScript.path)
      disk.setCapacity(disk.used + room)
      let error = #expect(throws: LogError.self) {
        try writer.append((1...3).map { note("2.\($0)/3") })
      }
      #expect(
        error?.description
          == "cannot write /disk/ledger/\(name): the disk is full; free space and try again")
      #expect(error?.mayHaveRecorded == false)
      #expect(disk.contents(of: name, in: DiskScript.path) == before)
      #expect(try Log(reading: DiskScript.path, on: .simulated(disk)).events.count == 2)
      disk.setCapacity(.max)
      _ = try writer.append((1...3).map { note("3.\($0)/3") })
      #expect(try Log(reading: DiskScript.path, on: .simulated(disk)).events.count == 5)
    }
  }

  @Test func aFullDiskAtARollOrInALargeBatchLeavesTheLogAsItWas() throws {
    for room in stride(from: 0, to: 6000, by: 199) {
      let disk = SimulatedDisk(seed: UInt64(room))
      let script = DiskScript(disk)
      script.open()
      for _ in 0..<4 { script.append(1) }
      disk.setCapacity(disk.used + room)
      script.append(12)
      script.append(3)
      disk.setCapacity(.max)
      script.append(1)
      #expect(script.acknowledged.contains(7), "\(room): \(script.errors)")
      script.close()
      disk.restart(.dropped)
      #expect(script.complaintAfterGoingOn() == nil, "\(room)")
    }
  }
}
