import Testing

@testable import CustodyCommands

/// Clients and persons in questions: by id, by name, and what is said of whom nobody knows.
@Suite struct NameTests {
  private static func bench() -> Bench {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.client.renamed","subject":"client/acme","time":"2026-02-01T08:00:00Z","data":{"name":"Acme Söhne"}}
      {"type":"custody.client.registered","subject":"client/blau","time":"2026-02-01T08:00:00Z","data":{"name":"Weiß KG"}}
      {"type":"custody.client.registered","subject":"client/grau","time":"2026-02-01T08:00:00Z","data":{"name":"Weiß KG"}}
      {"type":"custody.person.joined","subject":"person/olga","time":"2026-01-01T08:00:00Z","data":{"name":"Ольга Северина"}}
      {"type":"custody.person.joined","subject":"person/ivan","time":"2026-01-01T08:00:00Z","data":{"name":"Anna Klein"}}
      {"type":"custody.person.joined","subject":"person/anna","time":"2026-01-01T08:00:00Z","data":{"name":"Anna Klein"}}
      """)
    return bench
  }

  /// Every question that takes a client or a person, with `?` in its place.
  static let questions: [(words: [String], person: Bool)] = [
    (["who", "?"], false), (["who", "?", "account"], false),
    (["who", "?", "--format", "json"], false), (["who", "?", "--complaint", "c1"], false),
    (["who", "--complaint", "c1", "--client", "?"], false),
    (["history", "?"], false), (["contract", "show", "?"], false),
    (["map", "--client", "?"], false), (["map", "--person", "?"], true),
    (["bonuses", "--client", "?"], false), (["bonuses", "--person", "?"], true),
    (["audit", "--client", "?"], false), (["audit", "--person", "?"], true),
    (["change", "list", "--client", "?"], false), (["authority", "list", "--client", "?"], false),
    (["authority", "list", "--person", "?"], true), (["load", "--person", "?"], true),
    (["complaint", "list", "--client", "?"], false),
    (["complaint", "list", "--against", "?"], true),
    (["complaint", "list", "--accountable", "?"], true),
    (["complaint", "show", "c1", "--client", "?"], false),
    (["evidence", "c1", "--dry-run", "--client", "?"], false),
    (["leaver", "?"], true), (["what-if", "leave", "?"], true),
  ]

  private static func ask(_ question: [String], _ name: String) -> Bench.Result {
    bench().run(question.map { $0 == "?" ? name : $0 })
  }

  @Test(arguments: questions.map(\.words))
  func `whom nobody knows is a bad argument, with what was perhaps meant`(
    _ question: [String]
  ) throws {
    let isPerson = try #require(Self.questions.first { $0.words == question }).person
    // `who` has an answer even so: that nobody is responsible for a client that is not known.
    let code: ExitCode.RawValue =
      question.starts(with: ["who", "?"]) && !question.contains("--complaint") ? 1 : 2
    let slip = Self.ask(question, isPerson ? "olgo" : "acne")
    #expect(slip.code == code)
    #expect(slip.errors.contains("did you mean \(isPerson ? "olga" : "acme")?"), "\(slip.errors)")
    let name = Self.ask(question, isPerson ? "Северина" : "Söhne")
    #expect(name.code == code)
    #expect(
      name.errors.contains(
        isPerson ? "did you mean olga (Ольга Северина)?" : "did you mean acme (Acme Söhne)?"))
    let nobody = Self.ask(question, "xyzzyxyzzy")
    #expect(nobody.code == code && nobody.errors.contains("xyzzyxyzzy"))
    #expect(!nobody.errors.contains("did you mean"))
  }

  @Test(arguments: questions.map(\.words))
  func `a name that only one has is as good as its id`(_ question: [String]) throws {
    let isPerson = try #require(Self.questions.first { $0.words == question }).person
    let byID = Self.ask(question, isPerson ? "olga" : "acme")
    #expect(byID.errors == "" || question.contains("leaver") || question.contains("--dry-run"))
    for name in isPerson ? ["Ольга Северина", "ольга северина"] : ["Acme Söhne", "acme"] {
      let byName = Self.ask(question, name)
      #expect(byName.output == byID.output && byName.code == byID.code, "\(byName.errors)")
    }
    // A former name, where nobody has it now.
    if !isPerson { #expect(Self.ask(question, "ACME").output == byID.output) }
  }

  @Test(arguments: questions.map(\.words))
  func `a name that several have names them`(_ question: [String]) throws {
    let isPerson = try #require(Self.questions.first { $0.words == question }).person
    let result = Self.ask(question, isPerson ? "Anna Klein" : "Weiß KG")
    #expect(result.code == 2 && result.output == "")
    #expect(
      result.errors.contains(isPerson ? "say which: anna, ivan" : "say which: blau, grau"),
      "\(result.errors)")
  }

  @Test(arguments: questions.map(\.words))
  func `a word that is the id of one and the name of another is ambiguous`(
    _ question: [String]
  ) throws {
    let isPerson = try #require(Self.questions.first { $0.words == question }).person
    func ask(_ word: String) -> Bench.Result {
      let bench = Self.bench()
      bench.append(
        """
        {"type":"custody.client.registered","subject":"client/Acme Söhne","time":"2026-02-01T08:00:00Z"}
        {"type":"custody.person.joined","subject":"person/Ольга Северина","time":"2026-02-01T08:00:00Z"}
        """)
      return bench.run(question.map { $0 == "?" ? word : $0 })
    }
    let word = isPerson ? "Ольга Северина" : "Acme Söhne"
    let (noun, id) = isPerson ? ("person", "olga") : ("client", "acme")
    let result = ask(word)
    #expect(result.code == 2 && result.output == "")
    #expect(
      result.errors.contains(
        "\(word) is ambiguous: one \(noun) has that id, and another one is called so, or was"))
    #expect(
      result.errors.contains("say which: \(noun)/\(word) for the id, or \(noun)/\(id)"),
      "\(result.errors)")
    let (bySubject, byID) = (ask("\(noun)/\(id)"), ask(id))
    #expect(bySubject.output == byID.output && bySubject.code == byID.code)
    #expect(!ask("\(noun)/\(word)").errors.contains("ambiguous"))
  }

  @Test(arguments: [[], ["--check"]])
  func `a word that looks like an id is ambiguous where all lines are read`(_ option: [String]) {
    let bench = Self.bench()
    bench.append(
      """
      {"type":"custody.client.renamed","subject":"client/blau","time":"2026-02-03T08:00:00Z","data":{"name":"acme"}}
      """)
    let result = bench.run(["who", "acme", "account"] + option)
    #expect(result.code == 2 && result.errors.contains("acme is ambiguous"), "\(result)")
    #expect(bench.run(["who", "client/acme", "account"] + option).code == 0)
  }

  @Test func `what is recorded on an ambiguous word needs its subject`() {
    let bench = Self.bench()
    bench.append(
      #"{"type":"custody.client.registered","subject":"client/Acme Söhne","time":"2026-02-01T08:00:00Z"}"#
    )
    let assign = ["assign", "Acme Söhne", "olga", "account"]
    let refused = bench.run(assign)
    #expect(refused.code == 2 && refused.errors.contains("Acme Söhne is ambiguous"))
    let taken = bench.run(assign.map { $0 == "Acme Söhne" ? "client/Acme Söhne" : $0 })
    #expect(taken.code == 0 && taken.output.contains("client/Acme Söhne"), "\(taken)")
    let rows = bench.run(
      ["annotate", "-"],
      input: "client,at\nAcme Söhne,2026-03-01T00:00:00Z\nclient/acme,2026-03-01T00:00:00Z\n")
    #expect(rows.errors.contains("Acme Söhne: Acme Söhne, acme"), "\(rows.errors)")
    #expect(rows.output.contains("client/acme,2026-03-01T00:00:00Z,olga"), "\(rows.output)")
  }

  /// Characters that nobody sees: selectors, fillers, a joiner of graphemes, an empty pattern of Braille.
  static let unseen = [
    "\u{FE0F}", "\u{3164}", "\u{115F}", "\u{34F}", "\u{2800}", "\u{E0100}", "\u{378}",
  ]

  @Test(arguments: unseen)
  func `an id that looks like another is not recorded by any way`(_ character: String) {
    let bench = Self.bench()
    let before = bench.read(bench.log + "/000000000001.jsonl")
    let id = "acme" + character
    func expectRefused(_ arguments: [String], _ input: String = "") {
      let result = bench.run(arguments, input: input)
      #expect(result.code == 2, "\(arguments): \(result)")
      #expect(
        result.errors.contains("which nobody sees, so that it looks like another"),
        "\(arguments): \(result.errors)")
    }
    let time = #""time":"2026-03-01T08:00:00Z""#
    for event in [
      #"{"type":"custody.client.registered","subject":"client/\#(id)",\#(time)}"#,
      #"{"type":"com.example.called","subject":"person/\#(id)",\#(time)}"#,
      #"{"type":"custody.assignment.made","subject":"client/acme",\#(time),"data":{"responsibility":"account","person":"\#(id)"}}"#,
      #"{"type":"custody.complaint.redirected","subject":"client/acme",\#(time),"data":{"complaint":"c1","to":"responsibility:\#(id)"}}"#,
      #"{"type":"custody.policy.adopted","subject":"ledger",\#(time),"data":{"responsibilities":["\#(id)"]}}"#,
      #"{"type":"custody.policy.adopted","subject":"ledger",\#(time),"data":{"fallback":{"\#(id)":["sales"]}}}"#,
      #"{"type":"custody.policy.adopted","subject":"ledger",\#(time),"data":{"fallback":{"sales":["\#(id)"]}}}"#,
    ] { expectRefused(["append"], event) }
    expectRefused(["client", "add", id])
    expectRefused(["person", "join", id])
    let rules = bench.file(
      "x.rules",
      """
      shape intervals
      source x
      time-format rfc3339
      client client
      responsibility account person person
      from at
      until to

      """)
    let export = bench.file("x.csv", "client,person,at,to\n\(id),ivan,2026-03-01T08:00:00Z,\n")
    expectRefused(["import", "--rules", rules, export])
    #expect(bench.read(bench.log + "/000000000001.jsonl") == before)
  }

  @Test func `a client of whom no line speaks is answered for as unknown`() {
    let result = Self.ask(["who", "?", "account", "--format", "json"], "acne")
    #expect(result.output.contains(#""basis":"unknown","heldAs":null"#))
    #expect(result.code == 1)
  }

  @Test func `a subject of whom no line speaks is a bad argument`() {
    let result = Self.ask(["log", "--subject", "?"], "client/acne")
    #expect(result.code == 2 && result.output == "")
    #expect(result.errors.contains("no line of the ledger is about client/acne"))
    #expect(result.errors.contains("did you mean client/acme?"))
    #expect(Self.ask(["log", "--subject", "?"], "person/olga").code == 0)
  }

  @Test func `counts agree with their nouns`() {
    let bench = Self.bench()
    #expect(bench.run("map", "--client", "acme").output.contains("1 open client at"))
    #expect(bench.run("map").output.contains("4 open clients at"))
    let event =
      #"{"type":"custody.person.returned","subject":"person/x","time":"2026-01-01T00:00:00Z"}"#
    let dry = bench.run("append", "--dry-run", input: event)
    #expect(dry.errors.contains("would record 1 line; 0 are there already; nothing was recorded"))
    let refused = bench.run("correct", "3", "--set", "nme=x", "--reason", "y")
    #expect(refused.errors.contains("an assignment.made has no field nme"), "\(refused.errors)")
  }

  @Test func `a name that another had at another time is told, not guessed`() throws {
    let bench = Bench()
    bench.run("init", "--name", "x", "--zone", "UTC")
    bench.append(
      """
      {"type":"custody.client.registered","subject":"client/e","time":"2026-01-01T00:00:00Z","data":{"name":"Foo"}}
      {"type":"custody.assignment.made","subject":"client/e","time":"2026-01-01T00:00:00Z","data":{"responsibility":"account","person":"olga"}}
      {"type":"custody.client.renamed","subject":"client/e","time":"2026-03-01T00:00:00Z","data":{"name":"Bar"}}
      {"type":"custody.client.registered","subject":"client/f","time":"2026-01-15T00:00:00Z","data":{"name":"Baz"}}
      {"type":"custody.client.renamed","subject":"client/f","time":"2026-04-01T00:00:00Z","data":{"name":"Foo"}}
      """)
    let rest = bench.folder + "/rest.csv"
    let rows = ["Foo", "Bar", "baz", "client/e", "nobody"].map { "\($0),2026-02-01T00:00:00Z\n" }
      .joined()
    let annotated = bench.run("annotate", "-", "--unmatched", rest, input: "client,at\n" + rows)
    let lines = annotated.output.split(separator: "\n")
    #expect(lines[1] == "Foo,2026-02-01T00:00:00Z,,,,,,")
    #expect(lines[2].contains("Z,olga,") && lines[4].contains("Z,olga,"))
    let unmatched = String(decoding: try #require(bench.read(rest)), as: UTF8.self)
    #expect(unmatched.contains("several clients are or were called so: Foo: e, f"))
    let asked = bench.run("who", "Foo", "account", "--at", "2026-02-01")
    #expect(asked.code == 2 && asked.errors.contains("say which: e, f"))
    // The same words in a file of questions: each ambiguous one says so, and the others are answered.
    let questions = ["Foo", "Bar", "baz", "client/e", "nobody"].map { "\($0),account,2026-02-01\n" }
    let answers = bench.run(
      "who", "--queries", "-", input: "client,responsibility,at\n" + questions.joined())
    let objects = answers.output.split(separator: "\n")
    #expect(answers.code == 2 && objects.count == 5)
    #expect(
      objects[0].contains("say which: client/e, client/f") && objects[0].contains("\"line\":2"))
    #expect(objects[1] == objects[3] && objects[1].contains("\"accountable\":\"olga\""))
    #expect(objects[2].contains("\"client\":\"f\""))
    #expect(objects[4].contains("\"basis\":\"unknown\""))
  }
}
