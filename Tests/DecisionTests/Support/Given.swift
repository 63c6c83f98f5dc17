@testable import Ownership

/// A history told in lines of text, for tests that read like what they mean.
///
///     2026-01-01 person.joined person/olga name=Olga
///     2026-01-10 >2026-02-01 assignment.made client/acme responsibility=account person=olga
///
/// A date is that day's first instant in UTC; `>` is when it takes effect. Values hold no spaces; `_` is
/// one. `entry=5` and `replaces=5` name lines; `terms.notice=30d` is a term, `terms.notice=` strikes it out.
struct Given {
  var events: [Event] = []
  var zone = Zone.utc

  init(_ lines: [String], zone: Zone = .utc) throws {
    self.zone = zone
    for line in lines { try append(Given.draft(line)) }
  }

  var history: History { History(events: events, zone: zone) }

  /// Records events, each at its own time or, where that is earlier, at the time of the line before.
  mutating func append(_ draft: EventDraft, recorded: Instant? = nil) {
    let sequence = SequenceNumber(UInt64(events.count) + 1)
    let last = events.last?.recordedTime ?? .first
    events.append(
      Event(
        sequence: sequence, recordedTime: max(last, recorded ?? draft.time),
        id: draft.id ?? sequence.digits, source: draft.source ?? "custody", type: draft.type,
        subject: draft.subject, time: draft.time, statedEffectiveTime: draft.effectiveTime,
        sourceTime: draft.sourceTime, origin: draft.origin, recordedBy: "test",
        replaces: draft.replaces, data: draft.data))
  }

  struct Unreadable: Error { let line: String }

  static func instant(_ text: Substring) throws -> Instant {
    try Moment(String(text)).start(in: .utc)
  }

  static func draft(_ line: String) throws -> EventDraft {
    var words = line.split(separator: " ")[...]
    let time = try instant(words.removeFirst())
    var effective: Instant?
    if let word = words.first, word.hasPrefix(">") {
      effective = try instant(words.removeFirst().dropFirst())
    }
    guard words.count >= 2, let kind = EventKind(name: String(words.removeFirst())) else {
      throw Unreadable(line: line)
    }
    let subject = try Subject(String(words.removeFirst()))
    var replaces: SequenceNumber?
    var members: [JSONMember] = []
    var terms: [JSONMember] = []
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw Unreadable(line: line) }
      let value = String(parts[1].map { $0 == "_" ? " " : $0 })
      switch parts[0] {
      case "replaces": replaces = UInt64(value).map { SequenceNumber($0) }
      case "entry":
        let number = UInt64(value).map { SequenceNumber($0) }
        members.append(JSONMember("entry", .string(number?.digits ?? value)))
      case "format": members.append(JSONMember("format", .number(value)))
      case let name where name.hasPrefix("terms."):
        terms.append(JSONMember(String(name.dropFirst(6)), value.isEmpty ? .null : .string(value)))
      default: members.append(JSONMember(String(parts[0]), .string(value)))
      }
    }
    if !terms.isEmpty { members.append(JSONMember("terms", .object(terms))) }
    let draft = EventDraft(
      type: kind.type, subject: subject, time: time, effectiveTime: effective,
      replaces: replaces, data: members.isEmpty ? nil : members)
    guard draft.problems.isEmpty else { throw Unreadable(line: "\(line): \(draft.problems)") }
    return draft
  }
}

extension EventDraft {
  /// The event in the same words as `Given` reads, instants in full.
  var words: String {
    var words = ["\(Self.short(time))"]
    if let effectiveTime { words.append(">\(Self.short(effectiveTime))") }
    words.append(EventKind(type: type)?.name ?? type)
    words.append(subject.description)
    for member in data ?? [] { words += Self.words(member, prefix: "") }
    if let replaces { words.append("replaces=\(replaces)") }
    return words.joined(separator: " ")
  }

  /// A day where it is the day's first instant in UTC.
  private static func short(_ instant: Instant) -> String {
    let text = instant.description
    return text.hasSuffix("T00:00:00Z") ? String(text.dropLast(10)) : text
  }

  private static func words(_ member: JSONMember, prefix: String) -> [String] {
    switch member.value {
    case .string(let text):
      if member.name == "entry", let number = SequenceNumber(digits: text) {
        return ["entry=\(number)"]
      }
      return ["\(prefix)\(member.name)=\(String(text.map { $0 == " " ? "_" : $0 }))"]
    case .null: return ["\(prefix)\(member.name)="]
    case .number(let text): return ["\(prefix)\(member.name)=\(text)"]
    case .bool(let value): return ["\(prefix)\(member.name)=\(value)"]
    case .object(let members):
      return members.flatMap { words($0, prefix: "\(prefix)\(member.name).") }
    case .array(let items):
      let texts = items.map { if case .string(let text) = $0 { text } else { "?" } }
      return ["\(prefix)\(member.name)=[\(texts.joined(separator: ","))]"]
    }
  }
}
