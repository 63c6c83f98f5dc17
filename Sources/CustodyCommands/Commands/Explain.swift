import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody explain CODE`
  static let explain = CommandDescription(
    name: "explain",
    abstract: "what a code of the audit means, and what to do about it",
    examples: [
      Example("custody explain C202", "one code"), Example("custody explain", "all of them"),
    ],
    positionals: [Positional("CODE", "a code of the audit, such as C202", isOptional: true)],
    common: [.format, .output] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    let format = try invocation.format()
    var codes = FindingCode.allCases
    if let value = invocation.arguments.positional(0) {
      guard let code = FindingCode(rawValue: value.text.uppercased()) else {
        throw .usage(
          "there is no finding \(value.text)", at: value.place(),
          hint: Suggestion.hint(for: value.text, among: codes.map(\.rawValue))
            ?? "custody explain lists them")
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
