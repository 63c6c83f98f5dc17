import Testing

@testable import CustodyCommands

/// The commands that record, from their arguments to the line and what they say.
@Suite struct RecordingTests {
  /// olga (2) and ivan (3) are here, acme (4) is a client of olga's (5, 6).
  static func firm() -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "Test", "--zone", "UTC")
    bench.run("person", "join", "olga", "--name", "Olga Petrova", "--at", "2026-01-01")
    bench.run("person", "join", "ivan", "--at", "2026-01-01")
    bench.run("client", "add", "acme", "--name", "Acme Ltd", "--at", "2026-01-01")
    bench.run("assign", "acme", "olga", "sales", "account", "--at", "2026-01-01")
    return bench
  }

  private func last(_ bench: Bench, _ count: Int = 1) -> String {
    bench.run(
      "log", "--reverse", "--limit", "\(count)", "--format", "jsonl", "--by", "recorded"
    ).output
  }

  @Test(arguments: [
    "localtime", "posixrules", "Factory", "right/Europe/Berlin", "posix/Europe/Berlin",
  ])
  func `a zone that means something else on another machine opens no ledger`(_ zone: String) throws
  {
    let bench = Bench()
    let result = bench.run("init", "--name", "Test", "--zone", zone)
    #expect(result.code == 2, "\(result.errors)")
    #expect(
      result.errors.replacing("\n  ", with: " ").replacing("\n", with: " ").contains(
        "the IANA database has no zone of that name, whatever this machine means by it"))
    #expect(bench.read(bench.log + "/000000000001.jsonl") == nil)
    // A ledger that names one is not understood, rather than by whatever this machine means.
    bench.run("init", "--name", "Test", "--zone", "UTC")
    let segment = bench.log + "/000000000001.jsonl"
    let line = String(decoding: try #require(bench.read(segment)), as: UTF8.self)
    bench.write(
      segment, Array(line.replacing("\"zone\":\"UTC\"", with: "\"zone\":\"\(zone)\"").utf8))
    bench.remove(bench.log + "/head")
    #expect(bench.run("log").code == 3)
    // Nor do the rules of an import name one.
    let rules = bench.file(
      "x.rules",
      "shape snapshots\nsource crm\ntime-format %Y-%m-%d\nzone \(zone)\nclient client\ntime at\n"
        + "responsibility account person person\n")
    let imported = RecordingTests.firm().run("import", "--rules", rules, "-")
    #expect(imported.code == 2, "\(imported.errors)")
    #expect(imported.errors.contains("there is no zone \"\(zone)\""), "\(imported.errors)")
  }

  @Test func `what is recorded is told with the new head`() {
    let bench = Self.firm()
    let result = bench.run("assign", "acme", "ivan", "support", "legal", "--by", "olga")
    #expect(result.code == 0 && result.errors == "")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == "recorded #7 client/acme: ivan was made accountable for support")
    #expect(lines[1] == "recorded #8 client/acme: ivan was made accountable for legal")
    #expect(lines[2].hasPrefix("head 8 "))
  }

  @Test func `a refusal names lines with their places, and what to do`() {
    let bench = Self.firm()
    bench.run("person", "leave", "ivan", "--at", "2026-02-01")
    let result = bench.run("assign", "acme", "ivan", "legal")
    #expect(result.code == 2 && result.output == "")
    #expect(
      result.errors == """
        custody: ivan left on 2026-02-01 (#7 at 000000000001.jsonl:7)
          assign somebody who is there, or record `person join` first
        custody: nothing was recorded
          --force records it nevertheless, with the contradiction noted

        """)
    #expect(
      bench.run("log", "--limit", "100", "--format", "jsonl").output.contains("legal") == false)
  }

  @Test func `force records it with the contradiction in its note`() {
    let bench = Self.firm()
    bench.run("person", "leave", "ivan", "--at", "2026-02-01")
    let result = bench.run("assign", "acme", "ivan", "legal", "--force", "--note", "as told")
    #expect(result.code == 0)
    #expect(
      result.errors == "recorded against: ivan left on 2026-02-01 (#7 at 000000000001.jsonl:7)\n")
    let lines = bench.read(bench.log + "/000000000001.jsonl") ?? []
    #expect(
      String(decoding: lines, as: UTF8.self).hasSuffix(
        "\"note\":\"as told; recorded against: ivan left on 2026-02-01 (#7)\"}}\n"))
  }

  @Test func `a dry run shows the lines and records nothing`() {
    let bench = Self.firm()
    let result = bench.run("client", "close", "acme", "--reason", "lost", "--dry-run")
    #expect(result.code == 0)
    #expect(
      result.output.contains("\"type\":\"custody.client.closed\",\"subject\":\"client/acme\""))
    #expect(result.output.contains("\"data\":{\"reason\":\"lost\"}"))
    #expect(result.errors == "would record 1 line; nothing was recorded\n")
    #expect(bench.run("log", "--type", "client.closed").code == 1)
  }

  @Test func `names are accepted where one has them, and look-alikes are found`() {
    let bench = Self.firm()
    #expect(bench.run("unassign", "acme ltd", "sales", "--person", "olga petrova").code == 0)
    let cyrillic = bench.run("unassign", "асме", "account")
    #expect(
      cyrillic.errors == """
        custody: the ledger knows no client асме
          custody unassign асме account
                           ^^^^
          did you mean acme?

        """)
    #expect(
      bench.run("assign", "acme", "zzz", "sales").errors.contains("custody person join first"))
    #expect(bench.run("assign", "zzz", "olga", "sales").errors.contains("custody client add first"))
    #expect(bench.run("assign", "acme", "olga", "acount").errors.contains("did you mean account?"))
    bench.run("client", "add", "acme2", "--name", "ACME LTD")
    #expect(
      bench.run("client", "close", "Acme Ltd").errors.hasSuffix("  say which: acme, acme2\n"))
  }

  @Test func `the last day is included`() {
    let bench = Self.firm()
    let result = bench.run("unassign", "acme", "sales", "--last-day", "2026-06-30")
    #expect(result.code == 0)
    #expect(last(bench).contains("2026-07-01T00:00:00Z"))
    let both = bench.run(
      "unassign", "acme", "account", "--last-day", "2026-06-30", "--effective", "2026-07-01")
    #expect(both.code == 2)
    #expect(both.errors.contains("--effective and --last-day say the same thing"))
    let month = bench.run("unassign", "acme", "account", "--last-day", "2026-06")
    #expect(month.errors.contains("\"2026-06\" is not a day"))
    let period = bench.run("unassign", "acme", "account", "--at", "2026-02")
    #expect(period.errors.contains("\"2026-02\" is a period, where an instant or a day is needed"))
  }

  @Test func `a complaint gives a receipt that the ledger can be held to`() {
    let bench = Self.firm()
    let result = bench.run(
      "complaint", "file", "acme", "support", "--arose", "2026-02", "--against", "olga",
      "--channel", "letter", "--summary", "slow")
    #expect(result.code == 0)
    let lines = result.output.split(separator: "\n").map(String.init)
    let leaf = lines[1].split(separator: " ").last.map(String.init) ?? "?"
    #expect(
      lines[0] == "recorded #7 client/acme: complaint c-2026-001 was filed about support against "
        + "olga, arose 2026-02: slow")
    #expect(lines[2...3] == ["Receipt", "  complaint  c-2026-001 of acme"])
    #expect(lines[5].hasSuffix(", line 7"))
    #expect(lines[6...7] == ["  leaf       \(leaf)", "  head       7 \(leaf)"])
  }

  @Test func `backdating is said aloud`() {
    let bench = Self.firm()
    bench.run("complaint", "file", "acme", "--at", "2026-03-01")
    let result = bench.run("assign", "acme", "ivan", "account", "--at", "2026-02-01")
    #expect(
      result.errors == "recorded 42 days late; this changes who was responsible for 1 open "
        + "complaint: c-2026-001 of acme\n  (ivan, before: olga)\n")
  }

  @Test func `a line is put right, retracted and disputed`() {
    let bench = Self.firm()
    let wrong = bench.run("correct", "5", "--set", "person=ivan")
    #expect(wrong.errors.contains("--reason is missing"))
    let right = bench.run("correct", "5", "--set", "person=ivan", "--reason", "typo")
    #expect(
      right.output.hasPrefix(
        "recorded #7 client/acme: ivan was made accountable for sales (puts right #5)\n"))
    #expect(bench.run("dispute", "6", "--reason", "no", "--by", "olga").code == 0)
    #expect(bench.run("retract", "#6", "--reason", "no").code == 0)
    #expect(bench.run("who", "acme", "sales").output.contains("ivan"))
    #expect(bench.run("retract", "x", "--reason", "no").errors.contains("not the number of a line"))
    bench.run("contract", "sign", "acme", "--id", "k1", "--term", "notice=30d")
    let terms = bench.run(
      "correct", "10", "--set", "terms={\"notice\":\"60d\"}", "--reason", "misread")
    #expect(terms.code == 0, "\(terms.errors)")
    #expect(
      bench.run("correct", "11", "--set", "terms={", "--reason", "x").errors.contains("is not JSON")
    )
    #expect(
      bench.run("correct", "11", "--set", "terms", "--reason", "x").errors.contains(
        "has no name and value"))
  }

  @Test func `a correction keeps the fields that no vocabulary names`() throws {
    let bench = Self.firm()
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-03-11T08:00:00Z","data":{"responsibility":"legal","person":"olga","ticket":{"no":[7,null]},"note":"n"}}
      """)
    let right = bench.run("correct", "7", "--set", "person=ivan", "--reason", "typo")
    #expect(right.code == 0, "\(right.errors)")
    let line = try #require(
      bench.run("log", "--format", "jsonl").output.split(separator: "\n").last)
    let stored = String(
      decoding: try #require(bench.read(bench.log + "/000000000001.jsonl")), as: UTF8.self)
    #expect(
      stored.contains(
        #""data":{"responsibility":"legal","person":"ivan","note":"typo","ticket":{"no":[7,null]}}}"#
      ))
    #expect(line.contains("ivan"))
    let same = bench.run("correct", "8", "--set", "person=ivan", "--reason", "again")
    #expect(same.errors.contains("that would change nothing of #8"))
  }

  @Test func `somebody leaves only with a word on what is left behind`() {
    let bench = Self.firm()
    let refused = bench.run("person", "leave", "olga")
    #expect(
      refused.errors.hasPrefix(
        "custody: olga leaves behind 2 responsibilities: account of acme, sales of acme (#5 at "))
    let both = bench.run("person", "leave", "olga", "--anyway", "--hand-over-to", "ivan")
    #expect(both.errors.contains("--anyway and --hand-over-to cannot stand together"))
    let offered = bench.run("person", "leave", "olga", "--hand-over-to", "ivan")
    #expect(offered.code == 0 && offered.output.split(separator: "\n").count == 4)
    #expect(bench.run("handoff", "accept", "acme", "h-2026-001", "--by", "ivan").code == 0)
    #expect(bench.run("who", "acme", "account").output.contains("ivan"))
  }

  @Test func `what is offered must be said`() {
    let bench = Self.firm()
    func problem(_ words: String...) -> String { bench.run(["handoff", "offer"] + words).errors }
    #expect(problem("acme", "account").contains("--to is missing"))
    #expect(problem("--to", "ivan").contains("what is offered is not said"))
    #expect(problem("acme", "--to", "ivan").contains("which responsibilities of acme"))
    #expect(
      problem("acme", "sales", "--all", "--to", "ivan").contains(
        "--all and single responsibilities cannot stand together"))
    let all = bench.run("handoff", "offer", "--all", "--from", "olga", "--to", "ivan")
    #expect(all.code == 0 && all.output.split(separator: "\n").count == 3)
  }

  @Test func `a complaint that several clients have needs its client`() {
    let bench = Self.firm()
    bench.run("client", "add", "beta")
    bench.run("complaint", "file", "acme", "--id", "c1")
    bench.run("complaint", "file", "beta", "--id", "c1")
    #expect(
      bench.run("complaint", "resolve", "c1").errors.hasSuffix(
        "  say which with --client: acme, beta\n"))
    #expect(bench.run("complaint", "resolve", "c1", "--client", "beta").code == 0)
    #expect(
      bench.run("complaint", "resolve", "c2").errors.contains("no line files a complaint c2"))
  }

  @Test func `money and policies are read exactly`() {
    let bench = Self.firm()
    func problem(_ words: String) -> String {
      bench.run(words.split(separator: " ").map(String.init)).errors
    }
    #expect(problem("revenue acme 1,5 EUR").contains("\"1,5\" is not an amount"))
    #expect(problem("revenue acme 1.5 eur").contains("\"eur\" is not a currency"))
    #expect(problem("bonus pay acme olga 5 EUR").contains("--basis is missing"))
    #expect(problem("policy adopt --limit clientsPerPerson=many").contains("is not a number"))
    #expect(problem("policy adopt --fallback =x").contains("has no name and value"))
    #expect(problem("change decide acme r1 grantd").contains("did you mean granted?"))
    #expect(problem("note acme hello").contains("is not a subject"))
    #expect(problem("contract sign acme --term a=1 --term a=2").contains("is given twice"))
    #expect(
      bench.run("policy", "adopt", "--fallback", "legal=", "--bonus-basis", "revenue").code == 0)
    #expect(last(bench).contains("legal falls back to nobody"))
  }

  @Test func `types and fields are explained`() {
    let bench = Bench()
    let type = bench.run("explain", "handoff.offered", "--format", "csv")
    let rows = type.output.split(whereSeparator: \.isNewline)
    #expect(rows.first == "type,on,field,required,holds" && rows.count == 8)
    #expect(rows[5] == "handoff.offered,client/ID,effective,false,an instant or a day")
    #expect(bench.run("explain", "arose").output.contains("complaint.filed"))
    #expect(bench.run("explain", "by").output.contains("every type"))
    #expect(bench.run("explain", "aros").errors.contains("did you mean arose?"))
    #expect(bench.run("explain", "arose", "--format", "json").output.hasPrefix("{\"rules\":1,"))
  }
}
