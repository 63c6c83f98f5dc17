import EventLog
import Ownership
import Testing

@testable import CustodyCommands

/// A log in which everybody writes what terminals, browsers, Markdown and spreadsheets obey: no command lets
/// any of it through, in any format.
@Suite struct HostileTextTests {
  /// What terminals obey, what nobody sees, markup of HTML and Markdown, and what ends a cell.
  static let poison =
    "\u{1B}[31m\u{1B}]0;x\u{7}\u{9B}2J\u{7F}\u{202E}\u{2066}\u{200B}\u{2028}\r\n|<script>alert(1)</script>"
    + "<!--[x](javascript:1)![i](x)`*b*_i_~~s~~&lt;\u{E0041}\u{3164}\u{2800}\\|\","
  /// What an identifier may hold, or might in an old log.
  static let client = "<b>|a\u{3164}](x)`*_\",c"
  static let person = "--log=evil\u{E0100}<i>|o\u{34F}"
  static let other = "ol\u{2800}ga\u{FE0F}"
  static let complaint = "c<1>|\u{115F}"

  static func drafts() -> [EventDraft] {
    func time(_ month: Int) -> Instant {
      try! Instant(rfc3339: "2025-\(month < 10 ? "0" : "")\(month)-01T09:00:00Z")
    }
    func text(_ name: String, _ value: String) -> JSONMember { JSONMember(name, .string(value)) }
    let note = [text("by", "by" + poison), text("note", "note" + poison)]
    func draft(_ type: String, _ subject: Subject, _ month: Int, _ data: [JSONMember]) -> EventDraft
    {
      EventDraft(
        id: "id\(month)\(type)" + poison, source: "source" + poison, type: "custody." + type,
        subject: subject, time: time(month), extras: [text("trace", poison)], data: data + note)
    }
    let client = Subject.client(try! ClientID(client))
    let person = Subject.person(try! PersonID(person))
    let terms = JSONMember("terms", .object([text("t" + poison, poison)]))
    return [
      EventDraft(
        type: "custody.ledger.opened", subject: .ledger, time: time(1),
        data: [
          text("name", poison), text("zone", "UTC"), JSONMember("format", .number("1")),
        ]),
      draft(
        "policy.adopted", .ledger, 1,
        [JSONMember("responsibilities", .array([.string("r<\u{3164}>|")]))]),
      draft("person.joined", person, 1, [text("name", "P" + poison), text("manager", other)]),
      draft("client.registered", client, 1, [text("name", "C" + poison)]),
      draft(
        "assignment.made", client, 1,
        [text("responsibility", "sales"), text("person", Self.person), text("reason", poison)]),
      draft(
        "assignment.made", client, 1,
        [text("responsibility", "r<\u{3164}>|"), text("person", Self.person)]),
      draft(
        "contract.signed", client, 2,
        [text("contract", "K<\u{3164}>|"), text("person", Self.person), terms]),
      draft(
        "change.requested", client, 2,
        [text("request", "R<\u{3164}>|"), text("contract", "K<\u{3164}>|"), text("wants", poison)]),
      draft(
        "authority.granted", person, 2,
        [text("decision", "d<\u{3164}>|"), text("client", Self.client)]),
      draft(
        "bonus.paid", client, 2,
        [
          text("bonus", "P<\u{3164}>|"), text("person", Self.person), text("amount", "1.00"),
          text("currency", "EUR"), text("basis", "signing"),
        ]),
      draft(
        "handoff.offered", client, 3,
        [
          text("handoff", "h<\u{3164}>|"), text("responsibility", "sales"),
          text("from", Self.person), text("to", other),
        ]),
      draft(
        "complaint.filed", client, 4,
        [
          text("complaint", complaint), text("against", Self.person), text("summary", poison),
          text("channel", poison),
        ]),
      draft(
        "complaint.redirected", client, 4,
        [text("complaint", complaint), text("to", other), text("reason", poison)]),
      draft(
        "complaint.attributed", client, 4,
        [text("complaint", complaint), text("person", Self.person), text("reason", poison)]),
      draft(
        "complaint.disputed", client, 4, [text("complaint", complaint), text("reason", poison)]),
      draft(
        "assignment.made", client, 3,
        [text("responsibility", "account"), text("person", other), text("reason", poison)]),
      draft("entry.disputed", client, 5, [text("entry", "000000000016"), text("reason", poison)]),
      draft("person.left", person, 6, [text("reason", poison)]),
      EventDraft(
        type: "com.example\(poison)", subject: client, time: time(6), otherData: .string(poison)),
      draft("note.added", client, 7, [text("text", poison)]),
    ]
  }

  static func bench() throws -> Bench {
    let bench = Bench()
    try bench.writeLog(drafts())
    try #require(bench.run("verify").code == 0)
    return bench
  }

  /// Commands that show what is in the log.
  static let questions: [[String]] = [
    ["who", client], ["who", client, "sales"], ["who", client, "--at", "2025"],
    ["who", client, "sales", "--at", "2025"], ["who", "--complaint", complaint],
    ["history", client], ["log"], ["log", "--limit", "3"], ["complaint", "show", complaint],
    ["complaint", "list"], ["map"], ["diff", "2025-02-01", "2025-12-01"],
    ["diff", "--known", "event:5", "event:20"], ["replay"], ["load"],
    ["load", "--around", "2025-06-01"], ["load", "--every", "month", "--from", "2025-01"],
    ["what-if", "leave", other], ["bonuses"], ["audit"], ["leaver", "person/" + person],
    ["contract", "show", client], ["change", "list"], ["authority", "list", "--at", "2025-03-01"],
    ["verify"],
    ["recover"], ["explain"],
  ]

