import Foundation
import Ownership
import Testing

/// The cases derived by hand from FORMAT.md, put to the reference and to the real history alike.
@Suite(
  .enabled(if: SharedFiles.isPresent("cases/cases.json"), "the cases beside the project are absent")
)
struct CasesTests {
  static let cases: [Case] = (try? Case.all()) ?? []

  @Test("given the cases, when they are read, then all in the file is asked, or uses the unknown")
  func complete() throws {
    let text = try SharedFiles.text("cases/cases.json")
    let cases = try Case.all()
    #expect(cases.count == text.occurrences(of: "\"refused\":"))
    let questions = cases.flatMap(\.questions)
    #expect(questions.count == text.occurrences(of: "\"expect\":"))
    #expect(cases.flatMap(\.asked).count >= 370)
    for example in cases where example.asked.count < example.questions.count {
      #expect(!example.unknownUses.isEmpty || !example.unknownKeys.isEmpty, "\(example.name)")
    }
  }

  @Test("given a case, when the reference is asked, then it answers as derived by hand")
  func reference() {
    for example in Self.cases {
      let reference = Reference(events: example.events, zone: example.zone)
      check(example, by: "reference", answer: reference.answer) { complaint, client in
        try reference.verdict(on: complaint, client: client)
      }
    }
  }

  @Test("given a case, when the history is asked, then it answers as derived by hand")
  func history() {
    for example in Self.cases {
      let history = History(events: example.events, zone: example.zone)
      check(example, by: "history", answer: history.answer) { complaint, client in
        try history.verdict(on: complaint, client: client)
      }
    }
  }

  @Test("given a case, when its lines are understood, then the refused ones count as unknown")
  func refused() {
    for example in Self.cases where example.unknownUses.isEmpty {
      let history = History(events: example.events, zone: example.zone)
      let unknown = history.events.filter { event in
        switch event.fact {
        case .unknown(.malformed), .unknown(.misdirected): true
        default: false
        }
      }
      #expect(
        unknown.map(\.sequence.value) == example.refused, "\(example.name): lines refused")
    }
  }

  private func check(
    _ example: Case, by who: String, answer: (Question) throws(QuestionProblem) -> Reply,
    verdict: (ComplaintID, ClientID) throws -> Verdict
  ) {
    for question in example.asked {
      let problems: [String]
      switch question {
      case .instant(let question, let expected):
        problems = expected.problems(with: Result { () throws -> Reply in try answer(question) })
      case .period(let question, let expected):
        problems = expected.problems(
          stretches: Result { () throws -> Reply in try answer(question) }, in: question.at)
      case .verdict(let complaint, let client, let expected):
        problems = expected.problems(with: Result { try verdict(complaint, client) })
      }
      for problem in problems {
        Issue.record("\(who), “\(example.name)”, \(question): \(problem)")
      }
    }
  }
}

extension String {
  fileprivate func occurrences(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.range(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
