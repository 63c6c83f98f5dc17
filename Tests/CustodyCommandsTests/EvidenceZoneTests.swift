import CustodyLedger
import EventLog
import Foundation
import Ownership
import Testing

@testable import CustodyCommands

/// Case files on machines whose zone files differ from those of the ledger's machine.
@Suite struct EvidenceZoneTests {
  /// A dispute in Berlin, with bare dates on both sides of the change to summer time.
  static func bench() -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "Lieferungen", "--zone", "Europe/Berlin")
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"responsibility":"account","person":"ivan"}}
      {"type":"custody.person.away","subject":"person/ivan","time":"2026-03-27T08:00:00Z","data":{"until":"2026-04-03","deputy":"olga"}}
      {"type":"custody.complaint.filed","subject":"client/acme","time":"2026-04-10T08:00:00Z","data":{"complaint":"c1","arose":"2026-04-01","against":"ivan"}}
      """)
    return bench
  }

  static func file(_ bench: Bench) throws -> String {
    let path = bench.folder + "/c1.case.json"
    let issued = bench.run("evidence", "c1", "-o", path)
    try #require(issued.code == 0, "\(issued.errors)")
    return String(decoding: try #require(bench.read(path)), as: UTF8.self)
  }

  static let stated =
    #""zone":{"name":"Europe/Berlin","offset":3600,"transitions":[{"from":"2026-03-29T01:00:00Z","offset":7200}]}"#

  @Test(
    "given a ledger with summer time, when evidence is issued, then the transitions used are in the file"
  )
  func statedTransitions() throws {
    let bench = Self.bench()
    let text = try Self.file(bench)
    #expect(text.contains("\n\(Self.stated),\n"))
    let result = bench.run("verify", bench.folder + "/c1.case.json")
    #expect(result.code == 0)
    #expect(
      result.output.contains(
        "\nclocks in Europe/Berlin went as the file says, by this machine’s zone files as well\n"))
  }

  @Test(
    "given a machine with other zone files, when it checks a genuine file or page, then it says so and calls neither forged"
  )
  func otherZoneFiles() throws {
    let bench = Self.bench()
    // Where the law moved summer time by a day, and the zone files of this machine do not know it.
    let text = try Self.file(bench).replacing(
      #""from":"2026-03-29T01:00:00Z""#, with: #""from":"2026-03-28T01:00:00Z""#)
    let path = bench.file("other.case.json", text)
    let words =
      "\nnot proved: that clocks in Europe/Berlin went as the file says: from 2026-03-28T01:00:00Z on it "
      + "has them at +02:00, and this machine’s zone files at +01:00; the verdict is by the clocks of "
      + "the file\n"
    let result = bench.run("verify", path)
    #expect(result.code == 1 && result.errors == "")
    #expect(result.output.contains(words), "\(result.output)")
    #expect(bench.run("verify", path, "--format", "json").output.contains(#""clocks":"differ""#))
    // The page that such a machine makes of it.
    let file = try CaseFile(parsing: Array(text.utf8))
    let page = bench.folder + "/other.html"
    bench.write(page, file.page(try file.check()))
    let checked = bench.run("verify", page)
    #expect(checked.code == 1 && checked.errors == "")
    #expect(
      checked.output.contains("proved: every word of the page follows from the case file in it"))
    #expect(checked.output.contains(words))
    let said = String(decoding: try #require(bench.read(page)), as: UTF8.self)
    #expect(
      said.contains(
        "that clocks in Europe/Berlin went as the file says (+01:00, from 2026-03-28T01:00:00Z +02:00): "
          + "custody verify compares that"))
  }

  @Test(
    "given a machine without the zone, when it checks a file, then it says that it cannot compare")
  func noZoneFile() throws {
    let file = try CaseFile(parsing: Array(try Self.file(Self.bench()).utf8))
    let agreement = file.zoneAgreement(try file.check()) { name throws(LogError) in
      throw LogError(.usage, "there is no \(name)")
    }
    #expect(agreement == .unknown("there is no Europe/Berlin"))
    #expect(agreement.name == "unknown")
    #expect(
      agreement.words(file.zone.name)
        == "not proved: that clocks in Europe/Berlin went as the file says: there is no Europe/Berlin"
    )
  }

  @Test(
    "given clocks that change the verdict, when it is checked, then it follows from the clocks of the file"
  )
  func clocksDecide() throws {
    let bench = Self.bench()
    let text = try Self.file(bench)
    // Clocks five hours ahead: the first of April begins earlier.
    let forged = text.replacing(#""offset":7200"#, with: #""offset":18000"#)
    let problem = EvidenceTests.problem(Array(forged.utf8))
    #expect(problem?.isRefuted == true)
    #expect(problem?.message.hasPrefix("the verdict does not follow from the lines: ") == true)
  }

  @Test(
    "given a zone that is not that of line 1, or says too much or too little, when checked, then it is refused",
    arguments: [
      (
        "Europe/Berlin", "Europe/Paris", true,
        "line 1 names the zone Europe/Berlin, and the file tells of Europe/Paris"
      ),
      (
        #""transitions":[{"#, #""transitions":[{"from":"1999-01-01T00:00:00Z","offset":3600},{"#,
        true,
        "the transitions of Europe/Berlin in it are not those that its lines need"
      ),
      (
        #"{"from":"2026-03-29T01:00:00Z","offset":7200}]"#,
        #"{"from":"2026-03-29T01:00:00Z","offset":7200},{"from":"2027-01-01T00:00:00Z","offset":0}]"#,
        true, "the transitions of Europe/Berlin in it are not those that its lines need"
      ),
      (
        #""offset":7200"#, #""offset":86400"#, false,
        "the transitions of zone are not ascending, or no whole seconds, or an offset is a day or more"
      ),
      (
        #""offset":7200"#, #""offset":"7200""#, false,
        "transition 1 of zone is not an instant and an offset in seconds"
      ),
      (
        #""offset":3600"#, #""offset":null"#, false, "zone is not a name, an offset and transitions"
      ),
      (
        #""offset":3600"#, #""offset":3600.0"#, false,
        "zone is not a name, an offset and transitions"
      ),
    ])
  func refused(_ part: String, _ forged: String, _ isRefuted: Bool, _ message: String) throws {
    let text = try Self.file(Self.bench())
    let zone = try #require(text.range(of: Self.stated))
    let changed = text.replacingCharacters(
      in: zone, with: Self.stated.replacing(part, with: forged))
    try #require(changed != text)
    let problem = try #require(EvidenceTests.problem(Array(changed.utf8)))
    #expect(problem.message == message && problem.isRefuted == isRefuted)
  }

  @Test("given UTC, when transitions are claimed for it, then the file is refused")
  func utc() throws {
    let text = String(decoding: try EvidenceTests.file(), as: UTF8.self)
    let zone = #""zone":{"name":"UTC","offset":0,"transitions":[]}"#
    #expect(text.contains(zone))
    let forged = text.replacing(zone, with: zone.replacing(":0,", with: ":60,"))
    #expect(
      EvidenceTests.problem(Array(forged.utf8))?.message
        == "its zone is UTC, which has no transitions")
  }
}
