import CustodyLedger
import EventLog
import Interchange
import Ownership
import Presentation

extension Option {
  static let rules = Option(
    "--rules", value: "RULES", "which column is what; Sources/Interchange/Rules.md explains")
}

extension CommandDescription {
  /// `custody import --rules RULES FILE...`
  static let importing = CommandDescription(
    name: "import",
    abstract: "record another system’s history, from CSV, by rules",
    examples: [
      Example("custody import --rules crm.rules export.csv", "record what the export tells"),
      Example("custody import --rules crm.rules export.csv --dry-run", "show it first"),
      Example(
        "gzip -dc export.csv.gz | custody import --rules crm.rules -", "from standard input"),
    ],
    discussion: [
      "Ids are made of client, responsibility and time: a second import, or a longer export, adds nothing "
        + "twice, and an export that names somebody else for the same time is told as a conflict. All "
        + "rows of all files are one batch, which is recorded whole or not at all, unless "
        + "--skip-invalid says otherwise."
    ],
    positionals: [Positional("FILE", "the exported CSV, - for standard input", isRepeating: true)],
    options: [.rules, .dryRun, .skipInvalid, .allErrors, .expect], common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    guard let rules = invocation.arguments.value(.rules) else {
      throw .usage(
        "--rules is missing: which column is what", at: .argument(.max, bytes: nil),
        hint: "write custody import --rules RULES FILE")
    }
    return try ImportRun(invocation, rules).run()
  }
}

/// One import.
private struct ImportRun {
  let invocation: Invocation
  let rules: ParsedArguments.Value

  /// How many bytes of a file are read at most: its rows are one history, and are sorted in memory.
  private static let fileLimit = 2 << 30
  private static let lineLimit = CSVStream<Failure>.recordLimit

  init(_ invocation: Invocation, _ rules: ParsedArguments.Value) {
    self.invocation = invocation
    self.rules = rules
  }

  func run() throws(Failure) -> ExitCode {
    let plan = try plan()
    let total = plan.drafts.count
    invocation.remark(
      "read \(plan.rowsRead) rows: \(total) events; \(plan.rowsFiltered) rows were filtered, "
        + "\(plan.rowsUnchanged) change nothing")
    for remark in plan.remarks.prefix(20) {
      invocation.remark("\(remark.place.address): \(remark.message)")
    }
    if plan.remarks.count > 20 {
      invocation.remark("and \(plan.remarks.count - 20) more remarks of this kind")
    }
    var problems = plan.problems.map(Problem.init)
    var drafts = plan.drafts.makeIterator()
    return try Recording(invocation: invocation).record { () throws(LogError) in
      if !problems.isEmpty {
        defer { problems = [] }
        return .problems(problems)
      }
      return drafts.next().map { .event($0, place: { _ in nil }) }
    }
  }

  private func plan() throws(Failure) -> ImportPlan {
    let rulesFile = try InputFile(rules, invocation.surroundings)
    let text = try rulesFile.whole(limit: 1 << 20)
    var files: [ImportFile] = []
    for value in invocation.arguments.positionals {
      let file = try InputFile(value, invocation.surroundings)
      // What has no lines is no table, and may have no end.
      let bytes = try file.whole { beginning in
        let hasLines = beginning.prefix(Self.lineLimit).contains(UInt8(ascii: "\n"))
        return hasLines ? Self.fileLimit : Self.lineLimit
      }
      if bytes.starts(with: [0x1F, 0x8B]) {
        throw .usage(
          "\(file.name) is compressed", at: value.place(),
          hint: "write gzip -dc \(FailureText.quoted(file.name)) | custody import --rules "
            + "\(FailureText.quoted(rules.text)) -")
      }
      files.append(ImportFile(name: file.name, bytes: bytes))
    }
    do throws(RulesErrors) {
      let rules = try ImportRules(parsing: text, file: rulesFile.name)
      let importer = try Importer(rules: rules) { name in try? Ledger.zone(name) }
      return try importer.plan(files)
    } catch {
      throw Failure(.usage, error.problems.map(Problem.init))
    }
  }
}

extension Problem {
  init(_ problem: RowProblem) {
    self.init(problem.message, at: Place(problem.place))
  }

  init(_ problem: RulesProblem) {
    self.init(problem.message, at: Place(problem.place))
  }
}

extension Place {
  init(_ place: SourcePlace) {
    let before = String(place.excerpt.prefix(place.caretOffset))
    self = .text(
      address: place.address, excerpt: place.excerpt, caret: before.printable.displayWidth)
  }
}
