import Ownership
import Presentation
import Projections

extension Option {
  static let state = Option(
    "--state", value: "STATE", choices: ComplaintState.allCases.map(\.rawValue),
    "only complaints that stand so", isRepeatable: true)
  static let against = Option(
    "--against", value: "PERSON",
    "only complaints of this person, and of somebody whose name was destroyed")
  static let accountable = Option(
    "--accountable", value: "PERSON",
    "only complaints for which this person was accountable when the problem arose, as known now")
  static let turned = Option(
    "--turned", "only complaints whose verdict a later line has turned")
}

extension CommandDescription {
  /// `custody complaint list`
  static let complaintList = CommandDescription(
    name: "complaint list",
    abstract: "the complaints, with how each stands and who was accountable",
    examples: [
      Example("custody complaint list --state open --state reopened", "what is still to answer"),
      Example("custody complaint list --turned", "where a later line changed who was accountable"),
      Example("custody complaint list --against olga --format csv", "for a spreadsheet"),
    ],
    discussion: ["The exit code is 1 when there is none."],
    options: [.onlyClient, .state, .against, .accountable, .turned] + Option.standpoint,
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let arguments = invocation.arguments
    let standpoint = try run.standpoint()
    let clients = try run.onlyClients()
    let states = Set(arguments.values(.state).map(\.text))
    var against: PersonID?
    if let value = arguments.value(.against) { against = try run.person(value) }
    var accountable: PersonID?
    if let value = arguments.value(.accountable) { accountable = try run.person(value) }
    let complaints = ComplaintReport.all(standpoint).filter { report in
      let verdict = report.verdict
      if let clients, !clients.contains(verdict.client) { return false }
      if !states.isEmpty, !states.contains(report.state?.rawValue ?? "") { return false }
      if let against, verdict.now.against != against, !verdict.now.isAgainstDestroyed {
        return false
      }
      if let accountable,
        !verdict.now.reply.answers.contains(where: { $0.accountable == accountable })
      {
        return false
      }
      return !arguments.has(.turned) || !verdict.turning.isEmpty
    }
    run.write(ReportSheet(complaints: complaints, standpoint, time: run.time))
    return complaints.isEmpty ? .nobody : .answered
  }
}
