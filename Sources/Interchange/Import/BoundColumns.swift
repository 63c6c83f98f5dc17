import Ownership

/// Where the columns that the rules name stand in one file.
struct BoundColumns {
  /// The number of fields in each row.
  let count: Int
  private let indices: [String: Int]

  /// Finds the columns that `rules` name in a header.
  ///
  /// - Throws: a problem, at its place in the rules, for each name that the header lacks or has twice.
  init(_ rules: ImportRules, header: [String], file: String) throws(RulesErrors) {
    count = header.count
    var indices: [String: Int] = [:]
    var problems: [RulesProblem] = []
    for column in rules.columns where indices[column.text] == nil {
      let places = header.indices.filter { header[$0].hasSameBytes(as: column.text) }
      if places.count == 1 {
        indices[column.text] = places[0]
        continue
      }
      let message =
        places.isEmpty
        ? "\(file) has no column \"\(column.text)\"" + Self.hint(column.text, header)
        : "\(file) has \(places.count) columns named \"\(column.text)\"; give each its own name"
      problems.append(RulesProblem(place: column.place, message: message))
    }
    self.indices = indices
    if !problems.isEmpty {
      throw RulesErrors(problems: problems.sorted { $0.place.isBefore($1.place) })
    }
  }

  /// The place of a column in each row.
  subscript(column: ImportRules.Written) -> Int { indices[column.text] ?? 0 }

  private static func hint(_ name: String, _ header: [String]) -> String {
    if Spelling.nearest(to: name, among: header) != nil {
      return Spelling.hint(for: name, among: header)
    }
    return "; it has \(header.prefix(40).joined(separator: ", "))"
  }
}

extension ImportRules {
  /// Every column that these rules name, in the order in which they are used.
  var columns: [Written] {
    var found: [Written] = []
    func add(_ source: ValueSource?) {
      if case .column(let column)? = source { found.append(column) }
    }
    add(client?.value)
    for rule in responsibilities {
      add(rule.name)
      add(rule.person)
      if let previous = rule.previous { found.append(previous) }
    }
    let times = [begin, end?.time, sourceTime, endSourceTime]
    found += times.compactMap { $0?.column }
    if let order { found.append(order) }
    found += (skips + onlys + [close].compactMap { $0 }).map(\.column)
    for case .when(let condition)? in [firstIsInferred, register] { found.append(condition.column) }
    return found + kept.map(\.column)
  }
}
