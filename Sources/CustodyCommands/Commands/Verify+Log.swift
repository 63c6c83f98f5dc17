import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation

/// Comparing a file with the log that stands beside it.
extension EvidenceFileRun {
  /// The log that was named beside the file; that of the environment is not meant by it.
  var log: ParsedArguments.Value? {
    invocation.arguments.value(.log).flatMap { value in
      if case .argument = value.origin { value } else { nil }
    }
  }

  /// That the checkpoint is one of the log that `--log` names, for people; `nil` where none is named.
  ///
  /// - Parameter losses: which lines of the file accept that lines are gone: that explains a difference.
  func agreementWithLog(
    of checkpoint: Checkpoint, losses: [String] = []
  ) throws(Failure) -> String? {
    guard let log else { return nil }
    let verification = try verification(against: .checkpoint(checkpoint))
    invocation.tell(unfinished: verification.unfinishedRedactions)
    if let contradiction = verification.contradiction(of: .checkpoint(checkpoint)) {
      throw Failure(
        .broken, "\(value.text) is not of the log in \(log.text): \(contradiction)",
        at: log.place(),
        hint:
          "the lines of either check out among themselves: one of the two was written anew, or is of "
          + "another ledger" + Self.words(of: verification, losses))
    }
    if let head = verification.falseHeads.first(where: { $0.sequence.value == checkpoint.size }) {
      throw Failure(
        .broken,
        "\(value.text) was issued by line \(head.sequence), which names line \(head.stated) as the last of "
          + "\(head.subject), and in the log in \(log.text) it was \(head.last)", at: log.place(),
        hint: "it leaves lines out")
    }
    return
      "it is of the log in \(log.text): the first \(checkpoint.size) lines there have its root, and its origin"
  }

  /// That what somebody holds is of the log that `--log` names: the way from one to the other where the file alone
  /// shows none.
  func agreementOfLog(
    of checkpoint: Checkpoint, _ lines: [LogLine], with held: HeldWitness
  ) throws(Failure) -> Agreement {
    let verification = try verification(against: held.witness)
    if let contradiction = verification.contradiction(of: held.witness) {
      throw Failure(
        .broken, "\(log?.text ?? "") is not as \(held.name) says: \(contradiction)",
        at: held.value.place(),
        hint: "the file is of that log, and what was held is not: compare with a copy of it"
          + Self.words(of: verification, []))
    }
    return Agreement(
      "so is \(held.name), which somebody held: \(held.words)", held,
      shows: HeldLines(upTo: held.witness.size, of: checkpoint, lines), bindsSize: true)
  }

  /// The losses that lines of the log accept, and those that lines of the file do.
  private static func words(of log: LogVerification, _ losses: [String]) -> String {
    (log.acceptedLosses.map { "in the log: \($0.words)" } + losses.map { "in the file: \($0)" })
      .map { "; \($0.printable)" }.joined()
  }

  private func verification(
    against witness: LogVerification.Witness
  ) throws(Failure) -> LogVerification {
    try invocation.reading { () throws(LogError) in
      try LogVerification(of: invocation.ledger.folder, against: witness)
    }
  }

  /// What the log that `--log` names says of a case file's verdict; `nil` where none is named.
  func logAgreement(
    of file: CaseFile, _ report: CaseFile.Report
  ) throws(Failure) -> CaseFile.LogAgreement? {
    if log == nil { return nil }
    return try invocation.reading { () throws(LogError) in
      try file.agreement(report, with: invocation.ledger)
    }
  }
}

extension CaseFile.LogAgreement {
  /// In a word.
  var name: String {
    switch self {
    case .same: "same"
    case .differs: "differs"
    }
  }

  /// For people.
  ///
  /// - Parameter size: how many lines the log had.
  func words(_ size: UInt64) -> String {
    switch self {
    case .same(let unread):
      "proved: the log there gives this verdict as well, by its first \(size) lines, with what is withheld here"
        + (unread.isEmpty
          ? ""
          : ", if that was text which was destroyed there since: "
            + unread.map { "\($0.names.joined(separator: ", ").printable) of #\($0.line)" }
            .joined(separator: ", "))
    case .differs(let words):
      "not so: by the log there, its first \(size) lines with what is withheld here, the verdict is another one: "
        + words.printable
    }
  }
}
