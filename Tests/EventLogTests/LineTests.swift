import Foundation
import Fuzzing
import Merkle
import Ownership
import Testing

@testable import EventLog

@Suite struct LineTests {
  private func scan(_ line: [UInt8]) -> LineProblem? {
    var scanner = LineScanner()
    do throws(LineProblem) {
      _ = try scanner.scan(line.span, 0..<line.count)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func randomDraftsComeBackAsTheyWereGiven(seed: UInt64) throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    var random = RandomDrafts(seed: seed)
    var drafts: [EventDraft] = []
    while drafts.count < 150 {
      let batch = try (0..<Int.random(in: 1...20, using: &random.numbers)).map {
        try random.next(drafts.count + $0)
      }
      _ = try writer.append(batch)
      drafts += batch
    }
    let log = try ledger.read()
    #expect(log.events.count == drafts.count + 1)
    for (event, draft) in zip(log.events.dropFirst(), drafts) {
      #expect(event.id.hasSameBytes(as: draft.id ?? event.sequence.digits), "seed \(seed)")
      #expect(event.source.hasSameBytes(as: draft.source ?? "custody"))
      #expect(event.type.hasSameBytes(as: draft.type))
      #expect(event.subject == draft.subject)
      #expect(event.time == draft.time)
      #expect(event.statedEffectiveTime == draft.effectiveTime)
      #expect(event.sourceTime == draft.sourceTime)
      #expect(event.origin == draft.origin)
      #expect(event.recordedBy == "olga")
      #expect(
        event.fact
          == DataCodec.fact(
            type: draft.type, subject: draft.subject, data: draft.data, destroyed: []))
    }
    for line in try ledger.lines() { #expect(NaiveLine.isCanonical(Array(line.utf8))) }
  }

  @Test(arguments: [11, 12] as [UInt64])
  func theScannerAgreesWithTheSlowWayOnChangedLines(seed: UInt64) throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    var random = RandomDrafts(seed: seed)
    _ = try writer.append(try (0..<40).map { try random.next($0) })
    let lines = try ledger.lines().map { Array($0.utf8) }
    let splices = [
      " ", ",", "\"", "\\", "{", "}", "[]", "null", "\\u000a", "\\n", "\\u001F", ",\"x\":1",
      "\"x\":1,", ",\"more\":true", "0", ".000000", "\u{301}", "\"by\":\"x\",", "\"note\":null,",
      "\"reason\":null,", "\"until\":\"2026-01-01T00:00:00+00:00\",",
      "\"replaces\":\"000000000001\",",
    ].map { Array($0.utf8) }
    var accepted = 0
    for round in 0..<6000 {
      var line = random.pick(lines)
      for _ in 0..<Int.random(in: 1...2, using: &random.numbers) {
        let place = Int.random(in: 150..<line.count, using: &random.numbers)
        switch Int.random(in: 0..<4, using: &random.numbers) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &random.numbers)
        case 1: line.remove(at: place)
        case 2: line.insert(contentsOf: random.pick(splices), at: place)
        default:
          let end = Int.random(in: place...line.count, using: &random.numbers)
          line.removeSubrange(place..<end)
        }
      }
      let problem = scan(line)
      if problem == nil { accepted += 1 }
      #expect(
        (problem == nil) == NaiveLine.isCanonical(line),
        "seed \(seed) round \(round): \(String(decoding: line, as: UTF8.self)) \(problem as Any)")
    }
    #expect(accepted > 100)
  }

  @Test func whatIsNotCanonicalIsRefused() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([try assignment("acme", to: "olga", id: "a")])
    let line = try ledger.lines()[1]
    #expect(scan(Array(line.utf8)) == nil)
    for (from, to, message) in [
      ("\"1.0\"", "\"1.1\"", "the fixed beginning of the line is not as it must be"),
      ("000000000002", "00000000000x", "the sequence is not twelve digits"),
      (".000000Z", ".00000zZ", "the recorded time is not UTC with six decimals"),
      ("\"salt\":\"", "\"salt\":\"=", "the salt is not 16 bytes in base64"),
      ("\"id\":\"a\"", "\"id\":\"\"", "\"id\" is empty"),
      ("client/acme", "client/", "its id is not an identifier: it is empty"),
      ("client/acme", "acme", "a subject is client/<id>, person/<id> or ledger"),
      (
        "09:00:00Z", "09:00:00.000000Z",
        "a time is written in UTC, with six decimals unless they are zero"
      ),
      (
        "09:00:00Z", "10:00:00+01:00",
        "a time is written in UTC, with six decimals unless they are zero"
      ),
      (
        "\"recordedby\"", "\"origin\":\"recorded\",\"recordedby\"",
        "\"origin\" is imported or inferred"
      ),
      ("\"recordedby\"", "\"x\":1,\"recordedby\"", "expected \"recordedby\":\""),
      (",\"data\"", ",\"more\":false,\"data\"", "expected '}' as the end of the line"),
      (",\"data\"", ",\"id\":\"b\",\"data\"", "\"id\" stands in the wrong place"),
      (",\"data\"", ",\"X\":1,\"data\"", "names of attributes are lower-case letters and digits"),
      (",\"data\"", ",\"x\":1,\"x\":2,\"data\"", "a name stands twice in one object"),
      (
        ",\"data\"", ",\"x\":null,\"data\"",
        "an attribute is a string, a whole number, true or false"
      ),
      (
        ",\"data\"", ",\"x\":1.5,\"data\"",
        "an attribute is a string, a whole number, true or false"
      ),
      ("\"olga\"}", "\"olga\" }", "expected ',' or '}'"),
      ("\"olga\"}", "\"olga\",\"reason\":null}", "data is not in canonical form"),
      (
        "{\"responsibility\"", "{\"person\":\"x\",\"responsibility\"",
        "the fields of data are not in their order"
      ),
      ("\"olga\"}", "\"olga\\n\"}", "the escape is not in canonical form"),
      ("\"olga\"}", "\"olga\\u001F\"}", "the escape is not in canonical form"),
      ("\"olga\"}", "\"olga\",\"x\":01}", "expected ',' or '}'"),
    ] {
      #expect(line.contains(from), "\(from)")
      let changed = line.replacing(from, with: to, maxReplacements: 1)
      #expect(scan(Array(changed.utf8))?.message == message, "\(from) → \(to)")
      #expect(!NaiveLine.isCanonical(Array(changed.utf8)), "\(from) → \(to)")
    }
  }

  @Test func theFixedPlacesAreWhereTheyAreSaidToBe() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([note("a"), note("b")])
    let lines = try ledger.lines().map { Array($0.utf8) }
    for (index, line) in lines.enumerated() {
      func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
      #expect(text(LineTemplate.sequence) == SequenceNumber(UInt64(index + 1)).digits)
      #expect(text(LineTemplate.recordedTime).hasSuffix(".000000Z"))
      let previous = index == 0 ? Digest.zero : try LogLine(parsing: lines[index - 1]).leaf
      #expect(text(LineTemplate.previous) == previous.base64)
      #expect(text(LineTemplate.subjectPrevious) == SequenceNumber(UInt64(index)).digits)
    }
  }
}
