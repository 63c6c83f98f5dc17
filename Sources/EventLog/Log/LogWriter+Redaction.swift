public import Ownership
import Storage

/// Erasing the content of a line (FORMAT section 8): first the event that tells of it is on the disk,
/// then the segment is replaced whole. What is interrupted in between, the next writer finishes.
extension LogWriter {
  /// What a redaction of a line would destroy, in the order of the line: extras by their names, fields of
  /// `data` as `data.NAME`, `data` for one that is no object.
  ///
  /// - Parameter wanted: names of extras or fields, the latter with `data.` or, where no extra is called
  ///   so, without; empty for all free text.
  /// - Throws: `LogError` of severity `usage` where there is nothing to destroy, or what says which step
  ///   or when; `unreadable` where it would stay under another name of its segment.
  public func redactableNames(
    of entry: SequenceNumber, wanted: [String] = []
  ) throws(LogError) -> [String] {
    guard entry.value > 0, entry.value <= scan.complete.sequence else {
      throw LogError(
        .usage, "there is no line \(entry)", remedy: "the last line is \(scan.complete.sequence)")
    }
    let line = try readLine(entry.value)
    let layout = try rescan(line, entry.value)
    let kind = layout.kind
    if let kind, !kind.canBeNamed {
      throw LogError(
        .usage, "line \(entry) is a \(kind.type), which stands for ever",
        remedy: "nothing was destroyed")
    }
    let standing = scanner.sealableNames(line.span).filter { !$0.isDestroyed }.map(\.name)
    let all = scanner.sealableNames(line.span).map(\.name)
    let has = standing.isEmpty ? "it has none" : "it has \(standing.joined(separator: ", "))"
    var chosen: [String] = []
    for name in wanted {
      let full = Redaction.name(ofField: name)
      let found = [name, full].first { candidate in
        standing.contains { $0.hasSameBytes(as: candidate) }
      }
      if let found {
        chosen.append(found)
      } else if all.contains(where: { $0.hasSameBytes(as: name) || $0.hasSameBytes(as: full) }) {
        throw LogError(.usage, "\(name) of line \(entry) is destroyed already", remedy: has)
      } else {
        throw unsealable(name, line, layout, entry, has)
      }
    }
    if wanted.isEmpty { chosen = scanner.freeText(line.span) }
    if chosen.isEmpty {
      throw LogError(
        .usage, "line \(entry) has no free text", remedy: "name the fields to destroy: \(has)")
    }
    try requireOneName(entry)
    return standing.filter { name in chosen.contains { $0.hasSameBytes(as: name) } }
  }

  /// Why a name is none that a redaction of the line can destroy.
  private func unsealable(
    _ name: String, _ line: [UInt8], _ layout: LineLayout, _ entry: SequenceNumber, _ has: String
  ) -> LogError {
    let field = Redaction.field(named: name) ?? name
    var members: [JSONMember] = []
    if case .object(let found)? = LineDecoder.data(line.span, layout) { members = found }
    guard members.contains(where: { $0.name.hasSameBytes(as: field) }) else {
      return LogError(.usage, "line \(entry) has no field \(name)", remedy: has)
    }
    if layout.kind == .ledgerRecovered {
      return LogError(
        .usage, "the field \(name) tells what became of the log, and cannot be destroyed",
        remedy: has)
    }
    return LogError(
      .usage, "the field \(name) says which step or when, and cannot be destroyed",
      remedy: "retract line \(entry) if it is wrong")
  }

  /// Destroys values of a line for ever; its leaf, and with it all proofs, stay what they were.
  ///
  /// When it returns, the event that tells of it is on the disk, the content is gone from the segment,
  /// and what was derived from it is gone. Copies that others made are theirs to destroy.
  ///
  /// - Parameters:
  ///   - names: as `redactableNames` takes them; empty for all free text.
  ///   - reason: why.
  ///   - by: who decided it.
  /// - Returns: what was recorded; its `warning` also tells of what failed once the content was gone.
  /// - Throws: `LogError`. When the event was recorded and the content could not be destroyed, the error
  ///   says so, and the next writer finishes it. Complexity: O(bytes of the segment).
  public func redact(
    _ entry: SequenceNumber, names wanted: [String] = [], reason: String, by: String? = nil
  ) throws(LogError) -> AppendResult {
    try requireLife()
    precondition(!isPreview && stagedCount == 0, "a redaction is a batch of its own")
    let names = try redactableNames(of: entry, wanted: wanted)
    let line = try readLine(entry.value)
    let layout = try rescan(line, entry.value)
    guard let subject = try? Subject(LineDecoder.string(line.span, layout.subject)),
      let number = scan.subjects.find(line.span, layout.subject)
    else { throw LogError(.unreadable, "line \(entry) has no subject") }
    let redaction = Redaction(entry: entry, fields: names)
    if case .refused(let problems) = try stage(
      event(redaction, subject, reason, by), byLedger: true)
    {
      discard()
      throw LogError(
        .usage, problems.map(\.description).joined(separator: "; "),
        remedy: "nothing was recorded or destroyed")
    }
    var result = try commit()
    scan.note(redaction, in: result.head.sequence.value, subject: number)
    do throws(LogError) {
      if let failure = try destroy(names, of: entry.value) {
        let words = "the content is gone, and then: \(failure)"
        result.warning = [words, result.warning].compactMap { $0 }.joined(separator: "; ")
      }
    } catch {
      let remedy =
        switch isStanding(names, of: entry.value) {
        case true?: "but the content is still there; the next writer destroys it"
        case false?:
          "and the content is gone from its segment, but perhaps not yet from the disk; the next writer "
            + "looks for it"
        case nil:
          "and nothing tells whether the content is still there; the next writer looks for it"
        }
      throw LogError(
        error.severity, error.message,
        remedy: "the redaction is recorded as line \(result.head.sequence), \(remedy)")
    }
    return result
  }

