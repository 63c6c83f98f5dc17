import Ownership

/// The beginning of a page: what it is about, and the verdict in words.
extension CasePage {
  var title: HTMLText {
    var text = HTMLText("p class=\"kind\"", "Case file")
    text += HTMLText(
      "h1", [],
      HTMLText("Complaint ") + name(verdict.complaint.text) + HTMLText(" of ")
        + name(verdict.client.text))
    return HTMLText("header", [], text)
  }

  /// A name from the log, apart from the text around it whatever its direction of writing.
  func name(_ text: String) -> HTMLText { HTMLText("bdi", text) }

  var verdictPart: HTMLText {
    let text = screen.screen()
    var part = HTMLText("h2 id=\"verdict\"", "The verdict")
    if let words = leadWords {
      part += HTMLText("p class=\"lead\"", words) + HTMLText("p", screen.summary(verdict))
    } else {
      part += HTMLText("p class=\"lead\"", screen.summary(verdict))
    }
    if let words = screen.againstWords(verdict) { part += HTMLText("p", words) }
    let disputes = Set(verdict.ends.flatMap(\.end.reply.answers).flatMap(\.disputed)).sorted()
    if !disputes.isEmpty {
      var words = HTMLText("It rests on a line that is disputed, see ")
      for (index, line) in disputes.enumerated() {
        if index > 0 { words += HTMLText(", ") }
        words += link(line)
      }
      part += HTMLText("p class=\"warning\"", [], words + HTMLText("."))
    }
    if verdict.isRetracted {
      part += HTMLText(
        "p class=\"warning\"", "No filing of it is in force any more: this answers the first.")
    }
    var ends = HTMLText()
    for (title, end) in verdict.ends { ends += card(title, end, text) }
    part += HTMLText("div class=\"ends\"", [], ends)
    part += facts(text)
    return HTMLText("section class=\"verdict\" aria-labelledby=\"verdict\"", [], part)
  }

  /// Who was accountable, in a sentence; `nil` for a period in which that changed.
  private var leadWords: String? {
    let (filed, now) = (verdict.asFiled.reply.answers, verdict.now.reply.answers)
    guard filed.count == 1, now.count == 1 else { return nil }
    let before = filed[0].whoWas
    let after = now[0].whoWas
    let known =
      verdict.clock == .source
      ? "by what the source claims to have known when the client complained"
      : "by what was known when the client complained"
    let when = "When the problem arose, \(before) was accountable for \(filed[0].responsibility)"
    let words =
      before == after
      ? "\(when), \(known), and by what the ledger says now."
      : "\(when), \(known). By what the ledger says now, \(after) was."
    return [filed[0].basis, now[0].basis].contains(.redacted)
      ? words + " A redaction has destroyed who else may have been." : words
  }

  private func card(_ title: String, _ end: VerdictEnd, _ text: ScreenText) -> HTMLText {
    var card = HTMLText("h3", title)
    for answer in end.reply.answers {
      if end.reply.answers.count > 1 {
        card += HTMLText(
          "p class=\"stretch\"",
          "from \(readable(text.time(answer.from))) to \(readable(text.time(answer.to)))")
      }
      card += HTMLText("p class=\"who\"", [], name(answer.whoWas))
      card += HTMLText("p", screen.basis(answer))
      if answer.acting != answer.accountable {
        card += HTMLText(
          "p",
          answer.acting.map { "\($0) acted in that person’s place" } ?? "away, and nobody acted")
      }
      if !answer.evidence.isEmpty {
        card += HTMLText("p class=\"small\"", readable(screen.duration(answer, text)))
        card += HTMLText("p class=\"small\"", screen.confidence(answer))
      }
    }
    if let time = end.reply.knownTime {
      card += HTMLText(
        "p class=\"small\"",
        "by what was known at line \(end.reply.knownSequence), \(readable(text.recordedTime(time)))"
      )
    }
    return HTMLText("div class=\"end\"", [], card)
  }

  private func facts(_ text: ScreenText) -> HTMLText {
    var list = HTMLText()
    func row(_ term: String, _ words: String) {
      list += HTMLText("div", [], HTMLText("dt", term) + HTMLText("dd", words))
    }
    row(
      "The problem arose",
      readable(text.time(verdict.arose))
        + (verdict.aroseAssumed ? " (assumed: the filing’s own time)" : ""))
    row("It is about", verdict.now.responsibility.text)
    if let against = verdict.now.againstWords { row("Complained of", against) }
    if let filing = screen.lines.event(verdict.firstFiling) {
      row(
        "The client complained",
        "\(readable(text.time(filing.effectiveTime))), recorded "
          + "\(readable(text.recordedTime(filing.recordedTime))) as line \(filing.sequence)")
    }
    row(
      "This file was issued",
      "\(readable(text.recordedTime(claims.issued))), as line \(claims.size) of the log \(claims.origin)"
    )
    row("All times", "in the ledger’s zone, \(screen.zone.name)")
    return HTMLText("dl class=\"facts\"", [], list)
  }
}

extension Answer {
  /// Who was accountable, to stand before “was”: of a name that was destroyed nobody can say that there was none.
  fileprivate var whoWas: String {
    accountable?.text ?? (basis == .redacted ? "nobody who could be named" : "nobody")
  }
}

extension Verdict {
  /// The ends of the verdict, each with what it is called.
  var ends: [(title: String, end: VerdictEnd)] {
    var ends = [(clock == .source ? "As the source claims" : "As filed", asFiled)]
    if let ledger = asFiledLedger { ends.append(("As filed, by the ledger’s clock", ledger)) }
    return ends + [("Now", now)]
  }
}
