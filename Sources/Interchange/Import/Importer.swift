public import Ownership

/// Turns exported files into events by rules; touches no file, no clock and no ledger.
public struct Importer: Sendable {
  private let rules: ImportRules
  private let zone: Zone
  private let window: Instant?

  /// Takes rules and finds their zone.
  ///
  /// - Parameter zone: the zone with an IANA name, `nil` where there is none.
  /// - Throws: `RulesErrors` when the zone or the window of the rules does not exist.
  public init(
    rules: ImportRules, zone lookUp: (String) -> Zone?
  ) throws(RulesErrors) {
    self.rules = rules
    var problems: [RulesProblem] = []
    var found = Zone.utc
    if let name = rules.zone {
      if let zone = lookUp(name.text) {
        found = zone
      } else {
        problems.append(
          RulesProblem(
            place: name.place,
            message: "there is no zone \"\(name.text)\"; name one as in `zone Europe/Berlin`"))
      }
    }
    zone = found
    var start: Instant?
    if let window = rules.window {
      do throws(TimeProblem) {
        start = try Moment(window.text).start(in: found)
      } catch {
        problems.append(
          RulesProblem(
            place: window.place,
            message: "\"\(window.text)\" is neither a date nor an RFC 3339 time: \(error)"))
      }
    }
    window = start
    if !problems.isEmpty { throw RulesErrors(problems: problems) }
  }

  /// Reads all files and tells what to append.
  ///
  /// Rows that cannot be read are listed in the plan and bring no event; the caller decides whether the
  /// rest may be appended. Rows of all files are one history.
  ///
  /// - Throws: `RulesErrors` when a file lacks a column that the rules name.
  /// - Complexity: O(bytes + rows × log rows); memory for one row is about 200 bytes.
  public func plan(_ files: [ImportFile]) throws(RulesErrors) -> ImportPlan {
    var plan = ImportPlan()
    var reader = RowReader(rules: rules, zone: zone)
    var rows: [Row] = []
    var errors: [RulesProblem] = []
    for (index, file) in files.enumerated() {
      do throws(RulesErrors) {
        try read(file, number: Int32(index), &reader, &rows, &plan)
      } catch {
        errors += error.problems
      }
    }
    if !errors.isEmpty { throw RulesErrors(problems: errors) }
    rows.sort(by: Row.isBefore)
    let remarks: [(row: RowStart, message: String)]
    if rules.shape == .intervals {
      var terms = Terms(rules: rules)
      terms.take(rows, table: reader.table)
      plan.drafts = terms.drafts.drafts(
        rules: rules, table: reader.table, keptTexts: reader.keptTexts)
      plan.rowsUnchanged = terms.unchanged
      remarks = terms.remarks
    } else {
      var changes = StateChanges(rules: rules, window: window)
      for row in rows { changes.take(row, table: reader.table) }
      plan.drafts = changes.drafts.drafts(
        rules: rules, table: reader.table, keptTexts: reader.keptTexts)
      plan.rowsUnchanged = changes.unchanged
      remarks = changes.remarks
    }
    plan.remarks = remarks.map { remark in
      let file = files[Int(remark.row.file)]
      let place = SourcePlace(
        file: file.name, bytes: file.bytes, offset: remark.row.offset, encoding: rules.encoding,
        from: (remark.row.line, remark.row.offset))
      return RowProblem(place: place, message: remark.message)
    }
    return plan
  }

  private func read(
    _ file: ImportFile, number: Int32, _ reader: inout RowReader, _ rows: inout [Row],
    _ plan: inout ImportPlan
  ) throws(RulesErrors) {
    var csv = CSVReader(
      file: file.name, bytes: file.bytes, delimiter: rules.delimiter, encoding: rules.encoding)
    var fields: [CSVReader.Field] = []
    switch csv.next(into: &fields) {
    case .record: break
    case .damaged(let problem):
      plan.problems.append(problem)
      return
    case .end:
      plan.problems.append(
        csv.problem(
          at: csv.recordStart.offset, "the file is empty; its first row names the columns"))
      return
    }
    let columns = try BoundColumns(rules, header: fields.map(csv.text), file: file.name)
    while true {
      switch csv.next(into: &fields) {
      case .end: return
      case .damaged(let problem):
        plan.rowsRead += 1
        plan.problems.append(problem)
      case .record:
        plan.rowsRead += 1
        let record = RowReader.Record(csv: csv, fields: fields, columns: columns)
        let start = RowStart(
          file: number, line: csv.recordStart.line, offset: csv.recordStart.offset)
        switch reader.row(record, ordinal: Int32(rows.count), start: start) {
        case .row(let row): rows.append(row)
        case .filtered: plan.rowsFiltered += 1
        case .problems(let problems): plan.problems += problems
        }
      }
    }
  }
}
