import Ownership
import SeededNumbers
import Testing

@testable import Interchange

/// Seeded random files against the plainest possible reading of them.
@Suite struct RandomExportTests {
  /// A small generator whose numbers depend on the seed alone (SeededNumbers).
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  struct State {
    var client: String
    var minute: Int
    var version: Int
    var owner: String
  }

  static let rules = """
    shape snapshots
    source crm
    client id
    time at
    time-format %H:%M %Y-%m-%d
    zone UTC
    order by version
    responsibility owner person owner
    nobody ?
    register first

    """

  static func csv(_ states: some Sequence<State>) -> String {
    "id,at,version,owner\n"
      + states.map { "\($0.client),00:0\($0.minute) 2016-01-01,\($0.version),\($0.owner)\n" }
      .joined()
  }

  static func states(_ dice: inout Dice) -> [State] {
    var version = 0
    var states: [State] = []
    for minute in 0..<4 {
      for _ in 0..<Int.random(in: 0...4, using: &dice) {
        version += 1
        states.append(
          State(
            client: ["a", "b"].randomElement(using: &dice) ?? "", minute: minute, version: version,
            owner: ["x", "y", "?"].randomElement(using: &dice) ?? ""))
      }
    }
    return states
  }

  @Test("Snapshots in any order answer as their latest row does, also when a longer export follows")
  func snapshots() throws {
    for seed in UInt64(1)...150 {
      var dice = Dice(state: seed)
      let states = Self.states(&dice)
      let cut = Int.random(in: 0...states.count, using: &dice)
      let short = try Importer.plan(
        Self.rules, Self.csv(states.prefix(cut).shuffled(using: &dice)))
      let long = try Importer.plan(Self.rules, Self.csv(states.shuffled(using: &dice)))
      let drafts = short.drafts + (try ReimportTests.added(long, to: short))
      #expect(drafts.count == long.drafts.count, "seed \(seed)")
      // A name that nobody else bears makes the responsibility known where no row sets it.
      let all =
        drafts
        + (try Importer.plan(Self.rules, "id,at,version,owner\nz,00:00 2016-01-01,0,z\n")).drafts
      let now = try ImportedHistory(all).now
      for client in ["a", "b"] {
        for minute in 0..<4 {
          let at = try Instant(rfc3339: "2016-01-01T00:0\(minute):00Z")
          let latest = states.last { $0.client == client && $0.minute <= minute }
          let holder = try now.holder(ClientID(client), Responsibility("owner"), at: at)
          #expect(
            holder.person == (latest?.owner ?? "").replacing("?", with: ""), "seed \(seed)")
          #expect((holder.basis == .unknown) == (latest == nil), "seed \(seed)")
        }
      }
    }
  }

  @Test("Fields of any characters are read as they were written")
  func fields() {
    let pieces = ["a", "я", "😀", ",", ";", "\"", "\n", "\r\n", " ", "", "''", "\t"]
    for seed in UInt64(1)...500 {
      var dice = Dice(state: seed)
      let width = Int.random(in: 2...4, using: &dice)
      let records = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
        (0..<width).map { _ in
          (0..<Int.random(in: 0...4, using: &dice)).map { _ in
            pieces.randomElement(using: &dice) ?? ""
          }.joined()
        }
      }
      var text = ""
      for record in records {
        let fields = record.map { field in
          let needsQuotes = field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
          return needsQuotes || Bool.random(using: &dice)
            ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }
        text += fields.joined(separator: ",") + (Bool.random(using: &dice) ? "\n" : "\r\n")
      }
      let (found, problems) = CSVReaderTests.read(text)
      #expect(found == records, "seed \(seed)")
      #expect(problems.isEmpty, "seed \(seed)")
    }
  }

  @Test("No bytes whatever stop the reader, and it always ends")
  func noise() {
    let bytes = Array("a,\"\n\r".utf8) + [0xC3, 0xA9, 0xFF]
    for seed in UInt64(1)...2000 {
      var dice = Dice(state: seed)
      let noise = (0..<Int.random(in: 0...20, using: &dice)).map { _ in
        bytes.randomElement(using: &dice) ?? 0
      }
      let (records, problems) = CSVReaderTests.read(noise)
      #expect(records.count + problems.count <= noise.count, "seed \(seed)")
    }
  }

  @Test("Thousands of texts keep their numbers")
  func texts() {
    var table = TextTable()
    let texts = (0..<5000).map { "text \($0)" } + ["", "é", "e\u{301}"]
    for (number, text) in texts.enumerated() { #expect(table.number(of: text) == number) }
    for (number, text) in texts.enumerated().reversed() {
      #expect(table.number(of: text) == number)
      #expect(table.text(number).utf8.elementsEqual(text.utf8))
    }
    #expect(table.count == 5003)
  }
}
