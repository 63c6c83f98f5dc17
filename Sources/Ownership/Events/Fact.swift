/// What a line says, once it is understood: one case a type of FORMAT section 3.
///
/// A `person` and the like may have been destroyed by a redaction; `Erasable` makes every reader say
/// what it does then. Rare and long cases are kept apart, so that a million assignments stay small.
public enum Fact: Hashable, Sendable {
  case ledgerOpened(name: String, zone: String)
  /// A tail was set aside; or acknowledged lines are gone, and somebody goes on without them.
  indirect case ledgerRecovered(AcceptedLoss?)
  indirect case policyAdopted(PolicyChange)
  case personJoined(name: String?, manager: Erasable<PersonID>?, kind: PersonKindName?)
  case personMoved(manager: Erasable<PersonID>)
  case personAway(until: Moment?, deputy: Erasable<PersonID>?)
  case personReturned
  case personLeft(reason: String?)
  case clientRegistered(name: String?)
  case clientRenamed(name: String?)
  case clientClosed(reason: String?)
  case assignmentMade(Responsibility, Erasable<PersonID>, reason: String?)
  case assignmentEnded(Responsibility, Erasable<PersonID>?, reason: String?)
  indirect case handoffOffered(HandoffOffer)
  case handoffAccepted(HandoffID, reason: String?)
  case handoffDeclined(HandoffID, reason: String?)
  case handoffWithdrawn(HandoffID, reason: String?)
  indirect case complaintFiled(ComplaintFiling)
  indirect case complaintRedirected(
    ComplaintID, from: Erasable<Desk>?, to: Erasable<Desk>, reason: String?)
  case complaintAttributed(ComplaintID, Erasable<PersonID>, reason: String?)
  case complaintDisputed(ComplaintID, reason: String?, outcome: String?)
  case complaintResolved(ComplaintID, reason: String?, outcome: String?)
  case complaintReopened(ComplaintID, reason: String?, outcome: String?)
  case complaintWithdrawn(ComplaintID, reason: String?, outcome: String?)
  indirect case contractSigned(ContractSignature)
  case contractAmended(ContractID, terms: Erasable<[Term]>)
  case contractRenewed(ContractID, ends: Erasable<Moment>?)
  case contractEnded(ContractID, reason: String?)
  case changeRequested(RequestID, contract: ContractID?, wants: String?)
  case changeDecided(RequestID, Erasable<ChangeDecision>, reason: String?)
  indirect case authorityGranted(AuthorityGrant)
  case authorityRevoked(Erasable<DecisionID>, client: Erasable<ClientID>?)
  case revenueReceived(
    contract: ContractID?, amount: Erasable<Amount>, currency: Erasable<Currency>)
  indirect case bonusPaid(BonusPayout)
  case bonusReversed(BonusID, amount: Erasable<Amount>?, reason: String?)
  case noteAdded(text: String?)
  case entryRetracted(SequenceNumber, reason: String?)
  case entryDisputed(SequenceNumber, reason: String?)
  indirect case entryRedacted(Redaction)
  case evidenceIssued(complaint: ComplaintID?)
  /// A type that this version does not know, or a known one that is not well formed: it changes no
  /// answer and strikes nothing.
  case unknown(UnknownReason)
}

/// Why a line counts as an unknown type.
public enum UnknownReason: Hashable, Sendable {
  /// The type is not in the vocabulary.
  case type
  /// The type is known, the line is not well formed.
  case malformed(FactProblem)
  /// It corrects, disputes or redacts a line that it cannot name (FORMAT 9.3).
  case misdirected(CorrectionProblem)
}

/// A value that a redaction may have destroyed.
public enum Erasable<Value: Hashable & Sendable>: Hashable, Sendable {
  case known(Value)
  case destroyed

  /// The value, `nil` where it was destroyed.
  public var value: Value? {
    switch self {
    case .known(let value): value
    case .destroyed: nil
    }
  }

  /// Whether it is known to be the same: what was destroyed equals nothing.
  public func isSame(as other: Erasable) -> Bool { value != nil && self == other }

  /// What follows from it; of what was destroyed nothing does.
  public func map<Other>(_ transform: (Value) -> Other) -> Erasable<Other> {
    switch self {
    case .known(let value): .known(transform(value))
    case .destroyed: .destroyed
    }
  }
}

/// What `person.joined` says somebody is; only persons carry load.
public enum PersonKindName: String, Hashable, Sendable { case person, team, house }

/// `change.decided`
public enum ChangeDecision: String, Hashable, Sendable { case granted, refused }

/// Who has a complaint, or what responsibility it was sent to.
public enum Desk: Hashable, Sendable {
  case person(PersonID)
  case responsibility(Responsibility)
}

/// `policy.adopted`: what it sets; what it does not name stays as it was.
public struct PolicyChange: Hashable, Sendable {
  /// Fallback lists by responsibility.
  public var fallback: [(Responsibility, [Responsibility])]
  /// Names beyond the built-in ones.
  public var responsibilities: [Responsibility]?
  /// Limits by name, numbers as they are written.
  public var limits: [(String, String)]
  /// `signing` or `revenue`.
  public var bonusBasis: String?

