import Ownership
import Presentation
import Projections

extension Option {
  static let knownPositions = Option(
    "--known", "A and B say how much was known, not when it was so; event:N always does")
}

extension CommandDescription {
  /// `custody diff A B`
  static let diff = CommandDescription(
    name: "diff",
    abstract: "what changed between two instants, or two known positions, and by which lines",
    examples: [
      Example("custody diff 2026-01-31 2026-02-01", "who answers otherwise after the first"),
      Example(
        "custody diff --known 2026-03-10 2026-03-13 --at 2026-03-02",
        "what is said of 2 March since the lines recorded between the 10th and the 13th"),
      Example("custody diff event:40 event:41", "what one line changed in the state of now"),
    ],
    discussion: [
      "A day or period means its end. The exit code is 1 when nothing differs."
    ],
    positionals: [
      Positional("A", "a time, or event:N"), Positional("B", "a time, or event:N"),
    ],
    options: [.knownPositions] + Option.standpoint, common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let values = invocation.arguments.positionals
    let positions = try DiffEnds(run, values)
    let difference = MapDifference(positions.before, positions.after)
    run.write(
      ReportSheet(
        difference, before: positions.before, after: positions.after, time: run.time))
    return difference.changes.isEmpty ? .nobody : .answered
  }
}

/// The two standpoints of a comparison.
private struct DiffEnds {
  let before: Standpoint
  let after: Standpoint

  init(_ run: ReportRun, _ values: [ParsedArguments.Value]) throws(Failure) {
    let arguments = run.invocation.arguments
    var events = 0
    for value in values {
      if case .event = try run.invocation.expression(value, grammar: run.grammar) { events += 1 }
    }
    if events == 1 {
      throw .usage(
        "one is a line of the log and the other is not", at: values[1].place(),
        hint: "compare two times, or two lines: event:40 event:41")
    }
    let isKnown = events == 2 || arguments.has(.knownPositions)
    if isKnown {
      if let value = arguments.value(.knownAt) {
        throw .usage(
          "--known-at has no meaning where A and B say how much was known", at: value.place(),
          hint: "leave it out")
      }
      let at = try run.instant(arguments.value(.reportAt))
      before = try Self.known(run, values[0], at: at)
      after = try Self.known(run, values[1], at: at)
    } else {
      if let value = arguments.value(.reportAt) {
        throw .usage(
          "--at has no meaning where A and B say when it was so", at: value.place(),
          hint: "leave it out, or compare known positions with --known")
      }
      before = try Self.valid(run, values[0])
      after = try Self.valid(run, values[1])
    }
  }

  private static func known(
    _ run: ReportRun, _ value: ParsedArguments.Value, at: Instant
  ) throws(Failure) -> Standpoint {
    let expression = try run.invocation.expression(value, grammar: run.grammar)
    return try run.standpoint(
      at: at, known: KnownPosition(expression, zone: run.grammar.zone), clock: run.clock,
      place: value)
  }

  private static func valid(
    _ run: ReportRun, _ value: ParsedArguments.Value
  ) throws(Failure) -> Standpoint {
    try run.standpoint(
      at: try run.instant(value), known: try run.known(), clock: run.clock,
      place: run.invocation.arguments.value(.knownAt))
  }
}
