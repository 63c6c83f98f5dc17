/// The types of events that this version of the format knows (FORMAT section 3).
///
/// The raw value is the type without `custody.`. A new kind is a case here, a row in
/// `EventKind+Fields.swift` and a case of `Fact`; exhaustive switches find every other place.
public enum EventKind: String, CaseIterable, Hashable, Sendable {
  case ledgerOpened = "ledger.opened"
  case ledgerRecovered = "ledger.recovered"
  case policyAdopted = "policy.adopted"
  case personJoined = "person.joined"
  case personMoved = "person.moved"
  case personAway = "person.away"
  case personReturned = "person.returned"
  case personLeft = "person.left"
  case clientRegistered = "client.registered"
  case clientRenamed = "client.renamed"
  case clientClosed = "client.closed"
  case assignmentMade = "assignment.made"
  case assignmentEnded = "assignment.ended"
  case handoffOffered = "handoff.offered"
  case handoffAccepted = "handoff.accepted"
  case handoffDeclined = "handoff.declined"
  case handoffWithdrawn = "handoff.withdrawn"
  case complaintFiled = "complaint.filed"
  case complaintRedirected = "complaint.redirected"
  case complaintAttributed = "complaint.attributed"
  case complaintDisputed = "complaint.disputed"
  case complaintResolved = "complaint.resolved"
  case complaintReopened = "complaint.reopened"
  case complaintWithdrawn = "complaint.withdrawn"
  case contractSigned = "contract.signed"
  case contractAmended = "contract.amended"
  case contractRenewed = "contract.renewed"
  case contractEnded = "contract.ended"
  case changeRequested = "change.requested"
  case changeDecided = "change.decided"
  case authorityGranted = "authority.granted"
  case authorityRevoked = "authority.revoked"
  case revenueReceived = "revenue.received"
  case bonusPaid = "bonus.paid"
  case bonusReversed = "bonus.reversed"
  case noteAdded = "note.added"
  case entryRetracted = "entry.retracted"
  case entryDisputed = "entry.disputed"
  case entryRedacted = "entry.redacted"
  case evidenceIssued = "evidence.issued"

  /// What every type of ours begins with.
  public static var prefix: String { "custody." }

  /// The `type` attribute.
  public var type: String { Self.prefix + rawValue }

  /// The kind of a `type` attribute; `nil` for types that this version does not know.
  public init?(type: String) {
    guard let kind = Self.byType[type] else { return nil }
    self = kind
  }

  /// Types are lower-case ASCII, which nothing but itself is canonically equivalent to: `String`'s own
  /// equality is that of the bytes here.
  private static let byType: [String: EventKind] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.type, $0) })

  /// Whether only the ledger itself writes this type; `append` and `import` refuse it.
  public var isWrittenByLedgerOnly: Bool {
    switch self {
    case .ledgerOpened, .ledgerRecovered, .entryRedacted, .evidenceIssued: true
    default: false
    }
  }

  /// Whether a correction may name a line of this type.
  public var canBeNamed: Bool {
    switch self {
    case .ledgerOpened, .entryRedacted, .evidenceIssued: false
    default: true
    }
  }
}
