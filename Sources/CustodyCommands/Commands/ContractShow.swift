import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody contract show CLIENT`
  static let contractShow = CommandDescription(
    name: "contract show",
    abstract: "a client’s contracts: the terms in force, who set them, until when they run",
    examples: [
      Example("custody contract show acme", "now"),
      Example("custody contract show acme --at 2026-03-02", "the terms that applied on that day"),
    ],
    discussion: ["The exit code is 1 when there is no contract."],
    positionals: [.client], options: Option.standpoint,
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let client = try run.client(invocation.arguments.positionals[0])
    let standpoint = try run.standpoint()
    let contracts = ContractState.all(of: client, standpoint)
    run.write(ReportSheet(contracts: contracts, standpoint, time: run.time))
    return contracts.isEmpty ? .nobody : .answered
  }
}
