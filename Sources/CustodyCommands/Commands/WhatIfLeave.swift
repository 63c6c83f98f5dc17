import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody what-if leave PERSON`
  static let whatIfLeave = CommandDescription(
    name: "what-if leave",
    abstract: "what would fall to whom if somebody left; nothing is recorded",
    examples: [
      Example("custody what-if leave olga", "if olga left now"),
      Example("custody what-if leave olga --at 2026-12-31", "at the end of the year"),
    ],
    discussion: ["The exit code is 1 when nothing would change hands."],
    positionals: [.person], options: [.reportAt, .knownAt],
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let person = try run.person(invocation.arguments.positionals[0])
    let at = try run.instant(invocation.arguments.value(.reportAt))
    let known = try run.known()
    let place = invocation.arguments.value(.knownAt)
    let standpoint = try run.standpoint(at: at, known: known, place: place)
    let whatIf = try invocation.answering(place) { () throws(QuestionProblem) in
      try WhatIf(leaving: person, from: run.history, at: at, known: known)
    }
    run.write(ReportSheet(whatIf, standpoint, time: run.time))
    return whatIf.change.moves.isEmpty ? .nobody : .answered
  }
}
