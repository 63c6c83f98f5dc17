import Foundation
import Merkle
import Ownership
import Testing

@testable import EventLog

/// Acknowledged lines are gone, and somebody goes on without them.
@Suite struct LossTests {
  private static let segment = "000000000001.jsonl"

  /// Given a ledger of five lines with a checkpoint of four, of which a copy of two lines is restored.
  private func restored(_ ledger: Fixture) throws -> (good: [UInt8], head: LogHead, root: Digest) {
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    let good = try ledger.bytes()
    _ = try writer.append([try assignment("acme", to: "ivan", id: "b"), note("Привет")])
    let checkpoint = try writer.writeCheckpoint()
    _ = try writer.append([try assignment("beta", to: "ivan", id: "c")])
    try ledger.write(good)
    return (good, writer.head, checkpoint.root)
  }

  private func accept(
    _ ledger: Fixture, reason: String = "disk died", by: String? = "max"
  ) throws -> LogWriter {
    try LogWriter(
      acceptingLossIn: ledger.path, reason: reason, by: by, environment: ledger.environment)
  }

  @Test func anOlderCopyIsRefusedUntilItsLossIsAcceptedAndToldForEver() throws {
    let ledger = try Fixture()
    let (good, head, root) = try restored(ledger)
    let refusal = #expect(throws: LogError.self) { try ledger.open() }
    #expect(refusal?.severity == .integrity)
    #expect(
      refusal?.description
        == "\(ledger.path): head says that line 5 was acknowledged, but the log checks out only to "
        + "line 2; lines have been lost or changed, or head is another ledger's; compare with a copy before "
        + "anything is written; if this is a copy that was made while lines were written, make it anew, head and checkpoint "
        + "first; custody recover shows how to go on without them")
    let before = try LogDiagnosis(of: ledger.path)
    #expect(before.state == .missing && before.canAcceptLoss)
    #expect(before.lastMissing == SequenceNumber(5) && before.rest.isEmpty)
    #expect(before.head.sequence == SequenceNumber(2))

