public import Ownership
import Storage

/// What became of one event of a batch.
public enum RowOutcome: Hashable, Sendable {
  /// It will be this line when the batch is committed.
  case staged(SequenceNumber)
  /// The same event is this line already; nothing is added.
  case repeated(SequenceNumber)
  /// The same source and id are this line already, whose content a redaction destroyed.
  case redacted(SequenceNumber)
  /// It cannot be taken, and all that is wrong with it.
  case refused([EventProblem])
}

extension LogWriter {
  /// How many events have been staged since the last `commit` or `discard`.
  public var stagedCount: Int { batch.count }

  /// The line that the next staged event will be.
  public var nextSequence: SequenceNumber {
    SequenceNumber(scan.complete.sequence + UInt64(batch.count) + 1)
  }

  /// Checks an event and adds it to the batch; nothing is written before `commit`.
  ///
  /// A line of the same batch can be named by the sequence that it will have (`nextSequence`), unless an
  /// event before was left out of the batch: then the numbers of those who counted it mean other lines.
  public func stage(_ draft: EventDraft) throws(LogError) -> RowOutcome {
    try stage(draft, byLedger: false)
  }

  /// Checks and adds an event whose form has been checked before, as those of `EventInput` have.
  package func stage(wellFormed draft: EventDraft) throws(LogError) -> RowOutcome {
    try stage(draft, byLedger: false, isWellFormed: true)
  }

  /// Says that there was an event that cannot be staged, because it could not be read.
  public func passOver() { batch.leaveOut("it cannot be read") }

  /// Gives up what has been staged.
  public func discard() {
    for row in batch.rows {
      if row.id >= 0 { scan.sequenceOfID[Int(row.id)] = 0 }
      scan.stagedOfSubject[Int(row.subject)] = 0
    }
    batch = StagedBatch()
    prepared = nil
  }

  func stage(
    _ draft: EventDraft, byLedger: Bool, isWellFormed: Bool = false
  ) throws(LogError) -> RowOutcome {
    try requireLife()
    let number = nextSequence.value
    let kind = EventKind(type: draft.type)
    var problems = isWellFormed ? [] : draft.problems.map(EventProblem.init)
    if !byLedger { problems += ownProblems(draft, kind) }
    problems += try correctionProblems(draft, kind, number)
    let line = DraftEncoder.trialLine(draft, sequence: number, recordedBy: recordedBy)
    let layout: LineLayout
    do throws(LineProblem) {
      layout = try scanner.scan(line.span, 0..<line.count)
    } catch {
      if problems.isEmpty { problems.append(EventProblem(nil, Self.sentence(error, line))) }
      return refuse(problems)
    }
    if !problems.isEmpty { return refuse(problems) }
    if batch.isClosed {
      return refuse([
        EventProblem(
          nil, "the event before it is so long that it can only be the last of its batch")
      ])
    }
    var id = -1
    if draft.id != nil || draft.source.map({ $0 != OwnSource.name }) ?? false {
      id = scan.ids.intern(line.span, layout.source, layout.id)
      if id == scan.sequenceOfID.count { scan.sequenceOfID.append(0) }
      let earlier = scan.sequenceOfID[id]
      if earlier > 0, draft.id == nil {
        return refuse([
          EventProblem(
            "source",
            "\"\(draft.source ?? "")\" has used the id \(nextSequence.digits) that the ledger would "
              + "give the event; give it an id of its own")
        ])
      }
      if earlier > 0 {
        let outcome = try compare(line, layout, with: earlier, draft)
        batch.leaveOut("it is line \(earlier) already")
        return outcome
      }
      scan.sequenceOfID[id] = number
    }
    let subject = scan.subject(of: layout, line.span)
    while scan.stagedOfSubject.count < scan.lastOfSubject.count { scan.stagedOfSubject.append(0) }
    batch.append(
      line, layout, subject: subject, id: id,
      subjectPrevious: max(scan.lastOfSubject[subject], scan.stagedOfSubject[subject]))
    scan.stagedOfSubject[subject] = number
    batch.isClosed = line.count + LineScanner.Name.more.utf8CodeUnitCount > LineTemplate.lineLimit
    return .staged(SequenceNumber(number))
  }

