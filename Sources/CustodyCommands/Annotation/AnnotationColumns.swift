import Interchange
import Ownership

/// Which columns of a spreadsheet say what is asked, and where the answers go.
struct AnnotationColumns {
  /// The columns that are added, but the last, which needs a column with the time of filing.
  static let names = [
    "accountable", "acting", "basis", "since", "evidence", "confidence", "changed_since_filed",
  ]

  /// The names in the first line.
  let header: [String]
  let client: Int
  let at: Int
  let filed: Int?
  let responsibility: Int?
  /// The names of the columns that are added.
  let added: [String]
  /// The columns of an earlier run, whose place they take.
  let earlier: Range<Int>?

  /// Reads the first line.
  init(
    _ invocation: Invocation, _ records: CSVStream<Failure>, file: String
  ) throws(Failure) {
    let arguments = invocation.arguments
    switch try records.next() {
    case nil:
      throw .usage(
        "\(file == "-" ? "standard input" : file) is empty",
        hint: "the first line names the columns")
    case .damaged(let problem)?: throw Failure(.usage, [Problem(problem)])
    case .fields?: header = records.texts
    }
    let finder = Finder(header: header, file: file)
    client = try finder.place(arguments.value(.clientColumn), "client", .clientColumn)
    at = try finder.place(arguments.value(.atColumn), "at", .atColumn)
    filed = try arguments.value(.filedColumn).map { value throws(Failure) in
      try finder.place(value, "", .filedColumn)
    }
    responsibility = try arguments.value(.responsibilityColumn).map { value throws(Failure) in
      try finder.place(value, "", .responsibilityColumn)
    }
    let prefix = arguments.value(.prefix)?.text ?? ""
    let all = Self.names.map { prefix + $0 }
    added = filed == nil ? all.dropLast() : all
    earlier = Self.earlier(all, in: header)
    for (place, name) in header.enumerated() where earlier?.contains(place) != true {
      if added.contains(where: { $0.hasSameBytes(as: name) }) {
        throw .usage(
          "\(file) has a column \(name) already, which is not of an earlier run",
          hint: "give the added columns other names: --prefix custody_")
      }
    }
    let asked = [client, at, filed, responsibility].compactMap(\.self)
    if let earlier, let place = asked.first(where: earlier.contains) {
      throw .usage(
        "the column \(header[place]) is one that annotate itself has added",
        at: Self.value(naming: header[place], arguments)?.place(),
        hint: "name a column of the spreadsheet’s own")
    }
  }

  private static func value(
    naming name: String, _ arguments: ParsedArguments
  ) -> ParsedArguments.Value? {
    [Option.clientColumn, .atColumn, .filedColumn, .responsibilityColumn]
      .compactMap(arguments.value).first { $0.text.hasSameBytes(as: name) }
  }

  /// The columns of an earlier run: all of them side by side, with or without the last.
  private static func earlier(_ names: [String], in header: [String]) -> Range<Int>? {
    for wanted in [names, names.dropLast()] where header.count >= wanted.count {
      for start in 0...header.count - wanted.count {
        let range = start..<start + wanted.count
        let isThere = zip(header[range], wanted).allSatisfy { $0.hasSameBytes(as: $1) }
        if isThere { return range }
      }
    }
    return nil
  }

  /// Finds columns by their names.
  private struct Finder {
    let header: [String]
    let file: String

    func place(
      _ value: ParsedArguments.Value?, _ standard: String, _ option: Option
    ) throws(Failure) -> Int {
      let name = value?.text ?? standard
      let places = header.indices.filter { header[$0].hasSameBytes(as: name) }
      if places.count == 1 { return places[0] }
      throw .usage(
        places.isEmpty
          ? "\(file) has no column \"\(name)\"" : "the column \(name) is there twice",
        at: value?.place(),
        hint: otherDelimiter ?? Suggestion.hint(for: name, among: header)
          ?? "say which with \(option.name): \(header.prefix(12).joined(separator: ", "))")
    }

    /// A file whose first line is one field is perhaps separated by something else.
    private var otherDelimiter: String? {
      guard header.count == 1 else { return nil }
      if header[0].utf8.contains(9) { return "tabs separate its fields: --delimiter tab" }
      let isOther = header[0].utf8.contains(UInt8(ascii: ";"))
      return isOther ? "semicolons separate its fields: --delimiter ';'" : nil
    }
  }
}
