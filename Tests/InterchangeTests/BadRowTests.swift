import Ownership
import Testing

@testable import Interchange

@Suite struct BadRowTests {
  static func problems(_ rules: String, _ csv: String) throws -> [String] {
    try Importer.plan(rules, csv).problems.map {
      "\($0.place.line):\($0.place.column) \($0.message)"
    }
  }

  @Test("Every wrong cell is told with its place; the other rows make the history")
  func everyCell() throws {
    let rules = ImporterTests.snapshots + "order by n\n"
    let csv = """
      id,at,owner,group,n
      ,2016-13-01,x,y,1
      a,2016-01-01,x,y
      a,2016-01-01,x\u{200B},"two
      lines",1
      Ж\u{1},2016-01-02, x,y,one
      a,,x,y,1
      a,2016-01-03,ok,ok,1
      """
    let plan = try Importer.plan(rules, csv)
    #expect(
      try Self.problems(rules, csv) == [
        "2:1 the client is empty",
        "2:12 \"2016-13-01\" is not a time in the declared format: there is no such date in the calendar",
        "3:1 this row has 4 fields, the header has 5",
        "4:14 \"x\u{200B}\" cannot name a person: it contains U+200B, a character that cannot be seen or "
          + "means nothing",
        "4:18 \"two lines\" cannot name a person: it contains U+000A, a character that cannot be seen or "
          + "means nothing",
        "6:1 \"Ж \" cannot name a client: it contains U+0001, a character that cannot be seen or means "
          + "nothing",
        "6:15 \" x\" cannot name a person: it begins or ends with a space",
        "6:20 \"one\" is no whole number, and `order by` needs one",
        "7:3 the time is empty; when did it happen?",
      ])
    #expect(plan.drafts.count == 2)
    #expect(plan.rowsRead == 6)
  }

  @Test("A bad row is shown with its excerpt and a caret")
  func picture() throws {
    let plan = try Importer.plan(
      ImporterTests.snapshots, "id,at,owner,group\na,2016-01-40,x,y\n")
    #expect(
      plan.problems.map(\.description) == [
        """
        test.csv:2:13: "2016-01-40" is not a time in the declared format: there is no such date in the \
        calendar
          a,2016-01-40,x,y
                      ^
        """
      ])
  }

  @Test("A column with the responsibility has to name one")
  func responsibility() throws {
    let rules = ImporterTests.snapshots + "responsibility from role person owner\n"
    #expect(
      try Self.problems(
        rules, "id,at,owner,group,role\na,2016-01-01,x,y,\na,2016-01-01,x,y,\" z\"\n") == [
          "2:18 the responsibility is empty",
          "3:19 \" z\" is no responsibility: it begins or ends with a space",
        ])
  }

  @Test("Kept columns fit into a line of the log")
  func keptColumns() throws {
    let rules = ImporterTests.snapshots + "keep one\nkeep two\n"
    let head = "id,at,owner,group,one,two\na,2016-01-01,x,y,"
    let longest = String(repeating: "l", count: 4096)
    #expect(try Self.problems(rules, head + longest + "," + longest) == [])
    #expect(
      try Self.problems(rules, head + longest + "," + longest + "l") == [
        "2:4115 too long to keep: the kept columns of a row may have 8192 bytes in all"
      ])
  }

  @Test("A damaged record and an empty file are bad rows")
  func damaged() throws {
    #expect(
      try Self.problems(ImporterTests.snapshots, "id,at,owner,group\na,2016-01-01,\"x,y") == [
        "2:14 this quote is never closed; a field that begins with \" ends with \""
      ])
    #expect(
      try Self.problems(ImporterTests.snapshots, "") == [
        "1:1 the file is empty; its first row names the columns"
      ])
  }

  @Test("A column that the file lacks, or has twice, is told at its place in the rules")
  func columns() throws {
    let errors = #expect(throws: RulesErrors.self) {
      try Importer.plan(ImporterTests.snapshots, "id,att,owner,group,group\n")
    }
    #expect(
      errors?.description == """
        test.rules:4:6: test.csv has no column "at"; did you mean att?
          time at
               ^
        test.rules:8:29: test.csv has 2 columns named "group"; give each its own name
          responsibility group person group
                                      ^
        """)
    let missing = #expect(throws: RulesErrors.self) {
      try Importer.plan(ImporterTests.snapshots, "id,when,owner,group\n")
    }
    #expect(
      missing?.problems.map(\.message) == [
        "test.csv has no column \"at\"; it has id, when, owner, group"
      ])
  }

  @Test("A zone or a window that does not exist is told at its place in the rules")
  func zones() throws {
    let zone = #expect(throws: RulesErrors.self) {
      try Importer.plan(ImporterTests.snapshots.replacing("UTC", with: "Berlin"), "")
    }
    #expect(
      zone?.problems.map { "\($0.place.address) \($0.message)" } == [
        "test.rules:6:6 there is no zone \"Berlin\"; name one as in `zone Europe/Berlin`"
      ])
    let rules = ImporterTests.snapshots.replacing("snapshots", with: "changes")
      .replacing("owner person owner", with: "owner person owner previous old")
    let window = #expect(throws: RulesErrors.self) {
      try Importer.plan(rules + "window soon\n", "")
    }
    #expect(window?.problems.first?.place.address == "test.rules:10:8")
    #expect(
      window?.problems.first?.message.hasPrefix("\"soon\" is neither a date nor an RFC 3339 time: ")
        == true)
  }
}
