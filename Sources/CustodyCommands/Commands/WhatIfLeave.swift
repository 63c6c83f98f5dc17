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
    discussion: [
      "Lists what would fall to whom, in whose place the person acts as a deputy, and what the person was "
        + "to answer for from a later day on. Of somebody who has left already, or has not joined yet, it "
        + "says so. The exit code is 1 when nothing would change hands."
    ],
    positionals: [.person], options: [.reportAt, .knownAt],
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let value = invocation.arguments.positionals[0]
    let person = try run.person(value)
    let at = try run.instant(invocation.arguments.value(.reportAt))
    let known = try run.known()
    let place = invocation.arguments.value(.knownAt)
    let standpoint = try run.standpoint(at: at, known: known, place: place)
    let whatIf = try invocation.answering(place) { () throws(QuestionProblem) in
      try WhatIf(leaving: person, from: run.history, at: at, known: known)
    }
    switch whatIf.presence {
    case .here: break
    case .gone(let line, _):
      invocation.warn([
        Problem(
          "\(person) has left already, by line #\(line)", at: value.place(),
          hint: "custody leaver \(FailureText.quoted(person.text)) tells what was left behind")
      ])
    case .notJoined(let line):
      invocation.warn([
        Problem("\(person) has not joined by then, but by line #\(line)", at: value.place())
      ])
    }
    run.write(ReportSheet(whatIf, standpoint, time: run.time))
    return whatIf.isEmpty ? .nobody : .answered
  }
}
