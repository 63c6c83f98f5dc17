import Testing

@testable import Interchange

@Suite struct RulesTests {
  /// Address and message of each problem, the excerpts aside.
  static func problems(_ text: String) -> [String] {
    do throws(RulesErrors) {
      _ = try ImportRules(text)
      return []
    } catch {
      return error.problems.map { "\($0.place.line):\($0.place.column) \($0.message)" }
    }
  }

  /// The problems of one line among lines that are right.
  static func problems(line: String) -> [String] {
    problems(line + "\n" + valid(without: line.split(separator: " ").first ?? ""))
  }

  static func valid(without word: Substring = "") -> String {
    """
    shape snapshots
    source crm
    client id
    time at
    time-format rfc3339
    responsibility account person owner

    """.split(separator: "\n").filter { !$0.hasPrefix("\(word) ") }.joined(separator: "\n")
  }

  @Test("A line of each kind is read, with comments, quotes and blanks")
  func everyLine() throws {
    let rules = try ImportRules(
      """
      # A comment
      shape changes   # and another
      source "The CRM"
      delimiter tab
      encoding iso-8859-1
      zone Europe/Berlin
      time-format %-d.%-m.%Y %H:%M   # with a blank in it
      \tclient "Client Number" prefix crm-
      time at
      source-time entered format rfc3339
      responsibility account person owner previous "old ""owner"\""
      responsibility from role person constant olga
      order by version
      window 2024-11-23
      nobody ? "not assigned"
      nobody none
      skip when kind is test or demo
      only when kind matches "*client*"
      only when kind does not match x*
      rename person "Old Name" to "New Name"
      rename client A* to B*
      first inferred when version is not 0
      register first
      close when kind is removed
      keep editor as by
      keep ticket
      """)
    #expect(rules.shape == .changes)
    #expect(rules.source == "The CRM")
    #expect(rules.delimiter == 9)
    #expect(rules.zoneName == "Europe/Berlin")
    #expect(rules.client?.prefix == "crm-")
    #expect(rules.nobody == ["?", "not assigned", "none"])
    #expect(
      rules.columns.map(\.text) == [
        "Client Number", "owner", "old \"owner\"", "role", "at", "entered", "version", "kind",
        "kind", "kind", "kind", "version", "editor", "ticket",
      ])
    #expect(rules.kept.map(\.name) == ["by", "ticket"])
  }

  @Test("A problem is shown with its line and a caret")
  func picture() {
    let problem = #expect(throws: RulesErrors.self) {
      try ImportRules("shape snapshots\n  sauce crm\n" + Self.valid(without: "shape"))
    }?.problems.first
    #expect(
      problem?.description == """
        test.rules:2:3: no rule begins with "sauce"; did you mean source?
            sauce crm
            ^
        """)
  }

  @Test("All problems are told, not the first, and in the order of the file")
  func allProblems() {
    #expect(
      Self.problems("shape snapshot\nzone\nclient a b\n\"oops\n") == [
        "1:7 \"snapshot\" is not a shape; there are snapshots, changes, intervals; did you mean snapshots?"
          + "; write it as: shape snapshots|changes|intervals",
        "2:5 expected the name of a zone here; write it as: zone NAME, for example `zone Europe/Berlin`",
        "3:10 did not expect \"b\" here; write it as: client COLUMN|constant NAME [prefix TEXT]",
        "4:1 this quote is never closed; end the word with \" on its line",
        "5:1 no `source`: say which system speaks, for the `source` of the events; write: source NAME",
        "5:1 no `responsibility`: say who is responsible for what; write: responsibility NAME|from "
          + "COLUMN person COLUMN|constant NAME [previous COLUMN]",
      ])
    #expect(Self.problems(Self.valid()) == [])
  }

  @Test(
    "Each wrong line says what is wrong with it, and where",
    arguments: [
      ("blorp", "1:1 no rule begins with \"blorp\"; there are shape, source"),
      ("source \"\"", "1:8 expected the name of the system, not an empty text"),
      ("source crm\nsource erp", "2:1 a second `source`; the first is on line 1: keep one"),
      ("delimiter ;;", "1:11 a delimiter is one ASCII character that is no quote, or tab"),
      ("delimiter \"\"\"\"", "1:11 a delimiter is one ASCII character"),
      ("encoding latin1", "1:10 \"latin1\" is not an encoding; there are utf-8, iso-8859-1"),
      ("source \"a\"b", "1:11 something after a closing quote; leave a blank between words"),
      ("client \"\"", "1:8 expected a column with the client, not an empty text"),
      ("client id prefix", "1:17 expected the prefix here"),
      ("responsibility a persn b", "1:18 expected the word `person` here; did you mean person?"),
      ("responsibility a person", "1:24 expected a column with the person here"),
      ("responsibility a person b previous c", "1:36 `previous` is for changes, and these rules"),
      (
        "responsibility a person b\nresponsibility a person c",
        "2:16 \"a\" a second time; it has one responsible person at a time"
      ),
      ("order number", "1:7 expected the word `by` here"),
      ("order by", "1:9 expected a column of whole numbers here"),
      ("window 2024-01-01", "1:1 `window` is for changes, and these rules are for snapshots"),
      ("from x", "1:1 `from` is for intervals, and these rules are for snapshots"),
      ("nobody", "1:7 expected a value that means nobody here"),
      ("skip kind is x", "1:6 expected the word `when` here"),
      ("skip when kind", "1:15 expected `is`, `is not`, `matches` or `does not match` here"),
      ("skip when kind is", "1:18 expected a value here"),
      ("only when kind does match x", "1:21 expected the word `not` here"),
      ("rename persons a to b", "1:8 \"persons\" is not a kind of name; there are client, person"),
      ("rename person a b", "1:17 expected the word `to` here"),
      ("rename person a* to *b*", "1:21 the new name has more `*` than the old one"),
      ("first known", "1:7 expected the word `inferred` here"),
      ("close x", "1:7 expected the word `when` here"),
      ("keep x as person", "1:11 the field \"person\" has a meaning of its own"),
      ("keep x\nkeep x", "2:6 the field \"x\" is kept already"),
      ("time-format %d.%m.%y", "1:19 an unknown code; there are %Y %m %d"),
      ("time-format %d.%m", "1:13 a format names at least %Y, %m and %d"),
      ("time-format %Y-%m-%d %d", "1:22 the same part of a time twice"),
      ("time-format %Y-%m-%d %", "1:22 a % at the end"),
      ("time-format %Y-%m-%d %M", "1:13 minutes need hours"),
      ("time-format %Y-%m-%d", "1:1 these times carry no offset; say where they are meant"),
    ])
  func wrongLines(line: String, message: String) {
    let problems = Self.problems(line: line)
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix(message) == true, "\(problems)")
  }

  @Test("Rules for intervals name a beginning and one end")
  func intervals() {
    let head = "shape intervals\nsource x\nclient a\nresponsibility r person p\n"
    #expect(
      Self.problems(head) == [
        "5:1 no `from`: say which column begins the term; write: from COLUMN [format FORMAT]",
        "5:1 no `until`: say which column ends the term; write: until COLUMN [format FORMAT]",
      ])
    #expect(
      Self.problems(head + "from a\nuntil b\nthrough c\ntime-format rfc3339") == [
        "7:1 `until` and `through` exclude each other: keep one",
        "7:9 `through` includes a whole day, and this column has a time of day: say `until`",
      ])
  }

  @Test("A window needs to know what was before")
  func window() {
    #expect(
      Self.problems("window 2024-01-01\n" + Self.valid().replacing("snapshots", with: "changes"))
        == [
          "1:1 a window needs to know what was before: add `previous COLUMN` to a responsibility"
        ])
  }

  @Test("Rules that are not UTF-8 are refused at the byte")
  func notUTF8() {
    let errors = #expect(throws: RulesErrors.self) {
      try ImportRules(parsing: Array("shape snapshots\nsource ".utf8) + [0xE9], file: "r")
    }
    #expect(errors?.problems.first?.place.address == "r:2:8")
  }

  @Test("A star stands for any characters, as few as possible")
  func patterns() {
    #expect(Pattern(wildcards: "* (*)").stars(in: "Ann (ann) (x)") == ["Ann", "ann) (x"])
    #expect(Pattern(wildcards: "a*").stars(in: "a") == [""])
    #expect(Pattern(wildcards: "a**b").stars(in: "acb") == ["", "c"])
    #expect(Pattern(wildcards: "a*a").stars(in: "a") == nil)
    #expect(Pattern(wildcards: "*x*y*").stars(in: "1x2y3") == ["1", "2", "3"])
    #expect(Pattern(wildcards: "*xy*").stars(in: "x y") == nil)
    #expect(!Pattern(exactly: "a*").matches("ab"))
    #expect(!Pattern(wildcards: "é").matches("e\u{301}"))
  }
}
