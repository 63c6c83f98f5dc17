public import Ownership

/// From where a report looks: a history as known at a position, at a valid time.
///
/// Folds what a report asks for once and keeps it for the next. Not for use by several threads at once.
public final class Standpoint {
  /// The lines taken, folded.
  public let perspective: Perspective
  /// The valid time.
  public let at: Instant
  /// The position as it was asked for.
  public let known: KnownPosition
  /// By whose clock the position is meant.
  public let clock: Clock

  private var businesses: [ClientID: Business] = [:]
  private var cards: [PersonID: PersonCard] = [:]
  private var sections: [ClientID: ClientSection] = [:]

  /// Looks at a history.
  ///
  /// - Throws: `QuestionProblem.noSuchEvent` for `event:N` without a line N.
  public init(
    _ history: History, at: Instant, known: KnownPosition = .latest, clock: Clock = .ledger
  ) throws(QuestionProblem) {
    perspective = try history.perspective(known: known, clock: clock)
    self.at = at
    self.known = known
    self.clock = clock
  }

  /// Looks at all lines of a history.
  init(latest history: History, at: Instant) {
    let last = SequenceNumber(UInt64(history.events.count))
    perspective = Perspective(history, cut: .ledger(last))
    known = .latest
    clock = .ledger
    self.at = at
  }

  /// Looks from another valid time at the same lines.
  init(_ other: Standpoint, at: Instant) {
    perspective = other.perspective
    known = other.known
    clock = other.clock
    businesses = other.businesses
    cards = [:]
    self.at = at
  }

  /// The lines.
  public var history: History { perspective.history }
  /// The zone in which bare dates are read.
  public var zone: Zone { history.zone }

  /// The clients that any line taken speaks of, by their bytes.
  public private(set) lazy var clients: [ClientID] = history.clients.filter {
    !perspective.lines(of: $0).indices.isEmpty
  }

  /// The responsibilities that a question may name: built in first, then the others by their bytes.
  public private(set) lazy var responsibilities: [Responsibility] = perspective.responsibilities

  /// Whether this ledger is about the built-in responsibilities: not when everything that lines taken
  /// assign or offer is of its own making, as with an import of another system's roles.
  var usesBuiltIn: Bool { perspective.usesBuiltIn }

  /// The persons that lines taken are about, by their bytes.
  public private(set) lazy var persons: [PersonID] = history.persons.filter {
    !perspective.lines(of: $0).indices.isEmpty
  }

  /// What a client's lines say of complaints, contracts, requests and money.
  func business(of client: ClientID) -> Business {
    if let business = businesses[client] { return business }
    let business = Business(history, lines: perspective.lines(of: client))
    businesses[client] = business
    return business
  }

  /// What a person's lines say of the person and of authority.
  func card(of person: PersonID) -> PersonCard {
    if let card = cards[person] { return card }
    let card = PersonCard(perspective, person)
    cards[person] = card
    return card
  }

  /// Where a client stands.
  func section(of client: ClientID) -> ClientSection {
    if let section = sections[client] { return section }
    let section = ClientSection(self, client)
    sections[client] = section
    return section
  }

  /// Who answers for a responsibility at the valid time.
  func resolve(_ client: ClientID, _ responsibility: Responsibility) -> Resolution {
    perspective.resolve(client, responsibility, at: at)
  }

  /// Whether a client is known and not closed.
  func isOpen(_ client: ClientID, at instant: Instant) -> Bool {
    if case .open = perspective.fold(of: client).status(at: instant) { true } else { false }
  }
}

extension Set<SequenceNumber> {
  mutating func include(_ line: SequenceNumber?) {
    if let line { insert(line) }
  }
}
