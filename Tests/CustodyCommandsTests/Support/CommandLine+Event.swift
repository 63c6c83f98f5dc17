import Ownership

/// The command line that records an event, for events that people record by hand.
struct SpokenEvent {
  let event: Event

  /// The words after `custody`; `nil` where no command records it: the ledger's own lines, and types that
  /// nobody knows.
  var words: [String]? {
    guard var words = own else { return nil }
    let isCorrection = event.replaces != nil
    words += ["--at", event.time.description]
    if let effective = event.statedEffectiveTime {
      words += ["--effective", effective.description]
    }
    if let by = event.by { words += ["--by", by] }
    if !isCorrection, let note = event.note { words += ["--note", note] }
    return words
  }

  private var id: String {
    switch event.subject {
    case .client(let id): id.text
    case .person(let id): id.text
    case .ledger: "ledger"
    }
  }

  private func option(_ name: String, _ value: (some CustomStringConvertible)?) -> [String] {
    value.map { [name, $0.description] } ?? []
  }

  private var own: [String]? {
    if let replaces = event.replaces { return correction(of: replaces) }
    switch event.fact {
    case .ledger(.opened), .ledger(.recovered), .entry(.redacted), .ledger(.evidenceIssued),
      .unknown:
      return nil
    case .ledger(.policyAdopted(let change)): return policy(change)
    case .person(.joined), .person(.moved), .person(.away), .person(.returned), .person(.left):
      return person
    case .client(.registered(let name)): return ["client", "add", id] + option("--name", name)
    case .client(.renamed(let name)): return ["client", "rename", id, name ?? ""]
    case .client(.closed(let reason)): return ["client", "close", id] + option("--reason", reason)
    case .assignment(.made(let responsibility, let person, let reason)):
      return ["assign", id, person.value!.text, responsibility.text] + option("--reason", reason)
    case .assignment(.ended(let responsibility, let person, let reason)):
      return ["unassign", id, responsibility.text] + option("--person", person?.value)
        + option("--reason", reason)
    case .handoff(.offered(let offer)):
      return ["handoff", "offer", id, offer.responsibility.text]
        + option("--from", offer.from.value) + option("--to", offer.to.value)
        + option("--id", offer.handoff) + option("--effective", offer.effective)
    case .handoff(.accepted(let handoff, let reason)):
      return ["handoff", "accept", id, handoff.text] + option("--reason", reason)
    case .handoff(.declined(let handoff, let reason)):
      return ["handoff", "decline", id, handoff.text] + option("--reason", reason)
    case .handoff(.withdrawn(let handoff, let reason)):
      return ["handoff", "withdraw", id, handoff.text] + option("--reason", reason)
    case .complaint(.filed), .complaint(.redirected), .complaint(.attributed),
      .complaint(.disputed),
      .complaint(.resolved), .complaint(.reopened), .complaint(.withdrawn):
      return complaint
    case .contract(.signed), .contract(.amended), .contract(.renewed), .contract(.ended),
      .change(.requested),
      .change(.decided), .authority(.granted), .authority(.revoked):
      return business
    case .money(.revenueReceived), .money(.bonusPaid), .money(.bonusReversed): return money
    case .entry(.noteAdded(let text)): return ["note", event.subject.description, text ?? ""]
    case .entry(.retracted(let entry, let reason)):
      return ["retract", "\(entry)"] + option("--reason", reason)
    case .entry(.disputed(let entry, let reason)):
      return ["dispute", "\(entry)"] + option("--reason", reason)
    }
  }

  /// Corrections of assignments are told by hand.
  private func correction(of line: SequenceNumber) -> [String]? {
    guard case .assignment(.made(_, .known(let person), let reason)) = event.fact else {
      return nil
    }
    return ["correct", "\(line)", "--set", "person=\(person)"]
      + (reason.map { ["--set", "reason=\($0)"] } ?? ["--unset", "reason"])
      + option("--reason", event.note)
  }

  private func policy(_ change: PolicyChange) -> [String] {
    var words = ["policy", "adopt"] + option("--bonus-basis", change.bonusBasis)
    for (name, list) in change.fallback {
      words += ["--fallback", "\(name)=\(list.map(\.text).joined(separator: ","))"]
    }
    for name in change.responsibilities ?? [] { words += ["--responsibility", name.text] }
    for (name, number) in change.limits { words += ["--limit", "\(name)=\(number)"] }
    return words
  }

