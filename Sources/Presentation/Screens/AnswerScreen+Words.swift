import Ownership

/// The parts of an answer in plain words.
extension AnswerScreen {
  func basis(_ answer: Answer) -> String {
    switch answer.basis {
    case .assigned: "\(answer.responsibility) was assigned"
    case .handoff: "\(answer.responsibility) was taken over by an accepted handoff"
    case .fallback:
      "by fallback, nobody holds \(answer.responsibility) and this person holds "
        + (answer.heldAs?.text ?? "another")
    case .manager: "as the manager, after the holder has left"
    case .none: "for \(answer.responsibility): nothing that was tried is held"
    case .unknown: "because the client is not known at that time"
    case .closed: "because the client is closed"
    case .redacted: "who could be named: the name was destroyed by a redaction"
    }
  }

  func outcome(_ step: Step, _ answer: Answer) -> String {
    let person = step.person?.text ?? "somebody"
    switch step.outcome {
    case .unassigned: return "nobody holds it"
    case .left: return "\(person) held it and has left"
    case .notJoined: return "\(person) holds it and has not joined yet"
    case .held: return "\(person) holds it"
    case .manager:
      return step.person == answer.accountable ? "\(person) answers" : "\(person) is not there"
    case .redacted: return "the holder’s name was destroyed"
    }
  }

  func duration(_ answer: Answer, _ screen: ScreenText) -> String {
    let since: String
    if let start = answer.since {
      since = "since \(screen.time(start))" + (answer.sinceExact ? "" : " or earlier")
    } else {
      since = "from the beginning"
    }
    return since + (answer.until.map { ", until \(screen.time($0))" } ?? ", no end known")
  }

  func pending(_ handoff: PendingHandoff, _ screen: ScreenText) -> String {
    let parties =
      "handoff \(handoff.handoff) from \(handoff.from?.text ?? "(destroyed)") to "
      + (handoff.to?.text ?? "(destroyed)") + ", offered \(screen.time(handoff.offered))"
    switch handoff.state {
    case .open:
      return parties + (handoff.effective.map { " for \(screen.time($0))" } ?? "")
        + ": not accepted, so it changes nothing"
    case .accepted:
      return parties + ": accepted"
        + (handoff.effective.map { ", takes effect \(screen.time($0))" } ?? "")
    }
  }

  /// Recorded by the firm itself; how late the latest of its lines was, from a day on.
  private func recorded(_ answer: Answer) -> String {
    let day: Int64 = 86_400_000_000
    let late =
      answer.evidence.compactMap { line in
        lines.event(line).map { $0.recordedTime.microseconds - $0.effectiveTime.microseconds }
      }.max() ?? 0
    return late < day
      ? "recorded as it happened" : "recorded here, up to \(roughly(microseconds: late)) late"
  }

  func confidence(_ answer: Answer) -> String {
    switch answer.confidence {
    case .recorded: recorded(answer)
    case .imported: "imported: rests on another system’s history"
    case .inferred: "inferred: rests on the first known state of a truncated history"
    }
  }
}
