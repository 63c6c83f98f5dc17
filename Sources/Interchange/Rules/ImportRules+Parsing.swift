/// Reading a rules file: line by line, then what the lines mean together. All problems, not the first.
extension ImportRules {
  /// Reads a rules file in UTF-8.
  ///
  /// - Parameter file: the name that error messages show.
  /// - Throws: `RulesErrors` with every line that cannot be read and everything that is missing.
  public init(parsing bytes: [UInt8], file: String) throws(RulesErrors) {
    self.file = file
    var parser = Parser(file: file, bytes: bytes)
    if let bad = TextEncoding.utf8.firstBadByte(in: bytes, 0..<bytes.count) {
      let place = SourcePlace(file: file, bytes: bytes, offset: bad, from: (1, 0))
      throw RulesErrors(problems: [
        RulesProblem(place: place, message: "this byte is not UTF-8; save the rules as UTF-8")
      ])
    }
    parser.readLines(&self)
    parser.checkWhole(self)
    if !parser.problems.isEmpty {
      throw RulesErrors(problems: parser.problems.sorted { $0.place.isBefore($1.place) })
    }
  }

  /// Collects the problems and where each kind of line stands.
  private struct Parser {
    let file: String
    let bytes: [UInt8]
    var problems: [RulesProblem] = []
    var places: [Directive: SourcePlace] = [:]
    var shapeIsKnown = false

    init(file: String, bytes: [UInt8]) {
      self.file = file
      self.bytes = bytes
    }

    mutating func readLines(_ rules: inout ImportRules) {
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var number = 1
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
        let hasReturn = end > start && bytes[end - 1] == Byte.carriageReturn
        let range = start..<(hasReturn ? end - 1 : end)
        do throws(RulesProblem) {
          var line = try RulesLine(file: file, bytes: bytes, number: number, range: range)
          if !line.isAtEnd { try read(&line, &rules) }
        } catch {
          problems.append(error)
          // A line that cannot be cut into words is there all the same.
          let first = bytes[range].split(whereSeparator: RulesLine.isBlank).first ?? []
          if let directive = Directive(rawValue: String(decoding: first, as: UTF8.self)),
            places[directive] == nil
          {
            places[directive] = error.place
          }
        }
        start = end + 1
        number += 1
      }
    }

    private mutating func read(
      _ line: inout RulesLine, _ rules: inout ImportRules
    ) throws(RulesProblem) {
      let first = try line.word("a rule")
      guard let directive = Directive(rawValue: first.text) else {
        let known = Directive.allCases.map(\.rawValue)
        throw line.problem(
          at: first.range.lowerBound,
          "no rule begins with \"\(first.text)\""
            + (Spelling.nearest(to: first.text, among: known) == nil
              ? "; there are \(known.joined(separator: ", "))"
              : Spelling.hint(for: first.text, among: known)))
      }
      let place = line.place(at: first.range.lowerBound)
      if let earlier = places[directive], !directive.mayRepeat {
        throw RulesProblem(
          place: place,
          message:
            "a second `\(directive.rawValue)`; the first is on line \(earlier.line): keep one")
      }
      places[directive] = place
      do throws(RulesProblem) {
        try rules.take(directive, &line)
        try line.end()
        if directive == .shape { shapeIsKnown = true }
      } catch {
        throw RulesProblem(
          place: error.place, message: "\(error.message); write it as: \(directive.usage)")
      }
    }

    /// What the lines mean together.
    mutating func checkWhole(_ rules: ImportRules) {
      require(.shape, "say in which form the history comes")
      require(.source, "say which system speaks, for the `source` of the events")
      require(.client, "say which column names the client")
      require(.responsibility, "say who is responsible for what")
      guard shapeIsKnown else { return }
      for directive in Directive.allCases where !directive.shapes.contains(rules.shape) {
        if let place = places[directive] {
          let shapes = directive.shapes.map(\.rawValue).joined(separator: " and ")
          problems.append(
            RulesProblem(
              place: place,
              message:
                "`\(directive.rawValue)` is for \(shapes), and these rules are for \(rules.shape)"))
        }
      }
      if rules.shape == .intervals {
        require(.from, "say which column begins the term")
        if places[.until] == nil, places[.through] == nil {
          require(.until, "say which column ends the term")
        }
        if let through = places[.through], places[.until] != nil {
          add(through, "`until` and `through` exclude each other: keep one")
        }
      } else {
        require(.time, "say which column tells when it happened")
      }
      checkTimes(rules)
      checkPrevious(rules)
    }

    private mutating func checkTimes(_ rules: ImportRules) {
      let columns = [rules.begin, rules.end?.time, rules.sourceTime, rules.endSourceTime]
        .compactMap { $0 }
      guard let first = columns.first else { return }
      if rules.timeFormat == nil, columns.contains(where: { $0.format == nil }) {
        require(.timeFormat, "say how times are written")
        return
      }
      let formats = columns.compactMap { $0.format ?? rules.timeFormat }
      if rules.zone == nil, formats.contains(where: { !$0.hasOffset }) {
        add(
          places[.timeFormat] ?? first.column.place,
          "these times carry no offset; say where they are meant, for example `zone UTC`")
      }
      if let end = rules.end, end.includesDay,
        let format = end.time.format ?? rules.timeFormat, !format.isDateOnly
      {
        add(
          end.time.column.place,
          "`through` includes a whole day, and this column has a time of day: say `until`")
      }
    }

    private mutating func checkPrevious(_ rules: ImportRules) {
      let previous = rules.responsibilities.compactMap(\.previous)
      if rules.shape != .changes, let first = previous.first {
        add(first.place, "`previous` is for changes, and these rules are for \(rules.shape)")
      }
      if rules.shape == .changes, let window = places[.window], previous.isEmpty {
        add(
          window,
          "a window needs to know what was before: add `previous COLUMN` to a responsibility")
      }
    }

    private mutating func add(_ place: SourcePlace, _ message: String) {
      problems.append(RulesProblem(place: place, message: message))
    }

    /// If there is no such line, a problem says so at the end of the file.
    private mutating func require(_ directive: Directive, _ why: String) {
      if places[directive] != nil { return }
      let end = SourcePlace(file: file, bytes: bytes, offset: bytes.count, from: (1, 0))
      add(end, "no `\(directive.rawValue)`: \(why); write: \(directive.usage)")
    }
  }
}
