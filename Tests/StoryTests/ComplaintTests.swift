import Ownership
import Testing

/// Every complaint of the story has the verdict that its index states.
@Suite struct ComplaintTests {
  private let story: BuiltStory

  init() throws { story = try BuiltStory.shared.get() }

  @Test(arguments: Story.complaints)
  func theVerdictIsTheExpectedOne(_ expected: ExpectedVerdict) throws {
    let verdict = try story.verdict(expected.complaint)
    #expect(verdict.client.text == expected.client)
    #expect(verdict.asFiled.words == expected.asFiled)
    #expect(verdict.asFiledLedger?.words == expected.asFiledLedger)
    #expect(verdict.now.words == expected.now)
    #expect(verdict.turning.map(\.sequence) == expected.turning.map { story.script.line($0.mark) })
    #expect(verdict.turning.map { $0.lateBy / 86_400_000_000 } == expected.turning.map(\.days))
    #expect(verdict.againstWasAccountable.asFiled == expected.against?.asFiled)
    #expect(verdict.againstWasAccountable.now == expected.against?.now)
    #expect(!verdict.isRetracted)
    #expect(verdict.refilings.isEmpty)
  }

  @Test func theIndexNamesEveryComplaint() {
    let filed = story.history.events.compactMap { event -> String? in
      if case .complaint(.filed(let filing)) = event.fact { filing.complaint.text } else { nil }
    }
    #expect(Set(filed) == Set(Story.complaints.map(\.complaint)))
    #expect(filed.count == Story.complaints.count)
  }

  @Test func anImportedComplaintIsJudgedByTheSourcesClock() throws {
    let verdict = try story.verdict("B-1")
    #expect(verdict.clock == .source)
    #expect(verdict.asFiled.reply.answers[0].confidence == .inferred)
    #expect(verdict.now.reply.answers[0].confidence == .imported)
    for complaint in Story.complaints.dropFirst() {
      #expect(try story.verdict(complaint.complaint).clock == .ledger)
    }
  }
}
