import Merkle
import Ownership

/// From an `EventDraft` to canonical bytes.
enum DraftEncoder {
  /// A line as it would be written with everything that the ledger adds, for checking the draft by
  /// the reader's own rules: times and hashes in it mean nothing, lengths are those of the real line
  /// where it is the last of its batch.
  static func trialLine(
    _ draft: EventDraft, sequence: UInt64, recordedBy: [UInt8]
  ) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(512)
    line.append(contentsOf: trialBeginning)
    appendHead(draft, sequence: sequence, to: &line)
    line.append(contentsOf: recordedBy)
    if let replaces = draft.replaces {
      line.append(LineScanner.Name.replaces)
      line.append(contentsOf: "\(replaces.digits)\"".utf8)
    }
    for extra in draft.extras {
      line.append(UInt8(ascii: ","))
      JSONWriter.append(extra.name, to: &line)
      line.append(UInt8(ascii: ":"))
      JSONWriter.append(extra.value, to: &line)
    }
    if let data = draft.data {
      line.append(LineScanner.Name.data)
      JSONWriter.append(data, to: &line)
    } else if let data = draft.otherData {
      line.append(LineScanner.Name.data)
      JSONWriter.append(data, to: &line)
    }
    line.append(UInt8(ascii: "}"))
    return line
  }

  /// `"recordedby":"…"`, without a comma.
  static func recordedBy(_ login: String) -> [UInt8] {
    var bytes = Array("\"recordedby\":".utf8)
    JSONWriter.append(login, to: &bytes)
    return bytes
  }

  /// A fixed beginning and a salt that mean nothing.
  static let trialBeginning: [UInt8] = {
    var line = LineTemplate.pattern
    LineTemplate.write(digits: 1, to: &line, at: LineTemplate.sequence.lowerBound)
    LineTemplate.write(digits: 0, to: &line, at: LineTemplate.subjectPrevious.lowerBound)
    line.replaceSubrange(LineTemplate.recordedTime, with: "2000-01-01T00:00:00.000000Z".utf8)
    line.replaceSubrange(LineTemplate.previous, with: Digest.zero.base64.utf8)
    line.append(LineScanner.Name.salt)
    line.append(contentsOf: "AAAAAAAAAAAAAAAAAAAAAA==\",".utf8)
    return line
  }()

  private static func appendHead(
    _ draft: EventDraft, sequence: UInt64, to line: inout [UInt8]
  ) {
    append(LineScanner.Name.id, draft.id ?? SequenceNumber(sequence).digits, to: &line)
    append(LineScanner.Name.source, draft.source ?? OwnSource.name, to: &line)
    append(LineScanner.Name.type, draft.type, to: &line)
    append(LineScanner.Name.subject, draft.subject.description, to: &line)
    append(LineScanner.Name.time, draft.time.description, to: &line)
    if let time = draft.effectiveTime {
      append(LineScanner.Name.effectiveTime, time.description, to: &line)
    }
    if let time = draft.sourceTime {
      append(LineScanner.Name.sourceTime, time.description, to: &line)
    }
    if draft.origin != .recorded {
      append(LineScanner.Name.origin, draft.origin.rawValue, to: &line)
    }
  }

  /// Appends a name with the opening quote of its value, the value, and what closes it.
  private static func append(_ name: StaticString, _ value: String, to line: inout [UInt8]) {
    line.append(name)
    JSONWriter.appendContent(value, to: &line)
    line.append(UInt8(ascii: "\""))
    line.append(UInt8(ascii: ","))
  }
}
