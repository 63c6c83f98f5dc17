/// The options that several commands have in common; they mean the same everywhere.
extension Option {
  static let log = Option(
    "--log", value: "FOLDER", "the ledger’s folder", standard: "EventLog",
    variable: "CUSTODY_LOG")
  static let color = Option(
    "--color", value: "WHEN", choices: ["auto", "always", "never"],
    "colour: on a terminal only, always or never; NO_COLOR in the environment means never",
    standard: "auto", variable: "CUSTODY_COLOR")
  static let help = Option("--help", short: "-h", "show this help")
  static let version = Option("--version", "show the version")

  static let format = Option(
    "--format", value: "FORMAT", choices: ["table", "json", "jsonl", "csv", "markdown"],
    "how the result is written", standard: "table, or what the name of -o FILE says",
    variable: "CUSTODY_FORMAT")
  static let output = Option(
    "--output", short: "-o", value: "FILE",
    "write the result to FILE; .json, .jsonl, .csv, .md and .txt choose the format")
  static let now = Option(
    "--now", value: "T", "the instant that relative dates are reckoned from",
    standard: "the clock", variable: "CUSTODY_NOW")

  static let dryRun = Option(
    "--dry-run", short: "-n", "show what would be recorded, and record nothing")
  static let allowNetwork = Option(
    "--network",
    "write to a ledger on a network file system, although locks and syncs may fail there")
  static let skipInvalid = Option(
    "--skip-invalid", "record the good rows and list the bad ones, instead of recording nothing")
  static let allErrors = Option(
    "--all-errors", "show every problem, instead of a few of each kind and how many more there are")
  static let expect = Option(
    "--expect", value: "SEQUENCE",
    "record only if the ledger's last line is still SEQUENCE; 0 for an empty one")

  /// What every command has.
  static let everywhere = [color, help]
  /// What commands on a ledger have.
  static let ledger = [log] + everywhere
  /// What commands that write to a ledger have.
  static let writing = [log, allowNetwork] + everywhere
  /// What questions have.
  static let question = [format, output, now, log] + everywhere
}
