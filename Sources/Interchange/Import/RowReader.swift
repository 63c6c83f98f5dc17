import Ownership

/// Makes rows of records: conditions, names, times. Each wrong cell is a problem of its own.
struct RowReader {
  let rules: ImportRules
  let zone: Zone
  /// Names, and what conditions look at.
  private(set) var table = TextTable()
  /// Texts of kept columns, which may differ on every row.
  private(set) var keptTexts = TextTable()
  private var clients: NameBook
  private var persons: NameBook
  private var responsibilities: NameBook
  private var verdicts: [[Bool?]]
  private var problems: [RowProblem] = []

  init(rules: ImportRules, zone: Zone) {
    self.rules = rules
    self.zone = zone
    clients = NameBook(renamings: rules.renames[.client], prefix: rules.client?.prefix ?? "")
    persons = NameBook(renamings: rules.renames[.person], nobody: rules.nobody)
    responsibilities = NameBook(renamings: rules.renames[.responsibility])
    verdicts = Array(repeating: [], count: rules.skips.count + rules.onlys.count + 3)
  }

  /// A record under the header of its file.
  struct Record {
    let csv: CSVReader
    let fields: [CSVReader.Field]
    let columns: BoundColumns

    func content(_ column: ImportRules.Written) -> ArraySlice<UInt8> {
      csv.content(fields[columns[column]])
    }

    func problem(_ column: ImportRules.Written, offset: Int = 0, _ message: String) -> RowProblem {
      let field = fields[columns[column]]
      return csv.problem(at: min(field.start + offset, field.end), message)
    }
  }

  /// What became of a record.
  enum Outcome {
    case row(Row)
    case filtered
    case problems([RowProblem])
  }

  /// Understands a record.
  mutating func row(_ record: Record, ordinal: Int32, start: RowStart) -> Outcome {
    if record.fields.count != record.columns.count {
      return .problems([
        record.csv.problem(
          at: record.csv.recordStart.offset,
          "this row has \(record.fields.count) fields, the header has \(record.columns.count)")
      ])
    }
    if isFiltered(record) { return .filtered }
    problems = []
    let client = self.client(record)
    let time = self.time(rules.begin, record, isRequired: true)
    var row = Row(
      client: client ?? 0, time: time ?? .first, ordinal: ordinal, start: start, values: [],
      kept: kept(record))
    row.sourceTime = self.time(rules.sourceTime, record)
    row.endSourceTime = self.time(rules.endSourceTime, record)
    row.order = order(record)
    readTerm(record, begin: time, into: &row)
    readOccasions(record, into: &row)
    if !row.closes { row.values = values(record) }
    if problems.isEmpty { return .row(row) }
    return .problems(problems.sorted { $0.place.isBefore($1.place) })
  }

  // MARK: - Conditions

  private mutating func isFiltered(_ record: Record) -> Bool {
    for (index, condition) in rules.skips.enumerated() where passes(condition, record, index) {
      return true
    }
    let first = rules.skips.count
    for (index, condition) in rules.onlys.enumerated()
    where !passes(condition, record, first + index) {
      return true
    }
    return false
  }

  private mutating func readOccasions(_ record: Record, into row: inout Row) {
    let first = rules.skips.count + rules.onlys.count
    if let close = rules.close { row.closes = passes(close, record, first) }
    row.registers = applies(rules.register, record, first + 1)
    row.infers = applies(rules.firstIsInferred, record, first + 2)
  }

  private mutating func applies(
    _ occasion: ImportRules.Occasion?, _ record: Record, _ slot: Int
  ) -> Bool {
    switch occasion {
    case .always?: true
    case .when(let condition)?: passes(condition, record, slot)
    case nil: false
    }
  }

  /// Whether the row passes; each distinct text is judged once.
  private mutating func passes(_ condition: Condition, _ record: Record, _ slot: Int) -> Bool {
    let number = self.textNumber(record.content(condition.column))
    while verdicts[slot].count <= number { verdicts[slot].append(nil) }
    if let known = verdicts[slot][number] { return known }
    let verdict = condition.passes(table.text(number))
    verdicts[slot][number] = verdict
    return verdict
  }

  // MARK: - Names

  /// The number of a text, in UTF-8 whatever the file's encoding is.
  private mutating func textNumber(_ content: ArraySlice<UInt8>) -> Int {
    if rules.encoding == .latin1, content.contains(where: { $0 >= 0x80 }) {
      return table.number(of: rules.encoding.text(content))
    }
    return table.number(of: content)
  }

