public import EventLog
import Ownership
import Presentation

/// A case file beside the log from which it is said to be: whether the log, as it stood when the file was made, gives
/// the verdict of the file.
///
/// By itself a file is read as if what it withholds were text where the rules want text. In a log of other hands it
/// may be something else, and then its line has no effect there.
extension CaseFile {
  /// What the log says of the verdict.
  public enum LogAgreement: Hashable, Sendable {
    /// It gives the same one. Of the values that the file withholds the log has destroyed some since: nobody can
    /// read them any more, and they were taken for text.
    case same(unread: [Values])
    /// It gives another one, or none.
    case differs(String)
  }

  /// Reckons the verdict from the log and compares it: from all lines up to the one that issued the file, whole, by
  /// the clocks of the file. Of what a redaction has destroyed since, and the file shows, it takes the file's value,
  /// which the line's leaf proves.
  ///
  /// - Parameters:
  ///   - report: what a check of this file has found.
  ///   - ledger: a log that has the file's root at its size.
  /// - Throws: `LogError` where the log cannot be read. Complexity: O(bytes of the log).
  public func agreement(
    _ report: Report, with ledger: Ledger
  ) throws(LogError) -> LogAgreement {
    let log = try Log(reading: ledger.folder)
    let copies = try LogTree(reading: ledger.folder).lines(report.lines.map(\.sequence))
    var lines: [LogLine] = []
    for (line, copy) in zip(report.lines, copies) {
      guard let copy = try? LogLine(parsing: copy), let whole = line.uniting(copy) else {
        return .differs("line \(line.sequence) is another one there")
      }
      lines.append(whole)
    }
    var events = Array(log.events.prefix(Int(report.issued.sequence.value)))
    for event in Self.events(lines) { events[Int(event.sequence.value) - 1] = event }
    let history = History(events: events, zone: zone.zone)
    if let difference = difference(report, history) {
      return .differs(difference + Self.withoutEffect(history, report))
    }
    return .same(unread: Self.unread(report, lines))
  }

  private func difference(_ report: Report, _ history: History) -> String? {
    let touched = history.subjects(readForVerdictOn: client)
    if let outside = touched.first(where: { subject in
      !report.heads.contains { $0.subject == subject }
    }) {
      return "it reads the lines about \(outside), which are not in the file"
    }
    guard var verdict = try? history.verdict(on: complaint, client: client) else {
      return "no line files a complaint \(complaint) of \(client)"
    }
    if verdict.clock == .source {
      // On the sources' clock the greatest sequence taken is that of the lines at hand.
      verdict.asFiled.reply.knownSequence = report.verdict.asFiled.reply.knownSequence
      verdict.asFiled.reply.knownTime = report.verdict.asFiled.reply.knownTime
    }
    return Self.difference(claimed: self.verdict, found: Self.json(verdict, history))
  }

  /// The lines that count in the file and not in the log, and why.
  private static func withoutEffect(_ history: History, _ report: Report) -> String {
    let words = report.history.events.compactMap { event -> String? in
      guard case .unknown(.malformed(let problem))? = history[event.sequence]?.fact else {
        return nil
      }
      if case .unknown = event.fact { return nil }
      return "line \(event.sequence) counts as unknown there (\(problem))"
    }
    return words.prefix(8).map { "; \($0)" }.joined()
  }

  /// What the file withholds and the log does not have any more.
  private static func unread(_ report: Report, _ lines: [LogLine]) -> [Values] {
    report.withheld.compactMap { withheld in
      guard let line = lines.first(where: { $0.sequence == withheld.line }) else { return nil }
      let names = withheld.names.filter { name in
        line.values.contains { $0.isSealed && $0.name.hasSameBytes(as: name) }
      }
      return names.isEmpty ? nil : Values(line: withheld.line, names: names)
    }
  }
}
