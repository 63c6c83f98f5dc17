import EventLog
public import Ownership
import Presentation

/// What is not shown in a case file: what a redaction has destroyed, and what whoever made the file has kept
/// back. Seals stand for both, so that all else stays proved.
extension CaseFile {
  /// Values of a line.
  public struct Values: Hashable, Sendable {
    /// The line.
    public let line: SequenceNumber
    /// As `entry.redacted` names them, in the order of the line.
    public internal(set) var names: [String]
  }

  /// What was found of the values of all lines.
  struct Seals {
    /// Destroyed, as a line on the same subject tells.
    var destroyed: [Values] = []
    /// Kept back: nothing tells of it.
    var withheld: [Values] = []
    /// Destroyed, as a line tells, and they stand there nevertheless.
    var unfinished: [Values] = []
  }

  /// Finds of every value whether it stands, was destroyed or is kept back, and that no evaluation needs one
  /// that is kept back.
  static func seals(_ lines: [LogLine]) throws(CaseFileProblem) -> Seals {
    let named = namedByRedactions(lines)
    var seals = Seals()
    for line in lines {
      for value in line.values {
        let isNamed =
          named[line.sequence]?.contains { $0.hasSameBytes(as: value.name) } ?? false
        switch (value.isSealed, isNamed) {
        case (true, true): seals.destroyed.add(value.name, line.sequence)
        case (false, true): seals.unfinished.add(value.name, line.sequence)
        case (false, false): break
        case (true, false):
          let issuesFile = line.sequence == lines.last?.sequence
          guard Withholding.allows(value.name, type: line.type, issuesFile: issuesFile) else {
            throw CaseFileProblem(
              "it is incomplete: \(value.name.printable) of line \(line.sequence) is withheld, and the "
                + "verdict may need it")
          }
          seals.withheld.add(value.name, line.sequence)
        }
      }
    }
    return seals
  }

  /// By line what later lines on its subject name as destroyed.
  static func namedByRedactions(_ lines: [LogLine]) -> [SequenceNumber: [String]] {
    var subjects: [SequenceNumber: Subject] = [:]
    var named: [SequenceNumber: [String]] = [:]
    for line in lines {
      if case .entry(.redacted(let redaction)) = line.event.fact,
        subjects[redaction.entry] == line.subject
      {
        named[redaction.entry, default: []] += redaction.fields
      }
      subjects[line.sequence] = line.subject
    }
    return named
  }

  /// What whoever issues a case file keeps back, by line.
  ///
  /// - Parameters:
  ///   - lines: all of the file that stand in the log already.
  ///   - verdict: the verdict that the file states: what it cites is told with its reasons.
  static func withholdable(
    _ lines: some Collection<LogLine>, _ verdict: Verdict
  ) -> [SequenceNumber: [String]] {
    let events = lines.map(\.event)
    let told = verdict.citedLines.union(verdict.course(in: events))
    var names: [SequenceNumber: [String]] = [:]
    for (line, event) in zip(lines, events) {
      let standing = line.values.filter { !$0.isSealed }.map(\.name)
      names[line.sequence] = Withholding.names(
        standing, of: event, isTold: told.contains(line.sequence), issuesFile: false)
    }
    return names
  }
}

extension [CaseFile.Values] {
  fileprivate mutating func add(_ name: String, _ line: SequenceNumber) {
    if last?.line == line {
      self[count - 1].names.append(name)
    } else {
      append(CaseFile.Values(line: line, names: [name]))
    }
  }
}
