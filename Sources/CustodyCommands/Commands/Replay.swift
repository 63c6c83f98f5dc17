import Ownership
import Presentation
import Projections

extension Option {
  static let to = Option(
    "--to", value: "T", "the date; of a day or period, its end", standard: "now")
}

extension CommandDescription {
  /// `custody replay`
  static let replay = CommandDescription(
    name: "replay",
    abstract: "the whole state at a date as one document",
    examples: [
      Example("custody replay --to 2026-01-31", "who answered for what, what was open and agreed"),
      Example("custody replay --to 2026-01-31 -o january.json", "for other programs"),
      Example(
        "custody replay --to 2026-01-31 --known-at 2026-01-31",
        "as it was known then, without what was written down later"),
    ],
    discussion: [
      "Map, load, open complaints, requests, pending handoffs, contracts and authority."
    ],
    options: [.to, .knownAt, .clock], common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let standpoint = try run.standpoint(
      at: try run.instant(invocation.arguments.value(.to)), known: try run.known(),
      clock: run.clock, place: invocation.arguments.value(.knownAt))
    run.write(ReportSheet(replay: standpoint, time: run.time))
    return standpoint.clients.isEmpty ? .nobody : .answered
  }
}
