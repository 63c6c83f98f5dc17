import CustodyLedger
import EventLog
import Foundation
import Merkle
import Ownership
import Signatures
import Testing

@testable import CustodyCommands

/// The program on a page and `verify`, of case files whose lines somebody has forged with all hashes right: what
/// one of the two refuses the other refuses.
@Suite(.enabled(if: EvidencePageTests.hasPython, "Python 3 is not on this machine"))
struct EvidenceProgramTests {
  /// A line of a log in its canonical form, but for what a test makes of it.
  private static func line(
    _ sequence: Int, _ previous: Digest, _ subjectPrevious: Int, _ type: String, _ subject: String,
    _ data: String, more: Bool
  ) -> String {
    func digits(_ number: Int) -> String { SequenceNumber(UInt64(number)).digits }
    return #"{"specversion":"1.0","sequence":"\#(digits(sequence))","#
      + #""recordedtime":"2027-01-0\#(sequence)T00:00:00.000000Z","previous":"\#(previous.base64)","#
      + #""subjectprevious":"\#(digits(subjectPrevious))","salt":"AAAAAAAAAAAAAAAAAAAAAA==","#
      + #""id":"v\#(sequence)","source":"v","type":"custody.\#(type)","subject":"\#(subject)","#
      + #""time":"2026-12-01T00:00:00Z","recordedby":"x"\#(more ? #","more":true"# : ""),"data":\#(data)}"#
  }

