import Ownership
import Testing

@testable import EventLog

/// What append refuses so that numbers mean what they were written for, and everything can be destroyed.
@Suite struct LeftOutTests {
  private func problems(_ outcome: RowOutcome) -> [String] {
    guard case .refused(let problems) = outcome else { return [] }
    return problems.map(\.description)
  }

  private static let reasons = ["repeated", "refused", "unreadable"]

  @Test(arguments: reasons)
  func aNumberOfABatchMeansNothingBehindAnEventThatIsLeftOut(_ reason: String) throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    _ = try writer.append([note("a", id: "a")])
    // Whoever counted them says: line 3, then 4, and 4 is taken back.
    let why: String
    switch reason {
    case "repeated":
      why = "it is line 2 already"
      #expect(try writer.stage(note("a", id: "a")) == .repeated(SequenceNumber(2)))
    case "refused":
      why = "it is refused"
      #expect(try !problems(writer.stage(note("b", id: "a"))).isEmpty)
    default:
      why = "it cannot be read"
      writer.passOver()
    }
    _ = try writer.stage(note("b"))
    _ = try writer.stage(note("c"))
    func words(_ name: String) -> String {
      "\(name): names line 4 of this batch, of which event 1 is left out, because \(why): counted without "
        + "it the number is of another line; take that event out and count anew, or record the lines that "
        + "are named first"
    }
    let retraction = EventDraft(
      type: "custody.entry.retracted", subject: .ledger, time: .first,
      data: [
        JSONMember("entry", .string("000000000004")), JSONMember("reason", .string("r")),
      ])
    #expect(try problems(writer.stage(retraction)) == [words("data.entry")])
    var replacement = note("d")
    replacement.replaces = SequenceNumber(4)
    #expect(try problems(writer.stage(replacement)) == [words("replaces")])
    // A line that was there before is meant by its number whatever is left out.
    replacement.replaces = SequenceNumber(2)
    #expect(try writer.stage(replacement) == .staged(SequenceNumber(5)))
    writer.discard()
    // Of the next batch nothing is left out.
    _ = try writer.stage(note("b"))
    replacement.replaces = SequenceNumber(3)
    #expect(try writer.stage(replacement) == .staged(SequenceNumber(4)))
  }

  @Test func whatALaterVersionReadsIsRefused() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    for (type, subject, field) in [
      ("custody.client.merged", "client/a", "into"), ("custody.person.renamed", "person/a", "name"),
    ] {
      let draft = EventDraft(
        type: type, subject: try Subject(subject), time: .first,
        data: [JSONMember(field, .string("b"))])
      #expect(
        try problems(writer.stage(draft)) == [
          "type: \(type) is of the format, and this version does not read it yet; a later one does"
        ])
    }
  }

  @Test func everyNameThatIsTakenCanBeDestroyedAtOnce() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    func draft(_ names: [String]) throws -> EventDraft {
      EventDraft(
        type: "x", subject: .client(try ClientID("a")), time: .first,
        data: names.map { JSONMember($0, .string("personal")) })
    }
    let long = String(repeating: "n", count: 509)
    #expect(
      try problems(writer.stage(draft([long + "four"]))) == [
        "data: the name of a field has 513 bytes, at most 512 are allowed: a redaction has to name what "
          + "it destroys"
      ])
    // A control character takes six bytes in a line.
    #expect(try problems(writer.stage(draft([String(repeating: "\u{1}", count: 86)]))).count == 1)
    var extra = note("a")
    extra.extras = [JSONMember(long + "four", .string("x"))]
    #expect(try problems(writer.stage(extra)).count == 1)
    writer.discard()
    let names = (0..<64).map { long + String($0 + 100) }
    _ = try writer.append([draft(names)])
    _ = try writer.redact(SequenceNumber(2), reason: String(repeating: "r", count: 1000))
    #expect(try !ledger.lines()[1].contains("personal"))
  }
}
