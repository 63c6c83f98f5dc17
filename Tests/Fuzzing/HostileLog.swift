import CustodyLedger
import EventLog
import Merkle
import Ownership
import Signatures

/// A log whose author wants to see the reader fall: rows of events as `append` would take them, put into
/// lines with all hashes right, so that nothing of the form gives the author away.
struct HostileLog {
  private var lines: [LogLine] = []
  private var lasts: [Subject: SequenceNumber] = [:]
  private var levels = StoredLevels()
  private var complaints: [(ComplaintID, ClientID)] = []
  private(set) var brokenPromise: String?

  private static let rowLimit = 64
  private static let caseLimit = 3

  init(rows: [UInt8]) {
    var input = EventInput(file: "input", bytes: rows)
    append(Self.opening)
    while lines.count < Self.rowLimit {
      let row: EventInput.Row?
      do throws(LogError) { row = try input.next() } catch { break }
      guard let row else { break }
      if case .event(let draft, _) = row, draft.problems.isEmpty, isTaken(draft) {
        append(draft)
      }
    }
    brokenPromise = brokenPromise ?? checked()
  }

  private static let opening = EventDraft(
    type: "custody.ledger.opened", subject: .ledger, time: .init(clamping: 0),
    data: [
      JSONMember("name", .string("Hostile")), JSONMember("zone", .string("UTC")),
      JSONMember("format", .number("1")),
    ])

  /// What `append` takes from a producer.
  private func isTaken(_ draft: EventDraft) -> Bool {
    guard !draft.type.utf8.starts(with: "custody.ledger.".utf8),
      !draft.type.utf8.starts(with: "custody.evidence.".utf8),
      draft.type != "custody.entry.redacted"
    else { return false }
    return draft.replaces.map { $0.value < UInt64(lines.count + 1) } ?? true
  }

  private mutating func append(_ draft: EventDraft) {
    let bytes = Self.line(
      draft, sequence: SequenceNumber(UInt64(lines.count + 1)),
      previous: lines.last?.leaf ?? .zero, subjectPrevious: lasts[draft.subject] ?? .zero)
    guard bytes.count <= 65_535 else { return }
    let line: LogLine
    do throws(LogLine.Problem) { line = try LogLine(parsing: bytes) } catch {
      brokenPromise = "what a producer may say is not a line: \(error)"
      return
    }
    lines.append(line)
    lasts[draft.subject] = line.sequence
    levels.append(line.leaf)
    if case .complaint(.filed(let filing)) = line.event.fact,
      case .client(let client) = line.subject
    {
      complaints.append((filing.complaint, client))
    }
  }

  /// The line that a draft becomes, written slowly.
  static func line(
    _ draft: EventDraft, sequence: SequenceNumber, previous: Digest, subjectPrevious: SequenceNumber
  ) -> [UInt8] {
    func text(_ name: String, _ value: String?) -> [JSONMember] {
      value.map { [JSONMember(name, .string($0))] } ?? []
    }
    var members = text("specversion", "1.0") + text("sequence", sequence.digits)
    members += text("recordedtime", "2026-01-01T00:00:00.000000Z")
    members += text("previous", previous.base64) + text("subjectprevious", subjectPrevious.digits)
    members += text("salt", "AAAAAAAAAAAAAAAAAAAAAA==") + text("id", draft.id ?? sequence.digits)
    members += text("source", draft.source ?? "custody") + text("type", draft.type)
    members += text("subject", draft.subject.description)
    members += text("time", draft.time.description)
    members += text("effectivetime", draft.effectiveTime?.description)
    members += text("sourcetime", draft.sourceTime?.description)
    members += draft.origin == .recorded ? [] : text("origin", draft.origin.rawValue)
    members += text("recordedby", "hostile") + text("replaces", draft.replaces?.digits)
    members += draft.extras
    if let data = draft.data.map(JSON.object) ?? draft.otherData {
      members.append(JSONMember("data", data))
    }
    return Array(JSONWriter.text(.object(members)).utf8)
  }

  // MARK: What must hold

  private mutating func checked() -> String? {
    for (complaint, client) in complaints.prefix(Self.caseLimit) {
      if let broken = caseFile(complaint, client) { return "\(complaint) of \(client): \(broken)" }
    }
    return nil
  }

  /// Issues evidence as the ledger does, and checks it as a stranger does.
  private mutating func caseFile(_ complaint: ComplaintID, _ client: ClientID) -> String? {
    let history = CaseFile.history(lines, zone: .utc)
    let subjects = history.subjects(readForVerdictOn: client)
    let heads = subjects.map { JSONMember($0.description, .string((lasts[$0] ?? .zero).digits)) }
    append(
      EventDraft(
        type: "custody.evidence.issued", subject: .ledger, time: .init(clamping: 0),
        data: [
          JSONMember("complaint", .string(complaint.text)), JSONMember("heads", .object(heads)),
        ]))
    guard brokenPromise == nil, let last = lines.last else { return brokenPromise }
    let size = last.sequence.value
    let tree = MerkleTree(levels)
    guard
      let checkpoint = Checkpoint(
        origin: "custody/\(lines[0].leaf.hexadecimal.prefix(16))", size: size,
        root: tree.root(size: size))
    else { return "there is no checkpoint" }
    let bundled = lines.filter { subjects.contains($0.subject) }
    // Corrections can take a filing away; then the case has no verdict either.
    if (try? CaseFile.history(lines, zone: .utc).verdict(on: complaint, client: client)) == nil {
      let part = try? CaseFile.history(bundled, zone: .utc).verdict(on: complaint, client: client)
      return part == nil ? nil : "the case file has a verdict, and the log has none"
    }
    do {
      let part = CaseFile.history(bundled, zone: .utc)
      let verdict = try part.verdict(on: complaint, client: client)
      let file = CaseFile(
        complaint: complaint, client: client, zone: ZoneExcerpt(of: .utc, for: []),
        checkpoint: SignedCheckpoint(checkpoint), verdict: CaseFile.json(verdict, part),
        entries: bundled.map { line in
          CaseFile.Entry(
            line: String(decoding: line.bytes, as: UTF8.self),
            proof: tree.inclusion(of: line.sequence.value - 1, size: size).hashes)
        })
      let report = try CaseFile(parsing: file.bytes).check()
      var whole = try CaseFile.history(lines, zone: .utc).verdict(on: complaint, client: client)
      whole.asFiled.reply.knownSequence = report.verdict.asFiled.reply.knownSequence
      whole.asFiled.reply.knownTime = report.verdict.asFiled.reply.knownTime
      return report.verdict == whole ? nil : "the case file gives another verdict than the log"
    } catch {
      return "\(error)"
    }
  }
}
