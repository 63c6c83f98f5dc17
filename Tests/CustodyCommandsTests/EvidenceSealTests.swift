import CustodyLedger
import EventLog
import Foundation
import Merkle
import Ownership
import Testing

@testable import CustodyCommands

/// What a case file keeps back, and that nothing can stand in its place.
@Suite struct EvidenceSealTests {
  /// A dispute in which everybody writes more than a verdict needs.
  static func bench() -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "Lyra", "--zone", "UTC")
    bench.append(
      """
      {"type":"custody.client.registered","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"name":"ACME","note":"SECRET 1"}}
      {"type":"custody.person.joined","subject":"person/ivan","time":"2025-01-05T08:00:00Z","trace":"SECRET 2","data":{"name":"Ivan","manager":"max","salary":"SECRET 3"}}
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"responsibility":"account","person":"ivan","reason":"told 1","by":"max","note":"SECRET 4"}}
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"responsibility":"billing","person":"ivan","reason":"SECRET 5"}}
      {"type":"custody.note.added","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":{"text":"SECRET 6","by":"ivan"}}
      {"type":"custody.change.requested","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":{"request":"r1","wants":"SECRET 7"}}
      {"type":"crm.scored","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":{"SECRET":"SECRET 8","name":"SECRET 11","by":"told 6"}}
      {"type":"crm.blob","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":"SECRET 9"}
      {"type":"custody.complaint.filed","subject":"client/other","time":"2026-03-10T08:00:00Z","data":{"complaint":"SECRET-c2"}}
      """)
    bench.run("evidence", "SECRET-c2", "-o", bench.folder + "/c2.case.json")
    bench.append(
      """
      {"type":"custody.complaint.filed","subject":"client/acme","time":"2026-03-10T08:00:00Z","data":{"complaint":"c1","arose":"2026-03-02T10:00:00Z","against":"ivan","summary":"told 2","channel":"letter","note":"SECRET 10"}}
      {"type":"custody.complaint.attributed","subject":"client/acme","time":"2026-03-11T08:00:00Z","data":{"complaint":"c1","person":"ivan","reason":"told 3"}}
      {"type":"custody.complaint.resolved","subject":"client/acme","time":"2026-03-12T08:00:00Z","data":{"complaint":"c1","outcome":"told 4"}}
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-02-20T08:00:00Z","data":{"responsibility":"account","person":"olga","reason":"told 5"}}
      """)
    return bench
  }

  static func text(_ bench: Bench, _ words: [String] = [], page: Bool = false) throws -> String {
    let path = bench.folder + (page ? "/c1.html" : "/c1.case.json")
    let issued = bench.run(["evidence", "c1", "-o", path] + words)
    try #require(issued.code == 0, "\(issued.errors)")
    return String(decoding: try #require(bench.read(path)), as: UTF8.self)
  }

  static func lines(_ text: String) throws -> [LogLine] {
    try CaseFile(parsing: Array(text.utf8)).entries.map { entry in
      try LogLine(parsing: Array(entry.line.utf8))
    }
  }

  /// A file with another line in the place of one, proof and verdict as they were.
  static func replacing(_ line: LogLine, with other: [UInt8], in text: String) -> [UInt8] {
    let old = JSONWriter.shownText(.string(String(decoding: line.bytes, as: UTF8.self)))
    let new = JSONWriter.shownText(.string(String(decoding: other, as: UTF8.self)))
    return Array(text.replacing(old, with: new).utf8)
  }

  @Test(
    "given a case, when evidence is issued, then nothing leaves the house that the verdict neither needs nor tells"
  )
  func withheld() throws {
    let bench = Self.bench()
    for page in [false, true] {
      let text = try Self.text(bench, page: page)
      #expect(!text.contains("SECRET 1") && !text.contains("SECRET-c2"), "\(page)")
      for number in 2...11 { #expect(!text.contains("SECRET \(number)"), "\(page) \(number)") }
      for number in 1...6 { #expect(text.contains("told \(number)"), "\(page) \(number)") }
      for word in ["ACME", "Ivan", "max", "letter"] { #expect(text.contains(word)) }
    }
    let whole = try Self.text(bench, ["--with-notes"])
    for number in 1...11 { #expect(whole.contains("SECRET \(number)"), "\(number)") }
    #expect(whole.contains("SECRET-c2"))
  }

  @Test(
    "given texts that nobody can keep back, when evidence is issued, then they are counted among what leaves"
  )
  func disclosed() throws {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.complaint.filed","subject":"client/acme","time":"2026-03-11T08:00:00Z","data":{"complaint":"c2","channel":"CHANNEL"}}
      {"type":"custody.note.added","subject":"client/acme","time":"2026-03-11T08:00:00Z","data":{"text":"x","note":"y"}}
      """)
    bench.run("redact", "9", "--reason", "REASON", "--by", "BY")
    let told = bench.run("evidence", "c1", "--dry-run").output.replacing("\n  ", with: " ")
    #expect(
      told.contains("of what people wrote in them: 2 name, 1 reason, 1 summary, 1 channel, 2 by"),
      "\(told)")
    let text = try Self.text(bench)
    for word in ["CHANNEL", "REASON", "BY", "max"] { #expect(text.contains(word)) }
  }

  @Test("given what is withheld, when keys and salts of the file are tried, then none opens a seal")
  func keys() throws {
    let bench = Self.bench()
    let shown = try Self.lines(try Self.text(bench))
    let log = Ledger(folder: bench.log)
    var count = 0
    for line in shown {
      let whole = try log.line(line.sequence)
      #expect(line.leaf == whole.leaf && line.ownKey == whole.ownKey)
      let text = String(decoding: line.bytes, as: UTF8.self)
      for (value, original) in zip(line.values, whole.values) {
        let key = try #require(original.key)
        guard value.isSealed else {
          #expect(value == original)
          continue
        }
        #expect(!text.contains("\"salt\":") && !text.contains(Base64.encode(key)))
        // The bench's salts are all alike, so keys of other lines say nothing.
        for other in line.values.compactMap(\.key) + [line.ownKey] { #expect(other != key) }
        count += 1
      }
    }
    #expect(count == 13)
  }

  @Test(
    "given a file with seals, when checked, then it is told what is withheld, and all else is as in a whole one"
  )
  func told() throws {
    let bench = Self.bench()
    let part = try CaseFile(parsing: Array(try Self.text(bench).utf8))
    let report = try part.check()
    let path = bench.folder + "/c1.case.json"
    let result = bench.run("verify", path)
    #expect(result.code == 0 && result.errors == "")
    let words =
      "withheld, each in its place and bound by the proof: note of #2 #4 #12, trace of #3, salary of #3, "
      + "reason of #5, text of #6, wants of #7, SECRET of #8, name of #8, data of #9, complaint of #11, heads of #11"
    #expect(result.output.contains("\n\(words)\n"), "\(result.output)")
    #expect(
      result.output.contains(
        "\nproved: the verdict follows from these lines, by the rules of version 1, and rests on no others, "
          + "nor on what is withheld, if that is text where the rules want text\n"))
    #expect(
      result.output.contains(
        "\nnot proved: what stands in the log where values are withheld: whoever made the file has kept "
          + "them back\n"))
    #expect(result.output.contains("filed against ivan, arose 2026-03-02T10:00:00Z: told 2"))
    #expect(
      bench.run("verify", path, "--format", "json").output.contains(
        #""withheld":[{"line":2,"values":["data.note"]},{"line":3,"values":["trace","data.salary"]},"#
      ))
    let page = try Self.text(bench, page: true)
    #expect(page.contains("<li>withheld, each in its place and bound by the proof: note of #2 "))
    #expect(page.contains("note: (withheld)") && !page.contains("(destroyed)"))
    #expect(bench.run("verify", bench.folder + "/c1.html").code == 0)
    // The whole file is issued by another line, and says the same of the complaint.
    let whole = try CaseFile(parsing: Array(try Self.text(bench, ["--with-notes"]).utf8)).check()
    #expect(whole.withheld == [] && whole.verdict.turning == report.verdict.turning)
    #expect(whole.verdict.now.reply.answers == report.verdict.now.reply.answers)
    #expect(bench.run("verify", path).output.contains("withheld") == false)
  }

  @Test(
    "given a value that the evaluation may need, when it is withheld, then the file is incomplete")
  func incomplete() throws {
    let bench = Self.bench()
    let text = try Self.text(bench, ["--with-notes"])
    var (refused, taken) = (0, 0)
    for line in try Self.lines(text) {
      for value in line.values {
        let forged = Self.replacing(line, with: line.sealing([value.name]).bytes, in: text)
        let problem = EvidenceTests.problem(forged)
        if Withholding.allows(value.name, type: line.type, issuesFile: line.sequence.value == 16) {
          #expect(problem == nil, "\(line.sequence) \(value.name)")
          taken += 1
        } else {
          #expect(
            problem?.message
              == "it is incomplete: \(value.name) of line \(line.sequence) is withheld, and the verdict "
              + "may need it")
          #expect(problem?.isRefuted == true)
          refused += 1
        }
      }
    }
    #expect(refused >= 10 && taken >= 15, "\(refused) \(taken)")
  }

  @Test(
    "given a line with seals, when a value, seal, key or place is changed, then the file is refused"
  )
  func tampered() throws {
    let bench = Self.bench()
    let text = try Self.text(bench)
    let bytes = Array(text.utf8)
    try #require(EvidenceTests.problem(bytes) == nil)
    let all = ProcessInfo.processInfo.environment["CUSTODY_EVERY_BIT"] == "1"
    var changed = bytes
    for place in stride(from: 0, to: bytes.count, by: all ? 1 : 37) {
      for other in [bytes[place] ^ 1, UInt8(ascii: "A"), UInt8(ascii: "\"")]
      where other != bytes[place] {
        changed[place] = other
        #expect(EvidenceTests.problem(changed) != nil, "byte \(place)")
      }
      changed[place] = bytes[place]
    }
    for line in try Self.lines(text) where line.isRedacted {
      let line = (line, String(decoding: line.bytes, as: UTF8.self))
      for value in line.0.values {
        let standing = String(decoding: value.bytes, as: UTF8.self)
        for other in ["\"petr\"", "\"\(Digest.zero.base64)\"", "null"] where other != standing {
          let forged = line.1.replacing(standing, with: other)
          #expect(
            EvidenceTests.problem(Self.replacing(line.0, with: Array(forged.utf8), in: text)) != nil
          )
        }
      }
      for (part, other) in [
        (#""redacted":""#, #""redacted":"1 "#),
        (#""salts":""#, #""salts":"AAAAAAAAAAAAAAAAAAAAAA== "#),
        (#""salts":"\#(Base64.encode(line.0.ownKey))"#, #""salts":"AAAAAAAAAAAAAAAAAAAAAA=="#),
      ] {
        let forged = line.1.replacing(part, with: other)
        try #require(forged != line.1)
        #expect(
          EvidenceTests.problem(Self.replacing(line.0, with: Array(forged.utf8), in: text)) != nil)
      }
    }
  }

  @Test("given a line that has no effect, when evidence is issued, then what makes it so stays")
  func malformed() {
    let names = ["data.person", "data.reason", "data.note", "data.salary", "trace"]
    func event(_ reason: JSON) -> Event {
      Event(
        sequence: SequenceNumber(3), recordedTime: .first, id: "1", source: "x",
        type: "custody.assignment.made", subject: .ledger, time: .first, recordedBy: "x",
        data: [JSONMember("reason", reason)])
    }
    #expect(
      Withholding.names(names, of: event(.number("5")), isTold: false, issuesFile: false)
        == ["data.salary", "trace"])
  }
}
