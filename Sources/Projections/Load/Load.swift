public import Ownership

/// Whose book of business is how large (FORMAT section 5, Load).
public struct Load: Hashable, Sendable {
  /// The valid time.
  public var at: Instant
  /// The greatest sequence taken.
  public var knownSequence: SequenceNumber
  /// The most clients that a person may be accountable for.
  public var limit: LimitValue
  /// The policy that says so, if one does.
  public var limitLine: SequenceNumber?
  /// One row for everybody who carries something, by their bytes.
  public var rows: [PersonLoad]

  /// Complexity: one resolution for each open client and responsibility.
  public init(_ standpoint: Standpoint) {
    self.init(sections: standpoint.clients.map(standpoint.section), standpoint)
  }

  init(sections: [ClientSection], _ standpoint: Standpoint) {
    at = standpoint.at
    knownSequence = standpoint.perspective.knownSequence
    let limit = standpoint.perspective.policies.limit(.clientsPerPerson, at: standpoint.at)
    self.limit = limit.value
    limitLine = limit.line
    var rows: [PersonID: PersonLoad] = [:]
    for section in sections { Self.add(section, to: &rows) }
    for person in rows.keys {
      let card = standpoint.card(of: person)
      rows[person]?.name = card.name(at: at)
      rows[person]?.kind = card.kind(at: at)
      if let total = rows[person]?.total {
        let counts = card.kind(at: at) == .person
        rows[person]?.isOverloaded = counts && limit.value.isExceeded(by: total)
      }
    }
    self.rows = rows.values.sorted { $0.person < $1.person }
  }

  /// The row of a person; `nil` for somebody who carries nothing.
  public func row(_ person: PersonID) -> PersonLoad? { rows.first { $0.person == person } }

  private static func add(_ section: ClientSection, to rows: inout [PersonID: PersonLoad]) {
    func row(_ person: PersonID?, _ change: (inout PersonLoad) -> Void) {
      guard let person else { return }
      change(&rows[person, default: PersonLoad(person)])
    }
    var strongest: [PersonID: PersonLoad.Strength] = [:]
    var acting: Set<PersonID> = []
    for cell in section.cells {
      if let person = cell.accountable, let strength = PersonLoad.Strength(cell.basis) {
        strongest[person] = min(strongest[person] ?? strength, strength)
        if cell.responsibility == .sales { row(person) { $0.salesClients += 1 } }
        if cell.responsibility == .account { row(person) { $0.accountClients += 1 } }
      }
      if let deputy = cell.acting, deputy != cell.accountable { acting.insert(deputy) }
    }
    for (person, strength) in strongest {
      row(person) { load in
        switch strength {
        case .own: load.own.append(section.client)
        case .drift: load.drift.append(section.client)
        case .inherited: load.inherited.append(section.client)
        }
      }
    }
    for person in acting { row(person) { $0.acting.append(section.client) } }
    for complaint in section.complaints { row(complaint.accountable) { $0.openComplaints += 1 } }
    for request in section.requests { row(request.accountable) { $0.undecidedChanges += 1 } }
    for offer in section.offers {
      row(offer.to) { $0.handoffsIn += 1 }
      row(offer.from) { $0.handoffsOut += 1 }
    }
  }
}

/// What one person carries.
public struct PersonLoad: Hashable, Sendable {
  /// How a client came to be somebody's, from the strongest to the weakest.
  public enum Strength: Int, Hashable, Comparable, Sendable {
    case own, drift, inherited

    init?(_ basis: Basis) {
      switch basis {
      case .assigned, .handoff: self = .own
      case .fallback: self = .drift
      case .manager: self = .inherited
      case .none, .unknown, .closed, .redacted: return nil
      }
    }

    /// The stronger comes first.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// Who.
  public var person: PersonID
  /// The name.
  public var name: Erasable<String>?
  /// Only persons carry load: the limit does not apply to teams and houses.
  public var kind: PersonKindName = .person
  /// Clients by assignment or handoff.
  public var own: [ClientID] = []
  /// Clients by fallback only.
  public var drift: [ClientID] = []
  /// Clients of people who left, as their manager.
  public var inherited: [ClientID] = []
  /// Clients for which the person acts as a deputy; not in the total.
  public var acting: [ClientID] = []
  /// Open clients for whose `sales` the person is accountable.
  public var salesClients = 0
  /// Open clients for whose `account` the person is accountable.
  public var accountClients = 0
  /// Open complaints that the person answers for.
  public var openComplaints = 0
  /// Open requests of clients whose contract questions the person answers.
  public var undecidedChanges = 0
  /// Offers to the person that are not in effect.
  public var handoffsIn = 0
  /// Offers by the person that are not in effect.
  public var handoffsOut = 0
  /// Whether the total is more than the limit.
  public var isOverloaded = false

  init(_ person: PersonID) { self.person = person }

  /// Distinct open clients, each counted once.
  public var total: Int { own.count + drift.count + inherited.count }
  /// Hunter and farmer at once: `sales` for some clients and `account` for some.
  /// Only a person can: a team or a house wears none.
  public var hasTwoHats: Bool { kind == .person && salesClients > 0 && accountClients > 0 }
}
