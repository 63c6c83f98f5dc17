import Ownership
import Presentation
import Projections

extension Option {
  static let every = Option(
    "--every", value: "STEP", choices: LoadSeries.Step.allCases.map(\.rawValue),
    "the load at the beginning of each step")
  static let from = Option(
    "--from", value: "T", "where the steps begin", standard: "a year before --at")
  static let around = Option(
    "--around", value: "T", "before and after a date: who inherited what from whom")
}

extension CommandDescription {
  /// `custody load`
  static let load = CommandDescription(
    name: "load",
    abstract: "whose book of business is how large: own, by drift, inherited; against the limit",
    examples: [
      Example("custody load", "now"),
      Example("custody load --every month --from 2025-01", "month by month"),
      Example(
        "custody load --around 2026-02-01", "before and after a layoff: who inherited what"),
      Example("custody load --person olga --every week", "one person, week by week"),
    ],
    discussion: [
      "An open client counts once, at its strongest: own (assigned, handed over), by drift (fallback), "
        + "inherited (as the manager of somebody who left). Acting is counted apart. Only persons have a "
        + "limit, the policy’s clientsPerPerson."
    ],
    options: [.every, .from, .around, .onlyPerson] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let arguments = invocation.arguments
    let standpoint = try run.standpoint()
    let persons = try run.onlyPersons()
    if let around = arguments.value(.around) {
      let others = [Option.every, .from, .reportAt].compactMap(arguments.value)
      if let value = others.first {
        throw .usage(
          "--around says its own times", at: value.place(), hint: "leave one of the two out")
      }
      var change = LoadChange(standpoint, around: try run.span(around))
      if let persons { change.narrow(to: persons) }
      run.write(ReportSheet(change, standpoint, time: run.time))
      return change.moves.isEmpty ? .nobody : .answered
    }
    guard let every = arguments.value(.every), let step = LoadSeries.Step(rawValue: every.text)
    else {
      if let value = arguments.value(.from) {
        throw .usage(
          "--from has a meaning with --every only", at: value.place(),
          hint: "add --every month, or ask with --at")
      }
      var load = Load(standpoint)
      if let persons { load.rows.removeAll { !persons.contains($0.person) } }
      run.write(ReportSheet(load, standpoint, time: run.time))
      return load.rows.isEmpty ? .nobody : .answered
    }
    var series = try run.series(step, every, standpoint)
    if let persons {
      for place in series.loads.indices {
        series.loads[place].rows.removeAll { !persons.contains($0.person) }
      }
    }
    run.write(ReportSheet(series, standpoint, time: run.time))
    return series.loads.allSatisfy(\.rows.isEmpty) ? .nobody : .answered
  }
}

extension ReportRun {
  fileprivate func series(
    _ step: LoadSeries.Step, _ every: ParsedArguments.Value, _ standpoint: Standpoint
  ) throws(Failure) -> LoadSeries {
    let year: Int64 = 366 * 86_400_000_000
    var from = Instant(clamping: standpoint.at.microseconds - year)
    if let value = invocation.arguments.value(.from) { from = try span(value).start }
    let to = Instant(clamping: standpoint.at.microseconds + 1)
    do throws(LoadSeriesProblem) {
      return try LoadSeries(standpoint, every: step, from: from, to: to)
    } catch {
      switch error {
      case .tooLong(let limit):
        throw .usage(
          "a series has at most \(limit) steps", at: every.place(),
          hint: "begin later with --from, or take a longer step")
      }
    }
  }
}

extension LoadChange {
  /// Leaves what concerns some persons.
  fileprivate mutating func narrow(to persons: Set<PersonID>) {
    moves.removeAll { move in
      ![move.from, move.to].contains { $0.map(persons.contains) ?? false }
    }
    before.rows.removeAll { !persons.contains($0.person) }
    after.rows.removeAll { !persons.contains($0.person) }
  }
}
