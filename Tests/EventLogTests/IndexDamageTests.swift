import Foundation
import Merkle
import Ownership
import Testing

@testable import EventLog

@Suite struct IndexDamageTests {
  private func ledger(seed: UInt64, unit: UInt64 = 4, batches: Int = 14) throws -> Fixture {
    let ledger = try Fixture()
    var drafts = IndexDrafts(seed: seed)
    let writer = try ledger.create(limits: .small(unit: unit))
    for _ in 0..<batches { try drafts.append(4, to: writer) }
    return ledger
  }

  /// Answers that are wrong in no case, whether the index serves or not.
  private func expectRight(_ ledger: Fixture, _ log: Log, _ note: Comment) throws {
    guard let index = LogIndex.open(ledger.path) else { return }
    #expect(index.head == log.head, note)
    for subject in Set(log.events.map(\.subject)) {
      let expected = log.events.filter { $0.subject == subject }
      #expect(try index.events(about: subject) == expected, note)
    }
    #expect(try index.firstUses().count > 0, note)
  }

  @Test func aChangedByteOfTheIndexCostsNoAnswer() throws {
    let ledger = try ledger(seed: 21, batches: 8)
    let log = try ledger.read()
    let good = try ledger.indexFiles()
    var repairs = 0
    for (name, bytes) in good {
      for place in stride(from: 0, to: bytes.count, by: 67) {
        var changed = bytes
        changed[place] ^= 1 << UInt8(place % 8)
        try ledger.write(changed, to: "index/\(name)")
        let index = LogIndex.open(ledger.path)
        if name == "manifest" { #expect(index == nil) }
        try expectRight(ledger, log, "\(name), byte \(place)")
        if try ledger.bytes("index/\(name)") == bytes { repairs += 1 }
        try ledger.write(bytes, to: "index/\(name)")
      }
    }
    // Readers that met the damage have made the index anew.
    #expect(repairs > 5)
    #expect(try ledger.indexFiles() == good)
  }

  @Test func everyByteOfTheIndexThatSaysOtherwiseIsNamedByAVerification() throws {
    let ledger = try ledger(seed: 27, batches: 8)
    #expect(try LogVerification(of: ledger.path).indexDifference == nil)
    var found = 0
    for (name, bytes) in try ledger.indexFiles() where name != "manifest" {
      for place in stride(from: 0, to: bytes.count, by: 97) {
        var changed = bytes
        changed[place] ^= 1 << UInt8(place % 8)
        try ledger.write(changed, to: "index/\(name)")
        #expect(try LogVerification(of: ledger.path).indexDifference == "index/\(name)")
        found += 1
      }
      try ledger.write(bytes, to: "index/\(name)")
    }
    #expect(found > 20)
    #expect(try LogVerification(of: ledger.path).indexDifference == nil)
  }

  /// A line and the hash of it in the next, edited in place: each fits the other, and the index knows what
  /// the leaf was.
  @Test func aLineEditedTogetherWithTheNextGivesNoFalseAnswer() throws {
    let ledger = try Fixture()
    let writer = try ledger.create(limits: .small(unit: 3))
    let acme = try ClientID("acme")
    for number in 0..<9 {
      _ = try writer.append([try assignment("acme", to: "olga", id: "a\(number)")])
    }
    let right = try #require(LogIndex.open(ledger.path)).events(about: .client(acme))
    #expect(right.count == 9)
    var lines = try ledger.lines()
    lines[3] = lines[3].replacing("\"person\":\"olga\"", with: "\"person\":\"ivan\"")
    let old = try LogLine(parsing: Array(lines[4].utf8)).previous
    let new = try LogLine(parsing: Array(lines[3].utf8)).leaf
    lines[4] = lines[4].replacing(old.base64, with: new.base64)
    try ledger.write(Array(lines.map { $0 + "\n" }.joined().utf8))
    let index = try #require(LogIndex.open(ledger.path))
    #expect(throws: LogError.self) { try index.events(about: .client(acme)) }
  }

  @Test func aFileOfTheIndexMayBeShorterEmptyOrGone() throws {
    let ledger = try ledger(seed: 22)
    let log = try ledger.read()
    let good = try ledger.indexFiles()
    for (name, bytes) in good {
      for length in [0, 1, bytes.count / 2, bytes.count - 1] {
        try ledger.write(Array(bytes.prefix(length)), to: "index/\(name)")
        try expectRight(ledger, log, "\(name), \(length) bytes")
        _ = try ledger.open(limits: .small(unit: 4))
        #expect(try ledger.indexFiles() == good, "\(name), \(length) bytes")
      }
      try ledger.remove("index/\(name)")
      try expectRight(ledger, log, "\(name) gone")
      LogIndex.leave(for: log, unit: 4)
      #expect(try ledger.indexFiles() == good, "\(name) gone")
    }
  }

  @Test func filesOfAnotherLedgerDoNotServe() throws {
    let ledger = try ledger(seed: 23)
    let other = try self.ledger(seed: 24)
    let log = try ledger.read()
    let good = try ledger.indexFiles()
    let foreign = try other.indexFiles()
    try ledger.writeIndex(foreign)
    #expect(LogIndex.open(ledger.path) == nil)
    for name in good.keys where foreign[name] != nil {
      try ledger.writeIndex(good)
      try ledger.write(try #require(foreign[name]), to: "index/\(name)")
      try expectRight(ledger, log, "\(name)")
    }
    try ledger.writeIndex(foreign)
    _ = try ledger.open(limits: .small(unit: 4))
    #expect(try ledger.indexFiles() == good)
  }

  @Test func anOldIndexServesForTheLinesThatItKnows() throws {
    let ledger = try Fixture()
    var drafts = IndexDrafts(seed: 25)
    let writer = try ledger.create(limits: .small(unit: 4))
    for _ in 0..<10 { try drafts.append(4, to: writer) }
    let old = try ledger.indexFiles()
    for _ in 0..<6 { try drafts.append(4, to: writer) }
    try ledger.writeIndex(old)
    let index = try #require(LogIndex.open(ledger.path))
    #expect(index.count - index.lines.last > 4)
    try expectSame(index, try ledger.read(), "old")
    #expect(!index.isReplayed)
    for _ in 0..<60 { try drafts.append(4, to: writer) }
    try ledger.writeIndex(old)
    #expect(LogIndex.open(ledger.path) == nil)
  }

  @Test func aFolderThatCannotBeWrittenStillAnswers() throws {
    let ledger = try ledger(seed: 26)
    let log = try ledger.read()
    try ledger.removeIndex()
    try ledger.write([], to: "index")
    LogIndex.leave(for: log, unit: 4)
    #expect(try ledger.bytes("index").isEmpty)
    let writer = try ledger.open(limits: .small(unit: 4))
    _ = try writer.append((0..<9).map { note("note \($0)") })
    #expect(try ledger.bytes("index").isEmpty)
    #expect(try ledger.read().events.count == log.events.count + 9)
  }

  @Test func aReaderDoesNotMakeAnIndexWhileAWriterIsAtWork() throws {
    let ledger = try ledger(seed: 27)
    let writer = try ledger.open(limits: .small(unit: 4))
    try ledger.removeIndex()
    LogIndex.leave(for: try ledger.read(), unit: 4)
    #expect(try ledger.indexFiles().isEmpty)
    withExtendedLifetime(writer) {}
  }

  @Test func aChangedLineIsFoundWhenItIsUsed() throws {
    let ledger = try Fixture()
    var writer: LogWriter? = try ledger.create(limits: .init(indexLines: 4))
    let acme = Subject.client(try ClientID("acme"))
    let beta = Subject.client(try ClientID("beta"))
    for number in 0..<10 {
      _ = try writer?.append([note("a\(number)", on: acme), note("b\(number)", on: beta)])
    }
    writer = nil
    let good = String(decoding: try ledger.bytes(), as: UTF8.self)
    for change in ["a0", "a1", "a4", "a7"] {
      try ledger.write(Array(good.replacing("\"\(change)\"", with: "\"xx\"").utf8))
      let index = try #require(LogIndex.open(ledger.path))
      #expect(try index.events(about: beta).count == 10)
      let error = #expect(throws: LogError.self) { try index.events(about: acme) }
      #expect(error?.severity == .integrity)
      #expect(error?.description.contains("head says that line 21 was acknowledged") == true)
    }
    // Behind the index every line is read, and so is the last covered one.
    for change in ["a9", "b9"] {
      try ledger.write(Array(good.replacing("\"\(change)\"", with: "\"xx\"").utf8))
      #expect(LogIndex.open(ledger.path) == nil, "\(change)")
    }
  }

  @Test func aHeadOrCheckpointThatSaysOtherwiseIsLeftToTheWholeLog() throws {
    let ledger = try ledger(seed: 28)
    let log = try ledger.read()
    let last = log.head.sequence.value
    let head = try #require(Head.read(try ledger.bytes("head"))?.head)
    for sequence in [1, last - 1, last, last + 1] {
      let forged = Head(
        sequence: SequenceNumber(sequence), segment: head.segment, length: head.length,
        leaf: .zero)
      try ledger.write(forged.slot, to: "head")
      #expect(LogIndex.open(ledger.path) == nil, "\(sequence)")
    }
    try ledger.write(head.slot, to: "head")
    #expect(LogIndex.open(ledger.path) != nil)
    let further = try #require(Checkpoint(origin: "custody", size: last + 1, root: .zero))
    try ledger.write(Array(further.text.utf8), to: "checkpoint")
    #expect(LogIndex.open(ledger.path) == nil)
  }

  @Test func withoutAHeadWhatDoesNotCheckOutIsLeftToTheWholeLog() throws {
    let ledger = try Fixture()
    var writer: LogWriter? = try ledger.create(limits: .init(indexLines: 8))
    let acme = Subject.client(try ClientID("acme"))
    for _ in 0..<9 { _ = try writer?.append([note("a", on: acme)]) }
    let bytes = try ledger.bytes()
    _ = try writer?.append([note("b", on: acme)])
    writer = nil
    let line = try ledger.lines()[10].replacing(
      "\"subjectprevious\":\"000000000010\"", with: "\"subjectprevious\":\"000000000007\"")
    try ledger.remove("head")
    #expect(LogIndex.open(ledger.path)?.count == 11)
    try ledger.write(bytes + Array("\(line)\n".utf8))
    #expect(LogIndex.open(ledger.path) == nil)
    #expect(throws: LogError.self) { try ledger.read() }
  }

  /// Writes a run whose postings have been tampered with, its checks being made to fit.
  private func forge(
    _ ledger: Fixture, _ change: (_ hash: UInt64, _ sequences: [UInt64]) -> [UInt64]
  ) throws {
    let lines = try #require(LogIndex.open(ledger.path)).lines
    var manifest = lines.manifest
    for (number, run) in manifest.runs.enumerated() {
      let name = String(run.name.dropFirst("index/".count))
      let reader = try StreamRun(run, lines.file(run.name))
      var builder = StreamRunBuilder(run.first...run.last)
      try reader.forEach { hash, sequences in
        let key = builder.key(hash)
        for sequence in change(hash, sequences.filter { $0 <= run.last })
        where sequence >= run.first && sequence <= run.last {
          builder.post(line: UInt32(sequence - run.first), under: key)
        }
      }
      let (forged, pages) = builder.finish(leaf: run.leaf)
      try ledger.write(pages, to: "index/\(name)")
      manifest.runs[number] = forged
    }
    try ledger.write(manifest.bytes, to: IndexManifest.name)
  }

  @Test func aMissingPostingIsFoundByTheChainOfTheSubject() throws {
    let ledger = try ledger(seed: 29)
    let log = try ledger.read()
    let acme = Subject.client(try ClientID("acme"))
    let hash = LineKeys.hash("client/acme")
    let expected = log.events.filter { $0.subject == acme }
    let covered = try #require(LogIndex.open(ledger.path)).lines.last
    for event in expected.dropLast() where event.sequence.value <= covered {
      let good = try ledger.indexFiles()
      try forge(ledger) { key, sequences in
        key == hash ? sequences.filter { $0 != event.sequence.value } : sequences
      }
      let index = try #require(LogIndex.open(ledger.path))
      #expect(try index.events(about: acme) == expected)
      #expect(index.isReplayed)
      #expect(try ledger.indexFiles() == good)
    }
  }

  @Test func keysWithTheSameHashShareTheirPostings() throws {
    let ledger = try ledger(seed: 30)
    let log = try ledger.read()
    let hash = LineKeys.hash("client/acme")
    let others = log.events.map(\.sequence.value)
    try forge(ledger) { key, sequences in key == hash ? others : sequences }
    let index = try #require(LogIndex.open(ledger.path))
    try expectSame(index, log, "shared")
    #expect(!index.isReplayed)
  }

  @Test func aManifestThatDoesNotEndWithALineDoesNotServe() throws {
    let ledger = try ledger(seed: 31)
    let manifest = try #require(LogIndex.open(ledger.path)).lines.manifest
    for change in [-1, 1] {
      var forged = manifest
      forged.segments[forged.segments.count - 1].length += change
      try ledger.write(forged.bytes, to: IndexManifest.name)
      #expect(LogIndex.open(ledger.path) == nil, "\(change)")
    }
    var forged = manifest
    forged.firstLeaf = .zero
    try ledger.write(forged.bytes, to: IndexManifest.name)
    #expect(LogIndex.open(ledger.path) == nil)
  }
}
