/// Makes a `Fact` of fields that have been checked.
struct FactReader {
  let values: FieldValues
  let destroyed: [String]

  func fact(_ kind: EventKind) -> Fact {
    switch kind {
    case .ledgerOpened: .ledgerOpened(name: text("name") ?? "", zone: text("zone") ?? "UTC")
    case .ledgerRecovered: .ledgerRecovered(AcceptedLoss(values))
    case .policyAdopted: .policyAdopted(policy())
    case .personJoined:
      .personJoined(
        name: text("name"), manager: optional("manager"),
        kind: text("kind").flatMap(PersonKindName.init))
    case .personMoved: .personMoved(manager: required("manager"))
    case .personAway: .personAway(until: moment("until"), deputy: optional("deputy"))
    case .personReturned: .personReturned
    case .personLeft: .personLeft(reason: text("reason"))
    case .clientRegistered: .clientRegistered(name: text("name"))
    case .clientRenamed: .clientRenamed(name: text("name"))
    case .clientClosed: .clientClosed(reason: text("reason"))
    case .assignmentMade:
      .assignmentMade(id("responsibility"), required("person"), reason: text("reason"))
    case .assignmentEnded:
      .assignmentEnded(id("responsibility"), optional("person"), reason: text("reason"))
    case .handoffOffered:
      .handoffOffered(
        HandoffOffer(
          handoff: id("handoff"), responsibility: id("responsibility"), from: required("from"),
          to: required("to"), effective: moment("effective")))
    case .handoffAccepted: .handoffAccepted(id("handoff"), reason: text("reason"))
    case .handoffDeclined: .handoffDeclined(id("handoff"), reason: text("reason"))
    case .handoffWithdrawn: .handoffWithdrawn(id("handoff"), reason: text("reason"))
    case .complaintFiled, .complaintRedirected, .complaintAttributed, .complaintDisputed,
      .complaintResolved, .complaintReopened, .complaintWithdrawn:
      complaint(kind)
    case .contractSigned, .contractAmended, .contractRenewed, .contractEnded, .changeRequested,
      .changeDecided, .authorityGranted, .authorityRevoked:
      contract(kind)
    case .revenueReceived, .bonusPaid, .bonusReversed: money(kind)
    case .noteAdded: .noteAdded(text: text("text"))
    case .entryRetracted: .entryRetracted(entry(), reason: text("reason"))
    case .entryDisputed: .entryDisputed(entry(), reason: text("reason"))
    case .entryRedacted:
      .entryRedacted(
        Redaction(entry: entry(), fields: names("fields")))
    case .evidenceIssued: .evidenceIssued(complaint: optionalID("complaint"))
    }
  }

  private func complaint(_ kind: EventKind) -> Fact {
    let complaint: ComplaintID = id("complaint")
    let reason = text("reason")
    let outcome = text("outcome")
    return switch kind {
    case .complaintRedirected:
      .complaintRedirected(
        complaint, from: desk("from"), to: desk("to") ?? .destroyed, reason: reason)
    case .complaintAttributed: .complaintAttributed(complaint, required("person"), reason: reason)
    case .complaintDisputed: .complaintDisputed(complaint, reason: reason, outcome: outcome)
    case .complaintResolved: .complaintResolved(complaint, reason: reason, outcome: outcome)
    case .complaintReopened: .complaintReopened(complaint, reason: reason, outcome: outcome)
    case .complaintWithdrawn: .complaintWithdrawn(complaint, reason: reason, outcome: outcome)
    default:
      .complaintFiled(
        ComplaintFiling(
          complaint: complaint, responsibility: optionalID("responsibility"),
          arose: moment("arose"), against: optional("against"), summary: text("summary"),
          channel: text("channel")))
    }
  }

  private func contract(_ kind: EventKind) -> Fact {
    switch kind {
    case .contractAmended: .contractAmended(id("contract"), terms: terms())
    case .contractRenewed: .contractRenewed(id("contract"), ends: optional("ends", moment("ends")))
    case .contractEnded: .contractEnded(id("contract"), reason: text("reason"))
    case .changeRequested:
      .changeRequested(id("request"), contract: optionalID("contract"), wants: text("wants"))
    case .changeDecided:
      .changeDecided(
        id("request"), erasable(text("decision").flatMap(ChangeDecision.init)),
        reason: text("reason"))
    case .authorityGranted:
      .authorityGranted(
        AuthorityGrant(
          decision: required("decision"), client: optional("client"),
          limit: optional("limit", text("limit").flatMap(Amount.init)),
          currency: optional("currency", text("currency").flatMap(Currency.init)),
          until: moment("until")))
    case .authorityRevoked: .authorityRevoked(required("decision"), client: optional("client"))
    default:
      .contractSigned(
        ContractSignature(
          contract: id("contract"), person: optional("person"), terms: terms(),
          value: optional("value", text("value").flatMap(Amount.init)),
          currency: optional("currency", text("currency").flatMap(Currency.init)),
          ends: optional("ends", moment("ends"))))
    }
  }

