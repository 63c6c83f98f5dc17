public import Ownership

/// A request for a change at an instant: what is wanted, since when, and who decided by which leave.
public struct ChangeRequest: Hashable, Sendable {
  /// Whether somebody had the authority to decide.
  public enum Leave: Hashable, Sendable {
    /// It is not said who decided.
    case unsaid
    /// The decider had no grant that reaches the client.
    case without
    /// By these grants, as lines.
    case granted([SequenceNumber])
    /// A redaction has destroyed who decided, or what would tell of a grant.
    case unknown
  }

  /// Whose request it is.
  public var client: ClientID
  /// The request.
  public var request: RequestID
  /// The contract it is about.
  public var contract: ContractID?
  /// What the client wants.
  public var wants: String?
  /// When it was asked.
  public var asked: Instant
  /// The `change.requested`.
  public var line: SequenceNumber
  /// When it was decided; `nil` while it is open.
  public var decided: Instant?
  /// How; `nil` while it is open, or where it was destroyed.
  public var outcome: ChangeDecision?
  /// The `change.decided`.
  public var decision: SequenceNumber?
  /// Who decided.
  public var by: String?
  /// By which leave; `nil` while it is open.
  public var leave: Leave?
  /// Who answers for the client's contract questions at the instant.
  public var accountable: PersonID?
  /// Who could decide at the instant, while it is open.
  public var deciders: [PersonID]
  /// Who perhaps could: of their grants a redaction has destroyed what would tell.
  public var possibleDeciders: [PersonID] = []

  /// Whether it still waits.
  public var isOpen: Bool { decision == nil }

  /// How long it waited or has been waiting, in microseconds.
  public func waiting(at instant: Instant) -> Int64 {
    max(decided ?? instant, asked).microseconds(since: asked)
  }

  /// The requests of a client at the standpoint's instant, in the order of asking.
  ///
  /// - Parameter deciders: whether to look for those who could decide; costs the lines about persons.
  public static func all(
    of client: ClientID, _ standpoint: Standpoint, deciders: Bool = true
  ) -> [ChangeRequest] {
    let at = standpoint.at
    let authority = deciders ? Authority(standpoint, client: client) : nil
    return standpoint.business(of: client).requests.all.filter { $0.asked.instant <= at }.map {
      record in
      var result = ChangeRequest(
        client: client, request: record.request, contract: record.contract, wants: record.wants,
        asked: record.asked.instant, line: record.asked.line,
        accountable: standpoint.resolve(client, .contract).accountable, deciders: [])
      guard let decision = record.decision, decision.instant <= at else {
        var met: Set<PersonID> = []
        func persons(_ isCertain: Bool) -> [PersonID] {
          (authority?.grants ?? []).filter { grant in
            (grant.covers(client, at: at) ?? false) == isCertain
          }.map(\.person).filter { met.insert($0).inserted }
        }
        result.deciders = persons(true)
        result.possibleDeciders = persons(false)
        return result
      }
      result.decided = decision.instant
      result.outcome = decision.outcome
      result.decision = decision.line
      result.by = decision.by
      result.leave = standpoint.leave(decision, client)
      return result
    }
  }
}

extension Standpoint {
  /// By which leave a decision was taken: grants that reach the client and hold when it takes effect.
  func leave(_ decision: RequestForChange.Decision, _ client: ClientID) -> ChangeRequest.Leave {
    guard decision.by != nil else { return decision.isByDestroyed ? .unknown : .unsaid }
    guard let person = person(decision.by) else { return .without }
    let grants = card(of: person).grants
    let certain = grants.filter { $0.covers(client, at: decision.instant) ?? false }
    if !certain.isEmpty { return .granted(certain.map(\.line)) }
    let isUnknown = grants.contains { $0.covers(client, at: decision.instant) == nil }
    return isUnknown ? .unknown : .without
  }
}