  /// Equal when all parts are.
  public static func == (left: Self, right: Self) -> Bool {
    left.fallback.elementsEqual(right.fallback, by: ==)
      && left.responsibilities == right.responsibilities
      && left.limits.elementsEqual(right.limits, by: ==) && left.bonusBasis == right.bonusBasis
  }

  /// Hashes the responsibilities that it speaks of.
  public func hash(into hasher: inout Hasher) {
    for (responsibility, _) in fallback { hasher.combine(responsibility) }
    hasher.combine(responsibilities)
  }
}

/// `handoff.offered`
public struct HandoffOffer: Hashable, Sendable {
  /// Unique within the client.
  public var handoff: HandoffID
  /// What is handed over.
  public var responsibility: Responsibility
  /// Who offers.
  public var from: Erasable<PersonID>
  /// Who is to take over.
  public var to: Erasable<PersonID>
  /// When it is to take effect, at the earliest.
  public var effective: Moment?
}

/// `complaint.filed`
public struct ComplaintFiling: Hashable, Sendable {
  /// Unique within the client.
  public var complaint: ComplaintID
  /// `account` where it names none.
  public var responsibility: Responsibility?
  /// When the problem arose; the event's own time where it is absent.
  public var arose: Moment?
  /// Whom the client complains of.
  public var against: Erasable<PersonID>?
  /// In the client's words.
  public var summary: String?
  /// Letter, mail, call …
  public var channel: String?
}

/// `contract.signed`
public struct ContractSignature: Hashable, Sendable {
  /// Unique within the client.
  public var contract: ContractID
  /// Who sold; this makes nobody a holder.
  public var person: Erasable<PersonID>?
  /// Terms by name.
  public var terms: Erasable<[Term]>
  /// An exact decimal.
  public var value: Erasable<Amount>?
  /// ISO 4217
  public var currency: Erasable<Currency>?
  /// The last day, or the first instant after it.
  public var ends: Erasable<Moment>?
}

/// A term of a contract; no value strikes it out.
public struct Term: Hashable, Sendable {
  /// The term's name.
  public var name: String
  /// What was agreed.
  public var value: String?

  /// A term, or one that is struck out.
  public init(name: String, value: String?) {
    self.name = name
    self.value = value
  }
}

/// `authority.granted`
public struct AuthorityGrant: Hashable, Sendable {
  /// What may be decided.
  public var decision: Erasable<DecisionID>
  /// For one client only; without it, in general.
  public var client: Erasable<ClientID>?
  /// Up to this amount.
  public var limit: Erasable<Amount>?
  /// ISO 4217
  public var currency: Erasable<Currency>?
  /// The end of the grant.
  public var until: Moment?
}

/// `bonus.paid`
public struct BonusPayout: Hashable, Sendable {
  /// Unique within the client.
  public var bonus: BonusID
  /// Who was paid.
  public var person: Erasable<PersonID>
  /// For which contract.
  public var contract: ContractID?
  /// An exact decimal.
  public var amount: Erasable<Amount>
  /// ISO 4217
  public var currency: Erasable<Currency>
  /// `signing`, `revenue` or `retention`.
  public var basis: Erasable<BonusBasis>
  /// The period it pays for; without it, the day of payment.
  public var from: Erasable<Moment>?
  /// The period's end, included where it is a bare date.
  public var to: Erasable<Moment>?
}

/// On what a bonus was paid.
public enum BonusBasis: String, Hashable, Sendable { case signing, revenue, retention }

/// `entry.redacted`
public struct Redaction: Hashable, Sendable {
  /// The line whose content was destroyed.
  public var entry: SequenceNumber
  /// What was destroyed: extras by their names, fields of `data` as `data.NAME`, `data` for one that is
  /// no object. A name of nothing sealable on the line names nothing.
  public var fields: [String]

  /// What a redaction says.
  public init(entry: SequenceNumber, fields: [String]) {
    self.entry = entry
    self.fields = fields
  }

  /// The name under which a redaction names a field of `data`.
  public static func name(ofField field: String) -> String { dataPrefix + field }

  /// The field of `data` that a redaction names by `name`; `nil` where it names something else.
  public static func field(named name: String) -> String? {
    guard name.utf8.starts(with: dataPrefix.utf8) else { return nil }
    return String(name.unicodeScalars.dropFirst(dataPrefix.utf8.count))
  }

  /// What a name stands for, as people say it: a field by its own name, an extra as the attribute that it
  /// is.
  public static func words(for name: String) -> String {
    field(named: name) == nil && name != wholeData ? "attribute \(name)" : shortName(name)
  }

  /// A name as it stands in a list of names: a field by its own name, in quotes where it could be taken for none,
  /// or for several.
  public static func shortName(_ name: String) -> String {
    let name = field(named: name) ?? name
    let isPlain =
      !name.isEmpty && name.utf8.first != 0x20 && name.utf8.last != 0x20
      && !name.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
    return isPlain ? name : JSONWriter.text(.string(name))
  }

  /// The fields of section 3 in which people write freely.
  public static let freeText = [
    "name", "reason", "summary", "channel", "outcome", "text", "wants", "note",
  ]

  /// What names a `data` that is no object.
  public static var wholeData: String { "data" }

  private static var dataPrefix: String { "data." }
}
