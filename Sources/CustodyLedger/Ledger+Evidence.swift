public import EventLog
import Merkle
public import Ownership
public import Signatures

/// Evidence that can be checked without the ledger.
extension Ledger {
  /// What issuing evidence has done.
  public struct IssuedEvidence: Sendable {
    /// The file to give away.
    public let file: CaseFile
    /// What a check of it finds.
    public let report: CaseFile.Report
    /// The last line of the ledger: the one that issued it.
    public let head: LogHead
    /// What went wrong after the line was on the disk; nothing is lost by it.
    public let warning: String?
  }

  /// A case file that is complete, with the line that will issue it, and of which nothing is recorded yet:
  /// whoever puts it on the disk first never has the one without the other. Holds the ledger's lock.
  public struct PreparedEvidence {
    /// The file to give away, once it was recorded.
    public let file: CaseFile
    /// What a check of it finds.
    public let report: CaseFile.Report
    fileprivate let writer: LogWriter

    /// Records the line that the file holds already, and writes the checkpoint at exactly that line.
    ///
    /// - Throws: `LogError`; then nothing is recorded, except after a failed sync: then nobody knows.
    public func record() throws(LogError) -> IssuedEvidence {
      let result = try writer.commit()
      var warning = result.warning
      do throws(LogError) { _ = try writer.writeCheckpoint() } catch {
        warning = [error.description, warning].compactMap { $0 }.joined(separator: "; ")
      }
      return IssuedEvidence(file: file, report: report, head: result.head, warning: warning)
    }

    /// Records nothing.
    public func discard() { writer.discard() }
  }

  /// Why no evidence was issued.
  public enum EvidenceProblem: Error, Sendable {
    /// The log cannot be read or written.
    case log(LogError)
    /// There is no such complaint, or several.
    case question(QuestionProblem)
    /// It would give away something else than was agreed to: the ledger has gone on.
    case otherDisclosure
    /// The file would not prove the verdict of the whole log: a defect of this program.
    case unsound(String)
  }

  /// What a case file on a complaint gives away, before anything is recorded.
  ///
  /// - Parameters:
  ///   - client: may be left out where one client uses the id.
  ///   - withNotes: whether everything is given away, or nothing that the verdict does not need or tell.
  /// - Throws: `EvidenceProblem`. Complexity: O(bytes of the log).
  public func disclosure(
    on complaint: ComplaintID, client stated: ClientID? = nil, withNotes: Bool = false
  ) throws(EvidenceProblem) -> Disclosure {
    let reading = try logging { () throws(LogError) in try read() }
    let history = reading.history
    let verdict = try Self.verdict(history, complaint, stated)
    let client = verdict.client
    let subjects = history.subjects(readForVerdictOn: client)
    let tree = try logging { () throws(LogError) in try LogTree(reading: folder) }
    // What is to be destroyed, the writer destroys before it gives anything away.
    let unfinished = reading.unfinishedRedactions
    let lines = try lines(history.sequences(of: subjects), tree).map { line in
      line.sealing(unfinished.first { $0.entry == line.sequence }?.names ?? [])
    }
    return Disclosure(
      client: client, subjects: subjects, lines: lines,
      withheld: withNotes ? [:] : CaseFile.withholdable(lines, verdict))
  }

  /// Issues evidence on a complaint: bundles all that the verdict rests on, records
  /// `custody.evidence.issued`, and writes the checkpoint at exactly that line.
  ///
  /// - Parameters:
  ///   - client: whose complaint it is; may be left out where one client uses the id.
  ///   - withNotes: whether everything is given away, or nothing that the verdict does not need or tell.
  ///   - key: signs the checkpoint in the file.
  ///   - environment: clock, randomness and login; the machine's for real use.
  ///   - forced: whether a network file system is taken at its word.
  /// - Throws: `EvidenceProblem`. Complexity: O(bytes of the log).
  public func issueEvidence(
    on complaint: ComplaintID, client stated: ClientID? = nil, withNotes: Bool = false,
    signedBy key: SignerKey? = nil,
    _ environment: EventLog.Environment = .system(), forced: Bool = false
  ) throws(EvidenceProblem) -> IssuedEvidence {
    let writer = try logging { () throws(LogError) in try write(environment, forced: forced) }
    let prepared = try prepareEvidence(
      on: complaint, client: stated, withNotes: withNotes, signedBy: key, by: writer)
    return try logging { () throws(LogError) in try prepared.record() }
  }

