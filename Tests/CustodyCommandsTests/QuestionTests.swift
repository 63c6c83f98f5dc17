import Foundation
import Testing

@testable import CustodyCommands

@Suite struct QuestionTests {
  @Test func `many questions are answered in order, unreadable ones in their place`() {
    let bench = Bench.withDispute()
    let result = bench.run(
      "who", "--queries", "-",
      input: """
        at,client,known_at,responsibility
        2026-03-02,acme,event:5,account
        2026-03-02,acme,2026-03-11,account
        2026-03-02,acme,,account
        2026-02-30,acme,,account
        ,acme,,
        ,acme,event:99,account
        ,nobody,,sales
        too,few

        """)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 8)
    #expect(result.code == 2 && result.errors == "")
    #expect(lines[0].contains(#""accountable":"ivan""#) && lines[0].contains(#""knownSequence":5"#))
    #expect(lines[1].contains(#""accountable":"ivan""#) && lines[1].contains(#""knownSequence":5"#))
    #expect(lines[2].contains(#""accountable":"olga""#) && lines[2].contains(#""knownSequence":7"#))
    #expect(
      lines[3]
        == #"{"error":"at \"2026-02-30\" is not a time: there is no such date in the calendar, at character 1","line":5}"#
    )
    #expect(lines[4].contains(#""responsibility":"legal""#))
    #expect(lines[4].contains(#""at":"2026-03-15T12:00:00Z""#))
    #expect(
      lines[5] == #"{"error":"there is no line 99; the last line is event:7","line":7}"#)
    #expect(lines[6].contains(#""basis":"unknown""#))
    #expect(lines[7] == #"{"error":"the row has 2 fields, the header 4","line":9}"#)
  }

  @Test func `a query is answered like the question alone`() {
    let bench = Bench.withDispute()
    let alone = bench.run("who", "acme", "contract", "--at", "2026-02", "--format", "json")
    let query = bench.run(
      "who", "--queries", "-", input: "client,responsibility,at\nacme,contract,2026-02\n")
    #expect(query == alone && query.code == 0)
  }

  @Test func `nobody is exit code 1, also when every query says so`() {
    let bench = Bench.withDispute()
    #expect(bench.run("who", "ромашка", "sales", "--at", "2025-01-01").code == 1)
    #expect(bench.run("who", "--queries", "-", input: "client\nfoo\nbar\n").code == 1)
    #expect(bench.run("who", "--queries", "-", input: "client\nfoo\nacme\n").code == 0)
  }

  @Test func `JSON is the same on a terminal and in a pipe`() {
    let bench = Bench.withDispute()
    let piped = bench.run("who", "acme", "--format", "json").output
    bench.isTerminal = true
    bench.width = 40
    #expect(bench.run("who", "acme", "--format", "json").output == piped)
    #expect(bench.run("who", "acme", "--format", "json", "--color", "always").output == piped)
  }

  @Test func `colour follows the terminal, NO_COLOR and --color`() {
    let bench = Bench.withDispute()
    func isColourful(_ more: String...) -> Bool {
      bench.run(["who", "acme"] + more).output.contains("\u{1B}[")
    }
    #expect(!isColourful())
    #expect(isColourful("--color", "always"))
    bench.isTerminal = true
    #expect(isColourful())
    #expect(!isColourful("--color", "never"))
    bench.variables["NO_COLOR"] = "1"
    #expect(!isColourful())
    #expect(isColourful("--color=always"))
  }

  @Test func `-o infers the format and leaves standard output alone`() throws {
    let bench = Bench.withDispute()
    for (name, format) in [("a.json", "json"), ("a.csv", "csv"), ("a.md", "markdown")] {
      let path = bench.folder + "/" + name
      let result = bench.run("who", "acme", "-o", path)
      #expect(result == Bench.Result(code: 0, output: "", errors: ""))
      let written = try #require(bench.read(path))
      #expect(
        String(decoding: written, as: UTF8.self)
          == bench.run("who", "acme", "--format", format).output)
    }
  }

  @Test func `--now pins relative dates, and the environment does too`() {
    let bench = Bench.withDispute()
    let flag = bench.run(
      "who", "acme", "account", "--at", "yesterday", "--now", "2026-02-11", "--format", "json")
    #expect(flag.output.contains(#""at":"2026-02-10""#))
    bench.variables["CUSTODY_NOW"] = "2026-02-11T00:00:00Z"
    #expect(
      bench.run("who", "acme", "account", "--at", "yesterday", "--format", "json") == flag)
  }

  @Test func `an event as valid time is its effective time`() {
    let bench = Bench.withDispute()
    let event = bench.run("who", "acme", "account", "--at", "event:6", "--format", "json")
    #expect(event.output.contains(#""at":"2026-02-20T08:00:00Z""#))
  }

  @Test func `a day as known time takes what was recorded up to its end`() {
    let bench = Bench.withDispute()
    func known(_ text: String) -> String {
      bench.run("who", "acme", "account", "--known-at", text, "--format", "json").output
    }
    #expect(known("2026-03-09").contains(#""knownSequence":4"#))
    #expect(known("2026-03-10").contains(#""knownSequence":5"#))
    #expect(known("2026-03-12T09:00:00.999999Z").contains(#""knownSequence":5"#))
    #expect(known("2026-03-12T09:00:01Z").contains(#""knownSequence":7"#))
  }

  @Test func `the log is filtered by type, subject and either time`() {
    let bench = Bench.withDispute()
    func numbers(_ arguments: String...) -> String {
      let csv = bench.run(["log", "--format", "csv"] + arguments).output
      return csv.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } }
        .joined(separator: " ")
    }
    #expect(numbers() == "1 2 3 4 5 6 7")
    #expect(numbers("--type", "assignment.made") == "3 4 6")
    #expect(numbers("--type", "custody.assignment.made", "--type", "complaint.filed") == "3 4 5 6")
    #expect(numbers("--subject", "client/ромашка") == "4")
    #expect(numbers("--since", "2026-03-12") == "6 7")
    #expect(numbers("--since", "2026-02", "--until", "2026-02", "--by", "effective") == "6")
    #expect(numbers("--until", "event:3") == "1 2 3 4")
    #expect(numbers("--reverse", "--limit", "2") == "7 6")
    #expect(bench.run("log", "--since", "2027").code == 1)
  }

  @Test func `a closed pipe is silence`() {
    let bench = Bench.withDispute()
    bench.closesOutput = true
    #expect(bench.run("log") == Bench.Result(code: 0, output: "", errors: ""))
  }
}

/// Results that must not harm, and arguments that cannot be read.
@Suite struct OutputTests {
  @Test func `a result is not written over the log`() {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let before = FileManager.default.contents(atPath: segment)
    for file in [
      segment, bench.log + "/head", bench.log + "/new.json", bench.log + "/index/../head",
    ] {
      let result = bench.run("log", "-o", file)
      #expect(result.code == 2)
      #expect(result.errors.contains("lies in the ledger’s folder"))
    }
    #expect(FileManager.default.contents(atPath: segment) == before)
    #expect(!FileManager.default.fileExists(atPath: bench.log + "/new.json"))
    #expect(bench.run("log", "-o", bench.folder + "/log.json").code == 0)
  }

  @Test func `an argument that is not UTF-8 is refused`() {
    let result = Bench.withDispute().run("who", "acme\u{FFFD}")
    #expect(result.code == 2)
    #expect(result.errors.hasPrefix("custody: argument 2 is not UTF-8"))
  }

  @Test func `a noun has help`() {
    let bench = Bench.withDispute()
    let help = bench.run("help", "complaint")
    #expect(help.code == 0 && help.output.contains("complaint show"))
    #expect(bench.run("complaint", "--help") == help)
    #expect(bench.run("complaint", "-h") == help)
  }
}
