import Merkle
public import Ownership
import Storage

/// Erasing the content of a line (FORMAT section 8): first the event that tells of it is on the disk,
/// then the segment is replaced whole. What is interrupted in between, the next writer finishes.
extension LogWriter {
  /// The fields that a redaction of a line would destroy, in the order of the line.
  ///
  /// - Parameter wanted: names of fields; empty for all free text.
  /// - Throws: `LogError` of severity `usage` where there is nothing to destroy, or a field that says
  ///   which step or when.
  public func redactableFields(
    of entry: SequenceNumber, wanted: [String] = []
  ) throws(LogError) -> [String] {
    guard entry.value > 0, entry.value <= scan.complete.sequence else {
      throw LogError(
        .usage, "there is no line \(entry)", remedy: "the last line is \(scan.complete.sequence)")
    }
    let line = try readLine(entry.value)
    let layout = try rescan(line, entry.value)
    let kind = FieldTable.shared.kind(line.span, type: layout.type)
    if let kind, !kind.canBeNamed {
      throw LogError(
        .usage, "line \(entry) is a \(kind.type), which stands for ever",
        remedy: "nothing was destroyed")
    }
    let names = RedactionPlan.members(line, layout).map(\.name)
    let has = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
    for name in wanted {
      if !names.contains(where: { $0.hasSameBytes(as: name) }) {
        throw LogError(.usage, "line \(entry) has no field \(name)", remedy: has)
      }
      if kind == .ledgerRecovered, !RedactionPlan.remarks.contains(name) {
        throw LogError(
          .usage, "the field \(name) tells what became of the log, and cannot be destroyed",
          remedy: "name \(RedactionPlan.remarks.joined(separator: ", "))")
      }
      let field = kind?.allFields.first { $0.name.hasSameBytes(as: name) }
      if let field, !field.canBeDestroyed {
        throw LogError(
          .usage, "the field \(name) says which step or when, and cannot be destroyed",
          remedy: "retract line \(entry) if it is wrong")
      }
    }
    let chosen = wanted.isEmpty ? RedactionPlan.freeText(line, layout) : wanted
    let fields = RedactionPlan(line, layout, destroying: chosen).fields
    if fields.isEmpty {
      throw LogError(
        .usage, "line \(entry) has no free text", remedy: "name the fields to destroy: \(has)")
    }
    return fields
  }

  /// Destroys fields of a line, its salt and its extension attributes, for ever.
  ///
  /// When it returns, the event that tells of it is on the disk, the content is gone from the segment,
  /// and what was derived from it is gone. Copies that others made are theirs to destroy.
  ///
  /// - Parameters:
  ///   - fields: names of fields; empty for all free text.
  ///   - reason: why.
  ///   - by: who decided it.
  /// - Throws: `LogError`. When the event was recorded and the content could not be destroyed, the error
  ///   says so, and the next writer finishes it. Complexity: O(bytes of the segment).
  public func redact(
    _ entry: SequenceNumber, fields: [String] = [], reason: String, by: String? = nil
  ) throws(LogError) -> AppendResult {
    try requireLife()
    precondition(!isPreview && stagedCount == 0, "a redaction is a batch of its own")
    let names = try redactableFields(of: entry, wanted: fields)
    let line = try readLine(entry.value)
    let layout = try rescan(line, entry.value)
    let plan = RedactionPlan(line, layout, destroying: names)
    let redaction = Redaction(
      entry: entry, fields: plan.fields, original: plan.original.base64,
      stub: TreeHash.leaf(plan.stub).base64)
    guard let subject = try? Subject(LineDecoder.string(line.span, layout.subject)) else {
      throw LogError(.unreadable, "line \(entry) has no subject")
    }
    if case .refused(let problems) = try stage(
      event(redaction, subject, reason, by), byLedger: true)
    {
      discard()
      throw LogError(
        .usage, problems.map(\.description).joined(separator: "; "),
        remedy: "nothing was recorded or destroyed")
    }
    let result = try commit()
    scan.note(redaction, at: result.head.sequence.value)
    do throws(LogError) {
      try destroy(redaction)
    } catch {
      throw LogError(
        error.severity, error.message,
        remedy:
          "the redaction is recorded as line \(result.head.sequence), but the content is still "
          + "there; the next writer destroys it")
    }
    return result
  }

  private func event(
    _ redaction: Redaction, _ subject: Subject, _ reason: String, _ by: String?
  ) -> EventDraft {
    var data = [
      JSONMember("entry", .string(redaction.entry.digits)),
      JSONMember("fields", .array(redaction.fields.map { .string($0) })),
      JSONMember("original", .string(redaction.original)),
      JSONMember("stub", .string(redaction.stub)), JSONMember("reason", .string(reason)),
    ]
    if let by { data.append(JSONMember("by", .string(by))) }
    return EventDraft(
      type: EventKind.entryRedacted.type, subject: subject, time: environment.now(), data: data)
  }

  /// Finishes what another writer had recorded and not destroyed.
  func finishRedactions() throws(LogError) {
    for (redaction, sequence) in scan.redactions.unfinished {
      let entry = redaction.entry.value
      guard entry > 0, entry < sequence else { continue }
      let target = try readLine(entry)
      let targetLayout = try rescan(target, entry)
      let teller = try readLine(sequence)
      let tellerLayout = try rescan(teller, sequence)
      let kind = FieldTable.shared.kind(target.span, type: targetLayout.type)
      guard kind?.canBeNamed ?? true,
        target[targetLayout.subject] == teller[tellerLayout.subject]
      else { continue }
      try destroy(redaction)
    }
  }

  /// Puts the stub in place of the line, unless it stands there, or the event names another one than
  /// the line gives.
  private func destroy(_ redaction: Redaction) throws(LogError) {
    let entry = redaction.entry.value
    let line = try readLine(entry)
    let plan = RedactionPlan(line, try rescan(line, entry), destroying: redaction.fields)
    guard let place = scan.table.place(of: entry),
      TreeHash.leaf(line).base64 != redaction.stub,
      TreeHash.leaf(plan.stub).base64 == redaction.stub, plan.original.base64 == redaction.original
    else { return }
    let segment = scan.table.segments[place.segment]
    // Whoever finds the stub must find the head beyond the event that explains it.
    if headFile == nil { try writeHead() }
    try writing { () throws(StorageError) in
      try headFile?.sync()
      try folder.sync()
      for name in try folder.names(in: Self.derivedFolder) where name != "writer" {
        try folder.remove("\(Self.derivedFolder)/\(name)")
      }
    }
    index = nil
    try rewrite(
      segment, replacing: segment.range(ofLine: place.line), with: plan.stub + [0x0A])
    scan.replaceLine(entry, length: plan.stub.count + 1)
    if place.segment == scan.table.segments.count - 1 {
      do throws(StorageError) {
        segmentFile = try folder.open(segment.name, .write)
      } catch {
        // What is open has no name any more: nothing may be appended to it.
        isDead = true
        throw LogError(error)
      }
    }
    try writeHead()
    keepIndex()
  }

  /// Where everything is derived.
  private static var derivedFolder: String { "index" }
}
