import Ownership

/// The end of a page: what it proves, how to check that, and the lines themselves.
extension CasePage {
  var claimsPart: HTMLText {
    var proved = HTMLText()
    for words in [
      claims.linesAreProved, claims.wholenessIsProved, claims.redactedWords, claims.withheldWords,
      claims.verdictIsProved,
    ].compactMap({ $0 }) { proved += HTMLText("li", words) }
    var open = HTMLText()
    for words in claims.lossesAreNotProved { open += HTMLText("li", words) }
    for words in [
      claims.truthIsNotProved, claims.timeIsNotProved, claims.zoneIsNotProved,
      claims.redactedIsNotProved, claims.withheldIsNotProved, claims.headsAreNotProved,
      CaseClaims.rootIsNotProved
        + ". A checkpoint that somebody else has held shows it, or a signature",
    ].compactMap({ $0 }) { open += HTMLText("li", words) }
    if !checkpoint.claims.isEmpty {
      open += HTMLText(
        "li",
        "that \(checkpoint.claims.joined(separator: ", ")) signed it: this page says so, and only the key "
          + "shows whether it is true; nor " + CaseClaims.uniquenessIsNotProved)
    }
    open += HTMLText(
      "li",
      "that the words of this page are those of the case file in it: whoever checks it with custody verify "
        + "has the page written anew and compared")
    let part =
      HTMLText("h3", "Proved, once it has been checked")
      + HTMLText("ul", [], proved) + HTMLText("h3", "Not proved") + HTMLText("ul", [], open)
    return section("claims", "What this proves, and what it does not", part)
  }

  var checkPart: HTMLText {
    var part = HTMLText(
      "p",
      "The case file is in this page, \(file.bytes.count) bytes with the SHA-256 \(file.hash). Whoever has "
        + "the program custody checks it, and these words, without network and without the ledger:")
    part += HTMLText("pre", "custody verify FILE.html")
    part += HTMLText(
      "p",
      "with --against CHECKPOINT for a checkpoint or head of the ledger that somebody kept, with --key for a "
        + "signature. Without that program, Python 3 shows that every line is in the log and that none about "
        + "these subjects is missing; the verdict then follows by reading them:")
    part += HTMLText("pre class=\"program\"", [], HTMLText(lines: Self.program))
    part += HTMLText(
      "p", "It prints the root, which must be the one of a checkpoint known from elsewhere:")
    part += HTMLText("pre", [], HTMLText(lines: checkpoint.text))
    return section("check", "How to check it", part)
  }

  var linesPart: HTMLText {
    var part = HTMLText(
      "p class=\"small\"",
      "Each as it stands in the log, one line there"
        + (claims.withheld.isEmpty
          ? ""
          : ", but for what is withheld: of that a seal stands here, and the log has the value")
        + ". Characters that are not seen or change the direction of writing are spelt "
        + "out here as \\u202e; the bytes themselves are in the case file.")
    for line in lines {
      part.newline()
      part += article(line)
    }
    return section("lines", "The lines as they were recorded", part)
  }

  private func article(_ line: Line) -> HTMLText {
    let text = screen.screen()
    let event = line.event
    var content = HTMLText(
      "h3", [],
      HTMLText("#\(event.sequence) ") + HTMLText("bdi", "\(event.subject)") + HTMLText(": ")
        + HTMLText("bdi", sentence.words(for: event)))
    content += HTMLText(
      "p class=\"small\"",
      "took effect \(readable(text.time(event.effectiveTime))) · recorded "
        + "\(readable(text.recordedTime(event.recordedTime))) by \(event.recordedBy)")
    content += HTMLText("pre", line.text)
    let hashes = line.proof.isEmpty ? "none" : line.proof.joined(separator: " ")
    content += HTMLText(
      "details", [],
      HTMLText("summary", "Its hash, and the proof that it is in the log")
        + HTMLText("p class=\"hash\"", "leaf \(line.leaf)")
        + HTMLText("p class=\"hash\"", "proof \(hashes)"))
    return HTMLText("article", [("id", "L\(event.sequence)")], content)
  }

  var foot: HTMLText {
    HTMLText(
      "footer", [],
      HTMLText(
        "p class=\"small\"",
        "\(generator) · log \(claims.origin) · line \(claims.size) · root \(claims.root)"))
  }
}
