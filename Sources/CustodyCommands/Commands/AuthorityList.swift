import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody authority list`
  static let authorityList = CommandDescription(
    name: "authority list",
    abstract: "who may decide what, for which client",
    examples: [
      Example("custody authority list", "now"),
      Example(
        "custody authority list --client acme --at 2026-03-02", "for a client, on that day"),
    ],
    discussion: [
      "A grant ends with its end, with a revocation or a new grant of the same, and when the person "
        + "leaves. A grant of which a redaction has destroyed the client, or what may have ended it, is "
        + "listed wherever it may count, with what is unknown as (redacted). "
        + "The exit code is 1 when nobody may decide anything."
    ],
    options: [.onlyClient, .onlyPerson] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let standpoint = try run.standpoint()
    let clients = try run.onlyClients()
    let persons = try run.onlyPersons()
    var authority = Authority(standpoint)
    authority.grants.removeAll { grant in
      if let persons, !persons.contains(grant.person) { return true }
      return !(clients.map { $0.contains { grant.reaches($0) != false } } ?? true)
    }
    run.write(ReportSheet(authority, standpoint, time: run.time))
    return authority.grants.isEmpty ? .nobody : .answered
  }
}
