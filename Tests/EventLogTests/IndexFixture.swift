import Foundation
import Ownership
import Testing

@testable import EventLog

extension LogWriter.Limits {
  /// Limits at which little logs have runs, merges and several segments.
  static func small(unit: UInt64) -> Self {
    Self(segmentBytes: 8 << 10, checkpointLines: 50, indexLines: unit)
  }
}

extension Fixture {
  /// The files of the index that a reader or writer left, by name.
  func indexFiles() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    guard FileManager.default.fileExists(atPath: "\(path)/index") else { return [:] }
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(path)/index")
    where name != "writer" {
      files[name] = try bytes("index/\(name)")
    }
    return files
  }

  func removeIndex() throws {
    try remove("index")
  }

  func writeIndex(_ files: [String: [UInt8]]) throws {
    if FileManager.default.fileExists(atPath: "\(path)/index") { try removeIndex() }
    try FileManager.default.createDirectory(
      atPath: "\(path)/index", withIntermediateDirectories: false)
    for (name, bytes) in files { try write(bytes, to: "index/\(name)") }
  }
}

/// Drafts that also use responsibilities of their own, on either clock, and correct each other.
struct IndexDrafts {
  var random: RandomDrafts

  init(seed: UInt64) {
    random = RandomDrafts(seed: seed)
  }

  mutating func next(_ number: Int, _ writer: LogWriter) throws -> EventDraft {
    if random.chance(50) { return try random.next(number) }
    let client = Subject.client(try ClientID(random.pick(["acme", "beta", "Жук"])))
    let source: Instant? = random.chance(50) ? random.time() : nil
    let desk = random.pick(["account", "sales", "hosting", "porto", "склад", "a\"b", "архив"])
    switch random.chance(60) {
    case true:
      return EventDraft(
        type: "custody.assignment.made", subject: client, time: random.time(), sourceTime: source,
        data: [
          JSONMember("responsibility", .string(desk)),
          JSONMember("person", .string(random.identifier())),
        ])
    case false where random.chance(30):
      return EventDraft(
        type: "custody.policy.adopted", subject: .ledger, time: random.time(), sourceTime: source,
        data: [JSONMember("responsibilities", .array([.string(desk), .string("zoll")]))])
    case false:
      return EventDraft(
        type: "custody.complaint.redirected", subject: client, time: random.time(),
        sourceTime: source,
        data: [
          JSONMember("complaint", .string(random.identifier())),
          JSONMember("to", .string(random.pick(["responsibility:\(desk)", "olga"]))),
        ])
    }
  }

  /// Appends a batch of a few lines.
  mutating func append(_ count: Int, to writer: LogWriter) throws {
    var assignments: [SequenceNumber] = []
    for number in 0..<count {
      var draft = try next(Int(writer.nextSequence.value) + number, writer)
      if draft.type == "custody.assignment.made", draft.id == nil {
        if let earlier = assignments.last, random.chance(40) { draft.replaces = earlier }
        if case .staged(let sequence) = try writer.stage(draft) { assignments.append(sequence) }
      } else {
        _ = try writer.stage(draft)
      }
    }
    _ = try writer.commit(skippingRefused: true)
  }
}

/// Compares every answer of an index with what the whole log says.
func expectSame(_ index: LogIndex, _ log: Log, _ note: Comment) throws {
  #expect(index.head == log.head, note)
  #expect(index.tail == log.tail, note)
  #expect(index.count == UInt64(log.events.count), note)
  let opening = try index.opening()
  #expect(opening?.name == log.opening?.name, note)
  #expect(opening?.zone == log.opening?.zone, note)
  let subjects = Set(log.events.map(\.subject))
  for subject in subjects.union([.ledger, .client(try ClientID("nobody"))]) {
    let expected = log.events.filter { $0.subject == subject }
    #expect(try index.events(about: subject) == expected, note)
  }
  try expectSamePostings(index, log, note)
  for event in log.events {
    let sequence = event.sequence
    #expect(try index.recordedTime(of: sequence) == event.recordedTime, note)
    let place = index.locate(sequence)
    #expect(place?.file == log.table.locate(sequence)?.file, note)
    #expect(place?.line == log.table.locate(sequence)?.line, note)
    for time in [-1, 0, 1].map({ Instant(clamping: event.recordedTime.microseconds + $0) }) {
      let last = log.events.last { $0.recordedTime <= time }?.sequence ?? .zero
      #expect(try index.lastRecorded(atOrBefore: time) == last, note)
    }
  }
  let behind = SequenceNumber(index.count + 1)
  #expect(try index.recordedTime(of: behind) == nil && index.event(behind) == nil, note)
  #expect(index.locate(behind) == nil && index.locate(.zero) == nil, note)
}

private func expectSamePostings(_ index: LogIndex, _ log: Log, _ note: Comment) throws {
  var complaints: [ComplaintID: [Event]] = [try ComplaintID("none"): []]
  for event in log.events {
    if case .complaint(.filed(let filing)) = event.fact {
      complaints[filing.complaint, default: []].append(event)
    }
  }
  for (complaint, filings) in complaints {
    #expect(try index.filings(of: complaint) == filings, note)
  }
  // Up to every known position the earliest use is the same, on either clock.
  let posted = try index.firstUses()
  var all: [Responsibility: (SequenceNumber, SourcePosition)] = [:]
  var few: [Responsibility: (SequenceNumber, SourcePosition)] = [:]
  for event in log.events {
    include(event, in: &all)
    if posted.contains(where: { $0.sequence == event.sequence }) { include(event, in: &few) }
    #expect(all.count == few.count, note)
    for (name, use) in all {
      #expect(few[name]?.0 == use.0, note)
      #expect(few[name]?.1 == use.1, note)
    }
  }
  #expect(posted.allSatisfy { log.events[Int($0.sequence.value) - 1] == $0 }, note)
}

private func include(
  _ event: Event, in uses: inout [Responsibility: (SequenceNumber, SourcePosition)]
) {
  for name in event.fact.responsibilitiesUsed where !Responsibility.builtIn.contains(name) {
    let position = SourcePosition(event)
    let known = uses[name] ?? (event.sequence, position)
    uses[name] = (min(known.0, event.sequence), min(known.1, position))
  }
}
