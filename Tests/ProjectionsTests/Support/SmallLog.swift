import Ownership
import Projections
import Testing

/// A small log written down as text, a line an event after the opening one, which is line 1:
///
///     2026-01-05 client/acme assignment.made responsibility=account person=ivan rec=2026-01-07
///
/// A date is its midnight in UTC. `rec` is the recorded time (else the time, never earlier than the line
/// before), `eff` the effective time, `src` the source's, `origin`, `source`, `id`, `replaces` and `login` are
/// attributes; all else is data. `limits.NAME`, `terms.NAME` and `fallback.NAME` (names joined by `+`) fill
/// objects; `_` stands for a space.
struct SmallLog {
  let history: History

  init(_ text: String) throws {
    var events = [
      Event(
        sequence: SequenceNumber(1), recordedTime: try Self.instant("2024-01-01"), id: "1",
        source: "custody", type: "custody.ledger.opened", subject: .ledger,
        time: try Self.instant("2024-01-01"), recordedBy: "clerk",
        data: [
          JSONMember("name", .string("small")), JSONMember("zone", .string("UTC")),
          JSONMember("format", .number("1")),
        ])
    ]
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      events.append(
        try Self.event(
          String(line), number: events.count + 1, after: events[events.count - 1].recordedTime))
    }
    history = History(events: events, zone: .utc)
  }

  static func instant(_ text: String) throws -> Instant {
    try Instant(rfc3339: text.contains("T") ? text : text + "T00:00:00Z")
  }

  /// The history looked at from an instant.
  func standpoint(at: String = "2026-06-01") throws -> Standpoint {
    try Standpoint(history, at: Self.instant(at))
  }

  /// The findings up to an instant, by a clock that shows the year 2030.
  func findings(at: String = "2026-06-01") throws -> [Finding] {
    Audit(try standpoint(at: at), clock: try Self.instant("2030-01-01")).findings
  }

  private static func event(_ line: String, number: Int, after last: Instant) throws -> Event {
    let words = line.split(separator: " ").map(String.init)
    var fields: [(name: String, value: String)] = []
    for word in words.dropFirst(3) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = try #require(parts.count == 2 ? parts[1] : nil, "\(word) is no field")
      fields.append(
        (String(parts[0]), String(value.map { $0 == "_" ? " " : $0 })))
    }
    func take(_ name: String) -> String? {
      guard let place = fields.firstIndex(where: { $0.name == name }) else { return nil }
      return fields.remove(at: place).value
    }
    let time = try instant(words[0])
    let recorded = try take("rec").map(instant) ?? max(time, last)
    let type = words[2].contains("/") ? String(words[2].dropFirst()) : "custody." + words[2]
    let unfinished = take("unfinished").map { [$0] } ?? []
    var event = Event(
      sequence: SequenceNumber(UInt64(number)), recordedTime: recorded,
      id: take("id") ?? String(number),
      source: take("source") ?? "custody", type: type, subject: try Subject(words[1]), time: time,
      statedEffectiveTime: try take("eff").map(instant), sourceTime: try take("src").map(instant),
      origin: take("origin").flatMap(Origin.init(rawValue:)) ?? .recorded,
      recordedBy: take("login") ?? "clerk",
      replaces: take("replaces").flatMap { UInt64($0) }.map { SequenceNumber($0) },
      isRedacted: take("redacted") != nil, data: data(fields))
    event.unfinishedRedaction = unfinished
    return event
  }

  private static func data(_ fields: [(name: String, value: String)]) -> [JSONMember]? {
    var members: [JSONMember] = []
    var objects: [String: [JSONMember]] = [:]
    for (name, value) in fields {
      let parts = name.split(separator: ".").map(String.init)
      switch parts[0] {
      case "entry":
        members.append(
          JSONMember("entry", .string(SequenceNumber(UInt64(value) ?? 0).digits)))
      case "offset", "bytes", "format": members.append(JSONMember(name, .number(value)))
      case "lost": objects["lost", default: []].append(JSONMember(parts[1], .string(value)))
      case "limits": objects["limits", default: []].append(JSONMember(parts[1], .number(value)))
      case "terms":
        objects["terms", default: []].append(
          JSONMember(parts[1], value.isEmpty ? .null : .string(value)))
      case "fallback":
        let names = value.split(separator: "+").map { JSON.string(String($0)) }
        objects["fallback", default: []].append(JSONMember(parts[1], .array(names)))
      case "fields", "responsibilities":
        members.append(
          JSONMember(name, .array(value.split(separator: "+").map { .string(String($0)) })))
      default: members.append(JSONMember(name, .string(value)))
      }
    }
    for name in ["fallback", "limits", "terms", "lost"] {
      if let object = objects[name] { members.append(JSONMember(name, .object(object))) }
    }
    return members.isEmpty ? nil : members
  }
}

extension [Finding] {
  /// The lines of the findings of a code, as numbers.
  func lines(_ code: FindingCode) -> [[UInt64]] {
    filter { $0.code == code }.map { $0.lines.map(\.value) }
  }
}
