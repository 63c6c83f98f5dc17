import EventLog
import Foundation
import Merkle
import Ownership
import Testing

/// What the ledger itself writes into the story: an erasure, a case file, a torn line set aside.
@Suite struct LedgerLinesTests {
  private let story: BuiltStory

  init() throws { story = try BuiltStory.shared.get() }

  private func lines(of kind: EventKind) -> [Event] {
    story.history.events.filter { $0.type == kind.type }
  }

  private func data(of event: Event) throws -> [String: Any] {
    let line = try story.lines()[Int(event.sequence.value) - 1]
    let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
    return try #require(object?["data"] as? [String: Any])
  }

  /// Olga's note is gone from every file; who stood in for her is not.
  @Test func whatOlgaWantsErasedIsNowhere() throws {
    let away = try #require(story.history[story.script.line("olga away")])
    #expect(away.isRedacted && away.note == nil)
    guard case .person(.away(_, let deputy)) = away.fact else { throw Unexpected(event: away) }
    #expect(deputy?.value?.text == "ivan")
    for bytes in story.files.values {
      #expect(bytes.firstRange(of: Array("Krankenhaus".utf8)) == nil)
    }
    let redactions = lines(of: .entryRedacted)
    #expect(redactions.count == 1)
    guard case .entry(.redacted(let redaction)) = redactions[0].fact else {
      throw Unexpected(event: redactions[0])
    }
    #expect(redaction.entry == away.sequence && redaction.fields == ["data.note"])
    #expect(redactions[0].by == "olga" && redactions[0].recordedBy == "judith")
    // Its leaf, which the next line names, is what it was.
    let line = try LogLine(parsing: story.lines()[Int(away.sequence.value) - 1])
    let next = try LogLine(parsing: story.lines()[Int(away.sequence.value)])
    #expect(next.previous == line.leaf)
    #expect(line.values.filter(\.isSealed).map(\.name) == ["data.note"])
  }

  /// The council's file is about B-5, reaches up to its own line, and holds no erased word.
  @Test func theWorksCouncilGetsItsFile() throws {
    let issued = lines(of: .evidenceIssued)
    #expect(issued.count == 1)
    #expect(issued[0].fact == .ledger(.evidenceIssued(complaint: try ComplaintID("B-5"))))
    #expect(issued[0].sequence > lines(of: .entryRedacted)[0].sequence)
    let heads = try #require(try data(of: issued[0])["heads"] as? [String: String])
    #expect(
      Set(["client/kranich", "person/olga", "person/ivan", "ledger"]).isSubset(of: heads.keys))
    for (subject, head) in heads {
      let last = story.history.events.last {
        $0.subject.description == subject && $0.sequence < issued[0].sequence
      }
      #expect(last?.sequence.digits ?? "000000000000" == head, "\(subject)")
    }
  }

  /// The line that tells of a torn one begins where that began.
  @Test func theTornLineIsToldOf() throws {
    let recovered = lines(of: .ledgerRecovered)
    #expect(recovered.count == 1)
    let told = try data(of: recovered[0])
    let before = try story.lines().prefix(Int(recovered[0].sequence.value) - 1)
    #expect(told["segment"] as? String == "000000000001.jsonl")
    #expect(told["offset"] as? Int == before.reduce(0) { $0 + $1.count + 1 })
    let torn = try #require(
      story.script.entries.compactMap { entry in
        if case .recover(let torn) = entry.act { Array(torn.utf8) } else { nil }
      }.first)
    #expect(told["bytes"] as? Int == torn.count)
    #expect(told["sha256"] as? String == SHA256.digest(of: torn).hexadecimal)
  }
}

/// A line that says something else than its type.
private struct Unexpected: Error {
  let event: Event
}
