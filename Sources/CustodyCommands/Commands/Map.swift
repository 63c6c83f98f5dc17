import Ownership
import Presentation
import Projections

extension Option {
  static let only = Option(
    "--only", value: "WHAT", choices: MapFilter.allCases.map(\.rawValue),
    "only clients with such a cell; for machines only such cells")
}

/// What `map --only` looks for.
enum MapFilter: String, CaseIterable {
  case gap, drift, inherited, pending, acting

  func holds(_ cell: ClientSection.Cell) -> Bool {
    switch self {
    case .gap: cell.isGap
    case .drift: cell.isDrift
    case .inherited: cell.basis == .manager
    case .pending: cell.pending != nil
    case .acting: cell.acting != cell.accountable
    }
  }
}

extension CommandDescription {
  /// `custody map`
  static let map = CommandDescription(
    name: "map",
    abstract: "who answers for what: clients by responsibilities, with drift, gaps and handoffs",
    examples: [
      Example("custody map", "now"),
      Example("custody map --at 2026-02-01", "at the end of the first of February"),
      Example("custody map --only gap", "clients for which nobody answers for something"),
      Example("custody map --format csv", "a row a client and responsibility"),
    ],
    discussion: [
      "Closed clients are counted and not shown. The exit code is 1 when no client is shown."
    ],
    options: [.onlyClient, .onlyPerson, .only] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let standpoint = try run.standpoint()
    let clients = try run.onlyClients()
    let persons = try run.onlyPersons()
    let filter = invocation.arguments.value(.only).flatMap { MapFilter(rawValue: $0.text) }
    var map = ResponsibilityMap(standpoint)
    map.rows = map.rows.compactMap { section in
      if let clients, !clients.contains(section.client) { return nil }
      let wanted = section.cells.filter { cell in
        if let filter, !filter.holds(cell) { return false }
        guard let persons else { return true }
        return [cell.accountable, cell.acting].contains { $0.map(persons.contains) ?? false }
      }
      if wanted.isEmpty { return nil }
      var section = section
      // People see whole rows, so that the columns stay.
      if run.format != .table { section.cells = wanted }
      return section
    }
    run.write(ReportSheet(map, standpoint, time: run.time))
    return map.rows.isEmpty ? .nobody : .answered
  }
}
