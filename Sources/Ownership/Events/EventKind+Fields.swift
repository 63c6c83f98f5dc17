/// The table of FORMAT section 3: which subjects a type may have, and the fields of its `data` in
/// their canonical order. Validation, canonical order, `explain` and completions come from it.
extension EventKind {
  /// The kinds of subject on which this type may stand.
  public var subjects: [SubjectKind] {
    switch self {
    case .ledgerOpened, .ledgerRecovered, .policyAdopted, .evidenceIssued: [.ledger]
    case .personJoined, .personMoved, .personAway, .personReturned, .personLeft,
      .authorityGranted, .authorityRevoked:
      [.person]
    case .clientRegistered, .clientRenamed, .clientClosed, .assignmentMade, .assignmentEnded,
      .handoffOffered, .handoffAccepted, .handoffDeclined, .handoffWithdrawn,
      .complaintFiled, .complaintRedirected, .complaintAttributed, .complaintDisputed,
      .complaintResolved, .complaintReopened, .complaintWithdrawn,
      .contractSigned, .contractAmended, .contractRenewed, .contractEnded,
      .changeRequested, .changeDecided, .revenueReceived, .bonusPaid, .bonusReversed:
      [.client]
    case .noteAdded, .entryRetracted, .entryDisputed, .entryRedacted:
      [.client, .person, .ledger]
    }
  }

  /// The fields of `data` in canonical order, without `by` and `note`, which every type may carry.
  public var fields: [Field] { Self.table[place].own }

  /// The fields of `data` in canonical order, `by` and `note` included.
  public var allFields: [Field] { Self.table[place].all }

  /// `by` (who decided or did it) and `note`: every type may carry them, after its own fields.
  public static let commonFields: [Field] = [
    Field("by", .text, isRequired: false), Field("note", .text, isRequired: false),
  ]

  /// By `place`: hashing a case would hash its raw value, a string.
  private static let table: [(own: [Field], all: [Field])] = {
    var table: [(own: [Field], all: [Field])] = []
    for kind in allCases.sorted(by: { $0.place < $1.place }) {
      precondition(kind.place == table.count, "the places of kinds have no gaps")
      table.append((rows(kind), rows(kind) + commonFields))
    }
    return table
  }()

  private static func rows(_ kind: EventKind) -> [Field] {
    func must(_ name: String, _ kind: FieldKind) -> Field { Field(name, kind, isRequired: true) }
    func may(_ name: String, _ kind: FieldKind) -> Field { Field(name, kind, isRequired: false) }
    switch kind {
    case .ledgerOpened:
      return [must("name", .text), must("zone", .text), must("format", .format)]
    case .ledgerRecovered:
      return [
        must("segment", .text), must("offset", .count), must("bytes", .count),
        must("sha256", .text),
      ]
    case .policyAdopted:
      return [
        may("fallback", .fallback), may("responsibilities", .identifiers), may("limits", .limits),
        may("bonusBasis", .word(["signing", "revenue"])), may("signed", .names),
      ]
    case .personJoined:
      return [
        may("name", .text), may("manager", .identifier),
        may("kind", .word(["person", "team", "house"])),
      ]
    case .personMoved: return [must("manager", .identifier)]
    case .personAway: return [may("until", .day), may("deputy", .identifier)]
    case .personReturned: return []
    case .personLeft: return [may("reason", .text)]
    case .clientRegistered: return [may("name", .text)]
    case .clientRenamed: return [must("name", .text)]
    case .clientClosed: return [may("reason", .text)]
    case .assignmentMade:
      return [
        must("responsibility", .identifier), must("person", .identifier), may("reason", .text),
      ]
    case .assignmentEnded:
      return [
        must("responsibility", .identifier), may("person", .identifier), may("reason", .text),
      ]
    case .handoffOffered:
      return [
        must("handoff", .identifier), must("responsibility", .identifier),
        must("from", .identifier), must("to", .identifier), may("effective", .day),
      ]
    case .handoffAccepted, .handoffDeclined, .handoffWithdrawn:
      return [must("handoff", .identifier), may("reason", .text)]
    case .complaintFiled:
      return [
        must("complaint", .identifier), may("responsibility", .identifier), may("arose", .moment),
        may("against", .identifier), may("summary", .text), may("channel", .text),
      ]
    case .complaintRedirected:
      return [
        must("complaint", .identifier), may("from", .desk), must("to", .desk), may("reason", .text),
      ]
    case .complaintAttributed:
      return [must("complaint", .identifier), must("person", .identifier), must("reason", .text)]
    case .complaintDisputed, .complaintResolved, .complaintReopened, .complaintWithdrawn:
      return [must("complaint", .identifier), may("reason", .text), may("outcome", .text)]
    case .contractSigned:
      return [
        must("contract", .identifier), may("person", .identifier), may("terms", .terms),
        may("value", .amount), may("currency", .currency), may("ends", .day),
      ]
    case .contractAmended:
      return [must("contract", .identifier), must("terms", .amendedTerms)]
    case .contractRenewed: return [must("contract", .identifier), may("ends", .day)]
    case .contractEnded: return [must("contract", .identifier), may("reason", .text)]
    case .changeRequested:
      return [must("request", .identifier), may("contract", .identifier), must("wants", .text)]
    case .changeDecided:
      return [
        must("request", .identifier), must("decision", .word(["granted", "refused"])),
        may("reason", .text),
      ]
    case .authorityGranted:
      return [
        must("decision", .identifier), may("client", .identifier), may("limit", .amount),
        may("currency", .currency), may("until", .day),
      ]
    case .authorityRevoked: return [must("decision", .identifier), may("client", .identifier)]
    case .revenueReceived:
      return [may("contract", .identifier), must("amount", .amount), must("currency", .currency)]
    case .bonusPaid:
      return [
        must("bonus", .identifier), must("person", .identifier), may("contract", .identifier),
        must("amount", .amount), must("currency", .currency),
        must("basis", .word(["signing", "revenue", "retention"])), may("from", .day),
        may("to", .day),
      ]
    case .bonusReversed:
      return [must("bonus", .identifier), may("amount", .amount), must("reason", .text)]
    case .noteAdded: return [must("text", .text)]
    case .entryRetracted, .entryDisputed: return [must("entry", .entry), must("reason", .text)]
    case .entryRedacted:
      return [
        must("entry", .entry), must("fields", .names), must("reason", .text),
      ]
    case .evidenceIssued: return [may("complaint", .identifier), must("heads", .heads)]
    }
  }
}

/// One field of `data`.
public struct Field: Hashable, Sendable {
  /// The name in the log.
  public let name: String
  /// What it may hold.
  public let kind: FieldKind
  /// Whether a line without it is refused.
  public let isRequired: Bool

  init(_ name: String, _ kind: FieldKind, isRequired: Bool) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }
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
