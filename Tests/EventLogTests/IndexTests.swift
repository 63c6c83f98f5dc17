import Foundation
import Merkle
import Ownership
import Testing

@testable import EventLog

@Suite struct IndexTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func anIndexAnswersAsTheWholeLog(seed: UInt64) throws {
    let ledger = try Fixture()
    let unit: UInt64 = seed % 2 == 0 ? 2 : 5
    let limits = LogWriter.Limits.small(unit: unit)
    var drafts = IndexDrafts(seed: seed)
    var writer: LogWriter? = try ledger.create(limits: limits)
    var runCounts: Set<Int> = []
    for round in 0..<16 {
      try drafts.append(
        Int.random(in: 1...9, using: &drafts.random.numbers), to: try #require(writer))
      if drafts.random.chance(30) {
        writer = nil
        writer = try ledger.open(limits: limits)
      }
      let log = try ledger.read()
      guard log.head.sequence.value >= unit else { continue }
      let index = try #require(LogIndex.open(ledger.path), "seed \(seed), round \(round)")
      runCounts.insert(index.lines.manifest.runs.count)
      #expect(index.count - index.lines.last < unit)
      try expectSame(index, log, "seed \(seed), round \(round)")
      #expect(!index.isReplayed, "seed \(seed), round \(round)")
    }
    #expect(runCounts.count > 2)
  }

