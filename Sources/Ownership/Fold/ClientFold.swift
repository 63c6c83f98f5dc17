/// The whole story of one client: who held what when, folded in effective order (FORMAT section 5).
///
/// The fold does not stop at an instant: it keeps what it was like at each, so that a question at any
/// time is a look-up, and stretches need no second fold.
package struct ClientFold {
  /// A line that set or cleared the holder of a responsibility, and when.
  package struct Touch {
    package var instant: Instant
    package var line: SequenceNumber
  }

  /// A void line: an acceptance that failed, or an assignment while closed.
  package struct Void {
    package var instant: Instant
    package var responsibility: Responsibility
    package var line: SequenceNumber
    /// The `client.closed`, where that is why.
    package var closedBy: SequenceNumber?
    /// How the responsibility stood when the line came to nothing.
    package var holding: Holding
  }

  package private(set) var holdings: [Responsibility: [Holding]] = [:]
  package private(set) var touches: [Responsibility: [Touch]] = [:]
  /// When it was opened and closed, and by which lines.
  package private(set) var statuses:
    [(instant: Instant, status: ClientStatus, line: SequenceNumber)] =
      []
  package private(set) var voids: [Void] = []
  /// Lines that changed nothing: a registration while open, a closing while closed, an ending of what
  /// nobody, or somebody else, held.
  package private(set) var idle: [SequenceNumber] = []
  /// How the responsibility stood that an `assignment.ended` among the idle lines did not end.
  package private(set) var idleEndings: [SequenceNumber: Holding] = [:]
  package let handoffs: HandoffRun

  /// - Parameter leavings: the leavings of a person, in effective order.
  init(
    _ history: History, lines: SubjectLines, leavings: (PersonID) -> [EffectiveKey]
  ) {
    handoffs = HandoffRun(history, lines: lines)
    for (key, deed) in deeds(history, lines: lines, leavings: leavings) { apply(deed, key) }
  }

  /// How a responsibility stands at an instant. Complexity: O(log changes).
  package func holding(of responsibility: Responsibility, at instant: Instant) -> Holding {
    latest(in: holdings[responsibility] ?? []) { $0.instant <= instant } ?? .never
  }

  /// Whether the client is known and open at an instant.
  package func status(at instant: Instant) -> ClientStatus {
    latest(in: statuses) { $0.instant <= instant }?.status ?? .unknown
  }

  /// Instants at which something changes, unordered.
  var instants: [Instant] {
    statuses.map(\.instant) + holdings.values.flatMap { $0.map(\.instant) }
  }

  // MARK: What is folded

  private enum Deed {
    case register
    case close
    case make(Responsibility, Erasable<PersonID>)
    case end(Responsibility, Erasable<PersonID>?)
    case takeOver(HandoffRun.Offer)
    case leave(PersonID)
  }

  private func deeds(
    _ history: History, lines: SubjectLines, leavings: (PersonID) -> [EffectiveKey]
  ) -> [(key: EffectiveKey, deed: Deed)] {
    var deeds: [(key: EffectiveKey, deed: Deed)] = []
    var holders: Set<PersonID> = []
    for (key, event) in lines.inEffectiveOrder(history) {
      switch event.fact {
      case .client(.registered): deeds.append((key, .register))
      case .client(.closed): deeds.append((key, .close))
      case .assignment(.made(let responsibility, let person, _)):
        deeds.append((key, .make(responsibility, person)))
        if let person = person.value { holders.insert(person) }
      case .assignment(.ended(let responsibility, let person, _)):
        deeds.append((key, .end(responsibility, person)))
      case .client(.renamed), .ledger, .person, .handoff, .complaint, .contract, .change,
        .authority, .money, .entry, .unknown:
        continue
      }
    }
    for offer in handoffs.offers where offer.ended == nil {
      guard let acceptance = offer.acceptance else { continue }
      deeds.append((acceptance.effect, .takeOver(offer)))
      if let person = offer.terms.to.value { holders.insert(person) }
    }
    for person in holders {
      for key in leavings(person) { deeds.append((key, .leave(person))) }
    }
    deeds.sort { $0.key < $1.key }
    return deeds
  }

  // MARK: The fold

  private var status: ClientStatus { statuses.last?.status ?? .unknown }

  private mutating func apply(_ deed: Deed, _ key: EffectiveKey) {
    switch deed {
    case .register:
      if case .open = status { return idle.append(key.sequence) }
      statuses.append((key.instant, .open, key.sequence))
    case .close: close(key)
    case .make(let responsibility, let person):
      if status.isClosed { return void(responsibility, key) }
      let state: Holding.State =
        switch person {
        case .known(let person): .held(person, by: .assignment(key.sequence))
        case .destroyed: .redacted(by: [key.sequence])
        }
      set(responsibility, state, key)
      becomeKnown(key)
    case .end(let responsibility, let person): end(responsibility, person, key)
    case .takeOver(let offer): takeOver(offer, key)
    case .leave(let person):
      for (responsibility, history) in holdings {
        if case .held(person, _)? = history.last?.state {
          set(responsibility, .left(person, by: key.sequence), key)
        }
      }
    }
  }

  private mutating func close(_ key: EffectiveKey) {
    if status.isClosed { return idle.append(key.sequence) }
    statuses.append((key.instant, .closed(by: key.sequence), key.sequence))
    for (responsibility, history) in holdings {
      if case .unassigned? = history.last?.state { continue }
      set(responsibility, .unassigned(by: key.sequence), key)
    }
  }

  private mutating func end(
    _ responsibility: Responsibility, _ person: Erasable<PersonID>?, _ key: EffectiveKey
  ) {
    switch (holdings[responsibility]?.last?.state, person) {
    case (.held, nil), (.redacted, nil):
      set(responsibility, .unassigned(by: key.sequence), key)
    case (.held(let holder, _), .known(let person)) where holder == person:
      set(responsibility, .unassigned(by: key.sequence), key)
    case (.held, .destroyed), (.redacted, .destroyed):
      set(responsibility, .redacted(by: [key.sequence]), key)
    default:
      idle.append(key.sequence)
      idleEndings[key.sequence] = holdings[responsibility]?.last ?? .never
    }
  }

  private mutating func takeOver(_ offer: HandoffRun.Offer, _ key: EffectiveKey) {
    let responsibility = offer.terms.responsibility
    let setter = Holding.Setter.handoff(offer: offer.line, acceptance: key.sequence)
    if status.isClosed { return void(responsibility, key) }
    // What was vacated nobody holds; a destroyed giver may have been whoever holds.
    if case .held(let holder, _)? = holdings[responsibility]?.last?.state,
      case .known(let from) = offer.terms.from, holder != from
    {
      return void(responsibility, key)
    }
    if case .known(let to) = offer.terms.to, case .known = offer.terms.from {
      set(responsibility, .held(to, by: setter), key)
    } else {
      set(responsibility, .redacted(by: setter.lines), key)
    }
    becomeKnown(key)
  }

  private mutating func becomeKnown(_ key: EffectiveKey) {
    if case .unknown = status { statuses.append((key.instant, .open, key.sequence)) }
  }

  private mutating func void(_ responsibility: Responsibility, _ key: EffectiveKey) {
    var closing: SequenceNumber?
    if case .closed(let line) = status { closing = line }
    voids.append(
      Void(
        instant: key.instant, responsibility: responsibility, line: key.sequence,
        closedBy: closing, holding: holdings[responsibility]?.last ?? .never))
  }

  private mutating func set(
    _ responsibility: Responsibility, _ state: Holding.State, _ key: EffectiveKey
  ) {
    holdings[responsibility, default: []].append(Holding(instant: key.instant, state: state))
    touches[responsibility, default: []].append(Touch(instant: key.instant, line: key.sequence))
  }
}
