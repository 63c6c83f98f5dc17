import Foundation
import Merkle
import Ownership
import Simulation
import Storage
import Testing

@testable import EventLog

@Suite struct RedactionTests {
  private let acme = Subject.client(try! ClientID("acme"))

  /// A ledger of five lines, the third of which has a secret.
  private func makeLedger() throws -> (Fixture, LogWriter) {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    var secret = note("the secret", on: acme, id: "s")
    secret.extras = [JSONMember("traceid", .string("also secret"))]
    secret.data?.append(JSONMember("by", .string("ivan")))
    secret.data?.append(JSONMember("other", .string("kept from view")))
    _ = try writer.append([secret, note("one", on: acme), note("two", on: acme)])
    return (ledger, writer)
  }

  @Test func theContentIsGoneAndEverythingElseStands() throws {
    let (ledger, writer) = try makeLedger()
    let checkpoint = try writer.writeCheckpoint()
    let lines = try ledger.lines()
    let original = try LogLine(parsing: Array(lines[2].utf8))
    try FileManager.default.createDirectory(
      atPath: "\(ledger.path)/index", withIntermediateDirectories: true)
    try ledger.write(Array("the secret".utf8), to: "index/000000000001-000000004096.streams")
    let result = try writer.redact(SequenceNumber(3), reason: "request 4", by: "max")
    #expect(result.head.sequence == SequenceNumber(6))
    let after = try ledger.lines()
    #expect(after.count == 6)
    for index in [0, 1, 3, 4] { #expect(after[index] == lines[index]) }
    let redacted = try LogLine(parsing: Array(after[2].utf8))
    #expect(redacted.leaf == original.leaf && redacted.sealed == original.sealed)
    #expect(
      redacted.values.filter(\.isSealed).map(\.name) == ["traceid", "data.text", "data.other"])
    #expect(redacted.values.map(\.name) == original.values.map(\.name))
    #expect(redacted.event.by == "ivan")
    #expect(
      after[5].hasSuffix(
        "\"data\":{\"entry\":\"000000000003\","
          + "\"fields\":[\"traceid\",\"data.text\",\"data.other\"],"
          + "\"reason\":\"request 4\",\"by\":\"max\"}}"))
    for name in try FileManager.default.subpathsOfDirectory(atPath: ledger.path) {
      guard let bytes = FileManager.default.contents(atPath: "\(ledger.path)/\(name)") else {
        continue
      }
      #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"), "\(name)")
    }
    let log = try ledger.read()
    #expect(log.events[2].isRedacted && log.events[2].by == "ivan")
    #expect(log.events[2].fact == .entry(.noteAdded(text: nil)))
    #expect(
      Checkpoint(text: String(decoding: try ledger.bytes("checkpoint"), as: UTF8.self))
        == checkpoint)
  }

  @Test func theSameWriterAndTheNextGoOnBehindIt() throws {
    var (ledger, writer): (Fixture, LogWriter?) = try makeLedger()
    var again = note("x", on: acme, id: "s")
    again.extras = [JSONMember("traceid", .string("y"))]
    again.data? += [JSONMember("by", .string("ivan")), JSONMember("other", .string("z"))]
    _ = try writer?.redact(SequenceNumber(3), reason: "r")
    #expect(try writer?.stage(again) == .redacted(SequenceNumber(3)))
    writer?.discard()
    _ = try writer?.append([note("three", on: acme)])
    // Lines behind the shorter one are found where they stand now.
    _ = try writer?.redact(SequenceNumber(5), reason: "r")
    #expect(try ledger.read().events.count == 8)
    writer = nil
    writer = try ledger.open()
    #expect(try writer?.stage(again) == .redacted(SequenceNumber(3)))
    writer?.discard()
    _ = try writer?.append([note("four", on: acme)])
    let log = try ledger.read()
    #expect(log.events.indices.filter { log.events[$0].isRedacted } == [2, 4])
    // More of the same line can be destroyed; the first hash stays.
    _ = try writer?.redact(SequenceNumber(3), names: ["by"], reason: "r")
    let events = try ledger.read().events
    #expect(events[2].by == nil)
    guard case .entry(.redacted(let first)) = events[5].fact,
      case .entry(.redacted(let second)) = events[9].fact
    else {
      Issue.record("no redactions")
      return
    }
    #expect(first.fields == ["traceid", "data.text", "data.other"] && second.fields == ["data.by"])
  }

  @Test func whatCannotBeDestroyedIsRefusedWhole() throws {
    let (ledger, writer) = try makeLedger()
    let before = try ledger.bytes()
    func refusal(_ entry: UInt64, _ fields: [String]) -> String? {
      #expect(throws: LogError.self) {
        try writer.redact(SequenceNumber(entry), names: fields, reason: "r")
      }?.description
    }
    #expect(refusal(9, []) == "there is no line 9; the last line is 5")
    #expect(refusal(0, []) == "there is no line 0; the last line is 5")
    #expect(
      refusal(1, []) == "line 1 is a custody.ledger.opened, which stands for ever; "
        + "nothing was destroyed")
    #expect(
      refusal(2, ["responsibility"])
        == "the field responsibility says which step or when, and cannot be destroyed; "
        + "retract line 2 if it is wrong")
    #expect(
      refusal(2, ["person", "color"])
        == "line 2 has no field color; it has data.person")
    #expect(
      refusal(2, [])
        == "line 2 has no free text; name the fields to destroy: it has data.person")
    #expect(try ledger.bytes() == before)
    _ = try writer.redact(SequenceNumber(2), names: ["person"], reason: "r")
    #expect(refusal(6, ["reason"])?.contains("stands for ever") == true)
  }

  @Test func whatIsNamedAndStillStandsIsFinishedByTheNextWriter() throws {
    var (ledger, writer): (Fixture, LogWriter?) = try makeLedger()
    func tell(_ entry: String, _ fields: [String], on subject: Subject) throws {
      _ = try writer?.stage(
        EventDraft(
          type: "custody.entry.redacted", subject: subject, time: .first,
          data: [
            JSONMember("entry", .string(entry)),
            JSONMember("fields", .array(fields.map(JSON.string))),
            JSONMember("reason", .string("r")),
          ]), byLedger: true)
    }
    // A name of nothing sealable names nothing, nor does one on another subject.
    try tell("000000000002", ["responsibility", "data.responsibility", "person"], on: acme)
    _ = try writer?.commit()
    #expect(try ledger.read().unfinishedRedactions.isEmpty)
    try tell("000000000003", ["data.text", "note"], on: acme)
    _ = try writer?.commit()
    writer = nil
    let log = try ledger.read()
    #expect(
      log.unfinishedRedactions
        == [UnfinishedRedaction(entry: SequenceNumber(3), names: ["data.text"])])
    #expect(log.events[2].fact == .entry(.noteAdded(text: nil)) && log.events[2].by == "ivan")
    #expect(try LogVerification(of: ledger.path).unfinishedRedactions == log.unfinishedRedactions)
    let old = try ledger.bytes()
    writer = try ledger.open()
    #expect(writer?.finishedRedactions == log.unfinishedRedactions)
    writer = nil
    #expect(try ledger.read().unfinishedRedactions.isEmpty)
    #expect(try !ledger.lines().joined().contains("the secret"))
    // An old copy of the line brought back is unfinished, too: its leaf is the same.
    try ledger.write(old)
    #expect(try ledger.read().unfinishedRedactions == log.unfinishedRedactions)
  }

  @Test func aDestroyedValueThatNothingNamesIsBrokenIntegrity() throws {
    let (ledger, writer) = try makeLedger()
    _ = writer
    let lines = try ledger.lines().map { Array($0.utf8) }
    for (index, names) in [(2, ["data.by"]), (2, ["traceid"]), (1, ["data.person"])] {
      var changed = lines
      changed[index] = try #require(LineRedaction(lines[index], destroying: names)).line
      try ledger.write(Array(changed.map { $0 + [0x0A] }.joined()))
      let error = #expect(throws: LogError.self) { try ledger.read() }
      #expect(error?.severity == .integrity)
      #expect(error?.message.contains("\(names[0])") == true)
    }
  }

  @Test func aProducersEventAgainIsANoOpWhereWhatIsLeftIsEqual() throws {
    let (ledger, writer) = try makeLedger()
    _ = ledger
    _ = try writer.redact(SequenceNumber(3), names: ["text", "traceid"], reason: "r")
    func again(_ change: (inout EventDraft) -> Void) throws -> RowOutcome {
      var draft = note("the secret", on: acme, id: "s")
      draft.extras = [JSONMember("traceid", .string("also secret"))]
      draft.data?.append(JSONMember("by", .string("ivan")))
      draft.data?.append(JSONMember("other", .string("kept from view")))
      change(&draft)
      defer { writer.discard() }
      return try writer.stage(draft)
    }
    #expect(try again { _ in } == .redacted(SequenceNumber(3)))
    // What was destroyed cannot be compared.
    #expect(
      try again { $0.data?[0] = JSONMember("text", .string("x")) } == .redacted(SequenceNumber(3)))
    for change: (inout EventDraft) -> Void in [
      { $0.data?[1] = JSONMember("by", .string("olga")) }, { $0.data?.removeLast() },
      { $0.extras = [] }, { $0.time = .first },
    ] {
      guard case .refused(let problems) = try again(change) else {
        Issue.record("other content is taken for a repetition")
        continue
      }
      #expect(problems[0].description.contains("with other content"))
    }
  }

  /// Without a head, whole lines that hold anything are damage (FORMAT section 1).
  private func hasNoHead(_ disk: SimulatedDisk) -> Bool {
    Head.read(disk.contents(of: Head.fileName, in: DiskScript.path) ?? []) == nil
  }

  /// A crash at every operation: the event is there or not; once it was there, the next writer has
  /// destroyed the content; nothing else is touched.
  @Test(arguments: Fate.allCases)
  func anInterruptedRedactionIsFinishedByTheNextWriter(fate: Fate) throws {
    var finished = 0
    for change in 1... {
      let disk = SimulatedDisk(seed: UInt64(change))
      func open() throws -> LogWriter {
        try LogWriter(
          opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment)
      }
      var writer: LogWriter? = try LogWriter(
        creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
        environment: DiskScript.environment)
      _ = try writer?.append([note("the secret", on: acme), note("one", on: acme)])
      disk.crash(atChange: change)
      let acknowledged = try? writer?.redact(SequenceNumber(2), reason: "r")
      let isOver = !disk.isDown
      writer = nil
      // Every other time only the process ends, and a second one does so in the middle as well.
      if change % 2 == 0 { disk.killProcesses() } else { disk.restart(fate) }
      disk.crash(atChange: change % 7 + 1)
      _ = try? open()
      disk.restart(fate)
      if hasNoHead(disk), fate == .garbled || fate == .stale { continue }
      _ = try Log(reading: DiskScript.path, on: .simulated(disk))
      writer = try open()
      _ = try writer?.append([note("two", on: acme)])
      writer = nil
      disk.restart(.dropped)
      let log = try Log(reading: DiskScript.path, on: .simulated(disk))
      let wasTold = log.events.contains {
        if case .entry(.redacted) = $0.fact { true } else { false }
      }
      #expect(log.events[1].isRedacted == wasTold, "operation \(change)")
      #expect(wasTold || acknowledged == nil, "operation \(change)")
      let texts = log.events.compactMap { event in
        if case .entry(.noteAdded(let text?)) = event.fact { text } else { nil }
      }
      #expect(texts == (wasTold ? ["one", "two"] : ["the secret", "one", "two"]))
      let bytes = disk.contents(of: "000000000001.jsonl", in: DiskScript.path) ?? []
      #expect(String(decoding: bytes, as: UTF8.self).contains("secret") != wasTold)
      if wasTold { finished += 1 }
      if isOver { break }
    }
    #expect(finished > 5)
  }

  /// An error at every operation: what is acknowledged afterwards stands in the file that has the name, not
  /// in the one that was replaced.
}