  private func event(
    _ redaction: Redaction, _ subject: Subject, _ reason: String, _ by: String?
  ) -> EventDraft {
    var data = [
      JSONMember("entry", .string(redaction.entry.digits)),
      JSONMember("fields", .array(redaction.fields.map { .string($0) })),
      JSONMember("reason", .string(reason)),
    ]
    if let by { data.append(JSONMember("by", .string(by))) }
    return EventDraft(
      type: EventKind.entryRedacted.type, subject: subject, time: environment.now(), data: data)
  }

  /// Makes sure that nothing of a line stays under another name of its segment, or of the file that it was
  /// before this writer put a copy in its place.
  func requireOneName(_ entry: SequenceNumber) throws(LogError) {
    guard let place = scan.table.place(of: entry.value) else { return }
    let segment = scan.table.segments[place.segment]
    let isLinked = try hasOtherNames(segment)
    if !isLinked, !segmentsLeftElsewhere.contains(segment.first) { return }
    throw LogError(
      .unreadable,
      "\(folder.path(of: segment.name)) has other names, under which line \(entry) would stay",
      remedy: "remove these hard links, or put a copy in place of the segment: "
        + "cp -p FILE COPY && mv COPY FILE; nothing was destroyed")
  }

  /// Finishes what another writer had recorded and not destroyed.
  func finishRedactions() throws(LogError) {
    let unfinished = try scan.unfinishedRedactions { (sequence) throws(LogError) in
      try readLine(sequence)
    }
    for redaction in unfinished {
      if let failure = try destroy(redaction.names, of: redaction.entry.value) { throw failure }
    }
    finishedRedactions = unfinished
  }

  /// Puts the line without the values in place of the line as it stands.
  ///
  /// - Returns: what failed once the content was gone, and its going was on the disk; `nil` where nothing did.
  /// - Throws: what failed before.
  private func destroy(_ names: [String], of entry: UInt64) throws(LogError) -> LogError? {
    let line = try readLine(entry)
    guard let place = scan.table.place(of: entry),
      let redaction = LineRedaction(line, destroying: names),
      let number = scan.subjects.find(line.span, try rescan(line, entry).subject)
    else { return nil }
    let segment = scan.table.segments[place.segment]
    try requireOneName(SequenceNumber(entry))
    // Whoever finds the line without its content must find the head beyond the event that explains it.
    if headFile == nil { try writeHead() }
    try writing { () throws(StorageError) in
      try headFile?.sync()
      try folder.sync()
      try IndexManifest.removeFiles(in: folder)
    }
    index = nil
    try rewrite(
      segment, replacing: segment.range(ofLine: place.line), with: redaction.line + [0x0A])
    scan.replaceLine(entry, length: redaction.line.count + 1)
    scan.noteDestroyed(redaction.names, of: entry, subject: number)
    do throws(LogError) {
      if place.segment == scan.table.segments.count - 1 { try reopen(segment) }
      try writeHead()
    } catch {
      return error
    }
    keepIndex()
    return nil
  }

  /// Whether values that were to be destroyed may still stand in the segment, as it is under its name: an
  /// operation can fail after it was replaced, too. `nil` where it cannot be read.
  private func isStanding(_ names: [String], of entry: UInt64) -> Bool? {
    guard let place = scan.table.place(of: entry) else { return nil }
    let segment = scan.table.segments[place.segment]
    let range = segment.range(ofLine: place.line)
    var line = [UInt8](repeating: 0, count: range.count)
    do throws(StorageError) {
      let count = try folder.open(segment.name, .read).read(
        into: &line, count: range.count, at: range.lowerBound)
      line.removeLast(line.count - count)
    } catch { return nil }
    return LineRedaction(line.dropLast(), destroying: names) != nil
  }
}

extension LogScan {
  /// Redactions of which somebody told and whose content still stands, ascending.
  ///
  /// - Parameter read: reads a line, without its LF.
  func unfinishedRedactions(
    _ read: (UInt64) throws(LogError) -> [UInt8]
  ) throws(LogError) -> [UnfinishedRedaction] {
    var found: [UnfinishedRedaction] = []
    var scanner = LineScanner()
    for (entry, subject, names) in redactions.perhapsUnfinished {
      let line = try read(entry)
      guard let layout = try? scanner.scan(line.span, 0..<line.count),
        layout.kind?.canBeNamed ?? true,
        subjects.find(line.span, layout.subject) == subject
      else { continue }
      let standing = scanner.sealableNames(line.span).filter { value in
        !value.isDestroyed && names.contains { $0.hasSameBytes(as: value.name) }
      }
      if standing.isEmpty { continue }
      found.append(
        UnfinishedRedaction(entry: SequenceNumber(entry), names: standing.map(\.name)))
    }
    return found
  }
}