    var writer: LogWriter? = try accept(ledger)
    #expect(try ledger.bytes() == good)
    let line = try #require(try ledger.lines("000000000003.jsonl").first)
    #expect(
      line.hasSuffix(
        "\"data\":{\"segment\":\"\(Self.segment)\",\"offset\":\(good.count),\"bytes\":0,"
          + "\"sha256\":\"\(SHA256.digest(of: [UInt8]()).hexadecimal)\",\"by\":\"max\","
          + "\"reason\":\"disk died\",\"lost\":{\"first\":\"000000000003\",\"last\":\"000000000005\","
          + "\"head\":{\"sequence\":\"000000000005\",\"leaf\":\"\(head.leaf.base64)\"},"
          + "\"checkpoint\":{\"size\":\"000000000004\",\"root\":\"\(root.base64)\"}}}}"))
    let loss = AcceptedLoss(
      first: SequenceNumber(3), head: .init(size: head.sequence, hash: head.leaf.base64),
      checkpoint: .init(size: SequenceNumber(4), hash: root.base64), reason: "disk died")
    #expect(writer?.lastLoss?.loss == loss)
    #expect(try ledger.read().events.last?.fact == .ledger(.recovered(loss)))
    #expect(try ledger.bytes("head").count == 512)

    // It goes on, also beyond the line that was lost, and tells of it.
    _ = try writer?.append([note("on"), note("and on"), note("and on")])
    writer = nil
    _ = try ledger.open()
    let verification = try LogVerification(
      of: ledger.path, against: .head(head.sequence, head.leaf))
    #expect(verification.acceptedLosses.map(\.sequence) == [SequenceNumber(3)])
    #expect(verification.acceptedLosses.map(\.teller.value) == ["max"])
    #expect(verification.acceptedLosses.map(\.recordedBy) == ["olga"])
    #expect(verification.checkpointed == 3)
    // Whoever holds the old head is shown that it is gone.
    #expect(verification.contradiction(of: .head(head.sequence, head.leaf)) != nil)
    let after = try LogDiagnosis(of: ledger.path)
    #expect(after.state == .whole && after.acceptedLosses.count == 1 && !after.canAcceptLoss)
  }

  @Test func aWitnessOfTheLostLinesThatComesBackIsExplained() throws {
    let ledger = try Fixture()
    _ = try restored(ledger)
    let (head, checkpoint) = (try ledger.bytes("head"), try ledger.bytes("checkpoint"))
    _ = try accept(ledger)
    // As a crash before they were replaced would leave them.
    try ledger.write(head, to: "head")
    try ledger.write(checkpoint, to: "checkpoint")
    #expect(try ledger.read().events.count == 3)
    _ = try ledger.open()
    #expect(try Head.read(ledger.bytes("head"))?.head.sequence == SequenceNumber(3))
    #expect(try LogVerification(of: ledger.path).checkpointed == 3)
    // Another head that goes further is not.
    let other = Head(
      sequence: SequenceNumber(5), segment: SequenceNumber(1), length: 1, leaf: .zero)
    try ledger.write(other.slot, to: "head")
    #expect(throws: LogError.self) { try ledger.read() }
  }

  /// A ledger of several segments, each of one or two lines.
  private func long(_ ledger: Fixture) throws -> [String] {
    let writer = try ledger.create(limits: .init(segmentBytes: 900, checkpointLines: 100))
    for index in 0..<6 { _ = try writer.append([note("line \(index)")]) }
    return try ledger.names.filter { $0.hasSuffix(".jsonl") }
  }

  @Test(arguments: [true, false])
  func whatCannotBeReadInTheMiddleIsKeptBesideTheLog(hasWitnesses: Bool) throws {
    let ledger = try Fixture()
    let names = try long(ledger)
    #expect(names.count > 3)
    if !hasWitnesses {
      try ledger.remove("head")
      try ledger.remove("checkpoint")
    }
    var damaged = try ledger.bytes(names[1])
    damaged[damaged.count - 40] ^= 1
    try ledger.write(damaged, to: names[1])
    let before = try names.map { try ledger.bytes($0) }
    let diagnosis = try LogDiagnosis(of: ledger.path)
    #expect(diagnosis.state == (hasWitnesses ? .missing : .damaged) && diagnosis.canAcceptLoss)
    #expect(diagnosis.refusal?.severity == (hasWitnesses ? .integrity : .unreadable))
    let good = Int(diagnosis.head.sequence.value)
    #expect(diagnosis.rest.map(\.segment) == Array(names[1...]))

    let kept = try accept(ledger).recovered
    #expect(kept.count == names.count - 1)
    let log = try ledger.read()
    #expect(log.events.count == good + names.count - 1)
    guard case .ledger(.recovered(let loss?)) = log.events[good].fact else {
      Issue.record("\(log.events[good])")
      return
    }
    #expect(loss.first.value == UInt64(good) + 1)
    #expect(loss.last == (hasWitnesses ? SequenceNumber(7) : nil))
    #expect(log.events[(good + 1)...].allSatisfy { $0.fact == .ledger(.recovered(nil)) })
    let contents = try kept.map { Array(try Data(contentsOf: URL(filePath: $0.file))) }
    let cut = diagnosis.rest[0].offset
    #expect(Set(contents) == Set([Array(before[1][cut...])] + before[2...]))
    #expect(try ledger.open().recovered.isEmpty)
  }

  @Test func aMissingSegmentIsAcceptedWithWhatStandsBehindIt() throws {
    let ledger = try Fixture()
    let names = try long(ledger)
    try ledger.remove(names[2])
    let writer = try accept(ledger)
    #expect(writer.recovered.map(\.segment).sorted() == Array(names[3...]))
    #expect(
      try ledger.read().events.contains { $0.fact == .ledger(.recovered(writer.lastLoss?.loss)) })
  }

  @Test func whatIsNoLossIsNotAcceptedAsOne() throws {
    let ledger = try Fixture()
    let (good, _, _) = try restored(ledger)
    try ledger.remove("head")
    try ledger.remove("checkpoint")
    _ = try ledger.open()
    let whole = #expect(throws: LogError.self) { try accept(ledger) }
    #expect(whole?.severity == .usage)
    #expect(
      whole?.description
        == "nothing is lost in \(ledger.path): its lines check out and are all there; custody recover "
        + "tells what there is to do; nothing was recorded")
    // A line that is not what was acknowledged was changed, not lost.
    let forged = Head(
      sequence: SequenceNumber(2), segment: SequenceNumber(1), length: 1, leaf: .zero)
    try ledger.write(forged.slot, to: "head")
    let changed = #expect(throws: LogError.self) { try accept(ledger) }
    #expect(changed?.message.contains("head names another hash for line 2") == true)
    #expect(try LogDiagnosis(of: ledger.path).state == .changed)
    // Nothing to go on from.
    try ledger.write(Array(good.dropFirst()))
    let nothing = #expect(throws: LogError.self) { try accept(ledger) }
    #expect(nothing?.message.hasPrefix("nothing is left in \(ledger.path) to go on from: ") == true)
    #expect(nothing?.remedy == "restore the segments from a copy")
    #expect(try ledger.bytes() == Array(good.dropFirst()))
  }

  @Test func thePreviewIsTheLineThatWouldBeRecorded() throws {
    let ledger = try Fixture()
    let (good, _, _) = try restored(ledger)
    try ledger.write(good + Array("{".utf8))
    let names = try ledger.names
    let line = try LogWriter.previewOfLoss(
      in: ledger.path, reason: "test", environment: ledger.environment)
    #expect(try ledger.names == names)
    _ = try accept(ledger, reason: "test", by: nil)
    let recorded = try #require(try ledger.lines("000000000003.jsonl").first)
    func data(_ text: String) -> Substring? {
      text.range(of: "\"data\"").map { text[$0.lowerBound...] }
    }
    #expect(data(String(decoding: line, as: UTF8.self)) == data(recorded))
    #expect(recorded.contains("\"bytes\":1,"))
  }

  @Test func whatTheLineTellsOfTheLossCannotBeDestroyed() throws {
    let ledger = try Fixture()
    _ = try restored(ledger)
    let writer = try accept(ledger)
    let error = #expect(throws: LogError.self) {
      try writer.redact(SequenceNumber(3), names: ["lost"], reason: "x")
    }
    #expect(
      error?.description == "the field lost tells what became of the log, and cannot be destroyed; "
        + "it has data.by, data.reason")
    _ = try writer.redact(SequenceNumber(3), reason: "a name in it")
    let told = try LogVerification(of: ledger.path).acceptedLosses
    #expect(told.map(\.loss.last) == [SequenceNumber(5)])
    #expect(told.map(\.loss.reason) == [nil])
  }

  @Test func aTailThatWasCutAndNeverToldOfIsToldOfByTheNextWriter() throws {
    let ledger = try Fixture()
    do { _ = try ledger.create().append([note("a")]) }
    let good = try ledger.bytes()
    try ledger.write(good + Array("{\"torn".utf8))
    // As a crash behind the cut would leave it: the copy is there, the line is not.
    try ledger.write(good)
    try ledger.write(Array("{\"torn".utf8), to: "\(Self.segment).tail-\(good.count)")
    try ledger.write(Array("junk".utf8), to: "\(Self.segment).tail-\(good.count).tmp")
    try ledger.write(Array("mine".utf8), to: "\(Self.segment).tail-x")
    #expect(try ledger.open().recovered.map(\.offset) == [good.count])
    #expect(try ledger.read().events.last?.fact == .ledger(.recovered(nil)))
    #expect(try !ledger.names.contains { $0.hasSuffix(".tmp") })
    // Once is enough, also where another tail stood at the same place.
    try ledger.write(Array("{\"tort".utf8), to: "\(Self.segment).tail-\(good.count)-2")
    #expect(
      try ledger.open().recovered.map(\.file) == [
        "\(ledger.path)/\(Self.segment).tail-\(good.count)-2"
      ])
    #expect(try ledger.open().recovered.isEmpty)
  }
}
