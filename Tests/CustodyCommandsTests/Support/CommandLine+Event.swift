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
    case .ledgerOpened, .ledgerRecovered, .entryRedacted, .evidenceIssued, .unknown: return nil
    case .policyAdopted(let change): return policy(change)
    case .personJoined, .personMoved, .personAway, .personReturned, .personLeft: return person
    case .clientRegistered(let name): return ["client", "add", id] + option("--name", name)
    case .clientRenamed(let name): return ["client", "rename", id, name ?? ""]
    case .clientClosed(let reason): return ["client", "close", id] + option("--reason", reason)
    case .assignmentMade(let responsibility, let person, let reason):
      return ["assign", id, person.value!.text, responsibility.text] + option("--reason", reason)
    case .assignmentEnded(let responsibility, let person, let reason):
      return ["unassign", id, responsibility.text] + option("--person", person?.value)
        + option("--reason", reason)
    case .handoffOffered(let offer):
      return ["handoff", "offer", id, offer.responsibility.text]
        + option("--from", offer.from.value) + option("--to", offer.to.value)
        + option("--id", offer.handoff) + option("--effective", offer.effective)
    case .handoffAccepted(let handoff, let reason):
      return ["handoff", "accept", id, handoff.text] + option("--reason", reason)
    case .handoffDeclined(let handoff, let reason):
      return ["handoff", "decline", id, handoff.text] + option("--reason", reason)
    case .handoffWithdrawn(let handoff, let reason):
      return ["handoff", "withdraw", id, handoff.text] + option("--reason", reason)
    case .complaintFiled, .complaintRedirected, .complaintAttributed, .complaintDisputed,
      .complaintResolved, .complaintReopened, .complaintWithdrawn:
      return complaint
    case .contractSigned, .contractAmended, .contractRenewed, .contractEnded, .changeRequested,
      .changeDecided, .authorityGranted, .authorityRevoked:
      return business
    case .revenueReceived, .bonusPaid, .bonusReversed: return money
    case .noteAdded(let text): return ["note", event.subject.description, text ?? ""]
    case .entryRetracted(let entry, let reason):
      return ["retract", "\(entry)"] + option("--reason", reason)
    case .entryDisputed(let entry, let reason):
      return ["dispute", "\(entry)"] + option("--reason", reason)
    }
  }

  /// Corrections of assignments are told by hand.
  private func correction(of line: SequenceNumber) -> [String]? {
    guard case .assignmentMade(_, .known(let person), let reason) = event.fact else { return nil }
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
    case .personJoined(let name, let manager, let kind):
      return ["person", "join", id] + option("--name", name) + option("--manager", manager?.value)
        + option("--kind", kind?.rawValue)
    case .personMoved(let manager): return ["person", "move", id, manager.value!.text]
    case .personAway(let until, let deputy):
      return ["person", "away", id] + option("--until", until)
        + option("--deputy", deputy?.value)
    case .personReturned: return ["person", "return", id]
    case .personLeft(let reason):
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
    case .complaintFiled(let filing):
      return ["complaint", "file", id] + (filing.responsibility.map { [$0.text] } ?? [])
        + option("--id", filing.complaint) + option("--arose", filing.arose)
        + option("--against", filing.against?.value) + option("--summary", filing.summary)
        + option("--channel", filing.channel)
    case .complaintRedirected(let complaint, let from, let to, let reason):
      return ["complaint", "redirect", complaint.text, desk(to.value!), "--client", id]
        + option("--from", from?.value.map(desk)) + option("--reason", reason)
    case .complaintAttributed(let complaint, let person, let reason):
      return ["complaint", "attribute", complaint.text, person.value!.text, "--client", id]
        + option("--reason", reason)
    case .complaintDisputed(let complaint, let reason, let outcome):
      return step("dispute", complaint, reason, outcome)
    case .complaintResolved(let complaint, let reason, let outcome):
      return step("resolve", complaint, reason, outcome)
    case .complaintReopened(let complaint, let reason, let outcome):
      return step("reopen", complaint, reason, outcome)
    case .complaintWithdrawn(let complaint, let reason, let outcome):
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
    case .contractSigned(let signature):
      return ["contract", "sign", id] + option("--id", signature.contract)
        + option("--person", signature.person?.value) + terms(signature.terms.value!)
        + option("--value", signature.value?.value)
        + option("--currency", signature.currency?.value)
        + option("--until", signature.ends?.value)
    case .contractAmended(let contract, let terms):
      return ["contract", "amend", id, contract.text] + self.terms(terms.value!)
    case .contractRenewed(let contract, let ends):
      return ["contract", "renew", id, contract.text] + option("--until", ends?.value)
    case .contractEnded(let contract, let reason):
      return ["contract", "end", id, contract.text] + option("--reason", reason)
    case .changeRequested(let request, let contract, let wants):
      return ["change", "request", id, wants ?? ""] + option("--id", request)
        + option("--contract", contract)
    case .changeDecided(let request, let decision, let reason):
      return ["change", "decide", id, request.text, decision.value!.rawValue]
        + option("--reason", reason)
    case .authorityGranted(let grant):
      return ["authority", "grant", id, grant.decision.value!.text]
        + option("--client", grant.client?.value) + option("--limit", grant.limit?.value)
        + option("--currency", grant.currency?.value) + option("--until", grant.until)
    case .authorityRevoked(let decision, let client):
      return ["authority", "revoke", id, decision.value!.text]
        + option("--client", client?.value)
    default: return nil
    }
  }

  private var money: [String]? {
    switch event.fact {
    case .revenueReceived(let contract, let amount, let currency):
      return ["revenue", id, amount.value!.text, currency.value!.code]
        + option("--contract", contract)
    case .bonusPaid(let payout):
      return ["bonus", "pay", id, payout.person.value!.text, payout.amount.value!.text]
        + [payout.currency.value!.code, "--basis", payout.basis.value!.rawValue]
        + option("--id", payout.bonus) + option("--contract", payout.contract)
        + option("--from", payout.from?.value) + option("--to", payout.to?.value)
    case .bonusReversed(let bonus, let amount, let reason):
      return ["bonus", "reverse", id, bonus.text] + option("--reason", reason)
        + (amount.map { [$0.value!.text] } ?? [])
    default: return nil
    }
  }
}
