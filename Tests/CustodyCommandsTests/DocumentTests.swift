import Foundation
import Testing

@testable import CustodyCommands

/// What other programs read: every document begins alike, and CSV leaves nothing out.
@Suite struct DocumentTests {
  /// A question for every command that writes JSON, and the name of its report.
  static let questions: [(command: String, words: String, report: String)] = [
    ("history", "acme", "history"), ("log", "", "log"),
    ("complaint show", "c1", "complaint"), ("complaint list", "", "complaints"),
    ("map", "", "map"), ("diff", "event:3 event:6", "diff"), ("replay", "", "replay"),
    ("load", "", "load"), ("load", "--every month", "load-series"),
    ("load", "--around 2026-02-20", "load-change"), ("what-if leave", "olga", "what-if"),
    ("bonuses", "", "bonuses"), ("audit", "", "audit"), ("explain", "C202", "explain"),
    ("explain", "arose", "explain"), ("explain", "handoff.offered", "explain"),
    ("annotate", "-", "annotation"), ("leaver", "petr", "leaver"),
    ("contract show", "acme", "contracts"), ("change list", "", "changes"),
    ("authority list", "", "authority"), ("verify", "", "verify"), ("recover", "", "recover"),
    ("date", "2026-Q1", "date"),
  ]

  @Test func `every command that writes JSON is asked`() {
    let writers = Program.commands.filter { command in
      command.allOptions.contains { $0.choices.contains("json") }
    }
    let asked = Set(Self.questions.map(\.command)).union(["who"])
    #expect(Set(writers.map(\.name)).subtracting(asked) == [])
  }

