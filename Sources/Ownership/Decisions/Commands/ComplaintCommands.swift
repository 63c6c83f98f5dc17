/// `complaint redirect`
public struct RedirectComplaint: Command {
  var client: ClientID
  var complaint: ComplaintID
  var from: Desk?
  var to: Desk
  var reason: String?
  var occasion: Occasion

  /// Sends a complaint to somebody else, or to whoever holds a responsibility.
  public init(
    _ client: ClientID, _ complaint: ComplaintID, from: Desk? = nil, to: Desk,
    reason: String? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.complaint = complaint
    self.from = from
    self.to = to
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    let fact = Fact.complaint(
      .redirected(
        complaint, from: from.map { .known($0) }, to: .known(to), reason: reason))
    var decision = state.decision(on: fact, of: client, occasion)
    let effect = occasion.effect(state)
    for desk in [from, to] {
      switch desk {
      case .person(let person)? where desk == to:
        decision.object(
          state.objection(
            toPerson: person, at: effect, remedy: "redirect it to somebody who is there"))
      case .person(let person)?: decision.object(state.objection(toUnknownPerson: person))
      case .responsibility(let responsibility)?:
        decision.object(state.objection(toResponsibility: responsibility))
      case nil: continue
      }
    }
    decision.record(
      occasion.draft(
        .complaintRedirected, .client(client), state,
        [
          (.complaint, .id(complaint)), (.fromDesk, .text(from?.text)), (.toDesk, .text(to.text)),
          (.reason, .text(reason)),
        ]))
    return decision
  }
}

/// `complaint attribute`: the ruling on who has to answer for a complaint.
public struct AttributeComplaint: Command {
  var client: ClientID
  var complaint: ComplaintID
  var person: PersonID
  var reason: String
  var occasion: Occasion

  /// Rules that `person` has to answer for a complaint.
  public init(
    _ client: ClientID, _ complaint: ComplaintID, to person: PersonID, reason: String,
    _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.complaint = complaint
    self.person = person
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    let fact = Fact.complaint(.attributed(complaint, .known(person), reason: reason))
    var decision = state.decision(on: fact, of: client, occasion)
    let unknown = state.objection(toUnknownPerson: person)
    decision.object(unknown)
    if unknown == nil,
      let record = state.business(client, at: occasion.effect(state)).complaints[complaint]
    {
      objectToBystander(record, state, &decision)
    }
    decision.record(
      occasion.draft(
        .complaintAttributed, .client(client), state,
        [
          (.complaint, .id(complaint)), (.person, .id(person)), (.reason, .string(reason)),
        ]))
    return decision
  }

  /// Only somebody who was accountable when the problem arose can have to answer for it.
  private func objectToBystander(
    _ record: Complaint, _ state: LedgerState, _ decision: inout Decision
  ) {
    let answers = state.standings(record.filing, client, filed: record.filed.instant)
    // Where a name was destroyed nobody can say that it was not this one (format 9.14).
    let mayHaveBeen = answers.contains { $0.accountable == person || $0.basis == .redacted }
    if mayHaveBeen { return }
    var names: [String] = []
    for answer in answers {
      let name = answer.accountable?.text ?? "nobody"
      if !names.contains(name) { names.append(name) }
    }
    let arose = record.filing.arose?.description ?? "\(record.filed.day)"
    let was = names.joined(separator: ", then ")
    decision.object(
      "\(person) was not accountable for \(record.filing.responsibility ?? .account) of "
        + "\(client) when the problem arose (\(arose)): \(was) was",
      [record.filed.line] + answers.flatMap(\.evidence),
      remedy: names == ["nobody"]
        ? "record who held it then, or force the ruling"
        : "attribute it to \(names.first { $0 != "nobody" } ?? was)")
  }
}

/// `complaint dispute`, `resolve`, `reopen` and `withdraw`
public struct ConcludeComplaint: Command {
  /// What becomes of it.
  public enum Step: Sendable {
    case dispute, resolve, reopen, withdraw

    var kind: EventKind {
      switch self {
      case .dispute: .complaintDisputed
      case .resolve: .complaintResolved
      case .reopen: .complaintReopened
      case .withdraw: .complaintWithdrawn
      }
    }
  }

  var step: Step
  var client: ClientID
  var complaint: ComplaintID
  var reason: String?
  var outcome: String?
  var occasion: Occasion

  /// Brings a complaint a step further.
  public init(
    _ step: Step, _ client: ClientID, _ complaint: ComplaintID, reason: String? = nil,
    outcome: String? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.step = step
    self.client = client
    self.complaint = complaint
    self.reason = reason
    self.outcome = outcome
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    let fact: Fact =
      switch step {
      case .dispute: .complaint(.disputed(complaint, reason: reason, outcome: outcome))
      case .resolve: .complaint(.resolved(complaint, reason: reason, outcome: outcome))
      case .reopen: .complaint(.reopened(complaint, reason: reason, outcome: outcome))
      case .withdraw: .complaint(.withdrawn(complaint, reason: reason, outcome: outcome))
      }
    var decision = state.decision(on: fact, of: client, occasion)
    decision.record(
      occasion.draft(
        step.kind, .client(client), state,
        [
          (.complaint, .id(complaint)), (.reason, .text(reason)), (.outcome, .text(outcome)),
        ]))
    return decision
  }
}

extension LedgerState {
  /// A decision with what the client's business has against a fact, as if its line came last.
  func decision(on fact: Fact, of client: ClientID, _ occasion: Occasion) -> Decision {
    var decision = Decision()
    let unknown = objection(toUnknownClient: client)
    decision.object(unknown)
    if unknown == nil {
      let effect = occasion.effect(self)
      decision.object(business(client, at: effect).objection(to: fact, at: effect))
    }
    return decision
  }
}

extension Desk {
  /// As the log spells it: a person, or `responsibility:<name>`.
  var text: String {
    switch self {
    case .person(let person): person.text
    case .responsibility(let responsibility): Self.prefix + responsibility.text
    }
  }
}
