public import Ownership

/// Answers as rows, for a table, CSV or Markdown.
extension Table {
  /// One row an answer.
  ///
  /// - Parameters:
  ///   - sheet: the answers.
  ///   - showsStretch: whether the question was about a period, so that each row says its stretch.
  ///   - time: how instants are spelt.
  public init(
    _ sheet: AnswerSheet, showsStretch: Bool, time: (Instant) -> String = { $0.description }
  ) {
    var columns = [Column("responsibility")]
    if showsStretch { columns += [Column("from"), Column("to")] }
    columns += [
      Column("accountable"), Column("acting"), Column("basis"),
      Column("heldAs", title: "HELD AS"), Column("since"), Column("until"), Column("confidence"),
      Column("evidence", title: "LINES", wraps: true),
    ]
    self.init(columns)
    for answer in sheet.answers {
      var row: [Cell] = [.text(answer.responsibility.text)]
      if showsStretch { row += [.text(time(answer.from)), .text(time(answer.to))] }
      row += [
        .optional(answer.accountable?.text, .person), .optional(answer.acting?.text),
        .text(answer.basis.rawValue), .optional(answer.heldAs?.text),
        .optional(answer.since.map(time)), .optional(answer.until.map(time)),
        .text(answer.confidence.rawValue),
        .optional(
          answer.evidence.isEmpty
            ? nil : answer.evidence.map { "#\($0)" }.joined(separator: " ")),
      ]
      append(row)
    }
  }

  /// One row an answer with all that it says, for other programs.
  public init(complete sheet: AnswerSheet) {
    self.init([
      Column("client"), Column("responsibility"), Column("from"), Column("to"),
      Column("accountable"), Column("acting"), Column("basis"), Column("heldAs"),
      Column("since"), Column("sinceExact"), Column("until"), Column("confidence"),
      Column("evidence"), Column("pendingHandoff"), Column("pendingState"),
      Column("pendingTo"), Column("disputed"), Column("contested"), Column("tied"),
      Column("overruled"),
    ])
    for answer in sheet.answers {
      append([
        .id(sheet.client), .id(answer.responsibility), .text(answer.from.description),
        .text(answer.to.description), .id(answer.accountable), .id(answer.acting),
        .text(answer.basis.rawValue), .id(answer.heldAs), .optional(answer.since?.description),
        .flag(answer.sinceExact), .optional(answer.until?.description),
        .text(answer.confidence.rawValue), .lines(answer.evidence),
        .id(answer.pendingHandoff?.handoff), .optional(answer.pendingHandoff?.state.rawValue),
        .id(answer.pendingHandoff?.to), .lines(answer.disputed), .lines(answer.contested),
        .lines(answer.tied), .lines(answer.overruled.map(\.sequence)),
      ])
    }
  }
}
