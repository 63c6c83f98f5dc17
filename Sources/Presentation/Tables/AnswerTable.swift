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
}
