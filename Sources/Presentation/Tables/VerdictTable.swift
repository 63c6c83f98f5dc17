public import Ownership

/// A verdict as rows, for CSV or Markdown: one for each answer of each end, one for each turning line, each
/// other late one and each redaction since the filing.
extension Table {
  /// The rows in the order of time: as filed, what turned it, what else came late, now.
  ///
  /// Where a turning line stands between answers about a period it has a row for each stretch.
  public init(_ verdict: Verdict, lines: Lines) {
    self.init([
      Column("client"), Column("complaint"), Column("what"), Column("sequence"),
      Column("responsibility"), Column("against"),
      Column("againstWasAccountable", title: "WAS ACCOUNTABLE"), Column("from"), Column("to"),
      Column("accountable"), Column("acting"), Column("basis"),
      Column("heldAs", title: "HELD AS"), Column("since"), Column("until"), Column("confidence"),
      Column("evidence"), Column("before"), Column("beforeBasis", title: "BASIS BEFORE"),
      Column("lateBy", title: "LATE BY"), Column("recordedBy", title: "RECORDED BY"),
    ])
    let rows = VerdictRows(verdict: verdict, lines: lines)
    let was = verdict.againstWasAccountable
    for row in rows.end(verdict.asFiled, "as filed", was.asFiled) { append(row) }
    if let ledger = verdict.asFiledLedger {
      for row in rows.end(ledger, "as filed, ledger", nil) { append(row) }
    }
    for line in verdict.turning {
      for row in rows.turning("turned by", line) { append(row) }
    }
    for line in verdict.turningLedger {
      for row in rows.turning("turned by, ledger", line) { append(row) }
    }
    for line in verdict.late { append(rows.late("late", line, verdict.clock)) }
    for line in verdict.lateLedger { append(rows.late("late, ledger", line, .ledger)) }
    for line in verdict.redactions { append(rows.late("redacted", line, verdict.clock)) }
    for row in rows.end(verdict.now, "now", was.now) { append(row) }
  }
}

/// The rows of a verdict.
private struct VerdictRows {
  let verdict: Verdict
  let lines: Lines

  func end(_ end: VerdictEnd, _ what: String, _ wasAccountable: Bool?) -> [[Table.Cell]] {
    end.reply.answers.map { answer in
      row(
        what, end.reply.knownSequence,
        [
          .id(answer.responsibility),
          end.isAgainstDestroyed ? .redacted : .id(end.against),
          wasAccountable.map { .flag($0) } ?? .nothing,
          .text(answer.from.description), .text(answer.to.description), .id(answer.accountable),
          .id(answer.acting), .text(answer.basis.rawValue), .id(answer.heldAs),
          .optional(answer.since?.description), .optional(answer.until?.description),
          .text(answer.confidence.rawValue), .lines(answer.evidence), .nothing, .nothing,
          .nothing, .nothing,
        ])
    }
  }

  func turning(_ what: String, _ line: TurningLine) -> [[Table.Cell]] {
    (0..<max(line.before.count, line.after.count)).map { place in
      let before = line.before.indices.contains(place) ? line.before[place] : nil
      let after = line.after.indices.contains(place) ? line.after[place] : nil
      return row(
        what, line.sequence,
        [.nothing, .nothing, .nothing, .nothing, .nothing, .id(after?.accountable), .nothing]
          + [.optional(after?.basis.rawValue)] + [Table.Cell](repeating: .nothing, count: 5) + [
            .id(before?.accountable), .optional(before?.basis.rawValue), seconds(line.lateBy),
            .text(line.recordedBy),
          ])
    }
  }

  func late(_ what: String, _ line: SequenceNumber, _ clock: Clock) -> [Table.Cell] {
    let event = lines.event(line)
    return row(
      what, line,
      [Table.Cell](repeating: .nothing, count: 15) + [
        event.map { seconds($0.lateness(on: clock)) } ?? .nothing, .optional(event?.recordedBy),
      ])
  }

  private func row(
    _ what: String, _ sequence: SequenceNumber, _ cells: [Table.Cell]
  ) -> [Table.Cell] {
    [.id(verdict.client), .id(verdict.complaint), .text(what), .number(sequence.value)] + cells
  }

  private func seconds(_ microseconds: Int64) -> Table.Cell {
    .text(JSONWriter.text(.seconds(microseconds: microseconds)))
  }
}
