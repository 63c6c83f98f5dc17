import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody bonuses`
  static let bonuses = CommandDescription(
    name: "bonuses",
    abstract: "paid against responsible: who was paid for what, and who answered in that time",
    examples: [
      Example("custody bonuses", "all of them, with sums and findings"),
      Example("custody bonuses --client acme", "of one client"),
      Example("custody bonuses --person olga --format csv", "of one person, for a spreadsheet"),
    ],
    discussion: [
      "Each payout stands beside who was accountable for sales and account (for a bonus for retention: "
        + "account) in the period that it pays for. Sums are exact, one a currency, of what is left after "
        + "reversals. The exit code is 1 when there are none."
    ],
    options: [.onlyClient, .onlyPerson] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let standpoint = try run.standpoint()
    let clients = try run.onlyClients()
    let persons = try run.onlyPersons()
    let report = BonusReport(standpoint).narrowed(
      clients: clients, persons: persons, zone: run.history.zone)
    run.write(ReportSheet(report, standpoint, time: run.time))
    return report.payouts.isEmpty ? .nobody : .answered
  }
}