  @Test(arguments: questions.indices)
  func `every document begins with the rules and the report`(_ index: Int) throws {
    let question = Self.questions[index]
    let bench = Bench.withDispute()
    bench.append(
      #"{"type":"custody.person.left","subject":"person/petr","time":"2026-03-13T08:00:00Z"}"#)
    let words = "\(question.command) \(question.words) --format json".split(separator: " ")
    let result = bench.run(words.map(String.init), input: "client,at\nacme,2026-03-02T10:00:00Z\n")
    #expect(
      result.output.hasPrefix(#"{"rules":1,"report":"\#(question.report)","#), "\(result)")
    _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  @Test func `answers are objects of the format`() {
    let bench = Bench.withDispute()
    #expect(
      bench.run("who", "acme", "--format", "json").output.hasPrefix(
        #"{"rules":1,"client":"acme","at":""#))
    #expect(
      bench.run("who", "--complaint", "c1", "--format", "json").output.hasPrefix(
        #"{"rules":1,"complaint":"c1","client":"acme","arose":""#))
  }

  /// The records of a CSV text whose lines end with CRLF.
  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var characters = text.unicodeScalars[...]
    while let character = characters.popFirst() {
      if character == "\"" {
        if isQuoted, characters.first == "\"" {
          field.unicodeScalars.append(characters.removeFirst())
        } else {
          isQuoted.toggle()
        }
      } else if isQuoted || (character != "," && character != "\r") {
        field.unicodeScalars.append(character)
      } else {
        fields.append(field)
        field = ""
        if character == "\r" {
          characters.removeFirst()
          records.append(fields)
          fields = []
        }
      }
    }
    return records
  }

  /// A value of JSON as CSV spells it.
  private static func text(_ value: Any?) -> String {
    switch value {
    case let number as NSNumber where isTruth(number):
      number.boolValue ? "true" : "false"
    case let number as NSNumber: number.stringValue
    case let text as String: text
    case let list as [Any]: list.map { "#\(text($0))" }.joined(separator: " ")
    default: ""
    }
  }

  /// Whether a number of Foundation stands for true or false.
  private static func isTruth(_ number: NSNumber) -> Bool {
    unsafe String(cString: number.objCType) == "c"
  }

  @Test(arguments: ReportTests.reports)
  func `CSV holds every value of every part`(_ report: String) throws {
    let bench = Bench()
    bench.variables = ["CUSTODY_LOG": ReportTests.story, "CUSTODY_NOW": "2026-11-01"]
    let words = report.split(separator: " ").map(String.init)
    let json = try JSONSerialization.jsonObject(
      with: Data(bench.run(words + ["--format", "json"]).output.utf8))
    let document = try #require(json as? [String: Any])
    var records = Self.records(bench.run(words + ["--format", "csv"]).output)
    let header = records.removeFirst()
    let parts = document.compactMapValues { $0 as? [[String: Any]] }
      .filter { $0.key != "closed" }
    #expect(records.count == parts.values.reduce(0) { $0 + $1.count })
    #expect(Set(header).count == header.count)
    #expect((header.first == "part") == (parts.count > 1))
    for (name, rows) in parts {
      let own = header.first == "part" ? records.filter { $0.first == name } : records
      try #require(own.count == rows.count)
      for (row, record) in zip(rows, own) {
        for (key, value) in row {
          let place = try #require(header.firstIndex(of: key))
          #expect(record[place] == Self.text(value), "\(name) \(key)")
        }
      }
    }
  }

  @Test func `a verdict's CSV tells before and after, and what came late`() throws {
    let bench = Bench()
    bench.variables = ["CUSTODY_LOG": ReportTests.story, "CUSTODY_NOW": "2026-11-01"]
    let words = ["who", "--complaint", "B-5", "--format"]
    var records = Self.records(bench.run(words + ["csv"]).output)
    let header = records.removeFirst()
    func value(_ row: [String], _ key: String) -> String {
      header.firstIndex(of: key).map { row[$0] } ?? "no column \(key)"
    }
    let turning = try #require(records.first { value($0, "what") == "turned by" })
    #expect(value(turning, "before") == "ivan" && value(turning, "beforeBasis") == "handoff")
    #expect(value(turning, "accountable") == "olga" && value(turning, "basis") == "assigned")
    #expect(value(turning, "sequence") == "129" && value(turning, "recordedBy") == "dirk")
    let ends = records.filter { ["as filed", "now"].contains(value($0, "what")) }
    #expect(ends.map { value($0, "againstWasAccountable") } == ["false", "true"])
    #expect(ends.map { value($0, "acting") } == ["ivan", "ivan"])
    #expect(ends.map { value($0, "evidence") } == ["#98 #99", "#122 #129"])
    // B-8 has lines that came late and did not turn it.
    let other = Self.records(
      bench.run(["who", "--complaint", "B-8", "--format", "csv"]).output)
    let json = bench.run(["who", "--complaint", "B-8", "--format", "json"]).output
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let late = (object["late"] as? [[String: Any]] ?? []).map { "\($0["sequence"] ?? "")" }
    #expect(other.filter { $0[2] == "late" }.map { $0[3] } == late)
  }

  @Test func `a date is one row`() {
    let bench = Bench.withDispute()
    #expect(
      Self.records(bench.run("date", "2026-03-02", "--format", "csv").output) == [
        ["expression", "understood", "zone", "start", "startUTC", "end", "endUTC", "length"],
        [
          "2026-03-02", "2026-03-02", "UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z",
          "2026-03-03T00:00:00Z", "2026-03-03T00:00:00Z", "1 day",
        ],
      ])
  }

  @Test func `an answer's CSV holds what JSON holds`() throws {
    let bench = Bench()
    bench.variables = ["CUSTODY_LOG": ReportTests.story, "CUSTODY_NOW": "2026-11-01"]
    var records = Self.records(bench.run("who", "kranich", "--format", "csv").output)
    let header = records.removeFirst()
    let json = bench.run("who", "kranich", "--format", "json").output
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let answers = try #require(object["answers"] as? [[String: Any]])
    try #require(answers.count == records.count)
    for (answer, record) in zip(answers, records) {
      let row = Dictionary(uniqueKeysWithValues: zip(header, record))
      for key in ["responsibility", "from", "to", "accountable", "acting", "basis", "since"] {
        #expect(row[key] == answer[key] as? String ?? "", "\(key)")
      }
      for key in ["evidence", "disputed", "contested", "tied", "overruled"] {
        let lines = (answer[key] as? [[String: Any]] ?? []).map { "#\($0["sequence"] ?? "")" }
        #expect(row[key] == lines.joined(separator: " "), "\(key)")
      }
    }
    #expect(records.contains { $0.contains("#130") })
  }

  @Test func `screens tell times by the clocks of the ledger's zone`() {
    let bench = Bench()
    bench.run("init", "--name", "X", "--zone", "Europe/Berlin")
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"responsibility":"account","person":"ivan"}}
      """)
    let filed = bench.run(
      "complaint", "file", "acme", "--id", "c1", "--arose", "2026-03-02T10:00:00Z",
      "--at", "2026-03-10T09:00:00Z")
    #expect(filed.output.contains("complaint c1 was filed, arose 2026-03-02T11:00:00+01:00"))
    for question in ["complaint list", "complaint show c1", "history acme", "log"] {
      let output = bench.run(question.split(separator: " ").map(String.init)).output
      #expect(output.contains("2026-03-02T11:00:00+01:00"), "\(question)")
      #expect(!output.contains(/\d\dZ/), "\(output)")
    }
    let json = bench.run("complaint", "list", "--format", "json").output
    #expect(json.contains(#""arose":"2026-03-02T10:00:00Z""#))
    bench.run(
      "complaint", "file", "acme", "--id", "c2",
      "--arose", "2026-03-02T10:00:00Z..2026-03-03T10:00:00Z", "--at", "2026-03-10T09:00:00Z")
    #expect(
      bench.run("complaint", "list").output.contains(
        "2026-03-02T11:00:00+01:00..2026-03-03T11:00:00+01:00"))
  }
}
