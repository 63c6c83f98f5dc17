import Ownership
import Testing

@testable import Interchange

@Suite struct IntervalTests {
  static let rules = """
    shape intervals
    source crm
    client id
    time-format date
    zone UTC
    responsibility account person who

    """

  @Test("A term begins with an assignment and ends by name; on a shared day the end comes first")
  func handOverDay() throws {
    let plan = try Importer.plan(
      Self.rules + "from from\nuntil until\n",
      """
      id,from,until,who
      a,1793-03-04,1797-03-04,george
      a,1789-04-30,1793-03-04,george
      a,1797-03-04,,john
      """)
    #expect(
      plan.drafts.map(\.brief) == [
        "1789-04-30T00:00:00Z client/a made account person=george",
        "1793-03-04T00:00:00Z client/a ended account person=george",
        "1793-03-04T00:00:00Z client/a made account person=george",
        "1797-03-04T00:00:00Z client/a ended account person=george",
        "1797-03-04T00:00:00Z client/a made account person=john",
      ])
    #expect(plan.remarks.isEmpty)
    let day = try Moment("1793-03-04").span(in: .utc)
    let imported = try ImportedHistory(plan.drafts)
    let answers = try imported.now.reply(ClientID("a"), .account, at: day).answers
    #expect(answers.map(\.accountable?.text) == ["george"])
  }

  @Test("`through` includes the day of the end")
  func through() throws {
    let plan = try Importer.plan(
      Self.rules + "from from\nthrough to\n", "id,from,to,who\na,2016-02-28,2016-02-29,x\n")
    #expect(plan.drafts.map { $0.time.description }.last == "2016-03-01T00:00:00Z")
  }

  @Test("The end that an open term gets later adds the end, and changes nothing that was there")
  func laterEnd() throws {
    let rules = Self.rules + "from from\nuntil until\nsource-time seen\nend-source-time ended\n"
    let open = try Importer.plan(
      rules, "id,from,until,who,seen,ended\na,2016-01-01,,x,2016-01-05,\n")
    let closed = try Importer.plan(
      rules,
      "id,from,until,who,seen,ended\nb,2015-01-01,,z,,\na,2016-01-01,2016-02-01,x,2016-01-05,2016-02-03\n"
    )
    #expect(open.drafts.count == 1)
    #expect(closed.drafts.count == 3)
    #expect(closed.drafts.contains(open.drafts[0]))
    #expect(closed.drafts.last?.sourceTime?.description == "2016-02-03T00:00:00Z")
  }

  @Test("A term of nobody is a vacancy, the same row twice is told once, overlaps are remarked")
  func oddities() throws {
    let plan = try Importer.plan(
      Self.rules + "from from\nuntil until\nregister first\nfirst inferred\n",
      """
      id,from,until,who
      a,2016-01-01,2016-03-01,x
      a,2016-01-01,2016-03-01,x
      a,2016-03-01,2016-04-01,
      b,2016-01-01,2016-03-01,x
      b,2016-02-01,2016-04-01,y
      """)
    #expect(
      plan.drafts.map { $0.brief.dropFirst(21) } == [
        "client/a registered inferred", "client/a made account person=x inferred",
        "client/b registered inferred", "client/b made account person=x inferred",
        "client/b made account person=y", "client/a ended account person=x",
        "client/b ended account person=x", "client/a ended account",
        "client/b ended account person=y",
      ])
    #expect(plan.rowsUnchanged == 1)
    #expect(
      plan.remarks.map(\.message) == [
        "this term of account of b begins before the one of line 5 ends; whoever began last counts"
      ])
  }

  @Test("A term that ends before or when it begins is a bad row")
  func emptyTerms() throws {
    let plan = try Importer.plan(
      Self.rules + "from from\nuntil until\n",
      "id,from,until,who\na,2016-01-02,2016-01-01,x\na,2016-01-02,2016-01-02,x\na,,2016-01-02,x\n")
    #expect(
      plan.problems.map { "\($0.place.line):\($0.place.column) \($0.message)" } == [
        "2:14 the term ends before it begins",
        "3:14 the term ends at the instant at which it begins; if the day of its end belongs to it, "
          + "say `through` instead of `until`",
        "4:3 the time is empty; when did it happen?",
      ])
    #expect(plan.drafts.isEmpty)
  }
}
