import Ownership
import Storage

/// Collects what the chapters tell, and keeps the simulated clock.
///
/// Times are local times of the firm, `2025-03-03 10:15`. Where nothing else is said, a line is recorded
/// some minutes after the event; how many follows from login and time alone, so that a new line leaves
/// the others where they are. Chapters follow a thread each and overlap; `script` puts all in the
/// order of recording. What cannot be a story (something recorded before it happened, a mark that nobody
/// set, a day that does not exist) stops the test run at once.
struct Teller {
  private var told: [Told] = []
  let zone: Zone
  let opening: Instant

  private struct Told {
    var recordedTime: Instant
    var time: String
    var isLate: Bool
    var login: String
    var act: Act
  }

  /// What was done at the keyboard; marks are still names.
  private enum Act {
    case said([Saying])
    case redacted(mark: String, reason: String, by: String)
    case issuedEvidence(complaint: String)
    case lostPower(at: Instant)
  }

  init(opening: String, zone: Zone) {
    self.zone = zone
    self.opening = Self.instant(opening, in: zone)
  }

  /// What happened at a time, and who recorded it; several sayings are one batch.
  ///
  /// - Parameters:
  ///   - time: when it happened.
  ///   - recorded: when it was recorded, where that was not some minutes later.
  ///   - login: who was at the keyboard.
  mutating func on(
    _ time: String, recorded: String? = nil, _ login: String, _ sayings: Saying...
  ) {
    tell(time, recorded: recorded, login, .said(sayings))
  }

  /// The free text of the line with a mark is destroyed.
  mutating func redacting(
    _ time: String, _ login: String, _ mark: String, _ reason: String, by person: String
  ) {
    tell(time, login, .redacted(mark: mark, reason: reason, by: person))
  }

  /// A case file on a complaint is made and given away.
  mutating func issuingEvidence(_ time: String, _ login: String, on complaint: String) {
    tell(time, login, .issuedEvidence(complaint: complaint))
  }

  /// The power fails while a line is written; whoever records next finds the beginning of it.
  mutating func losingPower(_ time: String, foundAt: String, _ login: String) {
    precondition(instant(time) < instant(foundAt), "\(foundAt) is before \(time)")
    tell(foundAt, login, .lostPower(at: instant(time)))
  }

  private mutating func tell(
    _ time: String, recorded: String? = nil, _ login: String, _ act: Act
  ) {
    var numbers = SeededNumbers(of: "\(login) \(time)")
    let minutes = recorded == nil ? 1 + numbers.below(14) : 0
    let started = instant(recorded ?? time).microseconds + minutes * 60_000_000
    let recordedTime = Instant(clamping: started + numbers.below(60_000_000))
    precondition(recordedTime >= instant(time), "\(time), recorded \(recorded ?? ""): too early")
    told.append(
      Told(
        recordedTime: recordedTime, time: time, isLate: recorded != nil, login: login, act: act))
  }

  /// All that was told, in the order in which it was recorded, with marks resolved.
  func script() -> Script {
    var script = Script(opening: opening, zone: zone)
    var lastPrompt = opening
    for entry in told.sorted(by: { $0.recordedTime < $1.recordedTime }) {
      if !entry.isLate {
        precondition(
          instant(entry.time) >= lastPrompt, "\(entry.time) is overtaken: part the times")
        lastPrompt = instant(entry.time)
      }
      let act = resolved(entry.act, at: entry.time, &script)
      script.entries.append(
        Entry(recordedTime: entry.recordedTime, login: entry.login, act: act))
    }
    return script
  }

  /// Counts the lines of an act, and puts sequences in the place of marks.
  private func resolved(_ act: Act, at time: String, _ script: inout Script) -> Entry.Act {
    switch act {
    case .said(let sayings):
      var drafts: [EventDraft] = []
      for saying in sayings {
        drafts.append(draft(saying, at: time, script))
        script.count(saying.mark)
      }
      return .append(drafts)
    case .redacted(let mark, let reason, let person):
      script.count(nil)
      return .redact(script.line(mark), reason: reason, by: person)
    case .issuedEvidence(let complaint):
      script.count(nil)
      return .issueEvidence(complaint)
    case .lostPower(let lost):
      script.count(nil)
      // As far as the disk got: the line stops within its time.
      return .recover(
        torn:
          "{\"specversion\":\"1.0\",\"sequence\":\"\(SequenceNumber(script.lineCount).digits)\","
          + "\"recordedtime\":\"\(lost.recordedText.prefix(17))")
    }
  }

  private func draft(_ saying: Saying, at time: String, _ script: Script) -> EventDraft {
    var data = saying.fields
    if let entry = saying.entry {
      data.insert(JSONMember("entry", .string(script.line(entry).digits)), at: 0)
    }
    return EventDraft(
      id: saying.id, source: saying.source, type: saying.type, subject: saying.subject,
      time: instant(saying.time ?? time), effectiveTime: saying.effective.map(instant),
      sourceTime: saying.written.map(instant), origin: saying.origin,
      replaces: saying.replacedMark.map(script.line), extras: saying.extras,
      data: data.isEmpty ? nil : data)
  }

  func instant(_ local: String) -> Instant { Self.instant(local, in: zone) }

  /// Reads `2025-03-03 10:15`, the time on the firm's clocks.
  static func instant(_ local: String, in zone: Zone) -> Instant {
    let parts = local.split { "- :".contains($0) }.compactMap { Int($0) }
    guard parts.count == 5, parts[3] < 24, parts[4] < 60,
      let date = CalendarDate(year: parts[0], month: parts[1], day: parts[2])
    else { preconditionFailure("\(local) is not a local time such as 2025-03-03 10:15") }
    return zone.firstInstant(
      localSecond: date.daysSinceEpoch * 86_400 + Int64(parts[3] * 3600 + parts[4] * 60))
  }
}

/// What is recorded together, by one login, at one time.
struct Entry {
  var recordedTime: Instant
  var login: String
  var act: Act

  enum Act {
    /// Lines, as one batch.
    case append([EventDraft])
    /// The free text of a line is destroyed.
    case redact(SequenceNumber, reason: String, by: String)
    /// A case file on a complaint is made.
    case issueEvidence(String)
    /// The ledger is opened again after a line was left torn.
    case recover(torn: String)
  }

  /// What was appended; empty for what only the ledger writes.
  var drafts: [EventDraft] {
    if case .append(let drafts) = act { drafts } else { [] }
  }
}

/// The whole story in the order of recording.
struct Script {
  let opening: Instant
  let zone: Zone
  var entries: [Entry] = []
  /// The first line is the ledger's opening.
  private(set) var lineCount: UInt64 = 1
  private var marks: [String: SequenceNumber] = [:]

  init(opening: Instant, zone: Zone) {
    self.opening = opening
    self.zone = zone
  }

  /// Takes in one more line.
  mutating func count(_ mark: String?) {
    lineCount += 1
    guard let mark else { return }
    precondition(marks[mark] == nil, "two lines are marked “\(mark)”")
    marks[mark] = SequenceNumber(lineCount)
  }

  /// The sequence of a marked line.
  func line(_ mark: String) -> SequenceNumber {
    guard let sequence = marks[mark] else { preconditionFailure("no line is marked “\(mark)”") }
    return sequence
  }
}

extension Zone {
  /// The zone of the firm, from the system's zone files.
  static func system(_ name: String) throws -> Zone {
    try Zone(name: name, tzif: try ZoneFiles.contents(of: name))
  }
}
