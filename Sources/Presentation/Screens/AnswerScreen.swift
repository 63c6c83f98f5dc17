public import Ownership

/// An answer as people read it, like a verdict: who, on what basis, since when, why, what was tried,
/// what was overruled and by which line, what is disputed, and how far it can be trusted.
public struct AnswerScreen: Sendable {
  let lines: Lines
  let zone: Zone
  let width: Int
  let palette: Palette

  /// Screens for a terminal of the given width, with times in the given zone.
  public init(lines: Lines, zone: Zone, width: Int, palette: Palette) {
    self.lines = lines
    self.zone = zone
    self.width = width
    self.palette = palette
  }

  func screen() -> ScreenText {
    ScreenText(width: width, palette: palette, zone: zone, lines: lines)
  }

  /// The answers to a question about one responsibility, one section for each stretch.
  public func text(_ sheet: AnswerSheet) -> String {
    var screen = screen()
    let title = [sheet.client.text, sheet.answers.first?.responsibility.text, moment(sheet)]
    screen.heading(title.compactMap { $0 }.joined(separator: " · "))
    for answer in sheet.answers {
      screen.blank()
      if answer.from != answer.to, sheet.answers.count > 1 {
        screen.heading(
          "From \(screen.time(answer.from)) to \(screen.time(answer.to))")
      }
      write(answer, into: &screen)
    }
    if sheet.answers.count > 1 { screen.blank() }
    screen.labelled("known", known(sheet, screen), labelWidth: 10)
    return screen.text
  }

  private func moment(_ sheet: AnswerSheet) -> String {
    guard let answer = sheet.answers.first, answer.from == answer.to else { return sheet.at }
    return answer.from.text(in: zone)
  }

  func known(_ sheet: AnswerSheet, _ screen: ScreenText) -> String {
    guard let time = sheet.knownTime else { return "nothing was recorded yet" }
    let clock = sheet.clock == .ledger ? "" : ", by the sources’ clock"
    return "lines up to #\(sheet.knownSequence), recorded \(screen.recordedTime(time))\(clock)"
  }

  private func write(_ answer: Answer, into screen: inout ScreenText) {
    let who = answer.accountable?.text ?? "nobody"
    screen.line(
      "\(who) \(answer.accountable == nil ? "is accountable" : "is accountable:") "
        + basis(answer), style: answer.accountable == nil ? .problem : .person)
    if answer.acting != answer.accountable {
      screen.line(
        answer.acting.map { "\($0) acts in the place of \(who)" }
          ?? "\(who) is away, and nobody acts")
    }
    screen.line(duration(answer, screen))
    if !answer.evidence.isEmpty { screen.cite("Why", answer.evidence) }
    tried(answer, into: &screen)
    overruled(answer, into: &screen)
    screen.cite("Disputed: the answer rests on a line that is disputed", answer.disputed)
    screen.cite("Contested: without effect, but they claim otherwise", answer.contested)
    screen.cite("Tied: same instant, the order of recording decided", answer.tied)
    if let handoff = answer.pendingHandoff {
      screen.blank()
      screen.heading("Pending")
      screen.line(pending(handoff, screen))
    }
    screen.blank()
    screen.labelled("confidence", confidence(answer), labelWidth: 10)
  }

  private func overruled(_ answer: Answer, into screen: inout ScreenText) {
    if answer.overruled.isEmpty { return }
    screen.blank()
    screen.heading("Overruled")
    for overruled in answer.overruled {
      screen.cite(overruled.sequence)
      for by in overruled.by { screen.cite(by, indent: 6, prefix: "by ") }
    }
  }

  /// The steps of the path.
  func tried(_ answer: Answer, into screen: inout ScreenText) {
    if answer.path.isEmpty { return }
    screen.blank()
    screen.heading("Tried")
    let names = answer.path.map { ($0.responsibility?.text ?? "manager").printable }
    let width = names.map(\.displayWidth).max() ?? 0
    for (name, step) in zip(names, answer.path) {
      screen.labelled(name, outcome(step, answer), labelWidth: width)
    }
  }
}

extension AnswerScreen {
  /// The answers for several responsibilities, one row each.
  public func summary(_ sheet: AnswerSheet, showsStretch: Bool) -> String {
    var screen = screen()
    screen.heading("\(sheet.client) · \(moment(sheet, isPeriod: showsStretch))")
    screen.blank()
    let table = Table(sheet, showsStretch: showsStretch) { screen.time($0) }
    var text = screen.text + table.text(width: width, palette: palette)
    let notes = notes(sheet, screen)
    if !notes.isEmpty {
      let lines = notes.map { $0.printable.wrapped(to: width - 2).joined(separator: "\n  ") + "\n" }
      text += "\n" + lines.joined()
    }
    return text + "\n" + known(sheet, screen).wrapped(to: width, after: "known: ") + "\n"
  }

  private func moment(_ sheet: AnswerSheet, isPeriod: Bool) -> String {
    guard !isPeriod, let answer = sheet.answers.first else { return sheet.at }
    return answer.from.text(in: zone)
  }

  /// What a row has no room for, and nobody should miss.
  private func notes(_ sheet: AnswerSheet, _ screen: ScreenText) -> [String] {
    var notes: [String] = []
    for answer in sheet.answers {
      var parts: [String] = []
      if let handoff = answer.pendingHandoff { parts.append(pending(handoff, screen)) }
      func add(_ word: String, _ lines: [SequenceNumber]) {
        if !lines.isEmpty {
          parts.append("\(word) " + lines.map { "#\($0)" }.joined(separator: " "))
        }
      }
      add("disputed by", answer.disputed)
      add("contested by", answer.contested)
      add("tied with", answer.tied)
      add("overruled", answer.overruled.map(\.sequence))
      if !parts.isEmpty {
        notes.append("\(answer.responsibility): " + parts.joined(separator: "; "))
      }
    }
    return notes
  }
}
