import Ownership
import Presentation

/// The types of events and their fields as a table, from the table that validates them.
enum Vocabulary {
  /// What a word explains: a type, with or without `custody.`, or a field; `nil` for other words.
  static func table(explaining word: String) -> Table? {
    if let kind = EventKind(type: word) ?? EventKind(name: word) {
      return table(
        (kind.fields + EventKind.commonFields).map { (kind.name, subjects(kind), $0) })
    }
    if let field = EventKind.commonFields.first(where: { $0.name.hasSameBytes(as: word) }) {
      return table([("every type", "any", field)])
    }
    let uses = EventKind.allCases.flatMap { kind in
      kind.fields.filter { $0.name.hasSameBytes(as: word) }.map {
        (kind.name, subjects(kind), $0)
      }
    }
    return uses.isEmpty ? nil : table(uses)
  }

  /// Every type and every field, for suggestions.
  static var words: [String] {
    let fields = EventKind.allCases.flatMap { $0.fields + EventKind.commonFields }
    return EventKind.allCases.map(\.name) + Set(fields.map(\.name)).sorted()
  }

  private static func subjects(_ kind: EventKind) -> String {
    kind.subjects.map { $0 == .ledger ? "ledger" : "\($0.rawValue)/ID" }.joined(separator: ", ")
  }

  private static func table(_ rows: [(type: String, on: String, field: Field)]) -> Table {
    var table = Table([
      .init("type"), .init("on"), .init("field"), .init("required"), .init("holds", wraps: true),
    ])
    for row in rows {
      table.append([
        .text(row.type), .text(row.on), .text(row.field.name), .flag(row.field.isRequired),
        .text(row.field.kind.words),
      ])
    }
    return table
  }
}

extension FieldKind {
  /// What a field may hold, in words.
  fileprivate var words: String {
    switch self {
    case .text: "any text"
    case .identifier: "an id"
    case .desk: "a person, or responsibility:NAME"
    case .word(let words): words.joined(separator: ", ")
    case .day: "an instant or a day"
    case .moment: "an instant, a day, a month, or A..B"
    case .amount: "an exact decimal that is not negative, such as \"1250.00\""
    case .currency: "three capitals, ISO 4217"
    case .entry: "the number of a line, twelve digits"
    case .count: "a whole number"
    case .format: "the number of the format, 1"
    case .terms: "{name: text}"
    case .amendedTerms: "{name: text, or null for a term struck out}"
    case .fallback: "{responsibility: [responsibility…]}"
    case .limits: "{name: number}"
    case .identifiers: "[id…]"
    case .names: "[text…]"
    case .heads: "{subject: the number of its last line}"
    }
  }
}