  /// A case file in which line 3 tells that the name of line 2 was destroyed, once a text in a line is another.
  static func file(_ change: Change? = nil) throws -> [UInt8] {
    let heads =
      #""client/acme":"000000000004","ledger":"000000000001""#
    return try file(
      of: [
        ("ledger.opened", "ledger", 0, #"{"name":"Lyra","zone":"UTC","format":1}"#),
        ("client.registered", "client/acme", 0, #"{"name":"ACME"}"#),
        (
          "entry.redacted", "client/acme", 2,
          #"{"entry":"000000000002","fields":["data.name"],"reason":"asked for","by":"max"}"#
        ),
        ("complaint.filed", "client/acme", 3, #"{"complaint":"cv","arose":"2026-11"}"#),
        ("evidence.issued", "ledger", 1, #"{"complaint":"cv","heads":{\#(heads)}}"#),
      ], change.map { [$0] } ?? [], destroys: true)
  }

  /// A case file of lines, the name on the second destroyed, once a text in a line is another.
  static func file(
    of rows: [(String, String, Int, String)], _ changes: [Change], destroys: Bool
  ) throws -> [UInt8] {
    var lines: [(text: String, leaf: Digest)] = []
    var ownKey = ""
    for (place, row) in rows.enumerated() {
      var text = line(
        place + 1, lines.last?.leaf ?? .zero, row.2, row.0, row.1, row.3,
        more: destroys && place == 2)
      if destroys, place == 1 {
        let whole = try LogLine(parsing: Array(text.utf8))
        text = String(decoding: whole.sealing(["data.name"]).bytes, as: UTF8.self)
      }
      for change in changes where change.line == place + 1 {
        try #require(text.contains(change.part), "\(change)")
        text = text.replacing(change.part, with: change.other)
      }
      if place == 0 { ownKey = Base64.encode(try LogLine(parsing: Array(text.utf8)).ownKey) }
      // Of a line that is none the leaf is that of its text, which has nothing to seal.
      let sealed = text.replacing(
        #""salt":"AAAAAAAAAAAAAAAAAAAAAA==""#, with: #""salts":"\#(ownKey)""#)
      let leaf = (try? LogLine(parsing: Array(text.utf8)))?.leaf
      lines.append((text, leaf ?? TreeHash.leaf(Array(sealed.utf8))))
    }
    return try ForgedCase.file(lines, ComplaintID("cv"), ClientID("acme"))
  }

  struct Change: CustomStringConvertible, Sendable {
    let line: Int
    let part: String
    let other: String
    var description: String { "line \(line): \(other.prefix(80)) for \(part)" }
  }

  private static func deep(_ levels: Int) -> String {
    #""by":"max","x":"# + String(repeating: "[", count: levels)
      + String(repeating: "]", count: levels)
  }

  /// Whether verify takes the file, and what is put in the place of what in the line that tells of the redaction.
  private static let ofRedaction: [(Bool, String, String)] = {
    let more = #""recordedby":"x","#
    let time = #""time":"2026-12-01T00:00:00Z","#
    let by = #""by":"max""#
    func fields(_ count: Int) -> String { (1...count).map { ",\"x\($0)\":1" }.joined() }
    return [
      (true, more, more + #""replaces":"000000000002","#),
      (false, more, more + #""replaces":"2","#),
      (false, more, more + #""replaces":"000000000000","#),
      (false, more, more + #""replaces":"0000000000002","#),
      (false, more, more + #""replaces":"","#), (false, more, more + #""replaces":2,"#),
      (true, time, time + #""earliest":"2026-11-01T00:00:00Z","#),
      (true, time, time + #""earliest":"2026-12-01T00:00:00Z","#),
      (
        true, time,
        time + #""effectivetime":"2026-12-02T00:00:00Z","earliest":"2026-12-01T12:00:00.500000Z","#
      ),
      (false, time, time + #""earliest":"2026-12-01T00:00:00.000001Z","#),
      (false, time, time + #""earliest":"2026-11-01T00:00:00.000000Z","#),
      (false, time, time + #""earliest":"2026-11-01T01:00:00+01:00","#),
      (false, time, time + #""earliest":"2026-02-30T00:00:00Z","#),
      (false, time, time + #""earliest":"0000-01-01T00:00:00Z","#),
      (false, time, time + #""earliest":"2026-11-01T24:00:00Z","#),
      (false, time, time + #""earliest":"2026-11-01T00:00:60Z","#),
      (false, time, time + #""earliest":"yesterday","#), (false, time, time + #""earliest":"","#),
      (false, time, time + #""earliest":null,"#), (false, time, time + #""effectivetime":"2027","#),
      (false, time, time + #""origin":"known","#), (true, time, time + #""origin":"inferred","#),
      (false, time, time + #""sourcetime":"2026-12-01T00:00:00.100Z","#),
      (false, time, #""time":"2026-12-01t00:00:00Z","#),
      (false, time, #""time":"2026-13-01T00:00:00Z","#),
      (false, #""specversion":"1.0""#, #""specversion":"1.1""#),
      (false, #"03T00:00:00.000000Z"#, #"03T00:00:00Z"#),
      (false, "2027-01-03T", "2027-01-02T23:59:59.9999991"),
      (false, "2027-01-03T", "2026-01-03T"), (true, "2027-01-03T", "2027-01-02T"),
      (false, #""id":"v3""#, #""id":"""#), (false, #""source":"v","#, ""),
      (false, #""source":"v""#, #""source":5"#),
      (false, #""subject":"client/acme""#, #""subject":"client/other""#),
      (false, #""type":"custody.entry.redacted""#, #""type":"custody.entry.Redacted""#),
      (false, #""more":true"#, #""more":false"#), (false, #""more":true"#, #""more":"true""#),
      (false, #","more":true,"#, #","more":true,"extra":1,"#),
      (true, #","more":true,"#, #","extra":-1,"more":true,"#),
      (false, #","more":true,"#, #","Extra":1,"more":true,"#),
      (false, #","more":true,"#, #","extra":1.5,"more":true,"#),
      (false, #","more":true,"#, #","extra":2147483648,"more":true,"#),
      (false, #","more":true,"#, #","extra":null,"more":true,"#),
      (false, #","more":true,"#, #","extra":[],"more":true,"#),
      (false, #","more":true,"#, #","extra":1,"extra":2,"more":true,"#),
      (false, #""entry":"000000000002""#, #""entry":"2""#),
      (false, #""entry":"000000000002""#, #""entry":"000000000004""#),
      (
        false, #""entry":"000000000002","fields":["data.name"]"#,
        #""fields":["data.name"],"entry":"000000000002""#
      ),
      (false, #"["data.name"]"#, #""data.name""#), (false, #"["data.name"]"#, #"["data.name",5]"#),
      (false, #"["data.name"]"#, "[]"), (false, #","reason":"asked for""#, ""),
      (false, #""asked for""#, "5"),
      (false, #""asked for""#, "null"), (false, by, #""by":5"#), (false, by, #""by":null"#),
      (false, by, #""x":1,"by":"max""#),
      (true, by, by + #","x":null"#), (false, by, by + #","note":null"#),
      (false, by, by + #","x":NaN"#),
      (false, by, by + #","x":-Infinity"#), (false, by, by + #","x":01"#),
      (false, by, by + #","x":{"a":1,"a":2}"#),
      (false, by, by + #", "x":1"#), (false, by, by + #","x":"\/""#),
      (false, by, by + #","x":"\u0041""#),
      (true, by, by + #","x":"\u0001\\\"""#), (true, by, deep(126)), (true, by, deep(127)),
      (false, by, deep(128)), (false, by, deep(200)),
      (true, by, by + #","x":"# + String(repeating: "9", count: 5000)),
      (false, #","more":true,"#, #","extra":\#(String(repeating: "9", count: 5000)),"more":true,"#),
      (true, by, by + fields(60)), (false, by, by + fields(61)),
    ]
  }()

  private static let elsewhere: [(Bool, Change)] = [
    (false, Change(line: 1, part: "000000000001", other: "000000000002")),
    (false, Change(line: 1, part: "ledger.opened", other: "ledger.closed")),
    (false, Change(line: 1, part: #""format":1"#, other: #""format":2"#)),
    (
      false,
      Change(
        line: 1, part: #""recordedby":"x""#, other: #""recordedby":"x","replaces":"000000000001""#)
    ),
    (
      false,
      Change(
        line: 1, part: #""recordedby":"x""#, other: #""recordedby":"x","replaces":"000000000004""#)
    ),
    (false, Change(line: 1, part: #""format":1"#, other: #""format":1.0"#)),
    (false, Change(line: 1, part: #""format":1"#, other: #""format":true"#)),
    (false, Change(line: 1, part: #""format":1"#, other: #""format":1,"by":5"#)),
    (true, Change(line: 1, part: #""format":1"#, other: #""format":1,"x":5"#)),
    (false, Change(line: 1, part: #""subject":"ledger""#, other: #""subject":"client/acme""#)),
    (false, Change(line: 1, part: #""name":"Lyra""#, other: #""name":5"#)),
    (false, Change(line: 1, part: #"previous":"AAAA"#, other: #"previous":"BAAA"#)),
    (false, Change(line: 2, part: "client/acme", other: "client/acme ")),
    (false, Change(line: 2, part: "client/acme", other: "firm/acme")),
    (false, Change(line: 4, part: #""arose":"2026-11""#, other: #""arose":null"#)),
    (
      false,
      Change(line: 4, part: #""arose":"2026-11""#, other: #""arose":"2026-11-01T01:00:00+01:00""#)
    ),
    (
      true,
      Change(
        line: 4, part: #""arose":"2026-11""#, other: #""arose":"2026-11-01T00:00:00Z..2026-12""#)
    ),
    (false, Change(line: 5, part: #""recordedby":"x""#, other: #""recordedby":"x","more":true"#)),
    (
      false, Change(line: 5, part: #""recordedby":"x""#, other: #""recordedby":"x","replaces":"1""#)
    ),
    (
      false,
      Change(
        line: 5, part: #""client/acme":"000000000004""#, other: #""client/acme":"000000000003""#)
    ),
    (false, Change(line: 5, part: #""client/acme":"000000000004","#, other: "")),
    (
      false,
      Change(
        line: 5, part: #""client/acme""#, other: #""firm/acme":"000000000000","client/acme""#)
    ),
    (
      true,
      Change(line: 5, part: #""client/acme""#, other: #""client/x":"000000000000","client/acme""#)
    ),
    (false, Change(line: 5, part: #""client/acme""#, other: #""client/x":"0","client/acme""#)),
    (false, Change(line: 5, part: #""complaint":"cv""#, other: #""complaint":"cv","by":5"#)),
    (false, Change(line: 5, part: #""complaint":"cv""#, other: #""complaint":"cw""#)),
    (false, Change(line: 5, part: "evidence.issued", other: "evidence.given")),
  ]

  @Test func `whatever verify refuses of a forged line the program refuses, and nothing else`()
    throws
  {
    let bench = Bench()
    let program = try EvidencePageTests.program(
      String(decoding: try EvidencePageTests.page().bytes, as: UTF8.self))
    func expect(_ isTaken: Bool, _ bytes: [UInt8], _ name: String) throws {
      let problem = EvidenceTests.problem(bytes)
      #expect((problem == nil) == isTaken, "verify, \(name): \(problem?.message ?? "takes it")")
      let (code, words) = try EvidencePageTests.python(program, bytes, in: bench)
      #expect((code == 0) == isTaken, "the program, \(name): \(words)")
    }
    try expect(true, Self.file(), "as it is")
    for (isTaken, part, other) in Self.ofRedaction {
      let change = Change(line: 3, part: part, other: other)
      try expect(isTaken, Self.file(change), "\(change)")
    }
    for (isTaken, change) in Self.elsewhere { try expect(isTaken, Self.file(change), "\(change)") }
  }
}
