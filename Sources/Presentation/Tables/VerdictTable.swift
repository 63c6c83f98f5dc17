public import Ownership

/// A verdict as rows, for CSV or Markdown: one for each answer of each end, one for each turning line.
extension Table {
  /// The rows in the order of time: as filed, what turned it, now.
  public init(_ verdict: Verdict) {
    self.init([
      Column("client"), Column("complaint"), Column("what"), Column("sequence"),
      Column("responsibility"), Column("from"), Column("to"), Column("accountable"),
      Column("basis"), Column("lateBy", title: "LATE BY"),
      Column("recordedBy", title: "RECORDED BY"),
    ])
    let name: [Cell] = [.text(verdict.client.text), .text(verdict.complaint.text)]
    append(verdict.asFiled, "as filed", name)
    if let ledger = verdict.asFiledLedger { append(ledger, "as filed, ledger", name) }
    for line in verdict.turning {
      for standing in line.after {
        append(
          name + [
            .text("turned by"), .number(line.sequence.value), .nothing, .nothing, .nothing,
            .optional(standing.accountable?.text), .text(standing.basis.rawValue),
            .text(JSONText.text(.seconds(microseconds: line.lateBy))), .text(line.recordedBy),
          ])
      }
    }
    append(verdict.now, "now", name)
  }

  private mutating func append(_ end: VerdictEnd, _ what: String, _ name: [Cell]) {
    for answer in end.reply.answers {
      append(
        name + [
          .text(what), .number(end.reply.knownSequence.value), .text(answer.responsibility.text),
          .text(answer.from.description), .text(answer.to.description),
          .optional(answer.accountable?.text), .text(answer.basis.rawValue), .nothing, .nothing,
        ])
    }
  }
}
