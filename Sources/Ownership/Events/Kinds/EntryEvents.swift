/// `note.added` and `entry.*`: remarks, and lines about other lines.
public enum EntryFact: FactGroup {
  case noteAdded(text: String?)
  case retracted(SequenceNumber, reason: String?)
  case disputed(SequenceNumber, reason: String?)
  indirect case redacted(Redaction)

  static let kinds = [
    KindDeclaration(.noteAdded, "note.added", on: [.client, .person, .ledger], [.text.required]) {
      .entry(.noteAdded(text: $0.text(.text)))
    },
    KindDeclaration(
      .entryRetracted, "entry.retracted", on: [.client, .person, .ledger], traits: .bearsOnAnswers,
      [.entry.required, .reason.required]
    ) { .entry(.retracted($0.entry(.entry), reason: $0.text(.reason))) },
    KindDeclaration(
      .entryDisputed, "entry.disputed", on: [.client, .person, .ledger],
      [.entry.required, .reason.required]
    ) { .entry(.disputed($0.entry(.entry), reason: $0.text(.reason))) },
    KindDeclaration(
      .entryRedacted, "entry.redacted", on: [.client, .person, .ledger],
      traits: [.writtenByLedger, .neverNamed], sealing: .nothing,
      [.entry.required, .destroyed.required, .reason.required]
    ) {
      .entry(.redacted(Redaction(entry: $0.entry(.entry), fields: $0.names(.destroyed))))
    },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .noteAdded(let text): [(.text, .text(text))]
    case .retracted(let entry, let reason), .disputed(let entry, let reason):
      [(.entry, .string(entry.digits)), (.reason, .text(reason))]
    // The ledger alone writes it, and nothing restates it.
    case .redacted: []
    }
  }

  var personsNamed: [PersonID] { [] }

  var statedMoments: [Moment] { [] }

  /// The line that it names; `nil` of a remark.
  public var entry: SequenceNumber? {
    switch self {
    case .noteAdded: nil
    case .retracted(let entry, _), .disputed(let entry, _): entry
    case .redacted(let redaction): redaction.entry
    }
  }
}
