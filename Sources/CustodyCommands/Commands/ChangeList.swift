import Ownership
import Presentation
import Projections

extension Option {
  static let undecided = Option("--open", "only requests that nobody has decided")
}

extension CommandDescription {
  /// `custody change list`
  static let changeList = CommandDescription(
    name: "change list",
    abstract: "requests for changes: how long each waits, who may decide, and who decided",
    examples: [
      Example("custody change list --open", "what waits, and who could decide"),
      Example("custody change list --client acme", "of one client"),
    ],
    discussion: ["The exit code is 1 when there is none."],
    options: [.onlyClient, .undecided] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let standpoint = try run.standpoint()
    let clients = try run.onlyClients()?.sorted() ?? standpoint.clients
    var requests = clients.flatMap { ChangeRequest.all(of: $0, standpoint) }
    if invocation.arguments.has(.undecided) { requests.removeAll { !$0.isOpen } }
    run.write(ReportSheet(changes: requests, standpoint, time: run.time))
    return requests.isEmpty ? .nobody : .answered
  }
}
