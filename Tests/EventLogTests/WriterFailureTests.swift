import Foundation
import Ownership
import Simulation
import Storage
import Testing

@testable import EventLog

@Suite struct WriterFailureTests {
  @Test func aWriterThatCannotTakeBackAPieceIsDead() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let before = try ledger.bytes()
    // A descriptor that can neither be written nor cut.
    writer.segmentFile = try writer.folder.open("000000000001.jsonl", .read)
    let error = #expect(throws: LogError.self) { try writer.append([note("a")]) }
    #expect(error?.message.hasPrefix("cannot write \(ledger.path)/000000000001.jsonl: ") == true)
    #expect(error?.remedy.hasSuffix("will be set aside by the next writer") == true)
    let dead = #expect(throws: LogError.self) { try writer.append([note("a")]) }
    #expect(
      dead?.description
        == "\(ledger.path) is no longer written by this process after a failed sync; "
        + "start again: the next writer checks what is on the disk")
    #expect(try ledger.bytes() == before)
    #expect(writer.head.sequence.value == 1)
  }

  @Test func aLedgerWhoseFirstLineWasTornIsOpenedAnew() throws {
    let ledger = try Fixture()
    try FileManager.default.createDirectory(atPath: ledger.path, withIntermediateDirectories: false)
    try ledger.write(Array("{\"specversion\"".utf8))
    _ = try ledger.create()
    let facts = try ledger.read().events.map(\.fact)
    #expect(facts == [.ledger(.opened(name: "Тест", zone: "UTC")), .ledger(.recovered(nil))])
  }

  @Test func aZoneThatIsNotThereOpensNoLedger() throws {
    let ledger = try Fixture()
    let error = #expect(throws: LogError.self) {
      try LogWriter(
        creating: ledger.path, name: "x", zone: "Mars/Olympus", environment: ledger.environment)
    }
    #expect(error?.severity == .usage)
    #expect(!FileManager.default.fileExists(atPath: ledger.path))
  }

  /// The line of a tail that was set aside follows the first one, as a batch of its own.
  @Test func aLedgerThatIsOpenedIsToldOfWhateverFailsThen() throws {
    var late = 0
    for operation in 1... {
      let disk = SimulatedDisk(
        seed: UInt64(operation), folder: DiskScript.path,
        files: ["000000000001.jsonl": Array("{\"specversion\"".utf8)])
      disk.fail(.init(at: operation, isForGood: false))
      let before = disk.operations
      var error: LogError?
      do throws(LogError) {
        _ = try LogWriter(
          creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
          environment: DiskScript.environment)
      } catch let problem { error = problem }
      let isOver = disk.operations - before < operation
      disk.fail(nil)
      let log = try Log(reading: DiskScript.path, on: .simulated(disk))
      if let error, !log.events.isEmpty, !error.mayHaveRecorded || error.recorded != nil {
        late += 1
        #expect(error.recorded?.line == SequenceNumber(1), "operation \(operation): \(error)")
        #expect(error.remedy.contains("the ledger is open"), "operation \(operation): \(error)")
      }
      if isOver { break }
    }
    #expect(late > 0)
  }
}
