import CustodyLedger
import EventLog
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// The story of `EventLog/`, recorded from nothing with the commands that people type.
///
/// What other systems say (another source, an import) comes in with `append`, as it does in a firm. What
/// contradicts what is known is refused first, and then forced, as somebody who insists would do.
@Suite struct StoryByCommandsTests {
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A run of a command at the time at which the story records the line.
  private static func run(_ words: [String], at event: Event, log: String, input: String = "")
    -> (code: Int32, errors: String)
  {
    var errors: [UInt8] = []
    var pieces = [Array(input.utf8)]
    let surroundings = Surroundings(
      arguments: words, variable: { $0 == "CUSTODY_LOG" ? log : nil },
      standardInput: { () throws(Descriptor.Problem) in pieces.popLast() ?? [] },
      output: Output { (_: [UInt8]) throws(Output.Problem) in },
      errors: Output { (bytes: [UInt8]) throws(Output.Problem) in errors += bytes },
      now: { event.recordedTime },
      recording: {
        Environment(
          login: event.recordedBy, now: { event.recordedTime },
          randomBytes: { [UInt8](repeating: 7, count: $0) })
      })
    let code = Program.run(surroundings)
    return (code, String(decoding: errors, as: UTF8.self))
  }

  @Test func `the story is recorded with commands alone and answers the same`() throws {
    let story = try Ledger(folder: Self.repository.appendingPathComponent("EventLog").path).read()
    let lines = try Self.lines()
    let bench = Bench()
    var spoken = 0
    var forced: [SequenceNumber: String] = [:]
    for event in story.history.events {
      if case .ledger(.opened(let name, let zone)) = event.fact {
        let words = ["init", "--name", name, "--zone", zone]
        #expect(Self.run(words, at: event, log: bench.log).code == 0)
        continue
      }
      if let result = try Self.byTheLedger(event, lines, log: bench.log) {
        #expect(result.code == 0, "#\(event.sequence): \(result.errors)")
        continue
      }
      let isOurs = event.source == "custody" && event.origin == .recorded
      guard isOurs, var words = SpokenEvent(event: event).words else {
        let input = lines[Int(event.sequence.value) - 1]
        let result = Self.run(["append"], at: event, log: bench.log, input: input)
        #expect(result.code == 0, "#\(event.sequence): \(result.errors)")
        continue
      }
      // The story no longer knows what was erased; something has to be there to erase.
      if event.isRedacted { words += ["--note", "erased"] }
      spoken += 1
      var result = Self.run(words, at: event, log: bench.log)
      if result.code != 0 {
        forced[event.sequence] = result.errors
        result = Self.run(words + ["--force"], at: event, log: bench.log)
      }
      #expect(result.code == 0, "#\(event.sequence) \(words): \(result.errors)")
    }
    let told = try Ledger(folder: bench.log).read()
    #expect(spoken > 150)
    expectSameLines(story.history, told.history, forced)
    try expectSameAnswers(story.history, told.history)
    // What the story contradicts is refused first, each for its own reason; nearly all else is not.
    let refusals = forced.values.joined()
    for contradiction in Self.contradictions { #expect(refusals.contains(contradiction)) }
    #expect(forced.count * 10 < spoken, "\(refusals)")
  }

  /// What only the ledger writes, and what makes it do so; `nil` for all other lines.
  private static func byTheLedger(
    _ event: Event, _ lines: [String], log: String
  ) throws -> (code: Int32, errors: String)? {
    switch event.fact {
    case .entry(.redacted(let redaction)):
      let line = Data(lines[Int(event.sequence.value) - 1].utf8)
      let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      let reason = try #require((object?["data"] as? [String: Any])?["reason"] as? String)
      let words = ["redact", redaction.entry.description, "--reason", reason]
      return run(words + (event.by.map { ["--by", $0] } ?? []), at: event, log: log)
    case .ledger(.evidenceIssued(let complaint)):
      let file = URL(filePath: log).deletingLastPathComponent().appending(path: "case.json").path
      let words = ["evidence", complaint?.text ?? "", "-o", file]
      return run(words, at: event, log: log)
    case .ledger(.recovered):
      // A line is left torn; whoever writes next finds it.
      let segment = try FileHandle(
        forWritingTo: URL(filePath: log).appending(path: "000000000001.jsonl"))
      try segment.seekToEnd()
      try segment.write(contentsOf: Data(#"{"specversion":"1.0","sequ"#.utf8))
      try segment.close()
      return run(["checkpoint"], at: event, log: log)
    default: return nil
    }
  }

  /// Whether two lines say the same; hashes differ, for the salts do.
  private static func isSame(_ one: Fact, _ other: Fact) -> Bool {
    guard case .entry(.redacted(let first)) = one, case .entry(.redacted(let second)) = other else {
      return one == other
    }
    return first.entry == second.entry && first.fields == second.fields
  }

  /// Scenes that no command records without being forced.
  static let contradictions = [
    "the policy in force pays bonuses on revenue (#2 at",
    "nora was away only until 2025-05-09",
    "the ledger knows no person karin",
    "complaint B-3 has no ruling that could be disputed",
    "olga no longer holds account of дрозд: petr holds it since 2025-09-03",
    "elster was closed on 2026-01-01",
    "account of milan is on offer as handoff H-2",
    "eva was not accountable for account of uhu when the problem arose (2026-03-30T00:15:00Z): ivan",
  ]

  /// The lines of the story, without what the ledger sets.
  private static func lines() throws -> [String] {
    let file = repository.appendingPathComponent("EventLog/000000000001.jsonl")
    let own = [
      "sequence", "recordedtime", "previous", "subjectprevious", "salt", "recordedby", "more",
    ]
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      guard
        var object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      else { return "" }
      for name in own { object[name] = nil }
      if object["source"] as? String == "custody" { object["id"] = nil }
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
  }

  private func expectSameLines(
    _ story: History, _ told: History, _ forced: [SequenceNumber: String]
  ) {
    #expect(story.events.count == told.events.count)
    for (wanted, got) in zip(story.events, told.events) {
      #expect(
        got.type == wanted.type && got.subject == wanted.subject
          && Self.isSame(got.fact, wanted.fact)
          && got.effectiveTime == wanted.effectiveTime && got.by == wanted.by
          && got.replaces == wanted.replaces && got.recordedTime == wanted.recordedTime
          && got.recordedBy == wanted.recordedBy, "#\(wanted.sequence): \(got) for \(wanted)")
      if forced[wanted.sequence] == nil { #expect(got.note == wanted.note) }
    }
  }

  private func expectSameAnswers(_ story: History, _ told: History) throws {
    let end = try #require(story.events.last).recordedTime
    for client in story.clients {
      for responsibility in try story.responsibilities() {
        let question = Question(
          client: client, responsibility: responsibility,
          at: .period(from: story.events[0].time, to: end))
        #expect(try story.answer(question) == told.answer(question))
      }
    }
    for complaint in story.clientsByComplaint.keys {
      for client in story.clientsByComplaint[complaint] ?? [] {
        let before = try story.verdict(on: complaint, client: client)
        #expect(try told.verdict(on: complaint, client: client) == before)
      }
    }
  }
}
