public import Ownership

/// What somebody who left has left behind, and whose it is now.
public struct LeaverReport: Hashable, Sendable {
  /// Responsibilities of a client that the leaver held, and who answers for them now.
  public struct Duty: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// What the leaver held.
    public var responsibility: Responsibility
    /// Who answers at the standpoint's instant; nobody is `nil`.
    public var accountable: PersonID?
    /// On what that rests.
    public var basis: Basis
    /// The lines that carry it.
    public var evidence: [SequenceNumber]
  }

  /// A complaint that the leaver answered for and that was open.
  public struct Complaint: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// The complaint.
    public var complaint: ComplaintID
    /// When the client complained.
    public var filed: Instant
    /// How it stands now.
    public var state: ComplaintState
    /// Who answers for its responsibility now.
    public var accountable: PersonID?
    /// The filing.
    public var line: SequenceNumber
  }

  /// A request that waited while the leaver answered for contract questions.
  public struct Request: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// The request.
    public var request: RequestID
    /// When it was asked.
    public var asked: Instant
    /// When it was decided since; `nil` while it waits.
    public var decided: Instant?
    /// Who answers for contract questions now.
    public var accountable: PersonID?
    /// The `change.requested`.
    public var line: SequenceNumber
  }

  /// An offer from or to the leaver that was open, and stands or not.
  public struct Offer: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// As it stood at the leaving.
    public var offer: ClientSection.OpenOffer
    /// Whether it still waits.
    public var isStillOpen: Bool
  }

  /// A contract that the leaver sold and was not paid for.
  public struct UnpaidContract: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// The contract.
    public var contract: ContractID
    /// Whether revenue of it came in up to now, so that a bonus was earned where the policy says revenue.
    public var hasRevenue: Bool
    /// Who answers for the account now.
    public var accountable: PersonID?
    /// The `contract.signed`.
    public var line: SequenceNumber
  }

  /// Who left.
  public var person: PersonID
  /// When.
  public var left: Instant
  /// The `person.left`.
  public var line: SequenceNumber
  /// The reason that was given.
  public var reason: String?
  /// By client, then in the order of responsibilities.
  public var duties: [Duty]
  /// By client, in the order of filing.
  public var complaints: [Complaint]
  /// By client, in the order of asking.
  public var requests: [Request]
  /// By client, in the order of offering.
  public var offers: [Offer]
  /// By client, in the order of signing.
  public var unpaid: [UnpaidContract]

  /// Reports on the last leaving at or before the standpoint's instant; `nil` when there is none.
  ///
  /// Complexity: one resolution for each client and responsibility.
  public init?(_ person: PersonID, _ standpoint: Standpoint) {
    let timeline = standpoint.perspective.timeline(of: person)
    guard let leaving = timeline.lefts.last(where: { $0.instant <= standpoint.at }),
      let before = leaving.instant.predecessor
    else { return nil }
    self.person = person
    left = leaving.instant
    line = leaving.sequence
    if case .person(.left(let reason))? = standpoint.history[leaving.sequence]?.fact {
      self.reason = reason
    }
    let eve = Standpoint(standpoint, at: before)
    let clients = standpoint.clients
    duties = clients.flatMap { Self.duties($0, leaving, standpoint) }
    complaints = clients.flatMap { Self.complaints($0, person, eve, standpoint) }
    requests = clients.flatMap { Self.requests($0, person, eve, standpoint) }
    offers = clients.flatMap { Self.offers($0, person, eve, standpoint) }
    unpaid = clients.flatMap { Self.unpaid($0, person, leaving.instant, standpoint) }
  }

  /// Whether anything is still nobody's or still waits.
  public var isSettled: Bool {
    duties.allSatisfy { $0.accountable != nil && $0.basis != .manager }
      && complaints.allSatisfy { !$0.state.isOpen } && requests.allSatisfy { $0.decided != nil }
      && offers.allSatisfy { !$0.isStillOpen } && unpaid.isEmpty
  }

  private static func duties(
    _ client: ClientID, _ leaving: EffectiveKey, _ standpoint: Standpoint
  ) -> [Duty] {
    let fold = standpoint.perspective.fold(of: client)
    return standpoint.responsibilities.compactMap { responsibility in
      // Somebody may have been made holder at the very instant of the leaving.
      let isVacated = (fold.holdings[responsibility] ?? []).contains { holding in
        if case .left(_, let line) = holding.state { line == leaving.sequence } else { false }
      }
      guard isVacated else { return nil }
      let now = standpoint.resolve(client, responsibility)
      return Duty(
        client: client, responsibility: responsibility, accountable: now.accountable,
        basis: now.basis, evidence: now.evidence.sorted())
    }
  }

  private static func complaints(
    _ client: ClientID, _ person: PersonID, _ eve: Standpoint, _ standpoint: Standpoint
  ) -> [Complaint] {
    standpoint.business(of: client).complaints.all.compactMap { record in
      guard record.isOpen(at: eve.at), let state = record.state(at: standpoint.at)?.state,
        eve.resolve(client, record.responsibility).accountable == person
      else { return nil }
      return Complaint(
        client: client, complaint: record.filing.complaint, filed: record.filed.instant,
        state: state,
        accountable: standpoint.resolve(client, record.responsibility).accountable,
        line: record.filed.line)
    }
  }

  private static func requests(
    _ client: ClientID, _ person: PersonID, _ eve: Standpoint, _ standpoint: Standpoint
  ) -> [Request] {
    let open = standpoint.business(of: client).requests.all.filter { $0.isOpen(at: eve.at) }
    guard !open.isEmpty, eve.resolve(client, .contract).accountable == person else { return [] }
    return open.map { record in
      let decided = record.decision.map(\.instant).flatMap { $0 <= standpoint.at ? $0 : nil }
      return Request(
        client: client, request: record.request, asked: record.asked.instant, decided: decided,
        accountable: standpoint.resolve(client, .contract).accountable, line: record.asked.line)
    }
  }

  private static func offers(
    _ client: ClientID, _ person: PersonID, _ eve: Standpoint, _ standpoint: Standpoint
  ) -> [Offer] {
    standpoint.perspective.fold(of: client).handoffs.offers.compactMap { offer in
      guard let open = ClientSection.OpenOffer(offer, at: eve.at),
        open.from == person || open.to == person
      else { return nil }
      return Offer(
        client: client, offer: open,
        isStillOpen: ClientSection.OpenOffer(offer, at: standpoint.at) != nil)
    }
  }

  private static func unpaid(
    _ client: ClientID, _ person: PersonID, _ left: Instant, _ standpoint: Standpoint
  ) -> [UnpaidContract] {
    let business = standpoint.business(of: client)
    return business.contracts.all.compactMap { contract in
      let id = contract.signature.contract
      guard contract.signed.instant <= left, contract.signature.person?.value == person else {
        return nil
      }
      // Who was paid may have been destroyed: then nobody can say that it was not this one.
      let isPaid = business.bonuses.all.contains { payout in
        payout.paid.instant <= standpoint.at && payout.terms.person.value ?? person == person
          && (payout.terms.contract == nil || payout.terms.contract == id)
      }
      if isPaid { return nil }
      let hasRevenue = business.revenues.contains { revenue in
        revenue.instant <= standpoint.at && (revenue.contract == nil || revenue.contract == id)
      }
      return UnpaidContract(
        client: client, contract: id, hasRevenue: hasRevenue,
        accountable: standpoint.resolve(client, .account).accountable, line: contract.signed.line)
    }
  }
}