  private var person: [String]? {
    switch event.fact {
    case .person(.joined(let name, let manager, let kind)):
      return ["person", "join", id] + option("--name", name) + option("--manager", manager?.value)
        + option("--kind", kind?.rawValue)
    case .person(.moved(let manager)): return ["person", "move", id, manager.value!.text]
    case .person(.away(let until, let deputy)):
      return ["person", "away", id] + option("--until", until)
        + option("--deputy", deputy?.value)
    case .person(.returned): return ["person", "return", id]
    case .person(.left(let reason)):
      return ["person", "leave", id, "--anyway"] + option("--reason", reason)
    default: return nil
    }
  }

  private var complaint: [String]? {
    func step(_ word: String, _ complaint: ComplaintID, _ reason: String?, _ outcome: String?)
      -> [String]
    {
      ["complaint", word, complaint.text, "--client", id] + option("--reason", reason)
        + option("--outcome", outcome)
    }
    switch event.fact {
    case .complaint(.filed(let filing)):
      return ["complaint", "file", id] + (filing.responsibility.map { [$0.text] } ?? [])
        + option("--id", filing.complaint) + option("--arose", filing.arose)
        + option("--against", filing.against?.value) + option("--summary", filing.summary)
        + option("--channel", filing.channel)
    case .complaint(.redirected(let complaint, let from, let to, let reason)):
      return ["complaint", "redirect", complaint.text, desk(to.value!), "--client", id]
        + option("--from", from?.value.map(desk)) + option("--reason", reason)
    case .complaint(.attributed(let complaint, let person, let reason)):
      return ["complaint", "attribute", complaint.text, person.value!.text, "--client", id]
        + option("--reason", reason)
    case .complaint(.disputed(let complaint, let reason, let outcome)):
      return step("dispute", complaint, reason, outcome)
    case .complaint(.resolved(let complaint, let reason, let outcome)):
      return step("resolve", complaint, reason, outcome)
    case .complaint(.reopened(let complaint, let reason, let outcome)):
      return step("reopen", complaint, reason, outcome)
    case .complaint(.withdrawn(let complaint, let reason, let outcome)):
      return step("withdraw", complaint, reason, outcome)
    default: return nil
    }
  }

  private func desk(_ desk: Desk) -> String {
    switch desk {
    case .person(let person): person.text
    case .responsibility(let responsibility): "responsibility:\(responsibility)"
    }
  }

  private func terms(_ terms: [Term]) -> [String] {
    terms.flatMap { term in
      term.value.map { ["--term", "\(term.name)=\($0)"] } ?? ["--strike", term.name]
    }
  }

  private var business: [String]? {
    switch event.fact {
    case .contract(.signed(let signature)):
      return ["contract", "sign", id] + option("--id", signature.contract)
        + option("--person", signature.person?.value) + terms(signature.terms.value!)
        + option("--value", signature.value?.value)
        + option("--currency", signature.currency?.value)
        + option("--until", signature.ends?.value)
    case .contract(.amended(let contract, let terms)):
      return ["contract", "amend", id, contract.text] + self.terms(terms.value!)
    case .contract(.renewed(let contract, let ends)):
      return ["contract", "renew", id, contract.text] + option("--until", ends?.value)
    case .contract(.ended(let contract, let reason)):
      return ["contract", "end", id, contract.text] + option("--reason", reason)
    case .change(.requested(let request, let contract, let wants)):
      return ["change", "request", id, wants ?? ""] + option("--id", request)
        + option("--contract", contract)
    case .change(.decided(let request, let decision, let reason)):
      return ["change", "decide", id, request.text, decision.value!.rawValue]
        + option("--reason", reason)
    case .authority(.granted(let grant)):
      return ["authority", "grant", id, grant.decision.value!.text]
        + option("--client", grant.client?.value) + option("--limit", grant.limit?.value)
        + option("--currency", grant.currency?.value) + option("--until", grant.until)
    case .authority(.revoked(let decision, let client)):
      return ["authority", "revoke", id, decision.value!.text]
        + option("--client", client?.value)
    default: return nil
    }
  }

  private var money: [String]? {
    switch event.fact {
    case .money(.revenueReceived(let contract, let amount, let currency)):
      return ["revenue", id, amount.value!.text, currency.value!.code]
        + option("--contract", contract)
    case .money(.bonusPaid(let payout)):
      return ["bonus", "pay", id, payout.person.value!.text, payout.amount.value!.text]
        + [payout.currency.value!.code, "--basis", payout.basis.value!.rawValue]
        + option("--id", payout.bonus) + option("--contract", payout.contract)
        + option("--from", payout.from?.value) + option("--to", payout.to?.value)
    case .money(.bonusReversed(let bonus, let amount, let reason)):
      return ["bonus", "reverse", id, bonus.text] + option("--reason", reason)
        + (amount.map { [$0.value!.text] } ?? [])
    default: return nil
    }
  }
}
