/// A fact as the fields of its `data`, for lines that restate it.
extension Fact {
  /// The fields by name in the order of FORMAT section 3; what is absent or destroyed is `nil`.
  var fields: [(String, JSON?)] {
    switch self {
    case .ledgerOpened(let name, let zone):
      [("name", .string(name)), ("zone", .string(zone)), ("format", .number("1"))]
    case .policyAdopted(let change): change.fields
    case .personJoined(let name, let manager, let kind):
      [
        ("name", .text(name)), ("manager", .id(manager?.value)), ("kind", .text(kind?.rawValue)),
      ]
    case .personMoved(let manager): [("manager", .id(manager.value))]
    case .personAway(let until, let deputy):
      [("until", .moment(until)), ("deputy", .id(deputy?.value))]
    case .personLeft(let reason), .clientClosed(let reason): [("reason", .text(reason))]
    case .clientRegistered(let name), .clientRenamed(let name): [("name", .text(name))]
    case .assignmentMade(let responsibility, let person, let reason):
      [
        ("responsibility", .id(responsibility)), ("person", .id(person.value)),
        ("reason", .text(reason)),
      ]
    case .assignmentEnded(let responsibility, let person, let reason):
      [
        ("responsibility", .id(responsibility)), ("person", .id(person?.value)),
        ("reason", .text(reason)),
      ]
    case .handoffOffered(let offer): offer.fields
    case .handoffAccepted(let id, let reason), .handoffDeclined(let id, let reason),
      .handoffWithdrawn(let id, let reason):
      [("handoff", .id(id)), ("reason", .text(reason))]
    case .complaintFiled, .complaintRedirected, .complaintAttributed, .complaintDisputed,
      .complaintResolved, .complaintReopened, .complaintWithdrawn:
      complaintFields
    case .contractSigned(let signature): signature.fields
    case .contractAmended(let id, let terms):
      [("contract", .id(id)), ("terms", terms.value.map { .terms($0) ?? .object([]) })]
    case .contractRenewed(let id, let ends):
      [("contract", .id(id)), ("ends", .moment(ends?.value))]
    case .contractEnded(let id, let reason): [("contract", .id(id)), ("reason", .text(reason))]
    case .changeRequested(let id, let contract, let wants):
      [("request", .id(id)), ("contract", .id(contract)), ("wants", .text(wants))]
    case .changeDecided(let id, let decision, let reason):
      [
        ("request", .id(id)), ("decision", .text(decision.value?.rawValue)),
        ("reason", .text(reason)),
      ]
    case .authorityGranted(let grant): grant.fields
    case .authorityRevoked(let decision, let client):
      [("decision", .id(decision.value)), ("client", .id(client?.value))]
    case .revenueReceived(let contract, let amount, let currency):
      [
        ("contract", .id(contract)), ("amount", .text(amount.value?.text)),
        ("currency", .text(currency.value?.code)),
      ]
    case .bonusPaid(let payout): payout.fields
    case .bonusReversed(let id, let amount, let reason):
      [
        ("bonus", .id(id)), ("amount", .text(amount?.value?.text)), ("reason", .text(reason)),
      ]
    case .noteAdded(let text): [("text", .text(text))]
    case .entryRetracted(let entry, let reason), .entryDisputed(let entry, let reason):
      [("entry", .string(entry.digits)), ("reason", .text(reason))]
    case .ledgerRecovered, .personReturned, .entryRedacted, .evidenceIssued, .unknown: []
    }
  }

  private var complaintFields: [(String, JSON?)] {
    switch self {
    case .complaintFiled(let filing): return filing.fields
    case .complaintRedirected(let id, let from, let to, let reason):
      return [
        ("complaint", .id(id)), ("from", .text(from?.value?.text)),
        ("to", .text(to.value?.text)), ("reason", .text(reason)),
      ]
    case .complaintAttributed(let id, let person, let reason):
      return [
        ("complaint", .id(id)), ("person", .id(person.value)), ("reason", .text(reason)),
      ]
    case .complaintDisputed(let id, let reason, let outcome),
      .complaintResolved(let id, let reason, let outcome),
      .complaintReopened(let id, let reason, let outcome),
      .complaintWithdrawn(let id, let reason, let outcome):
      return [("complaint", .id(id)), ("reason", .text(reason)), ("outcome", .text(outcome))]
    default: preconditionFailure("only complaints come here")
    }
  }
}

extension PolicyChange {
  fileprivate var fields: [(String, JSON?)] {
    func names(_ list: [Responsibility]) -> JSON { .array(list.map { .string($0.text) }) }
    return [
      (
        "fallback",
        fallback.isEmpty
          ? nil : .object(fallback.map { JSONMember($0.0.text, names($0.1)) })
      ),
      ("responsibilities", responsibilities.map(names)),
      ("limits", limits.isEmpty ? nil : .object(limits.map { JSONMember($0.0, .number($0.1)) })),
      ("bonusBasis", .text(bonusBasis)),
    ]
  }
}

extension HandoffOffer {
  fileprivate var fields: [(String, JSON?)] {
    [
      ("handoff", .id(handoff)), ("responsibility", .id(responsibility)),
      ("from", .id(from.value)), ("to", .id(to.value)), ("effective", .moment(effective)),
    ]
  }
}

extension ComplaintFiling {
  fileprivate var fields: [(String, JSON?)] {
    [
      ("complaint", .id(complaint)), ("responsibility", .id(responsibility)),
      ("arose", .moment(arose)), ("against", .id(against?.value)), ("summary", .text(summary)),
      ("channel", .text(channel)),
    ]
  }
}

extension ContractSignature {
  fileprivate var fields: [(String, JSON?)] {
    [
      ("contract", .id(contract)), ("person", .id(person?.value)),
      ("terms", terms.value.flatMap(JSON.terms)), ("value", .text(value?.value?.text)),
      ("currency", .text(currency?.value?.code)), ("ends", .moment(ends?.value)),
    ]
  }
}

extension AuthorityGrant {
  fileprivate var fields: [(String, JSON?)] {
    [
      ("decision", .id(decision.value)), ("client", .id(client?.value)),
      ("limit", .text(limit?.value?.text)), ("currency", .text(currency?.value?.code)),
      ("until", .moment(until)),
    ]
  }
}

extension BonusPayout {
  fileprivate var fields: [(String, JSON?)] {
    [
      ("bonus", .id(bonus)), ("person", .id(person.value)), ("contract", .id(contract)),
      ("amount", .text(amount.value?.text)), ("currency", .text(currency.value?.code)),
      ("basis", .text(basis.value?.rawValue)), ("from", .moment(from?.value)),
      ("to", .moment(to?.value)),
    ]
  }
}