  @Test(arguments: questions)
  func `nothing that its target obeys comes through`(_ question: [String]) throws {
    let bench = try Self.bench()
    for format in Format.allCases {
      let result = bench.run(question + ["--format", format.rawValue])
      #expect(result.code <= 1, "\(question) \(format): \(result)")
      #expect(result.code > 1 || !result.output.isEmpty, "\(question) \(format)")
      Self.expectHarmless(result.output, format, "\(question) \(format)")
      Self.expectHarmless(result.errors, .table, "\(question) \(format)")
    }
  }

  @Test func `completion offers no word that a shell would read as an option, and none unseen`()
    throws
  {
    let bench = try Self.bench()
    bench.append(
      #"{"type":"custody.person.joined","subject":"person/--log=evil","time":"2026-01-01T00:00:00Z"}"#
    )
    bench.append(
      #"{"type":"custody.person.joined","subject":"person/nina","time":"2026-01-01T00:00:00Z"}"#)
    for words in [["leaver", ""], ["leaver", "--"], ["load", "--person", ""], ["leaver", "n"]] {
      let offered = bench.run(["complete", "--"] + words).output
      #expect(!offered.contains("evil") && !offered.contains("ol\u{2800}ga"), "\(offered)")
      Self.expectHarmless(offered, .table, "\(words)")
    }
    #expect(bench.run("complete", "--", "leaver", "n").output == "nina\n")
    // Behind an equals sign it is a value, whatever it begins with.
    #expect(
      bench.run("complete", "--", "load", "--person=--l").output == "--person=--log=evil\n")
  }

  @Test func `what would be recorded is shown without what a terminal obeys`() throws {
    let bench = Bench.withDispute()
    let events =
      #"{"type":"custody.note.added","subject":"client/acme","time":"2026-03-12T08:00:00Z","data":{"text":"\u009b\u202e<b>\u200b"}}"#
    let shown = bench.run(["append", "--dry-run"], input: events)
    #expect(shown.output.contains(#""text":"\u009b\u202e\u003cb>\u200b""#))
    Self.expectHarmless(shown.output, .jsonl, "append --dry-run")
    bench.append(events)
    let last = String(decoding: bench.read(bench.log + "/000000000001.jsonl") ?? [], as: UTF8.self)
    #expect(last.hasSuffix("\"text\":\"\u{9B}\u{202E}<b>\u{200B}\"}}\n"))
    let note = bench.run("note", "client/acme", "\u{9B}\u{202E}<b>", "--dry-run")
    #expect(note.code == 0, "\(note)")
    Self.expectHarmless(note.output, .jsonl, "note --dry-run")
  }

  // MARK: What a target obeys

  static func expectHarmless(_ text: String, _ format: Format, _ what: String) {
    let breaks: Set<Unicode.Scalar> = format == .csv ? ["\n", "\r"] : ["\n"]
    for scalar in text.unicodeScalars where !breaks.contains(scalar) {
      let isSteering =
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
      // CSV is for programs, which compare identifiers by their characters.
      let isUnseen = format != .csv && (scalar.isDefaultIgnorable || scalar.value == 0x2800)
      if isSteering || isUnseen {
        Issue.record("\(what) lets U+\(String(scalar.value, radix: 16)) through")
        return
      }
    }
    switch format {
    case .table: break
    case .json, .jsonl:
      #expect(!text.contains("<"), "\(what) lets markup through")
      for line in format == .json ? [text[...]] : text.split(separator: "\n") {
        #expect((try? JSONParser.parse(Array(line.utf8))) != nil, "\(what): \(line)")
      }
    case .csv: expectRectangular(text, what)
    case .markdown: expectPlainMarkdown(text, what)
    }
  }

  /// Every record has as many fields as the header.
  private static func expectRectangular(_ text: String, _ what: String) {
    var counts: [Int] = []
    var fields = 1
    var isQuoted = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: fields += 1
      case UInt8(ascii: "\n") where !isQuoted:
        counts.append(fields)
        fields = 1
      default: break
      }
    }
    #expect(!isQuoted && Set(counts).count <= 1, "\(what): \(counts)")
  }

  /// No HTML, no link, no emphasis, and every row of a table has the cells of its header.
  private static func expectPlainMarkdown(_ text: String, _ what: String) {
    var cells = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var bare = ""
      var isEscaped = false
      for character in line.unicodeScalars {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else {
          bare.unicodeScalars.append(character)
        }
      }
      #expect(!bare.contains { "<>[]`*_~&".contains($0) }, "\(what): \(line)")
      guard bare.hasPrefix("|") else {
        #expect(!bare.contains("|"), "\(what): \(line)")
        cells = 0
        continue
      }
      let bars = bare.filter { $0 == "|" }.count
      if cells == 0 { cells = bars }
      #expect(bars == cells, "\(what): \(line)")
    }
  }
}
