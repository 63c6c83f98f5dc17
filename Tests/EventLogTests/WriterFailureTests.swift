import Foundation
import Ownership
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
    #expect(facts == [.ledgerOpened(name: "Тест", zone: "UTC"), .ledgerRecovered(nil)])
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
}