  @Test func runsAreTheDigitsInBaseEight() {
    func sizes(_ covered: UInt64, unit: UInt64 = 10) -> [UInt64] {
      IndexManifest.runRanges(covering: covered, unit: unit).map { UInt64($0.count) }
    }
    #expect(sizes(10) == [10])
    #expect(sizes(70) == [10, 10, 10, 10, 10, 10, 10])
    #expect(sizes(80) == [80])
    #expect(sizes(730) == [640, 80, 10])
    for covered in stride(from: UInt64(3), to: 1500, by: 3) {
      let ranges = IndexManifest.runRanges(covering: covered, unit: 3)
      #expect(ranges.flatMap { Array($0) } == Array(1...covered))
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func anIndexThatIsMadeAnewHasTheSameBytes(seed: UInt64) throws {
    let ledger = try Fixture()
    let limits = LogWriter.Limits.small(unit: 3)
    var drafts = IndexDrafts(seed: seed)
    var writer: LogWriter? = try ledger.create(limits: limits)
    for _ in 0..<25 { try drafts.append(4, to: try #require(writer)) }
    writer = nil
    let grown = try ledger.indexFiles()
    #expect(grown.keys.filter { $0.hasSuffix(".lines") }.count > 1)
    #expect(grown.keys.filter { $0.hasSuffix(".streams") }.count > 2)
    try ledger.removeIndex()
    #expect(LogIndex.open(ledger.path) == nil)
    LogIndex.leave(for: try ledger.read(), unit: 3)
    #expect(try ledger.indexFiles() == grown)
    try ledger.removeIndex()
    writer = try ledger.open(limits: limits)
    #expect(try ledger.indexFiles() == grown)
  }

  @Test func aShortLogHasNoIndex() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([note("a")])
    LogIndex.leave(for: try ledger.read())
    #expect(try ledger.indexFiles().isEmpty)
    #expect(LogIndex.open(ledger.path) == nil)
    #expect(LogIndex.open("\(ledger.path)/nowhere") == nil)
  }

  @Test func anIndexOfAnotherUnitIsMadeAnew() throws {
    let ledger = try Fixture()
    var drafts = IndexDrafts(seed: 3)
    var writer: LogWriter? = try ledger.create(limits: .small(unit: 3))
    for _ in 0..<10 { try drafts.append(4, to: try #require(writer)) }
    writer = nil
    writer = try ledger.open(limits: .small(unit: 4))
    let index = try #require(LogIndex.open(ledger.path))
    #expect(index.lines.manifest.unit == 4)
    try expectSame(index, try ledger.read(), "unit 4")
    withExtendedLifetime(writer) {}
  }

  @Test func oneClientCostsFewBytes() throws {
    let ledger = try Fixture()
    let writer = try ledger.create(limits: .init(indexLines: 256))
    let quiet = Subject.client(try ClientID("quiet"))
    for number in 0..<20_000 {
      let client = number % 4_000 == 1_999 ? "quiet" : "client-\(number % 997)"
      _ = try writer.stage(
        note("call \(number), long enough to be like others", on: .client(try ClientID(client))))
    }
    _ = try writer.commit()
    let length = try ledger.bytes().count
    let index = try #require(LogIndex.open(ledger.path))
    let events = try index.events(about: quiet)
    #expect(events.map(\.sequence.value) == [2001, 6001, 10_001, 14_001, 18_001])
    _ = try index.opening()
    _ = try index.lastRecorded(atOrBefore: events[2].recordedTime)
    #expect(index.bytesRead < length / 50, "\(index.bytesRead) of \(length) bytes")
    #expect(!index.isReplayed)
  }

  @Test func whileAWriterIsAtWorkOnlyAcknowledgedLinesAreThere() throws {
    let ledger = try Fixture()
    var drafts = IndexDrafts(seed: 5)
    let limits = LogWriter.Limits(indexLines: 8)
    var writer: LogWriter? = try ledger.create(limits: limits)
    for _ in 0..<10 { try drafts.append(4, to: try #require(writer)) }
    let before = try ledger.bytes()
    let head = try ledger.bytes("head")
    _ = try writer?.append([note("more")])
    let more = try ledger.bytes()
    try ledger.write(head, to: "head")
    let count = UInt64(try ledger.lines().count)
    #expect(LogIndex.open(ledger.path)?.count == count - 1)
    try ledger.write(more)
    writer = nil
    // Without a writer the line counts, and half a line is a tail.
    #expect(LogIndex.open(ledger.path)?.count == count)
    try ledger.write(Array(more.dropLast(10)))
    let index = try #require(LogIndex.open(ledger.path))
    #expect(index.tail?.contains("\(more.count - 10 - before.count) bytes from byte") == true)
    try expectSame(index, try ledger.read(), "tail")
  }

  @Test func aRedactedLineIsUnderstoodThroughTheIndex() throws {
    let ledger = try Fixture()
    var writer: LogWriter? = try ledger.create(limits: .small(unit: 3))
    let acme = Subject.client(try ClientID("acme"))
    var named = note("a name", on: acme)
    named.data?.append(JSONMember("other", .string("b name")))
    _ = try writer?.append([named, note("x"), note("y", on: acme)])
    let line = try ledger.lines()[1]
    func without(_ names: [String]) throws -> String {
      String(
        decoding: try #require(LineRedaction(Array(line.utf8), destroying: names)).line,
        as: UTF8.self)
    }
    let redaction = EventDraft(
      type: "custody.entry.redacted", subject: acme, time: .first,
      data: [
        JSONMember("entry", .string("000000000002")),
        JSONMember("fields", .array([.string("data.text")])),
        JSONMember("reason", .string("request")),
      ])
    _ = try writer?.stage(redaction, byLedger: true)
    _ = try writer?.commit()
    writer = nil
    let text = String(decoding: try ledger.bytes(), as: UTF8.self)
    try ledger.write(Array(text.replacing(line, with: without(["data.text"])).utf8))
    // The segment has been replaced: what was derived from it does not fit.
    #expect(LogIndex.open(ledger.path) == nil)
    let log = try ledger.read()
    for unit in [1, 3] as [UInt64] {
      LogIndex.leave(for: log, unit: unit)
      let index = try #require(LogIndex.open(ledger.path))
      try expectSame(index, log, "unit \(unit)")
      #expect(try index.events(about: acme).first?.fact == .entry(.noteAdded(text: nil)))
      #expect(!index.isReplayed)
    }
    // What no event names is for the whole log to tell of.
    try ledger.write(Array(text.replacing(line, with: without(["data.other"])).utf8))
    let index = try #require(LogIndex.open(ledger.path))
    #expect(try index.events(about: .ledger).count == 2)
    let error = #expect(throws: LogError.self) { try index.events(about: acme) }
    #expect(error?.severity == .integrity)
  }
}