  private func money(_ kind: EventKind) -> Fact {
    let amount = text("amount").flatMap(Amount.init)
    let currency = text("currency").flatMap(Currency.init)
    return switch kind {
    case .revenueReceived:
      .revenueReceived(
        contract: optionalID("contract"), amount: erasable(amount), currency: erasable(currency))
    case .bonusReversed:
      .bonusReversed(
        id("bonus"),
        amount: optional("amount", amount), reason: text("reason"))
    default:
      .bonusPaid(
        BonusPayout(
          bonus: id("bonus"), person: required("person"), contract: optionalID("contract"),
          amount: erasable(amount), currency: erasable(currency),
          basis: erasable(text("basis").flatMap(BonusBasis.init)),
          from: optional("from", moment("from")), to: optional("to", moment("to"))))
    }
  }

  private func policy() -> PolicyChange {
    var change = PolicyChange(
      fallback: [], responsibilities: nil, limits: [], bonusBasis: text("bonusBasis"))
    if case .object(let members)? = values["fallback"] {
      change.fallback = members.map { member in
        (
          Responsibility(trusted: member.name),
          strings(member.value).map(Responsibility.init(trusted:))
        )
      }
    }
    if let names = values["responsibilities"], !names.isNull {
      change.responsibilities = strings(names).map(Responsibility.init(trusted:))
    }
    if case .object(let members)? = values["limits"] {
      change.limits = members.compactMap { member in
        if case .number(let digits) = member.value { (member.name, digits) } else { nil }
      }
    }
    return change
  }

  private func terms() -> Erasable<[Term]> {
    guard case .object(let members)? = values["terms"] else {
      return isDestroyed("terms") ? .destroyed : .known([])
    }
    return .known(
      members.map { member in
        if case .string(let text) = member.value { return Term(name: member.name, value: text) }
        return Term(name: member.name, value: nil)
      })
  }

  private func text(_ name: String) -> String? { values.string(name) }

  private func names(_ name: String) -> [String] { values[name].map(strings) ?? [] }

  private func strings(_ value: JSON) -> [String] {
    guard case .array(let items) = value else { return [] }
    return items.compactMap { item in if case .string(let text) = item { text } else { nil } }
  }

  private func moment(_ name: String) -> Moment? { text(name).flatMap { try? Moment($0) } }

  private func entry() -> SequenceNumber {
    text("entry").flatMap(SequenceNumber.init(digits:)) ?? .zero
  }

  /// A required field that no redaction can destroy.
  private func id<Kind>(_ name: String) -> Identifier<Kind> {
    Identifier(trusted: text(name) ?? "")
  }

  private func optionalID<Kind>(_ name: String) -> Identifier<Kind>? {
    text(name).map { Identifier(trusted: $0) }
  }

  /// A required field that may have been destroyed.
  private func required<Kind>(_ name: String) -> Erasable<Identifier<Kind>> {
    text(name).map { .known(Identifier(trusted: $0)) } ?? .destroyed
  }

  /// An optional field that may have been destroyed.
  private func optional<Kind>(_ name: String) -> Erasable<Identifier<Kind>>? {
    optional(name, text(name).map(Identifier.init(trusted:)))
  }

  /// An optional field that may have been destroyed, and what stands in it.
  private func optional<Value>(_ name: String, _ value: Value?) -> Erasable<Value>? {
    value.map(Erasable.known) ?? (isDestroyed(name) ? .destroyed : nil)
  }

  private func isDestroyed(_ name: String) -> Bool {
    destroyed.contains { $0.hasSameBytes(as: name) }
  }

  private func erasable<Value>(_ value: Value?) -> Erasable<Value> {
    value.map(Erasable.known) ?? .destroyed
  }

  private func desk(_ name: String) -> Erasable<Desk>? {
    guard let text = text(name) else { return isDestroyed(name) ? .destroyed : nil }
    guard text.utf8.starts(with: Desk.prefix.utf8) else {
      return .known(.person(PersonID(trusted: text)))
    }
    let rest = text.unicodeScalars.dropFirst(Desk.prefix.utf8.count)
    return .known(.responsibility(Responsibility(trusted: String(rest))))
  }
}
