public import Ownership

/// Everything that a meeting about one complaint needs: the verdict, the way it took, the ruling, the
/// terms, offers and bonuses of the time when the problem arose.
public struct ComplaintReport: Hashable, Sendable {
  /// Who was accountable, as filed and now, and what turned it.
  public var verdict: Verdict
  /// What the filing that speaks says.
  public var filing: ComplaintFiling
  /// When the client complained.
  public var filed: Instant
  /// How it stands; `nil` when every filing is out of force or the instant lies before the filing.
  public var state: ComplaintState?
  /// The line that put it in that state.
  public var stateLine: SequenceNumber?
  /// The desks that it lay at.
  public var stays: [DeskStay]
  /// The ruling and its dispute.
  public var ruling: Ruling?
  /// Whether the person of the ruling was accountable at any time in which the problem arose, as it is
  /// known now; `nil` without a ruling, and where a redaction has destroyed what would tell.
  public var rulingIsRight: Bool?
  /// Whether and when that person was; `nil` without a ruling that names one.
  public var accountabilityOfRuled: Accountability?
  /// The contracts that ran when the problem arose, or may have run, with the terms then in force.
  public var contracts: [ContractState]
  /// Offers that waited when the problem arose.
  public var offers: [ClientSection.OpenOffer]
  /// Bonuses paid for that client for a period that holds the time when the problem arose, or may hold it.
  public var bonuses: [Payout]

  /// The lines that sent it on.
  public var redirects: [SequenceNumber]

  /// How often it was sent on.
  public var bounces: Int { redirects.count }

  /// Reports on a complaint, at the standpoint's instant.
  ///
  /// - Parameter client: whose complaint it is; may be left out where one client uses the id.
  /// - Throws: `QuestionProblem` when there is no such complaint, or several.
  /// - Complexity: that of the verdict.
  public init(
    _ complaint: ComplaintID, client: ClientID? = nil, _ standpoint: Standpoint
  ) throws(QuestionProblem) {
    let verdict = try standpoint.history.verdict(
      on: complaint, client: client, known: standpoint.known)
    self.init(verdict, standpoint)
  }

  init(_ verdict: Verdict, _ standpoint: Standpoint) {
    let (client, at) = (verdict.client, standpoint.at)
    let history = standpoint.history
    let business = standpoint.business(of: client)
    let record = business.complaints[verdict.complaint]
    self.verdict = verdict
    filing = record?.filing ?? Self.filing(history[verdict.filing])
    filed = record?.filed.instant ?? history[verdict.filing]?.time ?? at
    let state = record?.state(at: at)
    self.state = state?.state
    stateLine = state?.line
    stays = record?.stays(at: at) ?? []
    redirects = record?.redirects(at: at) ?? []
    ruling = record?.ruling(at: at)
    rulingIsRight = nil
    let arose = verdict.arose
    let span = (try? arose.span(in: history.zone)) ?? .instant(arose.start(in: history.zone))
    contracts = business.contracts.all.compactMap { contract in
      let instant = max(span.start, min(contract.signed.instant, span.end))
      guard let state = contract.state(client, at: instant), state.isInForce != false else {
        return nil
      }
      return state
    }
    offers = standpoint.perspective.fold(of: client).handoffs.offers.compactMap {
      ClientSection.OpenOffer($0, during: span)
    }
    bonuses = business.bonuses.all.filter { $0.paid.instant <= at && $0.covers(span) != false }.map
    {
      Payout($0, client, standpoint)
    }
    accountabilityOfRuled = ruling?.person.map(verdict.now.accountability)
    switch accountabilityOfRuled {
    case .always?, .partly?: rulingIsRight = true
    case .never?: rulingIsRight = false
    case .untold?, nil: rulingIsRight = nil
    }
  }

  private static func filing(_ event: Event?) -> ComplaintFiling {
    guard case .complaint(.filed(let filing))? = event?.fact else {
      preconditionFailure("a verdict names a filing")
    }
    return filing
  }

  /// All complaints whose id a line taken files, by client, then id.
  ///
  /// Complexity: one verdict a complaint.
  public static func all(
    _ standpoint: Standpoint, client: ClientID? = nil
  ) -> [ComplaintReport] {
    let clients = client.map { [$0] } ?? standpoint.clients
    return clients.flatMap { client in
      standpoint.complaints(of: client).compactMap { id in
        // The verdict of a complaint that is filed only after the position does not exist.
        try? ComplaintReport(id, client: client, standpoint)
      }
    }
  }
}

extension Standpoint {
  /// The ids that lines taken file for a client, in force or not, by their bytes.
  func complaints(of client: ClientID) -> [ComplaintID] {
    var ids: Set<ComplaintID> = []
    for index in perspective.lines(of: client).indices {
      if case .complaint(.filed(let filing)) = history.events[index].fact {
        ids.insert(filing.complaint)
      }
    }
    return ids.sorted()
  }
}

extension Complaint {
  /// The lines that sent it on up to an instant.
  func redirects(at instant: Instant) -> [SequenceNumber] {
    steps.filter { step in
      if case .redirected = step.deed { step.instant <= instant } else { false }
    }.map(\.line)
  }
}

extension ClientSection.OpenOffer {
  /// An offer that waits at some time of a span, as it stood when it first did.
  init?(_ offer: HandoffRun.Offer, during span: TimeSpan) {
    if case .instant(let instant) = span {
      self.init(offer, at: instant)
      return
    }
    guard offer.offered < span.end else { return nil }
    self.init(offer, at: max(span.start, offer.offered))
  }
}
