import Foundation
import Interchange
import Ownership
import Testing

/// Every row of the files with truth about OpenStack and the executive, answered by imported histories.
@Suite struct TruthTests {
  static func plan(_ rules: String, _ path: String) throws -> ImportPlan {
    try Importer.plan(
      try SharedData.rules(rules),
      [ImportFile(name: path, bytes: try SharedData.bytes("data/\(path)"))])
  }

  @Test(
    "Who led a team, 355 rows: at the change the new leader, before the merge the old one",
    .enabled(if: SharedData.isPresent("data/openstack"), "no shared data here"))
  func openstack() throws {
    let plan = try Self.plan("openstack.rules", "openstack/changes.csv")
    #expect(plan.problems.isEmpty)
    #expect(plan.rowsRead == 823)
    #expect(plan.drafts.allSatisfy { $0.problems.isEmpty })
    let now = try ImportedHistory(plan.drafts).now
    let truth = try SharedData.truth("data/openstack/truth.csv")
    #expect(truth.count == 355)
    for row in truth {
      let holder = try now.holder(
        ClientID(row["case_id"]!), Responsibility("lead"), at: Instant(rfc3339: row["at"]!))
      // The README of the data: a vacancy is the name APPOINTMENT NEEDED.
      let owner = row["owner"] == "APPOINTMENT NEEDED" ? "" : row["owner"]
      #expect(holder.person == owner, "\(row)")
      let expected: [Basis] =
        switch (row["state"]!, owner) {
        case ("NO_RECORD", _): [.unknown]
        case ("NO_TEAM", _): [.closed, .unknown]
        case ("distributed", _), (_, ""): [.none]
        default: [.assigned]
        }
      #expect(expected.contains(holder.basis), "\(row)")
    }
  }

  @Test(
    "With one name for each person the same rows are answered, and fewer are handoffs",
    .enabled(if: SharedData.isPresent("data/openstack"), "no shared data here"))
  func openstackPeople() throws {
    let raw = try Self.plan("openstack.rules", "openstack/changes.csv")
    let plan = try Self.plan("openstack-people.rules", "openstack/changes.csv")
    func handoffs(_ plan: ImportPlan) -> Int {
      plan.drafts.count { $0.type == "custody.assignment.made" }
    }
    // Unchanged in the raw history are rows that change a nickname or an address in another column.
    #expect(handoffs(raw) == 558)
    #expect(handoffs(plan) == 506)
    #expect(plan.rowsUnchanged - raw.rowsUnchanged == handoffs(raw) - handoffs(plan))
    let now = try ImportedHistory(plan.drafts).now
    for row in try SharedData.truth("data/openstack/truth.csv") {
      let holder = try now.holder(
        ClientID(row["case_id"]!), Responsibility("lead"), at: Instant(rfc3339: row["at"]!))
      let owner = row["owner"]!
      if owner.isEmpty || owner == "APPOINTMENT NEEDED" {
        #expect(holder.person == "", "\(row)")
      } else {
        #expect(holder.person.prefix(4) == owner.prefix(4) || owner.hasPrefix("Morgain"), "\(row)")
        #expect(!holder.person.contains("("), "\(row)")
      }
    }
  }

  @Test(
    "Who held an office on a day, 374 rows, back to 1789",
    .enabled(if: SharedData.isPresent("data/executive"), "no shared data here"))
  func executive() throws {
    let plan = try Self.plan("executive.rules", "executive/terms.csv")
    #expect(plan.problems.isEmpty)
    #expect(plan.remarks.isEmpty)
    #expect(plan.rowsRead == 131)
    #expect(plan.drafts.allSatisfy { $0.problems.isEmpty })
    let now = try ImportedHistory(plan.drafts).now
    let truth = try SharedData.truth("data/executive/truth.csv")
    #expect(truth.count == 374)
    for row in truth {
      // The whole day has one answer.
      let day = try Moment(row["date"]!).span(in: .utc)
      let answers = try now.reply(
        ClientID("usa"), Responsibility(row["office"]!), at: day
      ).answers
      #expect(answers.map { $0.accountable?.text ?? "" } == [row["holder"]!], "\(row)")
      #expect(answers.compactMap(\.accountable).count == Int(row["n"]!), "\(row)")
    }
  }
}
