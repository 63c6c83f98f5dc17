import CustodyLedger
import EventLog
import Foundation
import Ownership
import Presentation
import Testing

@testable import CustodyCommands

/// The README’s examples are run as they stand.
@Suite struct ReadmeTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let text =
    (try? String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  /// The indented lines that call the tool.
  static let lines = text.split(separator: "\n").map(String.init)
    .filter { $0.hasPrefix("    custody ") }

  @Test func `there are examples`() { #expect(Self.lines.count >= 8) }

  @Test(arguments: lines)
  func `every line is understood by the parser`(_ line: String) throws {
    let words = line.split(separator: "'").enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
    let command = try #require(Program.commands.first { $0.name == words[1] })
    let arguments = words[2...].enumerated().map { (index: $0.offset, text: $0.element) }
    _ = try ArgumentParser(command: command, variable: { _ in nil }).parse(arguments)
  }

  @Test func `the example of an event is recorded`() throws {
    let lines = Self.text.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("    {\"type\"") })
    let event = lines[start...(start + 1)].joined(separator: "\n")
    let bench = Bench.withDispute()
    #expect(bench.run("append", input: event).output.hasPrefix("recorded 1 line, 8\n"))
  }

  @Test func `the transcript is what the story answers`() throws {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("    $ custody ") })
    let end = try #require(lines[start...].firstIndex { $0 == "    …" })
    let wanted = lines[(start + 1)..<end].map { String($0.dropFirst(4)) }
    let bench = Bench()
    let story = Self.root.appendingPathComponent("EventLog").path
    let words = lines[start].split(separator: " ").dropFirst(2).map(String.init)
    let shown = bench.run(words + ["--log", story]).output
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(Array(shown.prefix(wanted.count)) == wanted)
    #expect(wanted.count > 10)
  }

  /// The tour: a command, and lines of what it prints.
  static let tour: [(command: String, shown: [String])] = {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "## A tour of the story") else { return [] }
    var stops: [(command: String, shown: [String])] = []
    for line in lines[(start + 1)...] {
      if line.hasPrefix("## ") { break }
      if line.hasPrefix("    $ custody ") {
        stops.append((String(line.dropFirst(14)), []))
      } else if line.hasPrefix("    "), !line.hasPrefix("    custody "), !stops.isEmpty {
        stops[stops.count - 1].shown.append(String(line.dropFirst(4)))
      }
    }
    return stops
  }()

  @Test func `the tour has a stop for each question`() { #expect(Self.tour.count >= 12) }

  @Test(arguments: tour.map(\.command))
  func `the tour shows what the story answers`(_ command: String) throws {
    let stop = try #require(Self.tour.first { $0.command == command })
    let bench = Bench()
    let story = Self.root.appendingPathComponent("EventLog").path
    let words = command.split(separator: " ").map(String.init)
    let result = bench.run(words + ["--log", story, "--now", "2026-10-12T12:00:00Z"])
    func folded(_ text: some StringProtocol) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let output = folded(result.output)
    #expect(!stop.shown.isEmpty)
    for line in stop.shown { #expect(output.contains(folded(line)), "\(result.output)") }
    #expect(result.errors == "")
  }

  @Test func `the example in Swift works`() throws {
    let bench = Bench.withDispute()
    // As in the README, but for the folder.
    let reading = try Ledger(folder: bench.log).read()
    let verdict = try reading.history.verdict(on: ComplaintID("c1"))
    #expect(verdict.asFiled.reply.answers.map(\.accountable?.text) == ["ivan"])
    #expect(verdict.now.reply.answers.map(\.accountable?.text) == ["olga"])
    #expect(verdict.turning.map(\.sequence) == [SequenceNumber(6)])
    #expect(
      Self.text.contains("let verdict = try reading.history.verdict(on: ComplaintID(\"c1\"))"))
  }

  @Test func `the ledger’s folder is found by its place, and its lines too`() throws {
    let bench = Bench.withDispute()
    let reading = try Ledger(folder: bench.log).read()
    #expect(reading.name == "Продажи" && reading.head.sequence == SequenceNumber(7))
    #expect(reading.place(of: SequenceNumber(7))?.description == "000000000001.jsonl:7")
    #expect(reading.place(of: SequenceNumber(8)) == nil)
    #expect(Ledger(folder: bench.log).exists && !Ledger(folder: bench.log + "x").exists)
  }
}
