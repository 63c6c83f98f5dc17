import Interchange

extension Option {
  static let clientColumn = Option(
    "--client-column", value: "NAME", "the column with the client’s id, or its name",
    standard: "client")
  static let atColumn = Option(
    "--at-column", value: "NAME", "the column with the time that is asked about", standard: "at")
  static let filedColumn = Option(
    "--filed-column", value: "NAME",
    "the column with the time of filing: who was accountable as far as was known then is compared")
  static let responsibilityColumn = Option(
    "--responsibility-column", value: "NAME", "the column with the responsibility")
  static let responsibility = Option(
    "--responsibility", value: "NAME", "the responsibility of rows that name none",
    standard: "account", completes: .responsibilities)
  static let timeFormat = Option(
    "--time-format", value: "FORMAT",
    "how the columns spell times: rfc3339, date, or codes such as '%-d/%-m/%Y %H:%M'",
    standard: "rfc3339")
  static let delimiter = Option(
    "--delimiter", value: "CHARACTER", "what separates fields of FILE; or tab", standard: ",")
  static let encoding = Option(
    "--encoding", value: "NAME", choices: TextEncoding.allCases.map(\.rawValue),
    "how FILE is encoded", standard: "utf-8")
  static let prefix = Option(
    "--prefix", value: "TEXT", "what the names of the added columns begin with", standard: "nothing"
  )
  static let unmatched = Option(
    "--unmatched", value: "FILE",
    "write the rows that cannot be answered to FILE as well, with line and reason; damaged ones as they "
      + "stand")
  /// Without a variable: a setting for reports means nothing for a spreadsheet.
  static let rowFormat = Option(
    "--format", value: "FORMAT", choices: AnnotatedRows.Form.allCases.map(\.rawValue),
    "how the rows are written", standard: "csv, or what the name of -o FILE says")
  static let rowOutput = Option(
    "--output", short: "-o", value: "FILE",
    "write the rows to FILE; .csv, .jsonl and .json choose the format")
}

extension CommandDescription {
  /// `custody annotate FILE`
  static let annotate = CommandDescription(
    name: "annotate",
    abstract: "a spreadsheet of tickets or complaints gets columns: who was accountable, and why",
    examples: [
      Example(
        "custody annotate tickets.csv --at-column opened_at -o answered.csv",
        "who was accountable for the account when each was opened"),
      Example(
        "custody annotate tickets.csv --client-column number --at-column opened_at "
          + "--responsibility owner --time-format '%-d/%-m/%Y %H:%M'",
        "with the names and the times of another system"),
      Example(
        "custody annotate tickets.csv --unmatched rest.csv -o answered.csv",
        "and a list of the rows that nobody can answer, to be mended"),
    ],
    discussion: [
      "The rows of FILE come out in their order and as they stand, each with accountable, acting, basis, "
        + "since, evidence, confidence, and changed_since_filed where --filed-column is given. Columns of "
        + "an earlier run are replaced where they stand. A file in another encoding comes out in UTF-8. "
        + "FILE is read and written row by row, however long it is.",
      "Times without an offset are of the ledger’s zone. Rows that cannot be answered come out with empty "
        + "columns, damaged ones as they stand; they are counted by reason and the first of them named, "
        + "and the exit code is then 2. It is 1 when nobody was accountable for any row.",
    ],
    positionals: [
      Positional("FILE", "the spreadsheet as CSV, its first line the names; - is standard input")
    ],
    options: [
      .clientColumn, .atColumn, .filedColumn, .responsibilityColumn, .responsibility, .timeFormat,
      .delimiter, .encoding, .prefix, .unmatched, .knownAt, .clock,
    ], common: [.rowFormat, .rowOutput, .now, .log] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    try AnnotateRun(invocation).run()
  }
}
