/// One field of `data`.
public struct Field: Hashable, Sendable {
  /// The name in the log.
  public let name: String
  /// What it may hold.
  public let kind: FieldKind
  /// Whether a line without it is refused.
  public let isRequired: Bool

  init(_ name: String, _ kind: FieldKind, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }

  /// The same, where no line may be without it.
  var required: Field { Field(name, kind, isRequired: true) }
}

extension JSONMember {
  /// A field and its value.
  init(_ field: Field, _ value: JSON) {
    self.init(field.name, value)
  }
}

/// The fields of the vocabulary, each declared once; kinds say which they have, and which of them must stand.
extension Field {
  static let amendedTerms = Field("terms", .amendedTerms)
  static let amount = Field("amount", .amount)
  static let against = Field("against", .identifier)
  static let arose = Field("arose", .moment)
  static let basis = Field("basis", .word(["signing", "revenue", "retention"]))
  static let bonus = Field("bonus", .identifier)
  static let bonusBasis = Field("bonusBasis", .word(["signing", "revenue"]))
  static let by = Field("by", .text)
  static let bytes = Field("bytes", .count)
  static let channel = Field("channel", .text)
  static let client = Field("client", .identifier)
  static let complaint = Field("complaint", .identifier)
  static let contract = Field("contract", .identifier)
  static let currency = Field("currency", .currency)
  static let decision = Field("decision", .identifier)
  static let deputy = Field("deputy", .identifier)
  static let destroyed = Field("fields", .names)
  static let effective = Field("effective", .day)
  static let ends = Field("ends", .day)
  static let entry = Field("entry", .entry)
  static let fallback = Field("fallback", .fallback)
  static let format = Field("format", .format)
  static let from = Field("from", .identifier)
  static let fromDay = Field("from", .day)
  static let fromDesk = Field("from", .desk)
  static let handoff = Field("handoff", .identifier)
  static let heads = Field("heads", .heads)
  static let limit = Field("limit", .amount)
  static let limits = Field("limits", .limits)
  static let manager = Field("manager", .identifier)
  static let name = Field("name", .text)
  static let note = Field("note", .text)
  static let offset = Field("offset", .count)
  static let outcome = Field("outcome", .text)
  static let person = Field("person", .identifier)
  static let personKind = Field("kind", .word(["person", "team", "house"]))
  static let reason = Field("reason", .text)
  static let request = Field("request", .identifier)
  static let responsibilities = Field("responsibilities", .identifiers)
  static let responsibility = Field("responsibility", .identifier)
  static let ruling = Field("decision", .word(["granted", "refused"]))
  static let segment = Field("segment", .text)
  static let sha256 = Field("sha256", .text)
  static let signed = Field("signed", .names)
  static let summary = Field("summary", .text)
  static let terms = Field("terms", .terms)
  static let text = Field("text", .text)
  static let to = Field("to", .identifier)
  static let toDay = Field("to", .day)
  static let toDesk = Field("to", .desk)
  static let until = Field("until", .day)
  static let value = Field("value", .amount)
  static let wants = Field("wants", .text)
  static let zone = Field("zone", .text)
}

/// What a field may hold.
public enum FieldKind: Hashable, Sendable {
  /// Any string.
  case text
  /// See `Identifier`.
  case identifier
  /// A person, or `responsibility:<name>`.
  case desk
  /// One of a few words.
  case word([String])
  /// An instant or a bare date.
  case day
  /// An instant, a date, a month, or `A..B`.
  case moment
  /// An exact decimal, not negative, as a string.
  case amount
  /// Three capitals, ISO 4217.
  case currency
  /// Twelve digits.
  case entry
  /// A whole number, not negative.
  case count
  /// The number of the format, `1`.
  case format
  /// {name: string}
  case terms
  /// {name: string or null}
  case amendedTerms
  /// {responsibility: [responsibility…]}
  case fallback
  /// {name: number}
  case limits
  /// [identifier…]
  case identifiers
  /// [string…]
  case names
  /// {subject: its last sequence}
  case heads
}
