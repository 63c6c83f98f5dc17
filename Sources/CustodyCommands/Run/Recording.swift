import CustodyLedger
import EventLog
import Ownership

/// Puts events into the ledger: all of them or none, or without the bad ones if that is wanted.
struct Recording {
  let invocation: Invocation

  /// What comes next in an input.
  enum Row {
    /// An event, whether its form has been checked, and where it stands, or what a problem concerns; called
    /// only when there is one.
    case event(EventDraft, isWellFormed: Bool = false, place: (EventProblem?) -> Place?)
    /// Rows that cannot be read.
    case problems([Problem])
  }

  /// Stages and commits: all rows or, because of one bad row, none; with `--skip-invalid` the good ones.
  ///
  /// - Returns: 0; 2 where rows were skipped.
  func record(_ next: () throws(LogError) -> Row?) throws(Failure) -> ExitCode {
    let skips = invocation.arguments.has(.skipInvalid)
    let isDryRun = invocation.arguments.has(.dryRun)
    let expected = try expectation()
    var problems = ProblemDigest(
      showsAll: invocation.arguments.has(.allErrors), hint: "\(Option.allErrors.name) shows all")
    var notes = ProblemDigest(showsAll: false)
    var repeated = 0
    var redacted = 0
    do throws(LogError) {
      let writer = try invocation.writer()
      while let row = try next() {
        switch row {
        case .problems(let found):
          problems.append(contentsOf: found)
          writer.passOver()
        case .event(let draft, let isWellFormed, let place):
          switch try isWellFormed ? writer.stage(wellFormed: draft) : writer.stage(draft) {
          case .staged: if let note = note(draft.type, place) { notes.append(note) }
          case .repeated: repeated += 1
          case .redacted: redacted += 1
          case .refused(let found):
            problems.append(contentsOf: found.map { Problem($0.description, at: place($0)) })
          }
        }
      }
      if notes.count > 0 { invocation.warn(notes.problems) }
      if problems.count > 0, !skips {
        writer.discard()
        throw Refused.rows.error
      }
      if isDryRun {
        try preview(writer, expected, skips)
        let count = writer.stagedCount
        invocation.remark(
          "would record \(count == 1 ? "1 line" : "\(count) lines"); \(repeated) "
            + "\(repeated == 1 ? "is" : "are") there already; "
            + (redacted == 0 ? "" : Receipt.words(redacted: redacted) + "; ")
            + "nothing was recorded")
      } else {
        let result = try writer.commit(expecting: expected, skippingRefused: skips)
        invocation.tell(recorded: Receipt.text(result, repeated: repeated, redacted: redacted))
        if let warning = result.warning { invocation.remark("warning: \(warning)") }
      }
    } catch {
      if error == Refused.rows.error {
        throw Failure(.usage, problems.problems + [Refused.nothingRecorded(problems.count)])
      }
      throw invocation.failure(error)
    }
    if problems.count == 0 { return .answered }
    invocation.warn(problems.problems)
    invocation.remark("skipped \(problems.count) of the above")
    return .usage
  }

  /// Leaves the writing when rows were refused.
  private enum Refused {
    case rows
    var error: LogError { LogError(.usage, "rows were refused") }

    static func nothingRecorded(_ count: Int) -> Problem {
      Problem(
        "nothing was recorded, because of \(count) problem\(count == 1 ? "" : "s")",
        hint: "mend the rows, or record the others with --skip-invalid")
    }
  }

  /// A type that looks like one of ours and is none may be a slip: it is kept, and changes no answer.
  private func note(_ type: String, _ place: (EventProblem?) -> Place?) -> Problem? {
    guard EventKind(type: type) == nil, type.utf8.starts(with: EventKind.prefix.utf8) else {
      return nil
    }
    let hint = Suggestion.hint(for: type, among: EventKind.allCases.map(\.type))
    return Problem(
      "note: nobody knows the type \(type); such a line is kept and changes no answer",
      at: place(nil), hint: hint)
  }

  private func expectation() throws(Failure) -> SequenceNumber? {
    guard let value = invocation.arguments.value(.expect) else { return nil }
    guard value.text.utf8.count <= 12, let number = UInt64(value.text) else {
      throw .usage(
        "\"\(value.text)\" is not the number of a line", at: value.place(),
        hint: "write the sequence of the last line that you know of, such as 4711")
    }
    return SequenceNumber(number)
  }

  private func preview(
    _ writer: LogWriter, _ expected: SequenceNumber?, _ skips: Bool
  ) throws(LogError) {
    try writer.preview(expecting: expected, skippingRefused: skips) { _, line in
      invocation.write(logLine: line)
    }
  }
}
