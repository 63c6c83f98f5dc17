import Ownership
import SeededNumbers

/// Drafts as producers might make them, well formed, from a seed.
struct RandomDrafts {
  var numbers: SeededNumbers

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &numbers) < percent
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  mutating func text() -> String {
    let pieces = [
      "a", "Z", "7", " ", "\"", "\\", "/", "\n", "\u{1}", "\u{1f}", "\u{7f}", "é", "Ж", "語", "😀",
      "e\u{301}", "\u{2028}", "{", "}", ",", ":", "client/", "null",
    ]
    return (0..<Int.random(in: 0...6, using: &numbers)).map { _ in pick(pieces) }.joined()
  }

  mutating func identifier() -> String {
    pick(["acme", "beta", "Жук", "é", "e\u{301}", "a b", "a/b", "a\"b", "a\\b", "x1", "x2", "x3"])
  }

  mutating func time() -> Instant {
    let micros = Int64.random(
      in: Instant.first.microseconds...Instant.last.microseconds, using: &numbers)
    return Instant(clamping: chance(50) ? micros / 1_000_000 * 1_000_000 : micros)
  }

  mutating func value(_ depth: Int = 0) -> JSON {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &numbers) {
    case 0: .null
    case 1: .bool(chance(50))
    case 2: .number(pick(["0", "-0", "1.50", "1e9", "-12E+3", "10000000000000000999"]))
    case 3: .string(text())
    case 4: .array((0..<Int.random(in: 0...3, using: &numbers)).map { _ in value(depth + 1) })
    default: .object(members(depth + 1))
    }
  }

  mutating func members(_ depth: Int) -> [JSONMember] {
    var names: [String] = []
    for _ in 0..<Int.random(in: 0...3, using: &numbers) {
      let name = text()
      if !names.contains(where: { $0.hasSameBytes(as: name) }) { names.append(name) }
    }
    return names.map { JSONMember($0, value(depth)) }
  }

  mutating func moment() -> JSON {
    .string(
      pick([
        "2026-01-01", "2026-03-03T10:00:00+01:00", "2026-03-03t10:00:00.5z",
        "2026-03-03T10:00:00.000000Z", time().description,
      ]))
  }

  mutating func next(_ number: Int) throws -> EventDraft {
    let client = Subject.client(try ClientID(identifier()))
    var fields: [JSONMember]
    let type: String
    var subject = client
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0:
      type = "custody.assignment.made"
      fields = [
        JSONMember("person", .string(identifier())),
        JSONMember("responsibility", .string("account")),
      ]
      if chance(30) { fields.append(JSONMember("reason", chance(30) ? .null : .string(text()))) }
    case 1:
      type = "custody.complaint.filed"
      fields = [JSONMember("complaint", .string(identifier()))]
      if chance(50) { fields.append(JSONMember("arose", moment())) }
    case 2:
      type = "custody.person.away"
      subject = .person(try PersonID(identifier()))
      fields = chance(50) ? [JSONMember("until", moment())] : []
    case 3:
      type = "custody.note.added"
      subject = .ledger
      fields = [JSONMember("text", .string(text()))]
    default:
      type = "example.\(identifier())"
      fields = members(1)
    }
    for member in members(1)
    where !fields.contains(where: { $0.name.hasSameBytes(as: member.name) }) && chance(50) {
      fields.append(member)
    }
    if chance(20), !fields.contains(where: { $0.name == "by" }) {
      fields.insert(JSONMember("by", .string(text())), at: 0)
    }
    let canLackData = type.hasPrefix("example") || type == "custody.person.away"
    return EventDraft(
      id: chance(50) ? "id-\(number)-\(text())" : nil,
      source: chance(50) ? "source \(text())" : nil, type: type, subject: subject, time: time(),
      effectiveTime: chance(30) ? time() : nil, sourceTime: chance(30) ? time() : nil,
      origin: pick([.recorded, .recorded, .imported, .inferred]),
      extras: chance(30)
        ? [
          JSONMember("traceid", .string(text())), JSONMember("n7", .number("-12")),
          JSONMember("flag", .bool(chance(50))),
        ] : [], data: canLackData && chance(30) ? nil : fields)
  }
}
