/// Whose lines an answer can rest on.
extension History {
  /// Every subject whose lines the verdict on a complaint of a client reads: the client, everybody whom
  /// its lines name as a holder, in force or not, their deputies and managers and so on, and the ledger.
  ///
  /// In this order, persons by their bytes. A history that holds all lines of these gives the same
  /// verdict as the whole one. Complexity: O(lines of these subjects).
  public func subjects(readForVerdictOn client: ClientID) -> [Subject] {
    [.client(client)] + persons(concernedWith: client).sorted().map(Subject.person) + [.ledger]
  }

  /// Everybody whom the client's lines name, and their deputies and managers, in force or not.
  package func persons(concernedWith client: ClientID) -> Set<PersonID> {
    var waiting = lines(about: client).flatMap(\.fact.personsConcerned)
    var met: Set<PersonID> = []
    while let person = waiting.popLast() {
      guard met.insert(person).inserted else { continue }
      waiting += lines(about: person).flatMap(\.fact.personsConcerned)
    }
    return met
  }
}

extension Fact {
  /// The persons on whose lines an answer may rest because of this one: who may hold, manage or act.
  package var personsConcerned: [PersonID] {
    switch self {
    case .assignment(.made(_, .known(let person), _)): [person]
    case .handoff(.offered(let offer)): offer.to.value.map { [$0] } ?? []
    case .person(.joined(_, .known(let other)?, _)), .person(.moved(.known(let other))),
      .person(.away(_, .known(let other)?)):
      [other]
    case .assignment, .handoff, .person, .ledger, .client, .complaint, .contract, .change,
      .authority, .money, .entry, .unknown:
      []
    }
  }
}
