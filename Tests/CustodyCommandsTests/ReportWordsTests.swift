import Foundation
import Testing

@testable import CustodyCommands

/// What the screens of reports say where a word decides: last days, parts of a period, who has left.
@Suite struct ReportWordsTests {
  /// A ledger in Berlin, so that a day ends at another instant than in UTC.
  private func berlin(_ events: String) -> Bench {
    let bench = Bench()
    bench.width = 200
    bench.run("init", "--name", "Berlin", "--zone", "Europe/Berlin")
    bench.append(events)
    return bench
  }

  private static func event(
    _ type: String, _ subject: String, _ time: String, _ data: String
  ) -> String {
    #"{"type":"custody.\#(type)","subject":"\#(subject)","time":"\#(time)","data":{\#(data)}}"#
  }

  @Test func `an end is shown as its last day, or as the instant before which it ends`() throws {
    let bench = berlin(
      [
        Self.event(
          "contract.signed", "client/acme", "2026-01-01T08:00:00Z",
          #""contract":"k1","ends":"2026-12-31""#),
        Self.event(
          "contract.signed", "client/acme", "2026-01-01T08:00:00Z",
          #""contract":"k2","ends":"2026-12-31T12:00:00Z""#),
        Self.event(
          "authority.granted", "person/olga", "2026-01-01T08:00:00Z",
          #""decision":"terms","until":"2026-06-30""#),
        Self.event(
          "bonus.paid", "client/acme", "2026-01-31T08:00:00Z",
          #""bonus":"b1","person":"olga","amount":"1","currency":"EUR","basis":"signing","from":"2026-01-01","to":"2026-01-31""#
        ),
      ].joined(separator: "\n"))
    let contracts = bench.run("contract", "show", "acme").output
    #expect(contracts.contains("  2026-12-31 "))
    #expect(contracts.contains("  before 2026-12-31T13:00:00+01:00 "))
    #expect(!contracts.contains("2027-01-01"))
    #expect(bench.run("authority", "list").output.contains("  2026-06-30 "))
    #expect(bench.run("bonuses").output.contains("  2026-01-01  2026-01-31  "))
    // Programs get the first instant after it, as before.
    let exact = bench.run("contract", "show", "acme", "--format", "csv").output
    #expect(exact.contains("2026-12-31T23:00:00Z") && exact.contains("2026-12-31T12:00:00Z"))
  }

  @Test func `who was accountable for a part of the period is told for which`() throws {
    let bench = berlin(
      [
        Self.event(
          "assignment.made", "client/acme", "2026-01-01T08:00:00Z",
          #""responsibility":"account","person":"ivan""#),
        Self.event(
          "assignment.made", "client/acme", "2026-02-09T23:00:00Z",
          #""responsibility":"account","person":"olga""#),
        Self.event(
          "complaint.filed", "client/acme", "2026-03-10T08:00:00Z",
          #""complaint":"c1","arose":"2026-02","against":"ivan""#),
        Self.event(
          "complaint.attributed", "client/acme", "2026-03-11T08:00:00Z",
          #""complaint":"c1","person":"olga","reason":"because""#),
      ].joined(separator: "\n"))
    let words = "was accountable for part of the period (from 2026-02-01 until 2026-02-09)"
    let screen = bench.run("complaint", "show", "c1").output.split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    #expect(
      screen.contains(
        "ivan, of whom the client complains, \(words) by what was known at filing, and \(words) by what "
          + "is known now."))
    #expect(screen.contains("from 2026-02-10 until 2026-02-28"))
    let json = bench.run("complaint", "show", "c1", "--format", "json").output
    #expect(json.contains(#""wasAccountable":true"#))
    #expect(json.contains(#""accountableFor":"from 2026-02-10 until 2026-02-28""#))
  }

  @Test func `of somebody who has not left there is a message, and a document for programs`() throws
  {
    let bench = Bench.withDispute()
    for format in Format.allCases {
      let result = bench.run("leaver", "olga", "--format", format.rawValue)
      #expect(result.code == 1)
      #expect(result.errors.contains("olga has not left by 2026-03-15T12:00:00Z"))
      switch format {
      case .table, .jsonl: #expect(result.output == "")
      case .json:
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(object["person"] as? String == "olga" && object["left"] is NSNull)
        #expect(object["responsibilities"] as? [String] == [])
      case .csv:
        #expect(result.output.hasPrefix("part,client,responsibility,accountable,basis,evidence"))
        #expect(result.output.hasSuffix("\r\n") && !result.output.dropLast().contains("\r\n"))
      case .markdown: #expect(result.output.hasPrefix("## responsibilities\n"))
      }
    }
  }

  @Test func `what if somebody left who is not there is said`() throws {
    let bench = Bench.withDispute()
    bench.append(
      [
        Self.event("person.left", "person/olga", "2026-03-12T08:00:00Z", ""),
        Self.event("person.joined", "person/eva", "2026-04-01T08:00:00Z", ""),
      ].joined(separator: "\n"))
    let gone = bench.run("what-if", "leave", "olga")
    #expect(gone.code == 1)
    #expect(gone.output == "olga left at 2026-03-12T08:00:00Z, line 8: nothing would follow\n")
    #expect(gone.errors.contains("olga has left already, by line #8"))
    #expect(gone.errors.contains("custody leaver olga tells what was left behind"))
    let json = bench.run("what-if", "leave", "olga", "--format", "json")
    #expect(json.code == 1 && json.output.contains(#""presence":"gone""#))
    let coming = bench.run("what-if", "leave", "eva")
    #expect(coming.code == 1)
    #expect(coming.errors.contains("eva has not joined by then, but by line #9"))
  }

  @Test func `what if somebody left names no line that is not there`() {
    let bench = Bench.withDispute()
    for format in Format.allCases {
      let result = bench.run("what-if", "leave", "olga", "--format", format.rawValue)
      #expect(result.code == 0 && !result.output.contains("#8") && !result.output.contains("[8]"))
    }
    #expect(bench.run("what-if", "leave", "olga").output.contains("#6"))
  }
}
