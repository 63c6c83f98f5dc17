import EventLog
import Merkle
import Ownership
import Testing

@Suite struct AppendTests {
  @Test func aNewLedgerHoldsItsOpening() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    #expect(writer.head.sequence.value == 1)
    let salt = "\(try ledger.lines()[0].split(separator: "\"salt\":\"")[1].prefix(24))"
    #expect(
      try ledger.lines() == [
        "{\"specversion\":\"1.0\",\"sequence\":\"000000000001\","
          + "\"recordedtime\":\"2026-03-03T10:00:03.000000Z\","
          + "\"previous\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\","
          + "\"subjectprevious\":\"000000000000\",\"salt\":\"\(salt)\",\"id\":\"000000000001\","
          + "\"source\":\"custody\",\"type\":\"custody.ledger.opened\",\"subject\":\"ledger\","
          + "\"time\":\"2026-03-03T10:00:02Z\",\"recordedby\":\"olga\","
          + "\"data\":{\"name\":\"Тест\",\"zone\":\"UTC\",\"format\":1}}"
      ])
    let log = try ledger.read()
    #expect(log.opening?.name == "Тест")
    #expect(log.head == writer.head)
    let first = try LogLine(parsing: Array(try ledger.lines()[0].utf8))
    #expect(log.head.leaf == first.leaf)
  }

  @Test func linesAreLinkedToTheLineBeforeAndToTheirSubject() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let result = try writer.append([
      try assignment("acme", to: "olga", id: "a"), try assignment("beta", to: "ivan", id: "b"),
      try assignment("acme", to: "ivan", id: "c"),
    ])
    #expect(result.result.first?.value == 2)
    #expect(result.result.count == 3)
    #expect(result.result.head.sequence.value == 4)
    let lines = try ledger.lines()
    for (index, line) in lines.enumerated().dropFirst() {
      let previous = try LogLine(parsing: Array(lines[index - 1].utf8)).leaf.base64
      #expect(line.contains("\"previous\":\"\(previous)\""))
    }
    #expect(lines[3].contains("\"subjectprevious\":\"000000000002\""))
    #expect(lines[1].contains("\"more\":true,\"data\""))
    #expect(!lines[3].contains("\"more\""))
    let log = try ledger.read()
    #expect(log.events.map(\.sequence.value) == [1, 2, 3, 4])
    #expect(log.table.locate(SequenceNumber(3))?.file == "000000000001.jsonl")
    #expect(log.table.locate(SequenceNumber(3))?.line == 3)
    #expect(log.table.locate(SequenceNumber(5)) == nil)
  }

  @Test func theSameEventAgainAddsNothing() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    let again = try writer.append([
      try assignment("acme", to: "olga", id: "a"), try assignment("beta", to: "olga", id: "b"),
      try assignment("beta", to: "olga", id: "b"),
    ])
    #expect(
      again.outcomes == [
        .repeated(SequenceNumber(2)), .staged(SequenceNumber(3)), .repeated(SequenceNumber(3)),
      ])
    #expect(again.result.count == 1)
  }
}
