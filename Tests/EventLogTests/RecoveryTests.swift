import Foundation
import Merkle
import Ownership
import Testing

@testable import EventLog

@Suite struct RecoveryTests {
  /// FORMAT section 1, “Tail”, told a second time: not as a table but as its sentences.
  private func expected(
    _ witness: Recovery.Witness, _ rest: Recovery.Rest, _ place: Recovery.Place
  ) -> Recovery.Outcome {
    if witness == .contradicts { return .broken }
    if rest == .nothing { return .clean }
    if place == .spanning && rest == .unfinishedBatch { return .setAside }
    if place != .last || rest == .anotherHistory { return .damaged }
    if witness == .agrees { return .setAside }
    return [.withoutLF, .withNUL, .unfinishedBatch].contains(rest) ? .setAside : .damaged
  }

  @Test func everyCaseOfTheTable() {
    var count = 0
    for witness in Recovery.Witness.allCases {
      for rest in Recovery.Rest.allCases {
        for place in Recovery.Place.allCases {
          #expect(
            Recovery.outcome(witness, rest, place) == expected(witness, rest, place),
            "\(witness) \(rest) \(place)")
          count += 1
        }
      }
    }
    #expect(count == 54)
  }

  /// Three batches: the opening, one line, three lines.
  private func smallLedger(_ ledger: Fixture) throws -> (bytes: [UInt8], batchEnds: [Int]) {
    let writer = try ledger.create()
    var ends = [try ledger.bytes().count]
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    ends.append(try ledger.bytes().count)
    _ = try writer.append([
      try assignment("acme", to: "ivan", id: "b"), note("Привет"),
      try assignment("beta", to: "ivan", id: "c"),
    ])
    ends.append(try ledger.bytes().count)
    return (try ledger.bytes(), ends)
  }

  @Test func aLogCutAnywhereWithoutHeadIsReadToItsLastBatch() throws {
    let ledger = try Fixture()
    let (bytes, ends) = try smallLedger(ledger)
    try ledger.remove("head")
    let counts = [0, 1, 2, 5]
    for length in 0...bytes.count {
      try ledger.write(Array(bytes.prefix(length)))
      let log = try ledger.read()
      let batches = ends.filter { $0 <= length }.count
      #expect(log.events.count == counts[batches], "cut to \(length)")
      #expect((log.tail == nil) == (length == 0 || ends.contains(length)), "cut to \(length)")
    }
  }

  @Test func aLogCutBelowItsHeadIsBroken() throws {
    let ledger = try Fixture()
    let (bytes, ends) = try smallLedger(ledger)
    for length in 0..<bytes.count {
      try ledger.write(Array(bytes.prefix(length)))
      let error = #expect(throws: LogError.self) { try ledger.read() }
      #expect(error?.severity == .integrity, "cut to \(length)")
      #expect(
        error?.message.hasPrefix(
          "\(ledger.path): head says that line 5 was acknowledged, but the log checks out only to "
            + "line \([0, 1, 2][ends.filter { $0 <= length }.count])") == true)
      if length % 100 == 0 { #expect(throws: LogError.self) { try ledger.open() } }
    }
  }

  @Test func theNextWriterSetsATailAsideAndTellsOfIt() throws {
    for withHead in [true, false] {
      let ledger = try Fixture()
      let (bytes, ends) = try smallLedger(ledger)
      let more = Array(bytes[ends[0]..<ends[0] + 100])
      for tail in [more, Array(repeating: 0, count: 50) + [0x0A], [0x7B]] {
        let before = try ledger.bytes()
        let count = try ledger.read().events.count
        if !withHead { try ledger.remove("head") }
        try ledger.write(before + tail)
        let writer = try ledger.open()
        let aside = try #require(writer.recovered.first)
        #expect(aside.segment == "000000000001.jsonl")
        #expect(aside.offset == before.count)
        #expect(aside.byteCount == tail.count)
        #expect(aside.file == "\(ledger.path)/000000000001.jsonl.tail-\(before.count)")
        #expect(Array(try Data(contentsOf: URL(filePath: aside.file))) == tail)
        let after = try ledger.bytes()
        #expect(Array(after.prefix(before.count)) == before)
        let line = String(decoding: after.dropFirst(before.count), as: UTF8.self)
        let data =
          "\"data\":{\"segment\":\"000000000001.jsonl\",\"offset\":\(before.count),"
          + "\"bytes\":\(tail.count),\"sha256\":\"\(SHA256.digest(of: tail).hexadecimal)\"}}\n"
        #expect(line.contains("\"type\":\"custody.ledger.recovered\""))
        #expect(line.hasSuffix(data))
        #expect(try ledger.read().events.count == count + 1)
      }
    }
  }

  @Test func aWholeLineThatDoesNotCheckOutIsATailOnlyBesideAHead() throws {
    let ledger = try Fixture()
    let (bytes, _) = try smallLedger(ledger)
    let forged = try ledger.lines()[4].replacing("000000000005", with: "000000000006")
    try ledger.write(bytes + Array("\(forged)\n".utf8))
    #expect(try ledger.read().events.count == 5)
    #expect(try ledger.read().tail != nil)
    try ledger.remove("head")
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .unreadable)
    #expect(error?.message == "\"previous\" is not the leaf hash of the line before it")
    #expect(error?.place?.description == "\(ledger.path)/000000000001.jsonl:6:105")
    #expect(error?.remedy == "compare with a copy; nothing is repaired on its own")
  }

  @Test func everyChangedByteOfAcknowledgedLinesIsFound() throws {
    let ledger = try Fixture()
    let (bytes, _) = try smallLedger(ledger)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      try ledger.write(changed)
      let error = #expect(throws: LogError.self, "byte \(index)") { try ledger.read() }
      #expect(error?.severity == .integrity, "byte \(index)")
    }
  }

  @Test func linesBehindTheHeadAreKeptAndWrittenAnew() throws {
    let ledger = try Fixture()
    var writer: LogWriter? = try ledger.create()
    let oldHead = try ledger.bytes("head")
    _ = try writer?.append([try assignment("acme", to: "olga", id: "a")])
    writer = nil
    try ledger.write(oldHead, to: "head")
    let file = URL(filePath: "\(ledger.path)/000000000001.jsonl")
    let number = try #require(
      try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int)
    let bytes = try ledger.bytes()
    let next = try ledger.open()
    #expect(next.head.sequence.value == 2)
    #expect(try ledger.bytes() == bytes)
    let newNumber = try #require(
      try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int)
    #expect(newNumber != number)
  }

  @Test func theHeadHasTwoSlotsAndSurvivesATornOne() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    #expect(try ledger.bytes("head").count == 512)
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    let head = try ledger.bytes("head")
    #expect(head.count == 1024)
    #expect(head[511] == 0x0A && head[1023] == 0x0A)
    let slot = String(decoding: head[512...], as: UTF8.self)
    let leaf = writer.head.leaf.base64
    let length = try ledger.bytes().count
    let begin = "custody-head 1 000000000002 000000000001 \(length) \(leaf) "
    let check = SHA256.digest(of: Array(begin.utf8)).hexadecimal.prefix(8)
    #expect(slot.hasPrefix("\(begin)\(check) "))
    let (read, place) = try #require(Head.read(head))
    #expect(read.sequence.value == 2)
    #expect(place == 1)
    for index in 512..<1024 {
      var torn = head
      torn[index] ^= 1
      #expect(Head.read(torn)?.head.sequence.value == 1, "byte \(index)")
    }
  }

  /// A slot with a check that fits, as another implementation may write it.
  private func slot(_ line: UInt64, length: String, leaf: Digest) -> [UInt8] {
    let begin =
      "custody-head 1 \(SequenceNumber(line).digits) 000000000001 \(length) \(leaf.base64) "
    let words = begin + SHA256.digest(of: Array(begin.utf8)).hexadecimal.prefix(8)
    return Array((words + String(repeating: " ", count: 511 - words.utf8.count) + "\n").utf8)
  }

  @Test(arguments: ["0", "1", "9223372036854775808", "1" + String(repeating: "0", count: 30)])
  func theLengthInAHeadDecidesNothingHoweverLargeItIs(length: String) throws {
    let ledger = try Fixture()
    let leaf = try ledger.create().head.leaf
    try ledger.write(slot(1, length: length, leaf: leaf), to: "head")
    #expect(try ledger.read().head.sequence.value == 1)
    #expect(try LogDiagnosis(of: ledger.path).acknowledged?.sequence.value == 1)
    // It is a witness like any other.
    try ledger.write(slot(7, length: length, leaf: leaf), to: "head")
    var error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .integrity)
    try ledger.write(slot(1, length: length, leaf: .zero), to: "head")
    error = #expect(throws: LogError.self) { try ledger.open() }
    #expect(error?.severity == .integrity)
  }

  @Test(arguments: ["", "01", "-1", "+1", "1e3", "1.0", "٣"])
  func aLengthThatIsNoDecimalNumberMakesNoSlot(length: String) throws {
    #expect(Head.read(slot(1, length: length, leaf: .zero)) == nil)
  }

  @Test func aHeadOfNoLineIsHeldAgainstTheLogLikeAnyOther() throws {
    let ledger = try Fixture()
    _ = try ledger.create()
    try ledger.write(slot(0, length: "0", leaf: .zero), to: "head")
    #expect(try ledger.read().head.sequence.value == 1)
    try ledger.write(slot(0, length: "0", leaf: SHA256.digest(of: [1])), to: "head")
    let error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .integrity)
    #expect(error?.message == "\(ledger.path): head names another hash for line 0 than the log")
    try ledger.write(slot(0, length: "0", leaf: .zero), to: "head")
    let origin = try LogVerification(of: ledger.path).checkpoint.origin
    for (root, isGood) in [(TreeHash.emptyRoot, true), (.zero, false)] {
      let held = try #require(Checkpoint(origin: origin, size: 0, root: root))
      try ledger.write(Array(held.text.utf8), to: "checkpoint")
      #expect(((try? ledger.read()) != nil) == isGood)
    }
  }

  @Test func aHeadOrCheckpointThatNamesAnotherHashIsBroken() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    _ = try writer.writeCheckpoint()
    #expect(throws: Never.self) { try ledger.read() }
    let good = try ledger.bytes("checkpoint")
    let origin = try Checkpoint(parsing: good).origin
    let other = try #require(Checkpoint(origin: origin, size: 2, root: .zero))
    try ledger.write(Array(other.text.utf8), to: "checkpoint")
    var error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(error?.severity == .integrity)
    #expect(
      error?.message
        == "\(ledger.path): checkpoint names another root for the first 2 lines than the log")
    let further = try #require(Checkpoint(origin: origin, size: 3, root: .zero))
    try ledger.write(Array(further.text.utf8), to: "checkpoint")
    error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(
      error?.message
        == "\(ledger.path): checkpoint covers 3 lines, but the log checks out only to line 2")
    try ledger.write(good, to: "checkpoint")
    let forged = Head(
      sequence: SequenceNumber(2), segment: SequenceNumber(1), length: 1, leaf: .zero)
    try ledger.write(forged.slot, to: "head")
    error = #expect(throws: LogError.self) { try ledger.read() }
    #expect(
      error?.message == "\(ledger.path): head names another hash for line 2 than the log, "
        + "at 000000000001.jsonl:2")
  }
}