  private func refuse(_ problems: [EventProblem]) -> RowOutcome {
    batch.refusedCount += 1
    batch.leaveOut("it is refused")
    return .refused(problems)
  }

  private func ownProblems(_ draft: EventDraft, _ kind: EventKind?) -> [EventProblem] {
    var problems = nameProblems(draft)
    if Sealing.coming.contains(where: { $0.hasSameBytes(as: draft.type) }) {
      problems.append(
        EventProblem(
          "type",
          "\(draft.type) is of the format, and this version does not read it yet; a later one does")
      )
    }
    for extra in draft.extras where Sealing.lastingExtras.contains(extra.name) {
      problems.append(
        EventProblem(extra.name, "belongs to a signed act, which this version does not check yet"))
    }
    if kind == .policyAdopted, draft.data?.contains(where: { $0.name == "signed" }) == true {
      problems.append(
        EventProblem(
          "data", field: "signed", "asks for signed acts, which this version does not check yet"))
    }
    if let kind, kind.isWrittenByLedgerOnly {
      problems.append(
        EventProblem(
          "type", "\(kind.type) is written by the ledger itself, not by append or import"))
    }
    if let id = draft.id, draft.source ?? OwnSource.name == OwnSource.name,
      SequenceNumber(digits: id) != nil
    {
      problems.append(
        EventProblem(
          "id",
          "\"\(id)\" beside the source custody is twelve digits, as only the ledger's own are; "
            + "name another source or id"))
    }
    return problems
  }

  /// The most bytes that the name of an extra or of a field may have, as it is spelt in the line: whatever a
  /// line holds, one `entry.redacted` has room to name all of it.
  static let nameLimit = 512

  private func nameProblems(_ draft: EventDraft) -> [EventProblem] {
    func problem(_ name: String, _ noun: String, _ attribute: String) -> EventProblem? {
      if name.utf8.count * 6 <= Self.nameLimit { return nil }
      let count = JSONWriter.bytes(.string(name)).count - 2
      if count <= Self.nameLimit { return nil }
      return EventProblem(
        attribute,
        "the name of \(noun) has \(count) bytes, at most \(Self.nameLimit) are allowed: a redaction "
          + "has to name what it destroys")
    }
    return draft.extras.compactMap { problem($0.name, "an extra", $0.name) }
      + (draft.data ?? []).compactMap { problem($0.name, "a field", "data") }
  }

  private func correctionProblems(
    _ draft: EventDraft, _ kind: EventKind?, _ number: UInt64
  ) throws(LogError) -> [EventProblem] {
    var entry: SequenceNumber?
    if kind?.namesEntry == true {
      for member in draft.data ?? [] where member.name == "entry" {
        if case .string(let digits) = member.value { entry = SequenceNumber(digits: digits) }
      }
    }
    if draft.replaces == nil, entry == nil { return [] }
    let shifted = shiftProblems(draft.replaces, entry: entry)
    if !shifted.isEmpty { return shifted }
    var targets: [SequenceNumber: Corrections.Target] = [:]
    for sequence in [draft.replaces, entry] {
      if let sequence { targets[sequence] = try target(sequence.value) }
    }
    let problem = Corrections.problem(
      number: SequenceNumber(number), type: draft.type, subject: draft.subject,
      replaces: draft.replaces, entry: entry, target: { targets[$0] })
    let names = entry == nil ? (attribute: "replaces", field: nil) : ("data", "entry")
    return problem.map { [EventProblem(names.attribute, field: names.field, "\($0)")] } ?? []
  }

  /// What names a line of the batch by its number, behind an event that was left out.
  private func shiftProblems(
    _ replaces: SequenceNumber?, entry: SequenceNumber?
  ) -> [EventProblem] {
    guard let leftOut = batch.leftOut else { return [] }
    func problem(_ named: SequenceNumber?, _ attribute: String, _ field: String?) -> EventProblem? {
      guard let named, named.value > scan.complete.sequence else { return nil }
      return EventProblem(
        attribute, field: field,
        "names line \(named) of this batch, of which event \(leftOut.ordinal) is left out, because "
          + "\(leftOut.reason): counted without it the number is of another line; take that event out "
          + "and count anew, or record the lines that are named first")
    }
    return [problem(replaces, "replaces", nil), problem(entry, "data", "entry")].compactMap(\.self)
  }