  /// Makes the case file that `record()` will issue: the line, its proof and the checkpoint are in it as they
  /// will be, and it is checked as a stranger would check it. The log is replayed whole.
  ///
  /// - Parameters:
  ///   - client: whose complaint it is; may be left out where one client uses the id.
  ///   - withNotes: whether everything is given away, or nothing that the verdict does not need or tell.
  ///   - agreed: what it may give away; nothing is made where that has changed. `nil` for whatever it is.
  ///   - key: signs the checkpoint in the file.
  ///   - writer: the writer of this ledger, in which nothing is staged. Its lock lets nothing come in between.
  /// - Throws: `EvidenceProblem`; nothing is recorded. Complexity: O(bytes of the log).
  public func prepareEvidence(
    on complaint: ComplaintID, client stated: ClientID? = nil, withNotes: Bool = false,
    agreed: Disclosure? = nil, signedBy key: SignerKey? = nil, by writer: LogWriter
  ) throws(EvidenceProblem) -> PreparedEvidence {
    var history = try logging { () throws(LogError) in try read().history }
    let client = try Self.verdict(history, complaint, stated).client
    let subjects = history.subjects(readForVerdictOn: client)
    if let agreed {
      let found = try disclosure(on: complaint, client: client, withNotes: withNotes)
      guard agreed == found else { throw .otherDisclosure }
    }
    try logging { () throws(LogError) in
      if case .refused(let problems) = try writer.stageEvidence(on: complaint, subjects: subjects) {
        writer.discard()
        throw LogError(.usage, problems.map(\.description).joined(separator: "; "))
      }
    }
    do throws(EvidenceProblem) {
      let (bytes, checkpoint) = writer.prepareLine()
      let line = try logging { () throws(LogError) in try Self.line(bytes) }
      var tree = try logging { () throws(LogError) in try LogTree(reading: folder) }
      let lines = try lines(history.sequences(of: subjects), tree) + [line]
      tree.append(line.leaf)
      history.append(line.event)
      let file = try Self.file(
        complaint, client, try Self.signed(checkpoint, by: key), lines, tree, history,
        withNotes: withNotes)
      do throws(CaseFileProblem) {
        let report = try CaseFile(parsing: file.bytes).check()
        return PreparedEvidence(file: file, report: report, writer: writer)
      } catch { throw .unsound(error.message) }
    } catch {
      writer.discard()
      throw error
    }
  }

  private static func file(
    _ complaint: ComplaintID, _ client: ClientID, _ checkpoint: SignedCheckpoint,
    _ whole: [LogLine], _ tree: LogTree, _ history: History, withNotes: Bool
  ) throws(EvidenceProblem) -> CaseFile {
    var expected = try verdict(history, complaint, client)
    let withheld = withNotes ? [:] : CaseFile.withholdable(whole.dropLast(), expected)
    let lines = whole.map { line in line.sealing(withheld[line.sequence] ?? []) }
    let zone = ZoneExcerpt(
      of: history.zone, for: CaseFile.moments(CaseFile.history(lines, zone: history.zone)))
    let part = CaseFile.history(lines, zone: zone.zone)
    let verdict = try verdict(part, complaint, client)
    // On the sources' clock the greatest sequence taken is that of the lines at hand.
    expected.asFiled.reply.knownSequence = verdict.asFiled.reply.knownSequence
    expected.asFiled.reply.knownTime = verdict.asFiled.reply.knownTime
    guard expected == verdict else {
      throw .unsound("the lines of the case give another verdict than the whole log")
    }
    let size = checkpoint.checkpoint.size
    return CaseFile(
      complaint: complaint, client: client, zone: zone, checkpoint: checkpoint,
      verdict: CaseFile.json(verdict, part),
      entries: lines.map { line in
        CaseFile.Entry(
          line: String(decoding: line.bytes, as: UTF8.self),
          proof: tree.inclusion(of: line.sequence, size: size).hashes)
      })
  }

  private func lines(
    _ sequences: [SequenceNumber], _ tree: LogTree
  ) throws(EvidenceProblem) -> [LogLine] {
    try logging { () throws(LogError) in
      try tree.lines(sequences).map { bytes throws(LogError) in try Self.line(bytes) }
    }
  }

  /// A line as it stands, but for what an unfinished redaction destroys: its seals stand there.
  ///
  /// - Throws: `LogError` where there is none. Complexity: O(bytes of the log), all of which is checked.
  public func line(_ sequence: SequenceNumber) throws(LogError) -> LogLine {
    let tree = try LogTree(reading: folder)
    let bytes = try tree.lines([sequence])
    let named = tree.unfinishedRedactions.first { $0.entry == sequence }?.names ?? []
    return try Self.line(bytes[0]).sealing(named)
  }

  private static func line(_ bytes: [UInt8]) throws(LogError) -> LogLine {
    do throws(LogLine.Problem) {
      return try LogLine(parsing: bytes)
    } catch {
      throw LogError(.unreadable, "a line changed while it was read: \(error.message)")
    }
  }

  private static func signed(
    _ checkpoint: Checkpoint, by key: SignerKey?
  ) throws(EvidenceProblem) -> SignedCheckpoint {
    let plain = SignedCheckpoint(checkpoint)
    guard let key else { return plain }
    do throws(TextProblem) { return try plain.signed(by: key) } catch {
      throw .unsound(error.message)
    }
  }

  private static func verdict(
    _ history: History, _ complaint: ComplaintID, _ client: ClientID?
  ) throws(EvidenceProblem) -> Verdict {
    do throws(QuestionProblem) {
      return try history.verdict(on: complaint, client: client)
    } catch { throw .question(error) }
  }

  private func logging<Value>(
    _ body: () throws(LogError) -> Value
  ) throws(EvidenceProblem) -> Value {
    do throws(LogError) { return try body() } catch { throw .log(error) }
  }
}

extension History {
  /// The lines about some subjects, ascending.
  fileprivate func sequences(of subjects: [Subject]) -> [SequenceNumber] {
    let indices = subjects.flatMap { subject in
      switch subject {
      case .client(let client): linesByClient[client] ?? []
      case .person(let person): linesByPerson[person] ?? []
      case .ledger: linesOfLedger
      }
    }
    return indices.sorted().map { events[$0].sequence }
  }
}
