package import Ownership

/// One line of a made-up history, before it is numbered.
package struct RandomLine {
  package var recorded: Instant
  package var type: String
  package var subject: Subject
  package var time: Instant
  package var effective: Instant?
  package var source: Instant?
  package var origin = Origin.recorded
  package var replaces: Int?
  /// The fields of `data` in whose places seals stand.
  package var destroyed: [String] = []
  /// The number of the line that `entry` of `data` names.
  package var entry: Int?
  package var data: [JSONMember]

  package init(
    recorded: Instant, type: String, subject: Subject, time: Instant, data: [JSONMember]
  ) {
    self.recorded = recorded
    self.type = type
    self.subject = subject
    self.time = time
    self.data = data
  }

  package func event(number: Int) -> Event {
    var data = data
    if let entry {
      data.insert(JSONMember("entry", .string(SequenceNumber(UInt64(entry)).digits)), at: 0)
    }
    let seal = JSON.string("O6ihDpuQhpX8mOrvABpo2aPNM0OH/v6Ar3ZUO4UHzRw=")
    data = data.map { destroyed.contains($0.name) ? JSONMember($0.name, seal) : $0 }
    let event = Event(
      sequence: SequenceNumber(UInt64(number)), recordedTime: recorded, id: String(number),
      source: "random", type: type, subject: subject, time: time, statedEffectiveTime: effective,
      sourceTime: source, origin: origin, recordedBy: "r\(number % 3)",
      replaces: replaces.map { SequenceNumber(UInt64($0)) }, isRedacted: !destroyed.isEmpty,
      data: data)
    return event.destroying(destroyed.map(Redaction.name(ofField:)))
  }

  /// A field of `data` that is a string.
  package func text(_ name: String) -> String? {
    let value = data.first { $0.name == name }?.value
    return if case .string(let text)? = value { text } else { nil }
  }

  package func text(number: Int) -> String {
    var parts = ["\(number)", "R\(recorded)", String(type.dropFirst(8)), "\(subject)", "T\(time)"]
    if let effective { parts.append("E\(effective)") }
    if let source { parts.append("S\(source)") }
    if origin != .recorded { parts.append(origin.rawValue) }
    if let replaces { parts.append("replaces=\(replaces)") }
    if !destroyed.isEmpty { parts.append("redacted:\(destroyed.joined(separator: ","))") }
    if let entry { parts.append("entry=\(entry)") }
    for member in data {
      let value = if case .string(let text) = member.value { text } else { "\(member.value)" }
      parts.append("\(member.name)=\(value)")
    }
    return parts.joined(separator: " ")
  }
}

/// A small history made of a seed, full of ties, corrections and contradictions.
package struct RandomHistory {
  package var lines: [RandomLine]
  package let zone: Zone

  package var events: [Event] { lines.enumerated().map { $1.event(number: $0 + 1) } }

  package var text: String {
    lines.enumerated().map { $1.text(number: $0 + 1) }.joined(separator: "\n")
  }

  package init(seed: UInt64) {
    var maker = RandomHistoryMaker(seed: seed)
    zone = maker.zone
    lines = maker.lines()
  }

  /// Without one line; what named it then names nothing.
  package func dropping(_ index: Int) -> RandomHistory {
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
