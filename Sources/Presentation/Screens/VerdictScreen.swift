public import Ownership
import Projections

/// A verdict on a complaint as people read it: what was known when it was filed, what is claimed now,
/// and which line makes the difference.
extension AnswerScreen {
  /// The whole verdict.
  public func text(_ verdict: Verdict) -> String {
    var screen = screen()
    screen.heading("complaint \(verdict.complaint) of \(verdict.client)")
    screen.line(
      "arose \(screen.time(verdict.arose))"
        + (verdict.aroseAssumed ? " (assumed: its own time)" : "")
        + ", about \(verdict.now.responsibility)"
        + (verdict.now.againstWords.map { ", against \($0)" } ?? ""))
    if verdict.isRetracted {
      screen.line("no filing of it is in force any more: this answers the first", style: .warning)
    }
    screen.blank()
    ends(verdict, into: &screen)
    screen.blank()
    screen.line(summary(verdict), style: .strong)
    if let words = againstWords(verdict) { screen.line(words) }
    turning("Turning lines", verdict.turning, verdict.clock, into: &screen)
    turning(Self.turningLedger, verdict.turningLedger, .ledger, into: &screen)
    doubts(verdict, into: &screen)
    screen.cite(Self.late, verdict.late)
    screen.cite(Self.lateLedger, verdict.lateLedger)
    screen.cite(Self.redactions, verdict.redactions)
    screen.cite("Filed", [verdict.firstFiling])
    screen.cite("Filed again", verdict.refilings)
    cited("Why, as filed", verdict.asFiled, into: &screen)
    cited("Why, now", verdict.now, into: &screen)
    overruled(verdict.now, into: &screen)
    return screen.text
  }

  static let turningLedger = "Turning lines by the ledger’s clock"
  static let late = "Late, on the same path, without turning it"
  static let lateLedger = "Late by the ledger’s clock, without turning it"
  static let redactions =
    "Redacted since it was filed: it may have taken away that a line turned the answer"

  private func ends(_ verdict: Verdict, into screen: inout ScreenText) {
    var ends: [(String, VerdictEnd)] = []
    ends.append((verdict.clock == .source ? "as the source claims" : "as filed", verdict.asFiled))
    if let ledger = verdict.asFiledLedger { ends.append(("by the ledger’s clock", ledger)) }
    ends.append(("now", verdict.now))
    let width = ends.map(\.0.displayWidth).max() ?? 0
    for (name, end) in ends {
      let answers = end.reply.answers.map { answer in
        let who = who(answer)
        return answer.from == answer.to || end.reply.answers.count == 1
          ? who : "\(who) from \(screen.time(answer.from))"
      }
      let known =
        end.reply.knownTime.map {
          ", known up to #\(end.reply.knownSequence), \(screen.recordedTime($0))"
        }
        ?? ""
      screen.labelled(name, answers.joined(separator: "; ") + known, labelWidth: width)
    }
  }

  /// Who was accountable, on what basis, and who acted where that is another.
  func who(_ answer: Answer) -> String {
    let who = "\(answer.accountable?.text ?? "nobody") (\(answer.basis))"
    if answer.acting == answer.accountable { return who }
    return who
      + (answer.acting.map { ", in whose place \($0) acted" } ?? ", away, and nobody acted")
  }

  /// Whether the two ends agree, and how many lines turned the answer.
  func summary(_ verdict: Verdict) -> String {
    let count = verdict.turning.count
    let turned = "\(count) line\(count == 1 ? "" : "s") turned it"
    if verdict.asFiled.standings == verdict.now.standings {
      return count == 0
        ? "The answer has not changed since the complaint was filed."
        : "Both ends agree, but in between \(turned)."
    }
    return "The answer has changed since the complaint was filed: \(turned)."
  }

  /// Whether the person complained of was accountable, and for which part of a period; `nil` where nobody
  /// is named.
  func againstWords(_ verdict: Verdict) -> String? {
    let named = verdict.now.againstWords ?? verdict.asFiled.againstWords
    guard let against = verdict.now.against?.text ?? verdict.asFiled.against?.text ?? named else {
      return nil
    }
    func was(_ end: VerdictEnd) -> String {
      if end.isAgainstDestroyed {
        return "cannot be told to have been accountable, as the name was destroyed,"
      }
      guard let against = end.against else { return "was not named" }
      switch end.accountability(of: against) {
      case .always: return "was accountable"
      case .never: return "was not accountable"
      case .partly(let parts):
        return "was accountable for part of the period "
          + "(\(parts.map { $0.inWords(zone) }.joined(separator: ", ")))"
      case .untold: return "cannot be told to have been accountable, as a name was destroyed,"
      }
    }
    return
      "\(against), of whom the client complains, \(was(verdict.asFiled)) by what was known at filing, "
      + "and \(was(verdict.now)) by what is known now."
  }

