import Ownership

/// What happened, by both clocks: the drawing, and the same in words.
extension CasePage {
  var timelinePart: HTMLText {
    let text = screen.screen()
    var items: [(recorded: Instant, item: HTMLText)] = []
    if let filing = screen.lines.event(verdict.firstFiling) {
      items.append((filing.recordedTime, entry(filing, text, HTMLText())))
    }
    for line in verdict.turning {
      guard let event = screen.lines.event(line.sequence) else { continue }
      items.append((event.recordedTime, entry(event, text, turn(line, verdict.clock))))
    }
    var list = HTMLText(
      "li class=\"arose\"", [],
      HTMLText("p class=\"clocks\"", [], clock("in the world", text.time(verdict.arose)))
        + HTMLText("p", "The problem arose."))
    for (_, item) in items.enumerated().sorted(by: {
      ($0.element.recorded, $0.offset) < ($1.element.recorded, $1.offset)
    }) { list += item.item }
    var part = HTMLText()
    if let timeline { part += HTMLText("figure", [], timeline.svg + caption) }
    part += HTMLText("ol class=\"timeline\"", [], list) + turningLedger(text)
    let heading =
      verdict.turning.isEmpty
      ? "Timeline: no line turned the answer" : "Timeline: what turned the answer"
    return section("timeline", heading, part)
  }

  /// What turned it by the ledger's clock, where the verdict goes by the sources'.
  private func turningLedger(_ text: ScreenText) -> HTMLText {
    var list = HTMLText()
    for line in verdict.turningLedger {
      guard let event = screen.lines.event(line.sequence) else { continue }
      list += entry(event, text, turn(line, .ledger))
    }
    if list == HTMLText() { return list }
    return HTMLText("h3", AnswerScreen.turningLedger) + HTMLText("ol class=\"timeline\"", [], list)
  }

  private var caption: HTMLText {
    HTMLText(
      "figcaption",
      "Above, when a line took effect in the world; below, when it was written down. The further it leans "
        + "to the right, the later that was.")
  }

  private var timeline: CaseTimeline? {
    let answers = verdict.now.reply.answers
    guard let first = answers.first, let last = answers.last else { return nil }
    let sequences = [verdict.firstFiling] + verdict.turning.map(\.sequence)
    let turning = Set(verdict.turning.map(\.sequence))
    let marks = sequences.compactMap { sequence in
      screen.lines.event(sequence).map { event in
        CaseTimeline.Mark(
          sequence: sequence, effective: event.effectiveTime, recorded: event.recordedTime,
          turns: turning.contains(sequence))
      }
    }
    return CaseTimeline(marks: marks, arose: (first.from, last.to), zone: screen.zone)
  }

  private func entry(_ event: Event, _ text: ScreenText, _ more: HTMLText) -> HTMLText {
    let clocks =
      clock("in the world", text.time(event.effectiveTime))
      + clock("in the ledger", text.recordedTime(event.recordedTime))
    let words = link(event.sequence) + HTMLText(" ") + HTMLText("bdi", sentence.words(for: event))
    return HTMLText(
      "li", [("class", more == HTMLText() ? "filing" : "turning")],
      HTMLText("p class=\"clocks\"", [], clocks) + HTMLText("p", [], words) + more)
  }

  private func clock(_ name: String, _ time: String) -> HTMLText {
    HTMLText(
      "span class=\"clock\"", [], HTMLText("span class=\"small\"", name) + HTMLText(readable(time)))
  }

  private func turn(_ line: TurningLine, _ clock: Clock) -> HTMLText {
    var words = HTMLText(
      "span class=\"before\"", [], HTMLText("before: \(screen.words(line.before))"))
    words += HTMLText(" ")
    words += HTMLText("span class=\"after\"", [], HTMLText("after: \(screen.words(line.after))"))
    let late =
      line.lateBy > 0
      ? "\(roughly(microseconds: line.lateBy)) after it took effect" : "ahead of its effect"
    return HTMLText("p", [], words)
      + HTMLText("p class=\"small\"", "written down \(late), \(screen.writer(of: line, clock))")
  }
}
