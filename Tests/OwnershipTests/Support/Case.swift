@testable import Ownership
import RandomHistories

/// One small log of `cases.json` and what is asked of it.
struct Case {
  let name: String
  let events: [Event]
  let zone: Zone
  /// The sequences of the lines that count as unknown.
  let refused: [UInt64]
  let questions: [CaseQuestion]
  /// What its lines use that this version does not know (FORMAT 9.18 to 9.20).
  let unknownUses: Set<String>

  /// The keys of which a question expects something that this version leaves out.
  var unknownKeys: Set<String> { Set(questions.flatMap(\.expectation.unknownKeys)) }

  /// The questions that this version can answer: none of a case that uses what it does not know.
  var asked: [CaseQuestion] {
    unknownUses.isEmpty ? questions.filter(\.expectation.unknownKeys.isEmpty) : []
  }

  struct Unreadable: Error { let what: String }

  static func all() throws -> [Case] {
    try JSONText.read(SharedFiles.text("cases/cases.json")).items.map(Case.init)
  }

  init(_ json: JSON) throws {
    let name = try json["name"].orThrow("name").text.orThrow("name")
    let lines = try json["lines"].orThrow("\(name): lines").items
    let zoneName = lines.first?["data"]?["zone"]?.text ?? "UTC"
    let zone = try Zones.named(zoneName).orThrow("\(name): zone \(zoneName)")
    self.name = name
    self.zone = zone
    events = try lines.map(Event.init(line:))
    unknownUses = Set(
      lines.compactMap { line in
        // One that is no instant is malformed, which is known.
        if let text = line["earliest"]?.text, (try? Instant(rfc3339: text)) != nil {
          return "earliest"
        }
        let type = line["type"]?.text ?? ""
        return ["custody.client.merged", "custody.person.renamed"].contains(type) ? type : nil
      })
    refused = json["refused"]?.items.compactMap { $0.integer.map(UInt64.init) } ?? []
    questions = try json["questions"].orThrow("\(name): questions").items.map {
      try CaseQuestion($0)
    }
  }
}

/// A question of a case, with what is expected.
enum CaseQuestion: CustomStringConvertible {
  case instant(Question, Expectation)
  case period(Question, Expectation)
  case verdict(ComplaintID, ClientID, Expectation)

  init(_ json: JSON) throws {
    func text(_ name: String) throws -> String { try (json[name]?.text).orThrow(name) }
    func instant(_ name: String) throws -> Instant { try Instant(rfc3339: text(name)) }
    let client = try ClientID(text("client"))
    let expectation = Expectation(try json["expect"].orThrow("expect"))
    if let complaint = json["complaint"]?.text {
      self = .verdict(try ComplaintID(complaint), client, expectation)
      return
    }
    let responsibility = try Responsibility(text("responsibility"))
    if json["from"] != nil {
      let at = TimeSpan.period(from: try instant("from"), to: try instant("to"))
      self = .period(Question(client: client, responsibility: responsibility, at: at), expectation)
      return
    }
    var known = KnownPosition.latest
    if let text = json["known"]?.text {
      known =
        text.hasPrefix("event:")
        ? .event(SequenceNumber(try UInt64(text.dropFirst(6)).orThrow(text)))
        : .time(try Instant(rfc3339: text))
    }
    let clock = try (json["clock"]?.text).flatMap(Clock.init).orThrow("clock")
    self = .instant(
      Question(
        client: client, responsibility: responsibility, at: .instant(try instant("at")),
        known: known, clock: clock), expectation)
  }

  var expectation: Expectation {
    switch self {
    case .instant(_, let expectation), .period(_, let expectation), .verdict(_, _, let expectation):
      expectation
    }
  }

  var description: String {
    switch self {
    case .instant(let question, _), .period(let question, _):
      "\(question.responsibility) of \(question.client) at \(question.at), known "
        + "\(question.known), \(question.clock) clock"
    case .verdict(let complaint, let client, _): "complaint \(complaint) of \(client)"
    }
  }
}

extension Event {
  /// The attributes that are no extras.
  private static let attributes: Set = [
    "specversion", "sequence", "recordedtime", "salts", "id", "source", "type", "subject", "time",
    "effectivetime", "earliest", "sourcetime", "origin", "recordedby", "replaces", "redacted",
    "data",
  ]

  /// A line of the log without its hash attributes; what stands where a seal says so is destroyed.
  init(line json: JSON) throws {
    func text(_ name: String) throws -> String { try (json[name]?.text).orThrow(name) }
    func instant(_ name: String) throws -> Instant? {
      try json[name].map { try Instant(rfc3339: $0.text.orThrow(name)) }
    }
    self.init(
      sequence: try SequenceNumber(digits: text("sequence")).orThrow("sequence"),
      recordedTime: try instant("recordedtime").orThrow("recordedtime"),
      id: try text("id"), source: try text("source"), type: try text("type"),
      subject: try Subject(text("subject")), time: try instant("time").orThrow("time"),
      statedEffectiveTime: try instant("effectivetime"), sourceTime: try instant("sourcetime"),
      origin: json["origin"]?.text.flatMap(Origin.init) ?? .recorded,
      recordedBy: try text("recordedby"),
      replaces: json["replaces"]?.text.flatMap(SequenceNumber.init(digits:)),
      isRedacted: json["redacted"] != nil, data: json["data"]?.members)
    let places = json["redacted"]?.text?.split(separator: " ").compactMap { Int($0) } ?? []
    let sealed = Self.sealedNames(json, type: type)
    self = destroying(places.map { sealed[$0 - 1] })
    if Self.isMalformed(json, effective: effectiveTime), EventKind(type: type) != nil {
      replaces = nil
      fact = .unknown(.malformed(FactProblem(field: nil, "earliest or replaces is malformed")))
    }
  }

  /// The values of the line that are sealed, in their order, as a redaction names them.
  private static func sealedNames(_ json: JSON, type: String) -> [String] {
    let sealing = Sealing(type: type)
    let extras = json.members?.map(\.name).filter {
      !attributes.contains($0) && sealing.covers(extra: $0)
    }
    let fields = json["data"]?.members?.map(\.name).filter { sealing.covers(field: $0) }
    return (extras ?? []) + (fields ?? []).map(Redaction.name(ofField:))
  }

  /// “a malformed `earliest` or `replaces` [makes] an unknown type”
  private static func isMalformed(_ json: JSON, effective: Instant) -> Bool {
    if let earliest = json["earliest"] {
      let instant = earliest.text.flatMap { try? Instant(rfc3339: $0) }
      if instant.map({ $0 > effective }) ?? true { return true }
    }
    guard let replaces = json["replaces"] else { return false }
    return replaces.text.flatMap(SequenceNumber.init(digits:)).map { $0 == .zero } ?? true
  }
}

extension Optional {
  func orThrow(_ what: String) throws -> Wrapped {
    guard let self else { throw Case.Unreadable(what: what) }
    return self
  }
}
