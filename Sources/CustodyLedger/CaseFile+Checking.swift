public import EventLog
import Merkle
public import Ownership
import Presentation
import Signatures

/// Checking a case file, with nothing but the file.
extension CaseFile {
  /// What was found true.
  public struct Report: Sendable {
    /// The verdict, computed anew from the lines.
    public let verdict: Verdict
    /// The history that the lines make.
    public let history: History
    /// The lines, ascending.
    public let lines: [LogLine]
    /// Every subject whose lines are there, all from its first to its last; its last line, zero for none.
    public let heads: [(subject: Subject, last: SequenceNumber)]
    /// What redactions have destroyed.
    public let destroyed: [Values]
    /// What whoever made the file has kept back.
    public let withheld: [Values]
    /// What a redaction has destroyed, and stands there nevertheless: it counts as destroyed.
    public let unfinished: [Values]
    /// The line that issued the evidence.
    public var issued: LogLine { lines[lines.count - 1] }
  }

  /// Checks everything that the file claims:
  ///
  /// 1. every line is in the tree of the checkpoint, at its sequence, and the last one is its last;
  /// 2. that one issues this evidence, and of every subject that it names all lines are there, each
  ///    naming the one before by `subjectprevious`, from its first line to the last that `heads` names;
  /// 3. no line is there besides, and the verdict reads no subject besides;
  /// 4. of every value that is not shown a line tells that it was destroyed, or no evaluation needs it;
  /// 5. the verdict follows from the lines, by the clocks of the zone that line 1 names as the file tells of
  ///    them: whether they did go so, `ZoneAgreement` compares.
  ///
  /// Whose log it is, the file cannot show: compare its checkpoint with one that somebody held, or verify
  /// a signature. Throws a `CaseFileProblem`. Complexity: that of the verdict.
  public func check() throws(CaseFileProblem) -> Report {
    let lines = try provenLines()
    try checkLinks(lines)
    let seals = try Self.seals(lines)
    let heads = try checkChains(lines)
    let history = Self.history(lines, zone: zone.zone)
    try checkZone(history)
    let touched = history.subjects(readForVerdictOn: client)
    if let outside = touched.first(where: { subject in !heads.contains { $0.subject == subject } })
    {
      throw CaseFileProblem(
        "it is incomplete: the verdict reads the lines about \(outside), which heads does not name")
    }
    let verdict = try verdict(history)
    if let difference = Self.difference(
      claimed: self.verdict, found: Self.json(verdict, history))
    {
      throw CaseFileProblem("the verdict does not follow from the lines: \(difference)")
    }
    return Report(
      verdict: verdict, history: history, lines: lines, heads: heads, destroyed: seals.destroyed,
      withheld: seals.withheld, unfinished: seals.unfinished)
  }

  // MARK: The lines, each on its own

  private func provenLines() throws(CaseFileProblem) -> [LogLine] {
    var lines: [LogLine] = []
    lines.reserveCapacity(entries.count)
    let tree = checkpoint.checkpoint
    for (index, entry) in entries.enumerated() {
      let line: LogLine
      do throws(LogLine.Problem) {
        line = try LogLine(parsing: Array(entry.line.utf8))
      } catch {
        throw CaseFileProblem(
          "entry \(index + 1) of lines is not a line of a log: \(error.message), at its byte "
            + "\(error.offset + 1)")
      }
      guard line.sequence > .zero else {
        throw CaseFileProblem("entry \(index + 1) of lines has no sequence")
      }
      do throws(ProofProblem) {
        try InclusionProof(
          index: line.sequence.value - 1, size: tree.size, hashes: entry.proof
        ).verify(leaf: line.leaf, root: tree.root)
      } catch {
        throw CaseFileProblem("line \(line.sequence) is not shown to be in the log: \(error)")
      }
      lines.append(line)
    }
    return lines
  }

  /// Order, times, and the names that neighbours give each other.
  private func checkLinks(_ lines: [LogLine]) throws(CaseFileProblem) {
    guard let first = lines.first, let last = lines.last else {
      throw CaseFileProblem("it holds no lines")
    }
    for (line, next) in zip(lines, lines.dropFirst()) {
      guard line.sequence < next.sequence else {
        throw CaseFileProblem("line \(next.sequence) stands behind line \(line.sequence)")
      }
      guard line.recordedTime <= next.recordedTime else {
        throw CaseFileProblem(
          "line \(next.sequence) was recorded earlier than line \(line.sequence)")
      }
      if line.sequence.value + 1 == next.sequence.value, next.previous != line.leaf {
        throw CaseFileProblem(
          "line \(next.sequence) does not name line \(line.sequence) by its hash")
      }
    }
    guard first.sequence.value == 1, first.previous == .zero else {
      throw CaseFileProblem("line 1, with which the ledger was opened, is missing")
    }
    let origin = "custody/\(first.leaf.hexadecimal.prefix(16))"
    guard checkpoint.checkpoint.origin.hasSameBytes(as: origin) else {
      throw CaseFileProblem(
        "the checkpoint is of \(checkpoint.checkpoint.origin), and line 1 of \(origin)")
    }
    guard last.sequence.value == checkpoint.checkpoint.size, !last.hasMore else {
      throw CaseFileProblem(
        "the last line is \(last.sequence), and the checkpoint covers \(checkpoint.checkpoint.size)"
      )
    }
  }