  private func turning(
    _ heading: String, _ lines: [TurningLine], _ clock: Clock, into screen: inout ScreenText
  ) {
    if lines.isEmpty { return }
    screen.blank()
    screen.heading(heading)
    for line in lines {
      screen.cite(line.sequence)
      screen.line("before: \(words(line.before))   after: \(words(line.after))", indent: 6)
      screen.line("written down \(lateness(of: line))\(writer(of: line, clock))", indent: 6)
    }
  }

  /// How late a turning line is; a retraction is as old as itself, whatever it strikes.
  private func lateness(of line: TurningLine) -> String {
    if case .entry(.retracted)? = lines.event(line.sequence)?.fact { return "" }
    return line.lateBy > 0
      ? "\(roughly(microseconds: line.lateBy)) after it took effect, " : "ahead of its effect, "
  }

  /// Who wrote a turning line down: on the sources' clock that is its source's claim.
  func writer(of line: TurningLine, _ clock: Clock) -> String {
    let recorder = line.recordedBy.printable
    guard clock == .source, let event = lines.event(line.sequence), event.sourceTime != nil
    else { return "by \(recorder)" }
    return "as \(event.source.printable) says; "
      + "imported by \(recorder) on \(zone.date(at: event.recordedTime))"
  }

  /// What nobody should miss who reads out the verdict: disputes of a line on which an end rests, lines
  /// that claim otherwise, and steps that were passed over.
  private func doubts(_ verdict: Verdict, into screen: inout ScreenText) {
    let answers = verdict.now.reply.answers + verdict.asFiled.reply.answers
    func union(_ lines: (Answer) -> [SequenceNumber]) -> [SequenceNumber] {
      Set(answers.flatMap(lines)).sorted()
    }
    screen.cite("Disputed: the verdict rests on a line that is disputed", union(\.disputed))
    screen.cite("Contested: without effect, but they claim otherwise", union(\.contested))
    for answer in verdict.now.reply.answers where answer.path.count > 1 {
      tried(answer, into: &screen)
    }
    if let weakest = verdict.now.reply.answers.max(by: { $0.confidence < $1.confidence }) {
      screen.blank()
      screen.labelled("confidence", confidence(weakest), labelWidth: 10)
    }
  }

  func words(_ standings: [Standing]) -> String {
    standings.map { "\($0.accountable?.text ?? "nobody") (\($0.basis))" }.joined(separator: ", ")
  }

  private func cited(_ heading: String, _ end: VerdictEnd, into screen: inout ScreenText) {
    var seen: Set<SequenceNumber> = []
    let evidence = end.reply.answers.flatMap(\.evidence).filter { seen.insert($0).inserted }
    screen.cite(heading, evidence.sorted())
  }

  private func overruled(_ end: VerdictEnd, into screen: inout ScreenText) {
    var seen: Set<SequenceNumber> = []
    let overruled = end.reply.answers.flatMap(\.overruled)
      .filter { seen.insert($0.sequence).inserted }
    if overruled.isEmpty { return }
    screen.blank()
    screen.heading("Overruled")
    for line in overruled {
      screen.cite(line.sequence)
      for by in line.by { screen.cite(by, indent: 6, prefix: "by ") }
    }
  }
}

extension Accountability.Part {
  /// `from 2026-03-01 until 2026-03-14`, days included; instants where it is cut within a day.
  func inWords(_ zone: Zone) -> String {
    let start =
      zone.start(of: zone.date(at: from)) == from
      ? zone.date(at: from).description : from.text(in: zone)
    let end = zone.lastDay(endingAt: to)?.description ?? to.text(in: zone)
    return "from \(start) until \(end)"
  }
}

extension VerdictEnd {
  /// Whom the client complains of; `nil` where nobody is named.
  var againstWords: String? {
    isAgainstDestroyed ? "somebody whose name was destroyed" : against?.text
  }
}
