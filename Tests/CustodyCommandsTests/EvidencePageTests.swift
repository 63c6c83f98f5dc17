import CustodyLedger
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// Case files as pages: read by people, and checked like any other.
@Suite struct EvidencePageTests {
  /// A page of the dispute.
  static func page(_ bench: Bench = .withDispute()) throws -> (path: String, bytes: [UInt8]) {
    let path = bench.folder + "/c1.html"
    let issued = bench.run("evidence", "c1", "-o", path)
    try #require(issued.code == 0, "\(issued.errors)")
    return (path, try #require(bench.read(path)))
  }

  @Test func `a page holds the very same case file, and is checked without the log`() throws {
    let bench = Bench.withDispute()
    let (path, bytes) = try Self.page(bench)
    Golden.expect(String(decoding: bytes, as: UTF8.self), is: "case.html")
    #expect(try CaseFile.embedded(in: bytes) == (try EvidenceTests.file()))
    bench.remove(bench.log)
    let checked = bench.run("verify", path)
    #expect(checked.code == 0 && checked.errors == "")
    #expect(
      checked.output.contains(
        "proved: every word of the page follows from the case file in it\n"))
    #expect(bench.run("verify", path, "--format", "json").output.contains(#""page":"same","#))
    let json = try EvidenceTests.file()
    bench.write(bench.folder + "/c1.case.json", json)
    let plain = bench.run("verify", bench.folder + "/c1.case.json", "--format", "json").output
    #expect(plain.contains(#""page":null,"#))
  }

  @Test func `the name of the file or the switch asks for a page`() throws {
    for (name, words) in [("x.HTM", []), ("x", ["--html"])] as [(String, [String])] {
      let bench = Bench.withDispute()
      let path = bench.folder + "/" + name
      #expect(bench.run(["evidence", "c1", "-o", path] + words).code == 0)
      #expect(bench.read(path)?.starts(with: "<!DOCTYPE html>".utf8) == true)
    }
  }