  /// Type and subject of an earlier line, or of one that is staged.
  private func target(_ sequence: UInt64) throws(LogError) -> Corrections.Target? {
    if sequence == 0 || sequence >= nextSequence.value { return nil }
    let line = try sequence > scan.complete.sequence ? stagedLine(sequence) : readLine(sequence)
    let layout = try rescan(line, sequence)
    guard let subject = try? Subject(LineDecoder.string(line.span, layout.subject)) else {
      return nil
    }
    return Corrections.Target(
      type: LineDecoder.string(line.span, layout.type), subject: subject)
  }

  /// Decides between a repetition and a conflict.
  private func compare(
    _ line: [UInt8], _ layout: LineLayout, with earlier: UInt64, _ draft: EventDraft
  ) throws(LogError) -> RowOutcome {
    let other = try earlier > scan.complete.sequence ? stagedLine(earlier) : readLine(earlier)
    let otherLayout = try rescan(other, earlier)
    if otherLayout.isRedacted {
      if isLeft(of: line, as: other, earlier) { return .redacted(SequenceNumber(earlier)) }
    } else if line[layout.head] == other[otherLayout.head],
      line[layout.middle] == other[otherLayout.middle],
      line[layout.data] == other[otherLayout.data]
    {
      return .repeated(SequenceNumber(earlier))
    }
    return refuse([
      EventProblem(
        "id",
        "\"\(draft.id ?? "")\" of source \"\(draft.source ?? OwnSource.name)\" is line \(earlier) "
          + "already, with other content; leave the event out, give it an id of its own, or put that "
          + "line right with \"replaces\", as custody correct \(earlier) does")
    ])
  }

  /// Whether a line that was written anew is what is left of an event: all that stands there is equal.
  private func isLeft(of line: [UInt8], as redacted: [UInt8], _ earlier: UInt64) -> Bool {
    guard (try? rescan(redacted, earlier)) != nil else { return false }
    let names = scanner.sealableNames(redacted.span).filter(\.isDestroyed).map(\.name)
    guard let rest = LineRedaction(line, destroying: names)?.line,
      let layout = try? rescan(rest, earlier)
    else { return false }
    let left = scanner.withoutSeals(rest.span, layout)
    guard let other = try? rescan(redacted, earlier) else { return false }
    return left == scanner.withoutSeals(redacted.span, other)
  }

  /// The bytes of an acknowledged line, without its LF.
  func readLine(_ sequence: UInt64) throws(LogError) -> [UInt8] {
    guard let place = scan.table.place(of: sequence) else { return [] }
    let segment = scan.table.segments[place.segment]
    let range = segment.range(ofLine: place.line)
    var line = [UInt8](repeating: 0, count: range.count)
    try storing { () throws(StorageError) in
      if place.segment == scan.table.segments.count - 1, segmentFile != nil {
        _ = try segmentFile!.read(into: &line, count: range.count, at: range.lowerBound)
      } else {
        _ = try folder.open(segment.name, .read).read(
          into: &line, count: range.count, at: range.lowerBound)
      }
    }
    line.removeLast()
    return line
  }

  /// A staged row as a line, as far as its producer set it.
  private func stagedLine(_ sequence: UInt64) -> [UInt8] {
    trialLine(of: batch.rows[Int(sequence - scan.complete.sequence) - 1])
  }

  func rescan(_ line: [UInt8], _ sequence: UInt64) throws(LogError) -> LineLayout {
    do throws(LineProblem) {
      return try scanner.scan(line.span, 0..<line.count)
    } catch {
      throw LogError(
        .unreadable, "line \(sequence) has changed while the log was open: \(error.message)",
        remedy: "something else writes to the folder; stop it and start again")
    }
  }

  private static func sentence(_ problem: LineProblem, _ line: [UInt8]) -> String {
    if line.count > LineTemplate.lineLimit {
      return "the event is too long: its line would have \(line.count) bytes, "
        + "at most \(LineTemplate.lineLimit) are allowed"
    }
    return problem.message
  }
}
