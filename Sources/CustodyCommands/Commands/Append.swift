import EventLog
import Ownership
import Presentation

extension CommandDescription {
  /// `custody append [FILE|-]`
  static let append = CommandDescription(
    name: "append",
    abstract: "record events, given as JSON",
    examples: [
      Example("custody append events.jsonl", "one event a line, or one list of them"),
      Example("custody append --dry-run events.jsonl", "show the lines first, and record nothing"),
      Example("crm-export | custody append --expect 4711", "only if nothing came in between"),
    ],
    discussion: [
      "An event has type, subject and time, and may have id, source, effectivetime, sourcetime, origin, "
        + "replaces, data and extension attributes; the rest is the ledger’s to set. All events of one "
        + "call are one batch: recorded whole or not at all, unless --skip-invalid says otherwise. The "
        + "same source and id again is a no-op when the event is the same, and an error when it is not.",
      "An event may name an earlier one of the same call by the number that its line will have; say with "
        + "--expect which line is the last before them. Behind an event that is left out such a number is "
        + "refused: it would mean another line.",
      "Facts are recorded as given when they are well formed, also where they contradict others.",
    ],
    positionals: [
      Positional("FILE", "the events; standard input without it, or with -", isOptional: true)
    ],
    options: [.dryRun, .skipInvalid, .allErrors, .expect], common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    let file = try InputFile(invocation.arguments.positional(0), invocation.surroundings)
    let feed = EventFeed(file: file.name) { () throws(LogError) in try file.piece() }
    return try Recording(invocation: invocation).record { () throws(LogError) in
      switch try feed.next() {
      case nil: return nil
      case .refused(let problems)?: return .problems(problems.map(Problem.init))
      case .event(let draft, let text)?:
        return .event(draft, isWellFormed: true) { problem in
          Place(problem.map(text.place(of:)) ?? text.place)
        }
      }
    }
  }
}

extension Problem {
  /// A bad row of `append`.
  init(_ problem: EventInput.RowProblem) {
    self.init(problem.message, at: Place(problem.place))
  }
}