  // MARK: The lines of each subject

  private func checkChains(
    _ lines: [LogLine]
  ) throws(CaseFileProblem) -> [(subject: Subject, last: SequenceNumber)] {
    let issued = lines[lines.count - 1]
    let heads = try heads(of: issued)
    var lasts: [Subject: SequenceNumber] = [:]
    for line in lines {
      guard heads.contains(where: { $0.subject == line.subject }) else {
        throw CaseFileProblem(
          "line \(line.sequence) is about \(line.subject), which heads does not name")
      }
      let before = lasts[line.subject] ?? .zero
      guard line.subjectPrevious == before else {
        throw CaseFileProblem(
          "a line about \(line.subject) is missing: line \(line.sequence) comes after line "
            + "\(line.subjectPrevious), and here it comes after \(before == .zero ? "none" : "line \(before)")"
        )
      }
      lasts[line.subject] = line.sequence
    }
    for (subject, stated) in heads {
      let found = lasts[subject] ?? .zero
      // The line that issues is itself about the ledger: heads names the one before it.
      let isLast = stated == (subject == .ledger ? issued.subjectPrevious : found)
      guard isLast else {
        throw CaseFileProblem(
          "the last line about \(subject) is \(stated), and here it is "
            + (found == .zero ? "missing" : "line \(found)"))
      }
    }
    return heads
  }

  /// What the issuing line says, once it is seen to be of this case.
  private func heads(
    of issued: LogLine
  ) throws(CaseFileProblem) -> [(subject: Subject, last: SequenceNumber)] {
    guard case .ledger(.evidenceIssued(let named)) = issued.event.fact, !issued.isRedacted,
      case .object(let data)? = issued.data,
      case .object(let members)? = data.first(where: { $0.name == "heads" })?.value
    else {
      throw CaseFileProblem("the last line, \(issued.sequence), does not issue evidence")
    }
    guard named == complaint else {
      throw CaseFileProblem(
        "line \(issued.sequence) issues evidence on \(named?.text ?? "no complaint"), not on "
          + "\(complaint)")
    }
    var heads: [(subject: Subject, last: SequenceNumber)] = []
    for member in members {
      guard let subject = try? Subject(member.name), case .string(let digits) = member.value,
        let last = SequenceNumber(digits: digits)
      else { throw CaseFileProblem("heads names \(member.name), which is no subject") }
      heads.append((subject, last))
    }
    guard heads.contains(where: { $0.subject == .client(client) }) else {
      throw CaseFileProblem(
        "line \(issued.sequence) issues evidence on another client than \(client)")
    }
    return heads
  }

  // MARK: The verdict

  /// The part of the ledger that some lines make. What is withheld counts as something of the right kind.
  ///
  /// - Parameter zone: by whose clocks; their own zone, as much of it as they need.
  package static func history(_ lines: [LogLine], zone: Zone) -> History {
    let events = events(lines)
    let times = events.map { ($0.sequence, $0.recordedTime) }
    return History(
      partial: events, zone: zone,
      extent: Extent(
        last: lines.last?.sequence ?? .zero, known: nil,
        recordedTimes: Dictionary(times) { first, _ in first }))
  }

  /// What lines say that make a part of the ledger.
  static func events(_ lines: [LogLine]) -> [Event] {
    let named = namedByRedactions(lines)
    return lines.map { line in
      var event = line.event
      let isDestroyed = { (value: LogLine.Value) in
        value.isSealed
          && named[line.sequence]?.contains { $0.hasSameBytes(as: value.name) } ?? false
      }
      event.isRedacted = line.values.contains(where: isDestroyed)
      return event
    }
  }

  private func verdict(_ history: History) throws(CaseFileProblem) -> Verdict {
    do throws(QuestionProblem) {
      return try history.verdict(on: complaint, client: client)
    } catch {
      throw CaseFileProblem("no line files a complaint \(complaint) of \(client)")
    }
  }

  /// A verdict as a case file states it: without places in files, which the lines do not show.
  package static func json(_ verdict: Verdict, _ history: History) -> JSON {
    AnswerJSON(lines: Lines(event: { history[$0] }, place: { _ in nil })).object(verdict)
  }
}
