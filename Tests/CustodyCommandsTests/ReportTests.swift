import EventLog
import Foundation
import Ownership
import Presentation
import Testing

@testable import CustodyCommands

/// The reports as people and programs get them: on a small dispute, and on the story that ships.
@Suite struct ReportTests {
  /// Every report that needs no argument of its own, and those that do with one of the story's.
  static let reports = [
    "map", "map --only drift", "diff 2026-01-31 2026-02-01", "diff event:120 event:130",
    "replay --to 2026-02-01", "load", "load --every quarter --from 2025-01",
    "load --around 2026-02-01", "what-if leave olga", "bonuses", "bonuses --person olga", "audit",
    "audit --severity serious --since 2026-01", "leaver petr", "complaint list",
    "complaint list --turned", "complaint show B-5", "contract show kranich", "change list",
    "authority list --at 2025-06-01", "explain",
  ]

  static let story = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "EventLog").path

  private static func ask(_ line: String, _ more: String...) -> Bench.Result {
    let bench = Bench()
    let question = line.hasPrefix("explain") ? [] : ["--now", "2026-11-01", "--log", story]
    return bench.run(line.split(separator: " ").map(String.init) + question + more)
  }

  @Test(arguments: reports)
  func `every report of the story is written in every format`(_ report: String) throws {
    for format in Format.allCases {
      let result = Self.ask(report, "--format", format.rawValue)
      #expect(result.code == (report.hasPrefix("audit") ? 1 : 0) && result.errors == "")
      #expect(!result.output.isEmpty, "\(format)")
      switch format {
      case .json:
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(object["rules"] as? Int == 1 && object["report"] is String)
      case .jsonl:
        for line in result.output.split(separator: "\n") {
          _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
      case .csv: #expect(result.output.hasSuffix("\r\n"))
      case .table, .markdown: #expect(result.output.hasSuffix("\n"))
      }
    }
  }

  /// What is written for people beside the reports.
  static let screens = [
    "who kranich", "who kranich --at 2025", "who kranich account", "who --complaint B-5",
    "history kranich", "log", "date 2026-Q1",
  ]

  @Test(arguments: reports + screens, [nil, 80, 60, 120])
  func `no line is wider than the terminal, or than 80 columns in a pipe`(
    _ report: String, _ width: Int?
  ) {
    let bench = Bench()
    bench.width = width
    bench.variables = ["CUSTODY_LOG": Self.story, "CUSTODY_NOW": "2026-11-01"]
    let result = bench.run(report.split(separator: " ").map(String.init))
    #expect(result.errors == "" && !result.output.isEmpty)
    for line in result.output.split(separator: "\n") {
      #expect(String(line).displayWidth <= width ?? 80, "\(line)")
    }
  }

  @Test(arguments: [
    ("map.txt", "map"), ("map.csv", "map --format csv"), ("map.json", "map --format json"),
    ("load.txt", "load"), ("complaint-show.txt", "complaint show c1"),
    ("complaint-show.json", "complaint show c1 --format json"),
    ("complaint-list.txt", "complaint list"), ("audit.txt", "audit"),
    ("audit.jsonl", "audit --format jsonl"),
    ("diff.txt", "diff --known event:5 event:7 --at 2026-03-02"),
    ("what-if.txt", "what-if leave olga"), ("explain.txt", "explain C202"),
    ("audit.md", "audit --format markdown"),
  ])
  func `a report stays as it is`(_ file: String, _ line: String) {
    let bench = Bench.withDispute()
    let result = bench.run(line.split(separator: " ").map(String.init))
    Golden.expect(result.output + result.errors + "=> \(result.code)\n", is: file)
  }

  @Test func `a baseline never stands for the finding of another client`() {
    let bench = Bench.withDispute()
    func pay(_ client: String, _ bonus: String) {
      bench.append(
        """
        {"type":"custody.assignment.made","subject":"client/\(client)","time":"2026-01-01T00:00:00Z","data":{"responsibility":"account","person":"ivan"}}
        {"type":"custody.bonus.paid","subject":"client/\(client)","time":"2026-02-01T00:00:00Z","data":{"bonus":"\(bonus)","person":"eve","amount":"1","currency":"EUR","basis":"signing"}}
        """)
    }
    pay("a", "b c")
    let file = bench.folder + "/audit.json"
    bench.run("audit", "-o", file)
    pay("a b", "c")
    let found = bench.run("audit", "--baseline", file, "--format", "csv")
    #expect(found.code == 1 && found.output.contains("C601,") && found.output.contains(",a b,"))
  }

  @Test func `a baseline holds a finding only while it says the same`() {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.change.requested","subject":"client/acme","time":"2026-02-01T08:00:00Z","data":{"request":"r1","wants":"x"}}
      """)
    let file = bench.folder + "/audit.json"
    bench.run("audit", "-o", file)
    // It waits longer by now, and is the same.
    bench.now = { try! Instant(rfc3339: "2026-04-20T12:00:00Z") }
    let code = ["audit", "--code", "C503", "--format", "csv"]
    let all = bench.run(code)
    #expect(all.code == 1 && all.output.contains(",olga,"), "\(all.output)")
    #expect(bench.run(code + ["--baseline", file]).code == 0)
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-03-14T08:00:00Z","data":{"responsibility":"account","person":"eva"}}
      """)
    let other = bench.run(code + ["--baseline", file])
    #expect(other.code == 1 && other.output.contains(",eva,"), "\(other)")
  }

  @Test func `a baseline never stands for a line that has the number of a lost one`() throws {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let old = try #require(bench.read(segment))
    let dispute = ["dispute", "3", "--reason", "was here"]
    bench.run("note", "ledger", "x")
    #expect(bench.run(dispute).code == 0)
    let file = bench.folder + "/audit.json"
    bench.run("audit", "-o", file)
    let words = ["audit", "--code", "C704", "--baseline", file]
    #expect(bench.run(words).code == 0)
    bench.write(segment, old)
    #expect(bench.run("recover", "--accept-loss", "--reason", "an older copy").code == 0)
    #expect(bench.run(dispute).code == 0)
    let found = bench.run(words)
    #expect(found.code == 1 && found.output.contains("#3 #9"), "\(found.output)")
  }

  @Test func `a baseline that names no lines is refused`() {
    let bench = Bench.withDispute()
    let file = bench.file(
      "audit.json",
      #"{"rules":1,"report":"audit","findings":[{"code":"C202","key":"C202 client/acme"}]}"#)
    let result = bench.run("audit", "--baseline", file)
    #expect(result.code == 2)
    #expect(
      result.errors.contains(
        "audit.json does not say on which lines its findings stand, as audits of an earlier version did not"
      ), "\(result.errors)")
    #expect(result.errors.contains("  write it anew with custody audit --format json -o "))
  }

  @Test func `a baseline leaves what is new`() {
    let bench = Bench.withDispute()
    let file = bench.folder + "/audit.json"
    #expect(bench.run("audit", "-o", file).code == 1)
    #expect(bench.run("audit", "--baseline", file).code == 0)
    bench.append(
      """
      {"type":"custody.entry.disputed","subject":"client/acme","time":"2026-03-13T08:00:00Z","data":{"entry":"000000000003","reason":"was here"}}
      """)
    let result = bench.run("audit", "--baseline", file, "--format", "csv")
    #expect(result.code == 1)
    #expect(result.output.contains("C704") && !result.output.contains("C202"))
    bench.write(file, Array("{\"report\":\"map\"}".utf8))
    #expect(bench.run("audit", "--baseline", file).code == 2)
    bench.write(file, Array("{\"report\":\"audit\"".utf8))
    #expect(bench.run("audit", "--baseline", file).errors.contains("audit.json:1:"))
  }

  @Test func `a spreadsheet is annotated row by row and agrees with who`() throws {
    let bench = Bench.withDispute()
    let rows = """
      id;client;opened;filed;what
      1;acme;2/3/2026 10:00;11/3/2026 00:00;account
      2;acme;2/3/2026 10:00;;contract
      3;acne;2/3/2026 10:00;;account
      4;"acme";yesterday;;account

      """
    let result = bench.run(
      "annotate", "-", "--at-column", "opened", "--filed-column", "filed",
      "--responsibility-column", "what", "--time-format", "%-d/%-m/%Y %H:%M", "--delimiter", ";",
      input: rows)
    #expect(result.code == 2)
    #expect(result.errors.contains("-:4: acne; did you mean acme?"))
    #expect(result.errors.contains("-:5: \"yesterday\" is not a time"))
    Golden.expect(result.output, is: "annotate.csv")
    let who = bench.run(
      "who", "acme", "account", "--at", "2026-03-02T10:00:00Z", "--format", "csv")
    let name = try #require(
      who.output.split(separator: "\r\n").last?.split(separator: ",").dropFirst(4).first)
    #expect(result.output.contains("account;\(name);"))
  }

  @Test func `what if somebody left records nothing`() {
    let bench = Bench.withDispute()
    let before = bench.run("log", "--format", "jsonl").output
    #expect(bench.run("what-if", "leave", "olga").code == 0)
    #expect(bench.run("log", "--format", "jsonl").output == before)
  }
}
