public import Ownership

/// Map, load, complaints, contracts, requests and payouts, kept up line by line.
///
/// Each client has a page, made anew only when a line touches the client: a line about the client, about
/// a person whom its lines or its people name, or about the ledger's policies; late lines, corrections
/// and retractions like any other. The reports equal those made from nothing.
public struct LiveProjection: Sendable {
  /// What is known of one client.
  public struct Page: Hashable, Sendable {
    /// Where the client stands.
    public var section: ClientSection
    /// The complaints, by id.
    public var complaints: [ComplaintReport]
    /// The contracts, in the order of signing.
    public var contracts: [ContractState]
    /// The requests, in the order of asking.
    public var requests: [ChangeRequest]
    /// The payouts, in the order of payment.
    public var payouts: [Payout]

    init(_ standpoint: Standpoint, _ client: ClientID) {
      section = standpoint.section(of: client)
      complaints = ComplaintReport.all(standpoint, client: client)
      contracts = ContractState.all(of: client, standpoint)
      requests = ChangeRequest.all(of: client, standpoint, deciders: false)
      payouts = Payout.all(of: client, standpoint)
    }
  }

  /// The valid time of the reports.
  public let at: Instant
  /// The lines.
  public private(set) var history: History
  private var pages: [ClientID: Page] = [:]
  private var touched: Set<ClientID> = []
  private var people = TouchedClients()
  private var responsibilities: [Responsibility] = []
  private var usesBuiltIn = true
  /// How many pages have been made so far, which is the work done.
  public private(set) var pagesMade = 0

  /// Nothing yet.
  ///
  /// - Parameters:
  ///   - at: the valid time of the reports.
  ///   - zone: the zone in which bare dates are read.
  public init(at: Instant, zone: Zone) {
    self.at = at
    history = History(events: [], zone: zone)
  }

  /// Takes the next line.
  ///
  /// Complexity: that of the touched client's names; the pages are made when they are asked for.
  public mutating func append(_ event: Event) {
    history.append(event)
    switch event.subject {
    case .client(let client):
      touched.insert(client)
      people.note(client, history)
    case .person(let person):
      let clients = people.clients(of: person)
      touched.formUnion(clients)
      // The person may name others now, whose lines then touch the same clients.
      for client in clients { people.note(client, history) }
    case .ledger: touched.formUnion(history.clients)
    }
  }

  /// The pages by client, with those made anew that lines have touched since they were asked for last.
  public mutating func refreshed() -> [Page] {
    let standpoint = self.standpoint
    if standpoint.responsibilities != responsibilities || standpoint.usesBuiltIn != usesBuiltIn {
      // A new responsibility is a new column for everybody, and what is a gap may be none any more.
      responsibilities = standpoint.responsibilities
      usesBuiltIn = standpoint.usesBuiltIn
      touched = Set(history.clients)
    }
    for client in touched { pages[client] = Page(standpoint, client) }
    pagesMade += touched.count
    touched = []
    return pages.keys.sorted().compactMap { client in
      guard var page = pages[client] else { return nil }
      // How much is known is the same for all, whenever their pages were made.
      for place in page.complaints.indices {
        Self.note(standpoint, in: &page.complaints[place].verdict)
      }
      return page
    }
  }

  /// States how far a verdict's ends reach by now: on the sources' clock lines that came later may lie
  /// before the filing.
  private static func note(_ standpoint: Standpoint, in verdict: inout Verdict) {
    verdict.now.reply.knownSequence = standpoint.perspective.knownSequence
    verdict.now.reply.knownTime = standpoint.perspective.knownTime
    guard verdict.clock == .source, let filing = standpoint.history[verdict.firstFiling] else {
      return
    }
    let filed = Perspective(standpoint.history, cut: .source(SourcePosition(filing)))
    verdict.asFiled.reply.knownSequence = filed.knownSequence
    verdict.asFiled.reply.knownTime = filed.knownTime
  }

  /// The map.
  public mutating func map() -> ResponsibilityMap {
    let sections = refreshed().map(\.section)
    let standpoint = self.standpoint
    return ResponsibilityMap(
      sections: sections, at: at, knownSequence: standpoint.perspective.knownSequence,
      responsibilities: responsibilities)
  }

  /// The load.
  public mutating func load() -> Load {
    let sections = refreshed().map(\.section)
    return Load(sections: sections, standpoint)
  }

  /// A look at the lines taken so far. It is let go of before the next line, so that the history is not
  /// copied.
  private var standpoint: Standpoint { Standpoint(latest: history, at: at) }
}
