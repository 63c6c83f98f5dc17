import Ownership

/// What a verdict rests on: cited lines, each with both of its times, and a link to it as recorded.
extension CasePage {
  /// A line of the log in words.
  func cite(_ sequence: SequenceNumber) -> HTMLText {
    guard let event = screen.lines.event(sequence) else { return HTMLText("#\(sequence)") }
    let text = screen.screen()
    var facts = [
      "took effect \(readable(text.time(event.effectiveTime)))",
      "recorded \(readable(text.recordedTime(event.recordedTime))) by \(event.recordedBy)",
    ]
    if event.origin != .recorded { facts.append(event.origin.rawValue) }
    if let by = event.by { facts.append("decided by \(by)") }
    return link(sequence) + HTMLText(" ") + HTMLText("bdi", sentence.words(for: event))
      + HTMLText("span class=\"small\"", facts.joined(separator: " · "))
  }

  /// The number of a line, which leads to it.
  func link(_ sequence: SequenceNumber) -> HTMLText {
    shown.contains(sequence)
      ? HTMLText("a", [("href", "#L\(sequence)")], HTMLText("#\(sequence)"))
      : HTMLText("#\(sequence)")
  }

  private func list(_ heading: String, _ sequences: [SequenceNumber]) -> HTMLText {
    if sequences.isEmpty { return HTMLText() }
    var items = HTMLText()
    for sequence in sequences { items += HTMLText("li", [], cite(sequence)) }
    return HTMLText("h3", heading) + HTMLText("ul class=\"lines\"", [], items)
  }

  /// What nobody should miss who reads out the verdict.
  var doubtsPart: HTMLText {
    let answers = verdict.ends.flatMap(\.end.reply.answers)
    func union(_ lines: (Answer) -> [SequenceNumber]) -> [SequenceNumber] {
      Set(answers.flatMap(lines)).sorted()
    }
    var part = list("Disputed: the verdict rests on a line that is disputed", union(\.disputed))
    part += list("Contested: without effect, but they claim otherwise", union(\.contested))
    part += list("Tied: same instant, the order of recording decided", union(\.tied))
    part += list(AnswerScreen.late, verdict.late)
    part += list(AnswerScreen.lateLedger, verdict.lateLedger)
    part += list(AnswerScreen.redactions, verdict.redactions)
    part += list("Filed again under the same id", verdict.refilings)
    if part == HTMLText() { return part }
    return section("doubts", "What speaks against it, or came late", part)
  }

  var reasonsPart: HTMLText {
    var part = HTMLText()
    for (title, end) in verdict.ends {
      part += list(
        "Why, \(title.prefix(1).lowercased() + title.dropFirst())",
        Set(end.reply.answers.flatMap(\.evidence)).sorted())
    }
    for answer in verdict.now.reply.answers where answer.path.count > 1 {
      var steps = HTMLText()
      for step in answer.path {
        steps += HTMLText(
          "li", "\(step.responsibility?.text ?? "manager"): \(screen.outcome(step, answer))")
      }
      part += HTMLText("h3", "What was tried, now") + HTMLText("ol", [], steps)
    }
    var seen: Set<SequenceNumber> = []
    var overruled = HTMLText()
    for line in verdict.now.reply.answers.flatMap(\.overruled)
    where seen.insert(line.sequence).inserted {
      var item = cite(line.sequence)
      if !line.by.isEmpty {
        var by = HTMLText("by ")
        for (index, sequence) in line.by.enumerated() {
          if index > 0 { by += HTMLText(", ") }
          by += link(sequence)
        }
        item += HTMLText("span class=\"small\"", [], by)
      }
      overruled += HTMLText("li", [], item)
    }
    if overruled != HTMLText() {
      part += HTMLText("h3", "Overruled") + HTMLText("ul class=\"lines\"", [], overruled)
    }
    if part == HTMLText() { return part }
    return section("reasons", "What it rests on", part)
  }

  func section(_ id: String, _ heading: String, _ content: HTMLText) -> HTMLText {
    HTMLText(
      "section", [("aria-labelledby", id)],
      HTMLText("h2", [("id", id)], HTMLText(heading)) + content)
  }
}
