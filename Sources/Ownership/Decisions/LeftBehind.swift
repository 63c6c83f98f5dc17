/// What somebody who leaves leaves behind.
public struct LeftBehind {
  /// A responsibility of a client.
  struct Duty: Hashable {
    var client: ClientID
    var responsibility: Responsibility
  }

  /// An offer that nobody has answered.
  struct OpenOffer {
    var responsibility: Duty
    var handoff: HandoffID
    var line: SequenceNumber
  }

  private typealias Item = (text: String, line: SequenceNumber)

  /// What the person holds.
  private(set) var held: [(client: ClientID, responsibility: Responsibility)] = []
  /// Open offers from the person.
  private(set) var offersMade: [OpenOffer] = []
  private var offersReceived: [OpenOffer] = []
  private var complaints: [Item] = []
  private var requests: [Item] = []
  private var unpaid: [Item] = []
  private var unearned: [Item] = []
  private var holders: [SequenceNumber] = []

  /// - Parameter instant: when the person leaves.
  init(_ person: PersonID, at instant: Instant, _ state: LedgerState) {
    held = state.held(by: person, at: instant)
    for (client, responsibility) in held {
      holders += state.holding(client, responsibility, at: instant).lines
    }
    for client in state.history.clients {
      let fold = state.perspective.fold(of: client)
      let business = state.business(client, at: instant)
      take(fold.handoffs, client, person, at: instant)
      takeComplaints(business, client, person, at: instant, state)
      takeRequests(business, client, person, at: instant, state)
      takeBonuses(business, client, person)
    }
  }

  private mutating func take(
    _ handoffs: HandoffRun, _ client: ClientID, _ person: PersonID, at instant: Instant
  ) {
    for offer in handoffs.offers where offer.isOpen && offer.offered <= instant {
      let duty = Duty(client: client, responsibility: offer.terms.responsibility)
      let open = OpenOffer(
        responsibility: duty, handoff: offer.terms.handoff, line: offer.line)
      if offer.terms.from == .known(person) { offersMade.append(open) }
      if offer.terms.to == .known(person) { offersReceived.append(open) }
    }
  }

  private mutating func takeComplaints(
    _ business: Business, _ client: ClientID, _ person: PersonID, at instant: Instant,
    _ state: LedgerState
  ) {
    for record in business.complaints.sorted where record.isOpen(at: instant) {
      let answers = state.standings(record.filing, client, filed: record.filed.instant)
      if answers.contains(where: { $0.accountable == person }) {
        complaints.append(("\(record.filing.complaint) of \(client)", record.filed.line))
      }
    }
  }

  private mutating func takeRequests(
    _ business: Business, _ client: ClientID, _ person: PersonID, at instant: Instant,
    _ state: LedgerState
  ) {
    let isTheirs = held.contains { $0.client == client }
    for record in business.requests.sorted where record.isOpen(at: instant) && isTheirs {
      requests.append(("\(record.request) of \(client)", record.asked.line))
    }
  }

  private mutating func takeBonuses(
    _ business: Business, _ client: ClientID, _ person: PersonID
  ) {
    let paid = business.bonuses.all.filter {
      !$0.isTakenBack && $0.terms.person == .known(person)
    }
    for record in business.contracts.sorted where record.signature.person == .known(person) {
      let id = record.signature.contract
      if !paid.contains(where: { $0.terms.contract == id }) {
        unpaid.append(("for contract \(id) of \(client)", record.signed.line))
      }
    }
    for record in paid.sorted(by: { $0.paid.line < $1.paid.line }) {
      let hasRevenue = business.revenues.contains { revenue in
        revenue.contract == nil || record.terms.contract == nil
          || revenue.contract == record.terms.contract
      }
      if record.terms.basis == .known(.signing), !hasRevenue {
        unearned.append(("\(record.terms.bonus) of \(client)", record.paid.line))
      }
    }
  }

  /// Whether there is nothing of it.
  var isEmpty: Bool { parts.isEmpty }

  /// All but what is held.
  var withoutHoldings: LeftBehind {
    var rest = self
    rest.held = []
    rest.holders = []
    return rest
  }

  /// The lines that it rests on.
  var lines: [SequenceNumber] {
    holders + (complaints + requests + unpaid + unearned).map(\.line)
      + (offersMade + offersReceived).map(\.line)
  }

  /// One clause: `2 clients (account of acme, sales of acme), open complaint c1 of acme`.
  var words: String { parts.joined(separator: "; ") }

  private var parts: [String] {
    func list(_ one: String, _ many: String, _ texts: [String]) -> String? {
      if texts.isEmpty { return nil }
      let head = texts.count == 1 ? "1 \(one)" : "\(texts.count) \(many)"
      return "\(head): \(texts.joined(separator: ", "))"
    }
    func offers(_ offers: [OpenOffer]) -> [String] {
      offers.map { "\($0.handoff) of \($0.responsibility.client)" }
    }
    return [
      list(
        "responsibility", "responsibilities", held.map { "\($0.responsibility) of \($0.client)" }),
      list("open complaint", "open complaints", complaints.map(\.text)),
      list("undecided change", "undecided changes", requests.map(\.text)),
      list("open offer made", "open offers made", offers(offersMade)),
      list("open offer received", "open offers received", offers(offersReceived)),
      list("unpaid bonus", "unpaid bonuses", unpaid.map(\.text)),
      list("unearned bonus", "unearned bonuses", unearned.map(\.text)),
    ].compactMap(\.self)
  }
}
