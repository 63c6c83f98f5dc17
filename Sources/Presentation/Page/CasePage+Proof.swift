import Ownership

/// The end of a page: what it proves, how to check that, and the lines themselves.
extension CasePage {
  var claimsPart: HTMLText {
    var proved = HTMLText()
    for words in [
      claims.linesAreProved, claims.wholenessIsProved, claims.redactedWords,
      claims.verdictIsProved,
    ].compactMap({ $0 }) { proved += HTMLText("li", words) }
    var open = HTMLText()
    for words in claims.lossesAreNotProved { open += HTMLText("li", words) }
    for words in [
      claims.truthIsNotProved, claims.timeIsNotProved, claims.redactedIsNotProved,
      claims.headsAreNotProved,
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

  /// A program of few lines that checks the lines of a case file, in a page or by itself.
  static let program = #"""
    import base64, hashlib, json, re, sys

    text = open(sys.argv[1], encoding="utf-8", newline="").read()
    page = re.search(r'id="custody-case-file">\n(.*?)</script>', text, re.S)
    case = json.loads(page[1] if page else text)
    origin, size, root = case["checkpoint"].split("\n")[:3]
    sha = lambda data: hashlib.sha256(data).digest()
    last = {}
    for entry in case["lines"]:
        line = json.loads(entry["line"])
        leaf = sha(b"\0" + entry["line"].encode())
        if "redacted" in line:  # this hash of what it was stands for it
            leaf = base64.b64decode(line["redacted"])
        place, end, node = int(line["sequence"]) - 1, int(size) - 1, leaf
        for other in map(base64.b64decode, entry["proof"]):
            if place % 2 or place == end:
                node = sha(b"\1" + other + node)
                while place and place % 2 == 0:
                    place, end = place // 2, end // 2
            else:
                node = sha(b"\1" + node + other)
            place, end = place // 2, end // 2
        if end or base64.b64encode(node).decode() != root:
            sys.exit("line %s is not in the log" % line["sequence"])
        if line["subjectprevious"] != last.get(line["subject"], "0" * 12):
            sys.exit("a line about %s before %s is missing" % (line["subject"], line["sequence"]))
        last[line["subject"]] = line["sequence"]
    if int(line["sequence"]) != int(size) or line["type"] != "custody.evidence.issued":
        sys.exit("the line that issued the evidence is missing")
    last["ledger"] = line["subjectprevious"]
    if last != {s: n for s, n in line["data"]["heads"].items() if n != "0" * 12}:
        sys.exit("the last lines are not those that line %s names" % line["sequence"])
    print(len(case["lines"]), "lines are in the log", origin, "of", size, "lines with the root", root)

    """#

  var linesPart: HTMLText {
    var part = HTMLText(
      "p class=\"small\"",
      "Each as it stands in the log, one line there. Characters that are not seen or change the direction of "
        + "writing are spelt out here as \\u202e; the bytes themselves are in the case file.")
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
