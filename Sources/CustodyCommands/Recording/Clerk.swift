import CustodyLedger
import EventLog
import Ownership
import Presentation

/// Takes a command from the arguments, has it decided over what is known, and records it.
///
/// What is decided holds for the state that it is appended to: when somebody else has recorded
/// something in between, the command is read and decided anew.
struct Clerk {
  let invocation: Invocation
  let reading: LedgerReading
  let state: LedgerState
  let grammar: MomentGrammar

  private init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    reading = try invocation.readBeforeWriting()
    let now = invocation.surroundings.now()
    state = LedgerState(reading.history, now: now)
    grammar = MomentGrammar(now: now, zone: reading.history.zone)
  }

  /// What has been recorded, for a receipt.
  struct Record {
    var drafts: [EventDraft]
    var first: SequenceNumber
    var head: LogHead
  }

  /// Decides and records.
  ///
  /// - Parameter command: reads the command from the arguments, by the state of each attempt.
  /// - Returns: what was recorded; `nil` after a dry run.
  static func record(
    _ invocation: Invocation, _ command: (Clerk) throws(Failure) -> any Command
  ) throws(Failure) -> Record? {
    while true {
      let clerk = try Clerk(invocation)
      let wanted = try command(clerk)
      let decision = try clerk.decision(on: wanted)
      if let record = try clerk.append(decision) { return record.recorded }
    }
  }

  private func decision(on command: some Command) throws(Failure) -> Decision {
    do throws(Refusal) {
      return try decide(command, state, isForced: invocation.arguments.has(.force))
    } catch {
      throw failure(error)
    }
  }

  // MARK: Refusals

  private func failure(_ refusal: Refusal) -> Failure {
    var problems = refusal.objections.map { objection in
      Problem(objection.message + cited(objection.lines), hint: objection.remedy)
    }
    if !refusal.objections.contains(where: \.isFinal) {
      problems.append(
        Problem(
          "nothing was recorded",
          hint: "--force records it nevertheless, with the contradiction noted"))
    }
    return Failure(.usage, problems)
  }

  /// ` (#17 at 000000000001.jsonl:17)`
  private func cited(_ lines: [SequenceNumber]) -> String {
    if lines.isEmpty { return "" }
    let texts = lines.map { line in
      reading.place(of: line).map { "#\(line) at \($0)" } ?? "#\(line)"
    }
    return " (\(texts.joined(separator: ", ")))"
  }

  // MARK: Recording

  /// What became of an attempt.
  private enum Outcome {
    case done(Record)
    case dryRun

    var recorded: Record? {
      switch self {
      case .done(let record): record
      case .dryRun: nil
      }
    }
  }

  /// Appends what was decided; `nil` where something came in between.
  private func append(_ decision: Decision) throws(Failure) -> Outcome? {
    do throws(LogError) {
      let writer = try invocation.writer()
      if writer.head != reading.head { return nil }
      for draft in decision.drafts {
        if case .refused(let problems) = try writer.stage(draft) {
          writer.discard()
          throw LogError(
            .usage, problems.map(\.description).joined(separator: "; "),
            remedy: "nothing was recorded")
        }
      }
      if invocation.arguments.has(.dryRun) {
        try writer.preview(expecting: reading.head.sequence) { _, line in
          invocation.write(logLine: line)
        }
        writer.discard()
        tell(decision)
        let count = decision.drafts.count
        invocation.remark(
          "would record \(count) line\(count == 1 ? "" : "s"); nothing was recorded")
        return .dryRun
      }
      let result = try writer.commit(expecting: reading.head.sequence)
      if let warning = result.warning { invocation.remark("warning: \(warning)") }
      let first = result.first ?? result.head.sequence
      report(decision, result)
      return .done(Record(drafts: decision.drafts, first: first, head: result.head))
    } catch {
      throw invocation.failure(error)
    }
  }

  private func report(_ decision: Decision, _ result: AppendResult) {
    let after = state.after(decision.drafts).history
    let sentence = Sentence(
      lines: Lines(history: after, tellsOffers: true) { _ in nil }, zone: after.zone)
    for event in after.events.suffix(decision.drafts.count) {
      invocation.tell(
        recorded: "recorded #\(event.sequence) \(event.subject): \(sentence.words(for: event))"
          .printable + "\n")
    }
    invocation.tell(recorded: Receipt.line(result.head))
    tell(decision)
  }

  /// Says what was recorded against, what is left behind, and what comes late.
  private func tell(_ decision: Decision) {
    for objection in decision.objections {
      invocation.remark("recorded against: \(objection.message)\(cited(objection.lines))")
    }
    for remark in decision.remarks { invocation.remark(remark) }
    if let sentence = Backdating(decision.drafts, state).sentence { invocation.remark(sentence) }
  }
}

extension CommandDescription {
  /// A command that records: its options, then those that all of them have.
  static func recording(
    _ name: String, _ abstract: String, examples: [Example], discussion: [String] = [],
    positionals: [Positional] = [], options: [Option] = [], isEnding: Bool = false,
    _ command: @escaping @Sendable (Clerk) throws(Failure) -> any Command
  ) -> CommandDescription {
    CommandDescription(
      name: name, abstract: abstract, examples: examples, discussion: discussion,
      positionals: positionals,
      options: options + (isEnding ? [.lastDay] : []) + Option.recording, common: Option.writing
    ) { (invocation: Invocation) throws(Failure) in
      _ = try Clerk.record(invocation, command)
      return .answered
    }
  }
}
