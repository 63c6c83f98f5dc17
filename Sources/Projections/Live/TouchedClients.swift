import Ownership

/// Which clients a person's lines can touch: those whose lines name the person, and those whose people
/// name the person as deputy or manager, in force or not.
struct TouchedClients {
  private var byPerson: [PersonID: Set<ClientID>] = [:]
  private var byClient: [ClientID: Set<PersonID>] = [:]

  init() {}

  /// Of all clients. Complexity: O(lines).
  init(_ standpoint: Standpoint) {
    for client in standpoint.clients { note(client, standpoint.history) }
  }

  /// The clients, by their bytes.
  func clients(of person: PersonID) -> [ClientID] { (byPerson[person] ?? []).sorted() }

  /// Notes whom a client's lines name now. Complexity: O(lines of the client and of those persons).
  mutating func note(_ client: ClientID, _ history: History) {
    let named = Self.named(by: client, history)
    for person in (byClient[client] ?? []).subtracting(named) { byPerson[person]?.remove(client) }
    for person in named { byPerson[person, default: []].insert(client) }
    byClient[client] = named
  }

  private static func named(by client: ClientID, _ history: History) -> Set<PersonID> {
    var waiting = history.lines(about: client).flatMap { event in
      event.fact.personsNamed + [event.by.flatMap { try? PersonID($0) }].compactMap(\.self)
    }
    var met: Set<PersonID> = []
    while let person = waiting.popLast() {
      guard met.insert(person).inserted else { continue }
      waiting += history.lines(about: person).flatMap(\.fact.personsNamed)
    }
    return met
  }
}

extension Fact {
  /// The persons that a line names.
  var personsNamed: [PersonID] {
    switch self {
    case .personJoined(_, let manager, _): [manager?.value].compactMap(\.self)
    case .personMoved(let manager): [manager.value].compactMap(\.self)
    case .personAway(_, let deputy): [deputy?.value].compactMap(\.self)
    case .assignmentMade(_, let person, _): [person.value].compactMap(\.self)
    case .assignmentEnded(_, let person, _): [person?.value].compactMap(\.self)
    case .handoffOffered(let offer): [offer.from.value, offer.to.value].compactMap(\.self)
    case .complaintFiled(let filing): [filing.against?.value].compactMap(\.self)
    case .complaintAttributed(_, let person, _): [person.value].compactMap(\.self)
    case .complaintRedirected(_, let from, let to, _):
      [from?.value, to.value].compactMap { desk in
        if case .person(let person)? = desk { person } else { nil }
      }
    case .contractSigned(let signature): [signature.person?.value].compactMap(\.self)
    case .bonusPaid(let payout): [payout.person.value].compactMap(\.self)
    case .ledgerOpened, .ledgerRecovered, .policyAdopted, .personReturned, .personLeft,
      .clientRegistered, .clientRenamed, .clientClosed, .handoffAccepted, .handoffDeclined,
      .handoffWithdrawn, .complaintDisputed, .complaintResolved, .complaintReopened,
      .complaintWithdrawn, .contractAmended, .contractRenewed, .contractEnded, .changeRequested,
      .changeDecided, .authorityGranted, .authorityRevoked, .revenueReceived, .bonusReversed,
      .noteAdded, .entryRetracted, .entryDisputed, .entryRedacted, .evidenceIssued, .unknown:
      []
    }
  }
}
