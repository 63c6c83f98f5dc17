/// The handoff protocol of one client, run in order of (`time`, root, sequence), apart from the fold.
///
///     offered ─► open ─┬─ accepted ─► in effect at the latest of: the acceptance's effective time,
///                      │     │        the offer's `effective`, the offer's `time`
///                      │     └─ lapsed by a closing before that
///                      ├─ declined, withdrawn
///                      └─ lapsed by a closing
package struct HandoffRun {
  /// An offer and what became of it.
  package struct Offer {
    package var line: SequenceNumber
    package var terms: HandoffOffer
    package var offered: Instant
    /// When it was declined, withdrawn, or lapsed.
    package var ended: Instant?
    /// The line by which it was.
    package var endedBy: SequenceNumber?
    package var acceptance: Acceptance?

    var isOpen: Bool { ended == nil && acceptance == nil }

    /// How it stands at an instant; `nil` before it is made and once it is over. What has taken effect is
    /// over, whenever that was told (FORMAT 9.22).
    package func state(at instant: Instant) -> PendingHandoff.State? {
      guard offered <= instant, ended.map({ instant < $0 }) ?? true else { return nil }
      guard let acceptance else { return .open }
      if acceptance.effect.instant <= instant { return nil }
      return acceptance.time <= instant ? .accepted : .open
    }
  }

  /// The acceptance of an offer.
  package struct Acceptance {
    package var time: Instant
    /// Its place in the fold: the instant at which it takes effect, its root, its sequence.
    package var effect: EffectiveKey

    /// From when on the offer does not wait any more: accepted, or in effect before that was told.
    package var settled: Instant { min(time, effect.instant) }
  }

  /// The offers in force, in the order of the protocol; an id is offered once.
  package private(set) var offers: [Offer] = []
  /// Lines that the protocol does not allow: an id offered again, an answer to what is not open.
  package private(set) var idle: [SequenceNumber] = []
  private var places: [HandoffID: Int] = [:]

  init(_ history: History, lines: SubjectLines) {
    var steps: [(key: EffectiveKey, event: Event)] = []
    for (position, index) in lines.indices.enumerated() where lines.isInForce[position] {
      let event = history.events[index]
      let instant: Instant
      switch event.fact {
      case .handoff: instant = event.time
      case .client(.closed): instant = event.effectiveTime
      case .client, .ledger, .person, .assignment, .complaint, .contract, .change, .authority,
        .money, .entry, .unknown:
        continue
      }
      let key = EffectiveKey(
        instant: instant, root: lines.roots[position], sequence: event.sequence)
      steps.append((key, event))
    }
    steps.sort { $0.key < $1.key }
    for (key, event) in steps { take(event, key, zone: history.zone) }
  }

  private mutating func take(_ event: Event, _ key: EffectiveKey, zone: Zone) {
    switch event.fact {
    case .handoff(.offered(let terms)):
      guard places[terms.handoff] == nil else { return idle.append(event.sequence) }
      places[terms.handoff] = offers.count
      offers.append(Offer(line: event.sequence, terms: terms, offered: event.time))
    case .handoff(.accepted(let handoff, _)):
      guard let place = places[handoff], offers[place].isOpen else {
        return idle.append(event.sequence)
      }
      let offer = offers[place]
      var instant = max(event.effectiveTime, offer.offered)
      if let effective = offer.terms.effective { instant = max(instant, effective.start(in: zone)) }
      offers[place].acceptance = Acceptance(
        time: event.time,
        effect: EffectiveKey(instant: instant, root: key.root, sequence: key.sequence))
    case .handoff(.declined(let handoff, _)), .handoff(.withdrawn(let handoff, _)):
      guard let place = places[handoff], offers[place].isOpen else {
        return idle.append(event.sequence)
      }
      offers[place].ended = event.time
      offers[place].endedBy = event.sequence
    case .client(.closed):
      for place in offers.indices where offers[place].ended == nil {
        if let acceptance = offers[place].acceptance, acceptance.effect < key { continue }
        offers[place].ended = key.instant
        offers[place].endedBy = event.sequence
      }
    case .client, .ledger, .person, .assignment, .complaint, .contract, .change, .authority,
      .money, .entry, .unknown:
      return
    }
  }

  /// The offer that an id stands for, if one in force does.
  package func offer(_ handoff: HandoffID) -> Offer? { places[handoff].map { offers[$0] } }

  /// The offer that a line accepted.
  package func offer(acceptedBy line: SequenceNumber) -> Offer? {
    offers.first { $0.acceptance?.effect.sequence == line }
  }

  /// The latest offer of a responsibility that is open at an instant, or accepted and not in effect.
  package func pending(
    _ responsibility: Responsibility, at instant: Instant, zone: Zone
  ) -> PendingHandoff? {
    var latest: (offered: Instant, line: SequenceNumber, pending: PendingHandoff)?
    for offer in offers where offer.terms.responsibility == responsibility {
      guard let state = offer.state(at: instant) else { continue }
      var pending = PendingHandoff(
        handoff: offer.terms.handoff, state: state, from: offer.terms.from.value,
        to: offer.terms.to.value, offered: offer.offered,
        effective: offer.terms.effective?.start(in: zone))
      if let acceptance = offer.acceptance, state == .accepted {
        pending.effective = acceptance.effect.instant
      }
      if let latest, (latest.offered, latest.line) > (offer.offered, offer.line) { continue }
      latest = (offer.offered, offer.line, pending)
    }
    return latest?.pending
  }
}
