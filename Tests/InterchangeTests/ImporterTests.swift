import Ownership
import Testing

@testable import Interchange

@Suite struct ImporterTests {
  static let snapshots = """
    shape snapshots
    source crm
    client id
    time at
    time-format date
    zone UTC
    responsibility owner person owner
    responsibility group person group
    nobody ?

    """

  static func brief(_ plan: ImportPlan) -> [String] { plan.drafts.map(\.brief) }

  @Test("Snapshots: what differs from the row before of the same client is the change")
  func differences() throws {
    let plan = try Importer.plan(
      Self.snapshots,
      """
      id,at,owner,group
      a,2016-01-01,anna,north
      b,2016-01-01,?,north
      a,2016-01-02,anna,south
      a,2016-01-03,,south
      a,2016-01-04,olga,south
      b,2016-01-05,ivan,north
      a,2016-01-05,olga,south
      """)
    #expect(
      Self.brief(plan) == [
        "2016-01-01T00:00:00Z client/a made owner person=anna",
        "2016-01-01T00:00:00Z client/a made group person=north",
        "2016-01-01T00:00:00Z client/b made group person=north",
        "2016-01-02T00:00:00Z client/a made group person=south",
        "2016-01-03T00:00:00Z client/a ended owner",
        "2016-01-04T00:00:00Z client/a made owner person=olga",
        "2016-01-05T00:00:00Z client/b made owner person=ivan",
      ])
    #expect(plan.rowsRead == 7)
    #expect(plan.rowsUnchanged == 1)
    #expect(plan.drafts.allSatisfy { $0.source == "crm" && $0.origin == .imported })
    #expect(plan.drafts.allSatisfy { $0.sourceTime == nil && $0.problems.isEmpty })
  }

  @Test("Rows of one instant: the greater number is later, then the later line, whatever the order")
  func ties() throws {
    let plan = try Importer.plan(
      Self.snapshots + "order by n\n",
      """
      id,at,owner,group,n
      a,2016-01-02,dora,g,3
      a,2016-01-02,carl,g,2
      a,2016-01-01,anna,g,9
      a,2016-01-02,bert,g,2
      a,2016-01-03,x,g,10
      a,2016-01-03,y,g,9
      """)
    #expect(
      Self.brief(plan).filter { $0.contains("owner") }.map { $0.suffix(4) } == [
        "anna", "carl", "bert", "dora", "on=y", "on=x",
      ])
  }

  @Test("Who comes back within one instant gets an id of its own each time")
  func occurrences() throws {
    let plan = try Importer.plan(
      Self.snapshots,
      "id,at,owner,group\na,2016-01-01,x,?\na,2016-01-01,y,?\na,2016-01-01,x,?\na,2016-01-01,?,?\n")
    let ids = plan.drafts.map { $0.id ?? "" }
    #expect(Set(ids).count == 4)
    #expect(
      ids.map { $0.dropFirst("a/owner/2016-01-01T00:00:00Z/".count) } == [
        "made", "made/2", "made/3", "vacated",
      ])
    // The loss comes last: it ends what the same instant gave.
    #expect(plan.drafts.last?.type == "custody.assignment.ended")
  }

  @Test(
    "An id lets nobody try who it was: it is the same whoever is named, and says what nothing destroys"
  )
  func idsGiveNobodyAway() throws {
    func ids(_ person: String) throws -> [String] {
      let terms = try Importer.plan(
        IntervalTests.rules + "from from\nuntil until\nkeep how as reason\n",
        "id,from,until,who,how\npresident,2001-01-01,2002-01-01,\(person),\(person)\n")
      let changes = try Importer.plan(
        Self.snapshots, "id,at,owner,group\na,2016-01-01,\(person),?\na,2016-01-02,?,?\n")
      return (Array(terms.drafts) + Array(changes.drafts)).map { $0.id ?? "" }
    }
    #expect(try ids("anna") == ids("boris"))
    #expect(try !ids("anna").isEmpty)
  }

  @Test("Two clients never share an id, whatever stands in their names")
  func idsOfNamesWithSlashes() throws {
    let plan = try Importer.plan(
      """
      shape changes
      source s
      client id
      time at
      time-format date
      zone UTC
      responsibility from what person owner
      """,
      """
      id,at,what,owner
      a/b,2016-01-01,c,x
      a,2016-01-01,b/c,x
      a%2Fb,2016-01-01,c,x
      """)
    #expect(plan.problems.isEmpty)
    #expect(
      plan.drafts.map { $0.id ?? "" } == [
        "a%2Fb/c/2016-01-01T00:00:00Z/made", "a/b%2Fc/2016-01-01T00:00:00Z/made",
        "a%252Fb/c/2016-01-01T00:00:00Z/made",
      ])
  }

  @Test("The first state of a truncated history is inferred, what follows is imported")
  func inferred() throws {
    let csv = "id,at,owner,group,n\na,2016-01-01,x,?,4\na,2016-01-02,y,g,5\nb,2016-01-01,z,g,0\n"
    let plan = try Importer.plan(
      Self.snapshots + "first inferred when n is not 0\nregister first\n", csv)
    #expect(
      Self.brief(plan) == [
        "2016-01-01T00:00:00Z client/a registered inferred",
        "2016-01-01T00:00:00Z client/a made owner person=x inferred",
        "2016-01-01T00:00:00Z client/b registered",
        "2016-01-01T00:00:00Z client/b made owner person=z",
        "2016-01-01T00:00:00Z client/b made group person=g",
        "2016-01-02T00:00:00Z client/a made owner person=y",
        "2016-01-02T00:00:00Z client/a made group person=g",
      ])
  }

  @Test("Changes with old values: before the first change the old value was so, from the window on")
  func window() throws {
    let plan = try Importer.plan(
      """
      shape changes
      source crm
      client id
      time at
      time-format rfc3339
      window 2024-11-23
      source-time at
      first inferred
      responsibility account person new previous old
      """,
      """
      id,at,old,new
      gamma,2025-03-04T10:15:00Z,A,B
      gamma,2025-06-01T10:00:00Z,B,C
      gamma,2025-06-01T10:00:00Z,C,D
      delta,2025-06-01T10:00:00Z,,E
      gamma,2025-07-01T10:00:00Z,X,F
      """)
    #expect(
      Self.brief(plan) == [
        "2024-11-23T00:00:00Z client/gamma made account person=A inferred",
        "2025-03-04T10:15:00Z client/gamma made account person=B",
        "2025-06-01T10:00:00Z client/gamma made account person=C",
        "2025-06-01T10:00:00Z client/gamma made account person=D",
        "2025-06-01T10:00:00Z client/delta made account person=E inferred",
        "2025-07-01T10:00:00Z client/gamma made account person=F",
      ])
    #expect(plan.problems.isEmpty)
    #expect(plan.drafts.first?.sourceTime?.description == "2025-03-04T10:15:00Z")
    #expect(
      plan.remarks.map(\.description) == [
        """
        test.csv:6:1: the row says that X was responsible before, the rows before it say D
          gamma,2025-07-01T10:00:00Z,X,F
          ^
        """
      ])
  }

  @Test("Clients that are closed lose their holders and take new ones after a registration")
  func closing() throws {
    let plan = try Importer.plan(
      """
      shape changes
      source s
      client id
      time at
      time-format date
      zone UTC
      responsibility from role person who
      register when what is added
      close when what is removed or dropped
      """,
      """
      id,at,what,role,who
      a,2016-01-01,added,lead,x
      a,2016-01-02,removed,,
      a,2016-01-02,removed,,
      a,2016-01-02,added,lead,x
      a,2016-01-02,dropped,lead,x
      """)
    #expect(
      Self.brief(plan) == [
        "2016-01-01T00:00:00Z client/a registered",
        "2016-01-01T00:00:00Z client/a made lead person=x",
        "2016-01-02T00:00:00Z client/a closed",
        "2016-01-02T00:00:00Z client/a registered",
        "2016-01-02T00:00:00Z client/a made lead person=x",
        "2016-01-02T00:00:00Z client/a closed",
      ])
    #expect(plan.rowsUnchanged == 1)
    #expect(Set(plan.drafts.map(\.id)).count == 6)
  }

  @Test("Names are renamed, prefixed and compared by their bytes; a respelt name is no handoff")
  func names() throws {
    let plan = try Importer.plan(
      """
      shape snapshots
      source s
      client id prefix crm-
      time at
      time-format date
      zone UTC
      responsibility owner person who
      responsibility group person constant north
      rename person "* (*)" to "*"
      rename person Olja to Olga
      rename client 7 to 8
      rename responsibility owner to account
      """,
      """
      id,at,who
      7,2016-01-01,Anna (ann)
      7,2016-01-02,Anna
      7,2016-01-03,Olja
      7,2016-01-04,Olga
      7,2016-01-05,é
      7,2016-01-06,e\u{301}
      """)
    #expect(
      Self.brief(plan).map { $0.dropFirst(21) } == [
        "client/crm-8 made account person=Anna", "client/crm-8 made group person=north",
        "client/crm-8 made account person=Olga", "client/crm-8 made account person=é",
        "client/crm-8 made account person=e\u{301}",
      ])
  }

  @Test("Rows are skipped and picked; kept columns and source times go with the events")
  func filters() throws {
    let plan = try Importer.plan(
      Self.snapshots
        + "skip when kind is test\nonly when kind matches c* or d*\nkeep editor as by\nkeep kind\n"
        + "source-time seen format %d.%m.%Y\n",
      """
      id,at,owner,group,kind,editor,seen
      a,2016-01-01,x,?,test,e,
      a,2016-01-01,x,?,other,e,
      a,2016-01-01,x,?,case,e,05.01.2016
      a,2016-01-02,y,?,dog,,
      """)
    #expect(plan.rowsFiltered == 2)
    #expect(
      Self.brief(plan) == [
        "2016-01-01T00:00:00Z client/a made owner person=x by=e kind=case",
        "2016-01-02T00:00:00Z client/a made owner person=y kind=dog",
      ])
    #expect(plan.drafts.map { $0.sourceTime?.description } == ["2016-01-05T00:00:00Z", nil])
  }

  @Test("An encoding other than UTF-8 gives the same names")
  func latin1() throws {
    let rules = try ImportRules(Self.snapshots + "encoding iso-8859-1\ndelimiter ;\n")
    let csv = Array("id;at;owner;group\nM".utf8) + [0xFC] + Array(";2016-01-01;Andr".utf8) + [0xE9]
    let plan = try Importer.plan(rules, [ImportFile(name: "f", bytes: csv + Array(";?\n".utf8))])
    #expect(Self.brief(plan) == ["2016-01-01T00:00:00Z client/Mü made owner person=André"])
  }
}
