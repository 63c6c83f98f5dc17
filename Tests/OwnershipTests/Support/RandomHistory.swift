@testable import Ownership

/// One line of a made-up history, before it is numbered.
struct RandomLine {
  var recorded: Instant
  var type: String
  var subject: Subject
  var time: Instant
  var effective: Instant?
  var source: Instant?
  var origin = Origin.recorded
  var replaces: Int?
  var isRedacted = false
  /// The number of the line that `entry` of `data` names.
  var entry: Int?
  var data: [JSONMember]

  func event(number: Int) -> Event {
    var data = data
    if let entry {
      data.insert(JSONMember("entry", .string(SequenceNumber(UInt64(entry)).digits)), at: 0)
    }
    return Event(
      sequence: SequenceNumber(UInt64(number)), recordedTime: recorded, id: String(number),
      source: "random", type: type, subject: subject, time: time, statedEffectiveTime: effective,
      sourceTime: source, origin: origin, recordedBy: "r\(number % 3)",
      replaces: replaces.map { SequenceNumber(UInt64($0)) }, isRedacted: isRedacted, data: data)
  }

  /// A field of `data` that is a string.
  func text(_ name: String) -> String? { JSON.object(data)[name]?.text }

  func text(number: Int) -> String {
    var parts = ["\(number)", "R\(recorded)", String(type.dropFirst(8)), "\(subject)", "T\(time)"]
    if let effective { parts.append("E\(effective)") }
    if let source { parts.append("S\(source)") }
    if origin != .recorded { parts.append(origin.rawValue) }
    if let replaces { parts.append("replaces=\(replaces)") }
    if isRedacted { parts.append("redacted") }
    if let entry { parts.append("entry=\(entry)") }
    for member in data {
      let value = if case .string(let text) = member.value { text } else { "\(member.value)" }
      parts.append("\(member.name)=\(value)")
    }
    return parts.joined(separator: " ")
  }
}

/// A small history made of a seed, full of ties, corrections and contradictions.
struct RandomHistory {
  var lines: [RandomLine]
  let zone: Zone

  var events: [Event] { lines.enumerated().map { $1.event(number: $0 + 1) } }

  var text: String {
    lines.enumerated().map { $1.text(number: $0 + 1) }.joined(separator: "\n")
  }

  init(seed: UInt64) {
    var maker = RandomHistoryMaker(seed: seed)
    zone = maker.zone
    lines = maker.lines()
  }

  /// Without one line; what named it then names nothing.
  func dropping(_ index: Int) -> RandomHistory {
    var copy = self
    copy.lines.remove(at: index)
    func moved(_ number: Int) -> Int {
      number == index + 1 ? 0 : number > index + 1 ? number - 1 : number
    }
    for place in copy.lines.indices {
      copy.lines[place].replaces = copy.lines[place].replaces.map(moved)
      copy.lines[place].entry = copy.lines[place].entry.map(moved)
    }
    return copy
  }
}
