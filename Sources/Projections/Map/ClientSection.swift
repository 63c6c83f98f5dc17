public import Ownership

/// Where one client stands at an instant: who answers for what, and what is open. From sections come the
/// map and the load; one is made anew when a line touches its client.
public struct ClientSection: Hashable, Sendable {
  /// Whether the client is known and open.
  public enum Status: String, Hashable, Sendable { case unknown, open, closed }

  /// Who answers for one responsibility.
  public struct Cell: Hashable, Sendable {
    /// For what.
    public var responsibility: Responsibility
    /// Who has to answer; nobody is `nil`.
    public var accountable: PersonID?
    /// Who does the work.
    public var acting: PersonID?
    /// On what it rests.
    public var basis: Basis
    /// The responsibility that the accountable holds.
    public var heldAs: Responsibility?
    /// Who left it behind, where the holder left and nobody was made holder since.
    public var leftBy: PersonID?
    /// An offer that is open, or accepted and not in effect.
    public var pending: PendingHandoff?
    /// Whether nobody answers for what somebody has to answer for.
    public var isGap: Bool
    /// The lines that carry it.
    public var evidence: [SequenceNumber]

    /// It rests on a fallback.
    public var isDrift: Bool { basis == .fallback }
  }

  /// A complaint that somebody still has to answer.
  public struct OpenComplaint: Hashable, Sendable {
    /// The complaint.
    public var complaint: ComplaintID
    /// For what.
    public var responsibility: Responsibility
    /// When the client complained.
    public var filed: Instant
    /// Who answers for that responsibility now.
    public var accountable: PersonID?
    /// The filing.
    public var line: SequenceNumber
  }

  /// A request that nobody has decided.
  public struct OpenRequest: Hashable, Sendable {
    /// The request.
    public var request: RequestID
    /// When it was asked.
    public var asked: Instant
    /// Who answers for contract questions now.
    public var accountable: PersonID?
    /// The `change.requested`.
    public var line: SequenceNumber
  }

  /// The client.
  public var client: ClientID
  /// The name that the client goes by.
  public var name: Erasable<String>?
  /// Whether it is known and open.
  public var status: Status
  /// One cell a responsibility while the client is open, else none.
  public var cells: [Cell]
  /// Complaints that are open.
  public var complaints: [OpenComplaint]
  /// Requests that are open.
  public var requests: [OpenRequest]
  /// All offers that are open, or accepted and not in effect, with their lines.
  public var offers: [OpenOffer]

  /// An offer that waits.
  public struct OpenOffer: Hashable, Sendable {
    /// The offer.
    public var handoff: HandoffID
    /// What is offered.
    public var responsibility: Responsibility
    /// Whether it still waits for the receiver.
    public var state: PendingHandoff.State
    /// Who offers.
    public var from: PersonID?
    /// Who is to take over.
    public var to: PersonID?
    /// The offer's time.
    public var offered: Instant
    /// The `handoff.offered`.
    public var line: SequenceNumber
  }

  init(_ standpoint: Standpoint, _ client: ClientID) {
    let at = standpoint.at
    let business = standpoint.business(of: client)
    let fold = standpoint.perspective.fold(of: client)
    self.client = client
    name = standpoint.perspective.name(of: client, at: at)?.name
    status =
      switch fold.status(at: at) {
      case .unknown: .unknown
      case .open: .open
      case .closed: .closed
      }
    cells =
      status != .open
      ? []
      : standpoint.responsibilities.map { responsibility in
        Cell(standpoint, client, responsibility)
      }
    let complaints = business.complaints.all.filter { $0.isOpen(at: at) }
    self.complaints = complaints.map { record in
      OpenComplaint(
        complaint: record.filing.complaint, responsibility: record.responsibility,
        filed: record.filed.instant,
        accountable: standpoint.resolve(client, record.responsibility).accountable,
        line: record.filed.line)
    }
    let requests = business.requests.all.filter { $0.isOpen(at: at) }
    self.requests = requests.map { record in
      OpenRequest(
        request: record.request, asked: record.asked.instant,
        accountable: standpoint.resolve(client, .contract).accountable, line: record.asked.line)
    }
    offers = fold.handoffs.offers.compactMap { OpenOffer($0, at: at) }
  }

  /// The cell of a responsibility.
  public func cell(_ responsibility: Responsibility) -> Cell? {
    cells.first { $0.responsibility == responsibility }
  }
}

extension ClientSection.Cell {
  init(_ standpoint: Standpoint, _ client: ClientID, _ responsibility: Responsibility) {
    let resolution = standpoint.resolve(client, responsibility)
    self.responsibility = responsibility
    accountable = resolution.accountable
    acting = resolution.acting
    basis = resolution.basis
    heldAs = resolution.heldAs
    leftBy = resolution.path.first { $0.outcome == .left && $0.responsibility != nil }?.person
    pending = standpoint.perspective.fold(of: client).handoffs.pending(
      responsibility, at: standpoint.at, zone: standpoint.zone)
    isGap = standpoint.isGap(resolution, client, responsibility, at: standpoint.at)
    evidence = resolution.evidence.sorted()
  }
}

extension ClientSection.OpenOffer {
  init?(_ offer: HandoffRun.Offer, at instant: Instant) {
    guard let state = offer.state(at: instant) else { return nil }
    self.state = state
    handoff = offer.terms.handoff
    responsibility = offer.terms.responsibility
    from = offer.terms.from.value
    to = offer.terms.to.value
    offered = offer.offered
    line = offer.line
  }
}