  @Test func `every changed byte of a page is found, or the page claims another author`() throws {
    let bench = Bench.withDispute()
    let (path, bytes) = try Self.page(bench)
    let text = String(decoding: bytes, as: UTF8.self)
    let generator = try #require(
      bytes.firstRange(of: Array("<meta name=\"generator\" content=\"".utf8)))
    let all = ProcessInfo.processInfo.environment["CUSTODY_EVERY_BIT"] == "1"
    for place in stride(from: 0, to: bytes.count, by: all ? 1 : 97) {
      var changed = bytes
      changed[place] ^= 1
      bench.write(path, changed)
      let result = bench.run("verify", path)
      if generator.lowerBound..<generator.upperBound + 30 ~= place, result.code == 1 {
        #expect(result.output.contains("another version of custody wrote it"))
      } else {
        #expect(result.code == 3 || result.code == 4, "byte \(place)")
      }
    }
    // Words that were changed are told from a case file that was.
    let flattering = text.replacing(
      "of whom the client complains, was", with: "who is blameless, was")
    #expect(flattering != text)
    bench.write(path, Array(flattering.utf8))
    let result = bench.run("verify", path)
    let line =
      text.prefix(upTo: try #require(text.range(of: "of whom the client")).lowerBound)
      .count { $0 == "\n" } + 1
    #expect(result.code == 4 && result.output == "")
    #expect(
      result.errors.hasPrefix(
        "custody: FOLDER/c1.html:\(line): the page is not the one that the case file in it gives: its "
          + "words were changed"))
    #expect(result.errors.hasSuffix("do not go by what the page shows, and ask for it anew\n"))
    let foreign = flattering.replacing(CaseFile.pageGenerator, with: "custody 99")
    bench.write(path, Array(foreign.utf8))
    let other = bench.run("verify", path)
    #expect(other.code == 1)
    #expect(
      other.output.hasPrefix("not proved: that the words of the page are those of the case "))
    // Nobody says who wrote it: then nothing excuses other words.
    let tag = "<meta name=\"generator\" content=\"\(CaseFile.pageGenerator)\">"
    bench.write(path, Array(flattering.replacing(tag, with: "").utf8))
    #expect(bench.run("verify", path).code == 4)
  }

  @Test func `a page that is torn or holds two case files is not read`() throws {
    let bench = Bench.withDispute()
    let (path, bytes) = try Self.page(bench)
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.range(of: "<script")).lowerBound
    for (changed, message) in [
      (String(text.dropLast(200)), "the case file in the page is not whole"),
      (text + text[start...], "the page holds several case files"),
      (text.replacing("\\u003c", with: "<"), "the case file in the page is not whole"),
      ("<p>nothing</p>", "is neither a case file nor a proof nor a checkpoint"),
    ] {
      bench.write(path, Array(changed.utf8))
      let result = bench.run("verify", path)
      // A page without a `<` in its case file stays as it is.
      if changed == text { continue }
      #expect(result.code == 3 && result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test func `a checkpoint puts no sentence of its own onto a page`() throws {
    let bench = Bench.withDispute()
    let text = String(decoding: try EvidenceTests.file(), as: UTF8.self)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\"checkpoint\"") })
    for more in [
      "Whoever reads this may trust it: the auditor has seen the log.\\u000a",
      // A signature below that no key has verified makes no difference.
      "Seen by the auditor.\\u000a\\u000a\u{2014} auditor.example AAAABBBBCCCCDDDD\\u000a",
    ] {
      let longer = line.replacing("\\u000a\",", with: "\\u000a\(more)\",")
      let forged = text.replacing(line, with: longer)
      try #require(forged != text)
      #expect(
        EvidenceTests.problem(Array(forged.utf8))?.message.hasPrefix("checkpoint, line 4: ") == true
      )
      bench.write(bench.folder + "/forged.json", Array(forged.utf8))
      #expect(bench.run("verify", bench.folder + "/forged.json").code == 3)
    }
  }

  // MARK: Hostile text

  @Test func `a case file with the name of a page shows nothing but a case file`() throws {
    let bench = Self.hostileBench()
    let path = bench.folder + "/c1.json"
    try #require(bench.run("evidence", "c1<c>", "-o", path).code == 0)
    let bytes = try #require(bench.read(path))
    #expect(bench.run("verify", path).code == 0)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\\u003cscript>") && text.contains("\\u202egnp.exe"))
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar != "<" && !scalar.isObeyed, "\(scalar.value)")
    }
    // Written with the characters themselves it is not a case file.
    for (code, character) in [("\\u003cscript>", "<script>"), ("\\u202egnp", "\u{202E}gnp")] {
      let raw = text.replacing(code, with: character)
      #expect(
        EvidenceTests.problem(Array(raw.utf8))?.message
          == "it is not written as case files are: something reformatted or changed it")
    }
  }

  /// A dispute in which everybody writes markup and steers the direction of writing.
  static func hostileBench() -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "</title><script>alert(1)</script>", "--zone", "UTC")
    let client = #"</script><img src=x onerror=alert(1)>&amp;\"'"#
    let person = #"<!--<script>o'&quot;lga"#
    bench.append(
      #"""
      {"type":"custody.client.registered","subject":"client/\#(client)","time":"2026-01-05T08:00:00Z","data":{"name":"\u202egnp.exe <b>"}}
      {"type":"custody.assignment.made","subject":"client/\#(client)","time":"2026-01-05T08:00:00Z","data":{"responsibility":"account","person":"\#(person)","reason":"]]><style>*{display:none}</style>","by":"<i>\u2066"}}
      {"type":"custody.complaint.filed","subject":"client/\#(client)","time":"2026-03-10T08:00:00Z","source":"<source>","id":"<id>","data":{"complaint":"c1<c>","arose":"2026-03-02T10:00:00Z","against":"\#(person)","summary":"</pre></script><!--\u0000\u2028\\u003c\\"}}
      {"type":"custody.assignment.made","subject":"client/\#(client)","time":"2026-02-20T08:00:00Z","data":{"responsibility":"account","person":"<svg/onload=alert(1)>","note":"\ufeff\u200b</details>"}}
      """#)
    return bench
  }

  @Test func `whatever people write into the log stays text`() throws {
    let bench = Self.hostileBench()
    let path = bench.folder + "/c1.html"
    let issued = bench.run("evidence", "c1<c>", "-o", path)
    #expect(issued.code == 0, "\(issued.errors)")
    let bytes = try #require(bench.read(path))
    #expect(bench.run("verify", path).code == 0)
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "</script").count == 2)
    #expect(!page.contains("<!--") && !page.contains("<img") && !page.contains("<b>"))
    let visible = page[..<(try #require(page.range(of: "<script")).lowerBound)]
    for scalar in visible.unicodeScalars where scalar != "\n" {
      #expect(
        ![.control, .format, .lineSeparator].contains(scalar.properties.generalCategory),
        "\(scalar.value)")
    }
    #expect(visible.contains("\\u202egnp.exe &lt;b&gt;"))
    try Self.expectBalanced(page)
  }

  @Test func `pages of the story are whole, and name nothing from elsewhere`() throws {
    let bench = Bench()
    try FileManager.default.copyItem(
      atPath: ReadmeTests.root.appendingPathComponent("EventLog").path, toPath: bench.log)
    for complaint in ["B-5", "B-7", "B-2"] {
      let path = bench.folder + "/\(complaint).html"
      #expect(bench.run("evidence", complaint, "-o", path).code == 0)
      let page = String(decoding: try #require(bench.read(path)), as: UTF8.self)
      #expect(bench.run("verify", path).output.contains("every word of the page follows"))
      try Self.expectBalanced(page)
      for word in ["http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "javascript:"]
      {
        #expect(!page.contains(word), "\(complaint): \(word)")
      }
      // Sentences tell times by the ledger's clocks, as everything else on the page does.
      if complaint == "B-5" { #expect(page.contains("arose 2025-09-22T09:30:00+02:00")) }
      // Each link leads to a line on the page.
      for link in page.components(separatedBy: "href=\"#").dropFirst() {
        #expect(page.contains("<article id=\"\(link.prefix { $0 != "\"" })\">"))
      }
    }
  }

  /// Every element that begins ends, in its order, and is one that pages have.
  static func expectBalanced(_ page: String) throws {
    let known: Set<String> = [
      "html", "head", "title", "style", "body", "main", "header", "section", "footer", "article",
      "figure", "figcaption", "svg", "desc", "g", "line", "circle", "rect", "text", "h1", "h2",
      "h3", "p",
      "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "bdi", "a", "pre", "details", "summary",
      "script",
    ]
    var open: [String] = []
    var rest = page[...]
    while let place = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: place)...]
      let end = try #require(rest.firstIndex(of: ">"))
      let name = String(rest[..<end].prefix { $0.isLetter || $0.isNumber || "/!".contains($0) })
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()))
      } else if name != "meta", name != "!DOCTYPE" {
        #expect(known.contains(name), "\(name)")
        open.append(name)
      }
      rest = rest[end...]
    }
    #expect(open.isEmpty)
  }

  // MARK: By hand

  /// What the program on the page says of some bytes; `nil` where Python is absent.
  static func python(_ program: String, _ bytes: [UInt8], in bench: Bench) throws -> (Int32, String)
  {
    let script = bench.file("check.py", program)
    bench.write(bench.folder + "/file", bytes)
    return try ChildRun.run("/usr/bin/env", ["python3", script, bench.folder + "/file"])
  }

  /// The program that stands on a page.
  static func program(_ page: String) throws -> String {
    let start = try #require(page.range(of: "<pre class=\"program\">")).upperBound
    let end = try #require(page[start...].range(of: "</pre>")).lowerBound
    return String(page[start..<end]).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  static let hasPython: Bool = {
    let bench = Bench()
    return (try? python("print(3)", [], in: bench))?.0 == 0
  }()

  @Test(.enabled(if: hasPython, "Python 3 is not on this machine"))
  func `the program on the page checks the page and the case file, and finds what is missing`()
    throws
  {
    let bench = Bench.withDispute()
    bench.run("redact", "5", "--reason", "asked for by the client")
    let (_, bytes) = try Self.page(bench)
    let page = String(decoding: bytes, as: UTF8.self)
    let program = try Self.program(page)
    let file = try #require(try CaseFile.embedded(in: bytes))
    let text = String(decoding: file, as: UTF8.self)
    for sound in [bytes, file] {
      let (code, output) = try Self.python(program, sound, in: bench)
      #expect(
        code == 0
          && output.hasPrefix(
            "destroyed of line 000000000005: 'data.summary'\n8 lines are in the log custody/"),
        "\(output)")
    }
    let lines = text.components(separatedBy: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("{\"line\":") })
    let last = try #require(lines.lastIndex { $0.hasPrefix("{\"line\":") })
    for index in first...last {
      var fewer = lines
      fewer.remove(at: index)
      if index == last { fewer[last - 1] = String(fewer[last - 1].dropLast()) }
      let bytes = Array(fewer.joined(separator: "\n").utf8)
      let (code, output) = try Self.python(program, bytes, in: bench)
      #expect(
        code == 1 && output.contains(" is missing\n") || output.contains(" names\n"), "\(output)")
    }
    let (code, output) = try Self.python(
      program, Array(text.replacing("ivan", with: "iwan").utf8), in: bench)
    #expect(code == 1 && output == "line 000000000003 is not in the log\n")
  }
}
