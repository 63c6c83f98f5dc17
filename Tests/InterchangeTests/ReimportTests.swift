import Foundation
import Ownership
import Testing

@testable import Interchange

/// A second import, and a longer export of the same history, give the same ids to the same facts.
@Suite struct ReimportTests {
  /// What a ledger that holds `old` appends of `new`: what has no id there yet.
  static func added(_ new: ImportPlan, to old: ImportPlan) throws -> [EventDraft] {
    var held: [String: EventDraft] = [:]
    for draft in old.drafts {
      let id = try #require(draft.id)
      #expect(held.updateValue(draft, forKey: id) == nil, "the id \(id) stands for two events")
    }
    return try new.drafts.filter { draft in
      guard let same = held[try #require(draft.id)] else { return true }
      #expect(same == draft, "a conflict: the same id says something else")
      return false
    }
  }

  static func plan(_ rules: String, _ lines: [[UInt8]]) throws -> ImportPlan {
    let bytes = Array(lines.map { $0 + [0x0A as UInt8] }.joined())
    return try Importer.plan(
      try SharedData.rules(rules), [ImportFile(name: "export.csv", bytes: bytes)])
  }

  static func lines(_ path: String) throws -> [[UInt8]] {
    try SharedData.bytes("data/\(path)").split(separator: 0x0A).map(Array.init)
  }

  /// Imports the shorter export first: then the longer one adds what is new, and again nothing.
  static func check(_ rules: String, _ short: [[UInt8]], _ long: [[UInt8]]) throws -> [EventDraft] {
    let first = try plan(rules, short)
    let second = try plan(rules, long)
    #expect(first.problems.isEmpty && second.problems.isEmpty)
    #expect(try added(first, to: first).isEmpty)
    let news = try added(second, to: first)
    // All that the shorter export said is said by the longer one, and the news are the rest.
    #expect(first.drafts.count + news.count == second.drafts.count)
    #expect(!news.isEmpty)
    #expect(try added(try plan(rules, long), to: second).isEmpty)
    return first.drafts + news
  }

  @Test(
    "OpenStack: an export of the first rows, then the whole, answers as the whole does",
    .enabled(if: SharedData.isPresent("data/openstack"), "no shared data here"),
    arguments: [1, 24, 53, 400, 800])
  func openstack(rows: Int) throws {
    let lines = try Self.lines("openstack/changes.csv")
    let drafts = try Self.check("openstack.rules", Array(lines.prefix(1 + rows)), lines)
    let now = try ImportedHistory(drafts).now
    for row in try SharedData.truth("data/openstack/truth.csv") {
      let holder = try now.holder(
        ClientID(row["case_id"]!), Responsibility("lead"), at: Instant(rfc3339: row["at"]!))
      let owner = row["owner"] == "APPOINTMENT NEEDED" ? "" : row["owner"]
      #expect(holder.person == owner, "\(row)")
    }
  }

  @Test(
    "Executive: terms that were open in one export have their end in the next",
    .enabled(if: SharedData.isPresent("data/executive"), "no shared data here"),
    arguments: ["1800-01-01", "1841-04-04", "1913-03-03", "2020-01-01"])
  func executive(day: String) throws {
    let lines = try Self.lines("executive/terms.csv")
    // What an export of that day held: terms that had begun, without the ends to come.
    let short = lines.filter { line in
      let cells = String(decoding: line, as: UTF8.self).split(separator: ",")
      return cells[1] == "start" || cells[1] <= day
    }.map { line in
      var cells = String(decoding: line, as: UTF8.self)
        .split(separator: ",", omittingEmptySubsequences: false)
      if cells[2] != "end", cells[2] > day { cells[2] = "" }
      return Array(cells.joined(separator: ",").utf8)
    }
    let now = try ImportedHistory(try Self.check("executive.rules", short, lines)).now
    for row in try SharedData.truth("data/executive/truth.csv") {
      let at = try Moment(row["date"]!).start(in: .utc)
      #expect(
        try now.holder(ClientID("usa"), Responsibility(row["office"]!), at: at).person
          == row["holder"], "\(row)")
    }
  }

