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
    discussion: [
      "Of somebody who has not left there is a message, for programs beside an empty document. The exit "
        + "code is then 1."
    ],
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
          "\(person) has not left by \(standpoint.at.text(in: run.history.zone))",
          at: value.place(),
          hint: "custody what-if leave \(FailureText.quoted(person.text)) tells what would be")
      ])
      // People have the message; a program gets the document that it asked for.
      if run.format != .table { run.write(ReportSheet(notLeft: person, standpoint)) }
      return .nobody
    }
    run.write(ReportSheet(report, standpoint, time: run.time))
    return .answered
  }
}