  private mutating func client(_ record: Record) -> Int32? {
    guard let rule = rules.client else { return nil }
    let number = self.number(of: rule.value, record)
    switch clients.meaning(of: number, in: &table) {
    case .name(let name): return name
    case .nobody: report(rule.value, record, "the client is empty")
    case .problem(let problem):
      report(rule.value, record, "\(table.text(number).quoted) cannot name a client: \(problem)")
    }
    return nil
  }

  private mutating func number(of source: ImportRules.ValueSource, _ record: Record) -> Int {
    switch source {
    case .constant(let text): table.number(of: text)
    case .column(let column): textNumber(record.content(column))
    }
  }

  private mutating func report(
    _ source: ImportRules.ValueSource, _ record: Record, _ message: String
  ) {
    if case .column(let column) = source {
      problems.append(record.problem(column, message))
    } else {
      problems.append(record.csv.problem(at: record.csv.recordStart.offset, message))
    }
  }

  private mutating func values(_ record: Record) -> [RowValue] {
    var values: [RowValue] = []
    values.reserveCapacity(rules.responsibilities.count)
    for rule in rules.responsibilities {
      let name = number(of: rule.name, record)
      var value = RowValue(responsibility: 0, person: person(rule.person, record))
      if let previous = rule.previous { value.previous = person(.column(previous), record) }
      switch responsibilities.meaning(of: name, in: &table) {
      case .name(let number): value.responsibility = number
      case .nobody: report(rule.name, record, "the responsibility is empty")
      case .problem(let problem):
        report(rule.name, record, "\(table.text(name).quoted) is no responsibility: \(problem)")
      }
      values.append(value)
    }
    return values
  }

  private mutating func person(_ source: ImportRules.ValueSource, _ record: Record) -> Int32 {
    let number = self.number(of: source, record)
    switch persons.meaning(of: number, in: &table) {
    case .name(let name): return name
    case .nobody: return RowValue.nobody
    case .problem(let problem):
      report(source, record, "\(table.text(number).quoted) cannot name a person: \(problem)")
      return RowValue.nobody
    }
  }

  // MARK: - Kept columns

  /// The most bytes that the kept columns of a row may have together: however they are escaped, the event
  /// fits into a line of the log.
  static var keptByteLimit: Int { 8_192 }

  private mutating func kept(_ record: Record) -> [Int32] {
    var bytes = 0
    return rules.kept.map { column in
      let content = record.content(column.column)
      bytes += content.count
      if content.isEmpty { return -1 }
      if bytes > Self.keptByteLimit, bytes - content.count <= Self.keptByteLimit {
        problems.append(
          record.problem(
            column.column,
            "too long to keep: the kept columns of a row may have \(Self.keptByteLimit) bytes in all"
          ))
      }
      if rules.encoding == .latin1 {
        return Int32(keptTexts.number(of: rules.encoding.text(content)))
      }
      return Int32(keptTexts.number(of: content))
    }
  }

  // MARK: - Times and numbers

  private mutating func time(
    _ column: ImportRules.TimeColumn?, _ record: Record, isRequired: Bool = false,
    dayAfter: Bool = false
  ) -> Instant? {
    guard let column, let format = column.format ?? rules.timeFormat else { return nil }
    let content = record.content(column.column)
    if content.isEmpty {
      if isRequired {
        problems.append(record.problem(column.column, "the time is empty; when did it happen?"))
      }
      return nil
    }
    do throws(TimeFormat.Problem) {
      return try format.instant(content, zone: zone, dayAfter: dayAfter)
    } catch {
      problems.append(record.problem(column.column, offset: error.offset, error.message))
      return nil
    }
  }

  private mutating func readTerm(_ record: Record, begin: Instant?, into row: inout Row) {
    guard let rule = rules.end else { return }
    row.end = time(rule.time, record, dayAfter: rule.includesDay)
    if let begin, let end = row.end, end <= begin {
      problems.append(
        record.problem(
          rule.time.column,
          end == begin
            ? "the term ends at the instant at which it begins; if the day of its end belongs to it, "
              + "say `through` instead of `until`"
            : "the term ends before it begins"))
    }
  }

  private mutating func order(_ record: Record) -> Int64 {
    guard let column = rules.order else { return 0 }
    let text = String(decoding: record.content(column), as: UTF8.self)
    guard let number = Int64(text) else {
      problems.append(
        record.problem(column, "\(text.quoted) is no whole number, and `order by` needs one"))
      return 0
    }
    return number
  }
}