  @Test(
    "Incidents: exports cut within a case, and by the time of the export",
    .enabled(if: SharedData.isPresent("data/incidents"), "no shared data here"))
  func incidents() throws {
    let lines = Array(try Self.lines("incidents/slice.csv.gz").prefix(2000))
    _ = try Self.check("incidents.rules", Array(lines.prefix(lines.count / 3)), lines)
    // What an export of that moment held of the same cases.
    let format = try TimeFormat("%-d/%-m/%Y %H:%M")
    let times = try lines.dropFirst().map { line in
      let cell = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)[13]
      return try format.instant(cell, zone: .utc)
    }
    for day in ["2016-03-02T10:41:00Z", "2016-03-09T12:00:00Z"] {
      let now = try Instant(rfc3339: day)
      let short = zip(lines.dropFirst(), times).filter { $0.1 <= now }.map { $0.0 }
      _ = try Self.check("incidents.rules", [lines[0]] + short, lines)
    }
  }

  @Test("An export that is cut within a minute is continued in the order of the minute")
  func withinAMinute() throws {
    let head = "id,at,owner,group\na,2016-01-01,x,?\na,2016-01-01,y,?"
    let tails = ["", "\na,2016-01-01,x,?", "\na,2016-01-01,x,?\na,2016-01-01,?,?"]
    let plans = try tails.map { try Importer.plan(ImporterTests.snapshots, head + $0) }
    var drafts = Array(plans[0].drafts)
    for (before, after) in zip(plans, plans.dropFirst()) {
      drafts += try Self.added(after, to: before)
    }
    #expect(drafts == Array(plans[2].drafts))
  }

  @Test("Rows of one instant keep their ids in an export that begins between them")
  func rollingWithinAnInstant() throws {
    let rules = ImporterTests.snapshots + "\norder by rev\n"
    func plan(_ rows: String...) throws -> ImportPlan {
      try Importer.plan(
        rules, "id,at,owner,group,rev\n" + rows.map { "a,2016-01-01,\($0)\n" }.joined())
    }
    let early = try plan("x,?,4")
    let late = try plan("y,?,6", "x,?,7")
    #expect(early.problems.isEmpty && late.problems.isEmpty)
    #expect(try Self.added(late, to: early).count == 2)
    #expect(try Self.added(try plan("x,?,4", "y,?,6", "x,?,7"), to: early).count == 2)
    #expect(
      late.drafts.map { $0.id ?? "" } == [
        "a/owner/2016-01-01T00:00:00Z/made#6", "a/owner/2016-01-01T00:00:00Z/made#7",
      ])
  }

  @Test("An export that names somebody else for the same instant has the id, and so conflicts")
  func otherContent() throws {
    func draft(_ person: String) throws -> EventDraft {
      try #require(
        try Importer.plan(
          ImporterTests.snapshots, "id,at,owner,group\na,2016-01-01,\(person),?\n"
        ).drafts.first)
    }
    #expect(try draft("x").id == draft("y").id)
    #expect(try draft("x") != draft("y"))
  }

  @Test("Files in parts are one history, as if they were one file")
  func parts() throws {
    let head = "id,at,owner,group\n"
    let rows = [
      "a,2016-01-01,x,?\nb,2016-01-02,x,g\n", "a,2016-01-03,x,?\nb,2016-01-02,y,g\n",
      "a,2016-01-02,?,?\n",
    ]
    let whole = try Importer.plan(ImporterTests.snapshots, head + rows.joined())
    let parts = try Importer.plan(
      try ImportRules(ImporterTests.snapshots),
      rows.map { ImportFile(name: "part", bytes: Array((head + $0).utf8)) })
    #expect(Array(parts.drafts) == Array(whole.drafts))
    #expect(parts.rowsRead == 5)
    let overlapping = try Importer.plan(
      try ImportRules(ImporterTests.snapshots),
      (rows + rows).map { ImportFile(name: "part", bytes: Array((head + $0).utf8)) })
    #expect(try Self.added(whole, to: overlapping).isEmpty)
  }
}
