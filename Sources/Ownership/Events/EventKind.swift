/// The types of events that this version of the format knows (FORMAT section 3).
///
/// This is only the list of them; each is declared in `Kinds/`, where `Kinds.md` says what else a new one touches.
public enum EventKind: UInt8, CaseIterable, Hashable, Sendable {
  case ledgerOpened, ledgerRecovered, policyAdopted
  case personJoined, personMoved, personAway, personReturned, personLeft
  case clientRegistered, clientRenamed, clientClosed
  case assignmentMade, assignmentEnded
  case handoffOffered, handoffAccepted, handoffDeclined, handoffWithdrawn
  case complaintFiled, complaintRedirected, complaintAttributed, complaintDisputed,
    complaintResolved, complaintReopened, complaintWithdrawn
  case contractSigned, contractAmended, contractRenewed, contractEnded
  case changeRequested, changeDecided
  case authorityGranted, authorityRevoked
  case revenueReceived, bonusPaid, bonusReversed
  case noteAdded
  case entryRetracted, entryDisputed, entryRedacted
  case evidenceIssued

  /// What every type of ours begins with.
  public static var prefix: String { "custody." }

  /// The `type` attribute.
  public var type: String { declaration.type }

  /// The type without `custody.`, as people say it: `person.joined`.
  public var name: String { declaration.name }

  /// The kind of a `type` attribute; `nil` for types that this version does not know.
  public init?(type: String) {
    guard let kind = KindDeclaration.byType[type] else { return nil }
    self = kind
  }

  /// The kind of a type without `custody.`.
  public init?(name: String) {
    self.init(type: Self.prefix + name)
  }

  /// The kinds of subject on which this type may stand.
  public var subjects: [SubjectKind] { declaration.subjects }

  /// The fields of `data` in canonical order, without `by` and `note`, which every type may carry.
  public var fields: [Field] { declaration.fields }

  /// The fields of `data` in canonical order, `by` and `note` included.
  public var allFields: [Field] { declaration.allFields }

  /// `by` (who decided or did it) and `note`: every type may carry them, after its own fields.
  public static let commonFields: [Field] = [.by, .note]

  /// Whether only the ledger itself writes this type; `append` and `import` refuse it.
  public var isWrittenByLedgerOnly: Bool { declaration.traits.contains(.writtenByLedger) }

  /// Whether a correction may name a line of this type.
  public var canBeNamed: Bool { !declaration.traits.contains(.neverNamed) }

  /// Whether lines of this kind decide who answers.
  public var bearsOnAnswers: Bool { declaration.traits.contains(.bearsOnAnswers) }

  /// Whether such a line names another in its `entry`.
  package var namesEntry: Bool { fields.contains { $0.kind == .entry } }

  /// Which values of such a line are sealed.
  var sealing: Sealing { declaration.sealing }

  /// What its group says of it.
  var declaration: KindDeclaration { KindDeclaration.table[Int(rawValue)] }
}
