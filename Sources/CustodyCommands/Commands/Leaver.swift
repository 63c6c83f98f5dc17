import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody leaver PERSON`
  static let leaver = CommandDescription(
    name: "leaver",
    abstract: "what somebody who left has left behind, and whose it is now",
    examples: [
      Example("custody leaver olga", "clients, open complaints, requests, offers, unpaid bonuses"),
      Example("custody leaver olga --at 2026-03-01", "as it stood a month later"),
    ],
    discussion: ["The exit code is 1 when the person has not left."],
    positionals: [.person], options: Option.standpoint,
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let value = invocation.arguments.positionals[0]
    let person = try run.person(value)
    let standpoint = try run.standpoint()
    guard let report = LeaverReport(person, standpoint) else {
      invocation.warn([
        Problem(
          "\(person) has not left by then", at: value.place(),
          hint: "custody what-if leave \(person) tells what would be")
      ])
      return .nobody
    }
    run.write(ReportSheet(report, standpoint, time: run.time))
    return .answered
  }
}
