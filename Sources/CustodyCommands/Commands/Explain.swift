import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody explain CODE|TYPE|FIELD`
  static let explain = CommandDescription(
    name: "explain",
    abstract: "what a code of the audit, a type of event or a field means",
    examples: [
      Example("custody explain C202", "a code: what it means, and what to do about it"),
      Example("custody explain complaint.filed", "a type: the fields that it has"),
      Example("custody explain arose", "a field: what it may hold, and which types have it"),
      Example("custody explain", "all codes"),
    ],
    positionals: [
      Positional(
        "WORD", "a code of the audit, a type with or without custody., or a field",
        isOptional: true)
    ],
    common: [.format, .output] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    let format = try invocation.format()
    var codes = FindingCode.allCases
    if let value = invocation.arguments.positional(0) {
      if let table = Vocabulary.table(explaining: value.text) {
        invocation.explain(table, format)
        return .answered
      }
      guard let code = FindingCode(rawValue: value.text.uppercased()) else {
        let words = codes.map(\.rawValue) + Vocabulary.words
        throw .usage(
          "there is no finding, type or field \(value.text)", at: value.place(),
          hint: Suggestion.hint(for: value.text, among: words)
            ?? "custody explain lists the codes of findings")
      }
      codes = [code]
    }
    let sheet = ReportSheet(explaining: codes)
    switch format {
    case .json: invocation.write(sheet.json)
    case .jsonl: invocation.write(sheet.jsonLines)
    case .csv: invocation.write(sheet.csv)
    case .markdown: invocation.write(sheet.markdown)
    case .table:
      for code in codes {
        let head = "\(code.rawValue) \(code.title) (\(code.severity.rawValue))"
        invocation.write(invocation.palette.paint(head, .heading) + "\n")
        for words in [code.explanation, "→ \(code.remedy)"] {
          invocation.write(words.wrapped(to: min(invocation.width, 100), after: "  ") + "\n")
        }
      }
    }
    return .answered
  }
}

extension Invocation {
  /// Writes a table of the vocabulary.
  fileprivate func explain(_ table: Table, _ format: Format) {
    switch format {
    case .json:
      write(
        .object(
          JSONMember.leading("explain") + [JSONMember("fields", .array(table.objects))]))
    case .table, .jsonl, .csv, .markdown: write(table, as: format)
    }
  }
}
