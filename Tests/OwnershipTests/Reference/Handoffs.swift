@testable import Ownership

/// An offer as the protocol has left it.
struct Handoff {
  enum State { case open, accepted, over }
  var line: Event
  var offer: HandoffOffer
  var state: State
  var acceptance: Acceptance?
}

/// An acceptance of an open offer.
struct Acceptance {
  var line: Event
  var offerLine: Event
  var offer: HandoffOffer
  var takesEffect: Instant
}

/// Section 5, “Handoffs”.
extension LinesTaken {
  /// “Handoffs run in order of (`time`, root), apart from the fold: an id is offered once; only an open
  /// offer can be accepted, declined or withdrawn.”
  ///
  /// - Parameter until: only lines with `time`, and closings with effective time, up to this instant.
  func handoffs(_ client: ClientID, until: Instant?) -> [Handoff] {
    var handoffs: [Handoff] = []
    func index(_ id: HandoffID) -> Int? { handoffs.firstIndex { $0.offer.handoff == id } }
    func close(_ id: HandoffID) {
      if let found = index(id), handoffs[found].state == .open { handoffs[found].state = .over }
    }
    for (place, line) in protocolOrder(client) where until.map({ place.instant <= $0 }) ?? true {
      switch line.fact {
      case .handoff(.offered(let offer)):
        if index(offer.handoff) == nil {
          handoffs.append(Handoff(line: line, offer: offer, state: .open))
        }
      case .handoff(.accepted(let id, _)):
        guard let found = index(id), handoffs[found].state == .open else { continue }
        handoffs[found].state = .accepted
        handoffs[found].acceptance = accept(handoffs[found], by: line)
      case .handoff(.declined(let id, _)), .handoff(.withdrawn(let id, _)): close(id)
      case .client(.closed):
        // “closing (…) lapses every offer, accepted ones included”, “at its effective time (ties by
        // root)”
        for found in handoffs.indices {
          if let acceptance = handoffs[found].acceptance,
            self.place(acceptance.line, at: acceptance.takesEffect) < place
          {
            continue
          }
          handoffs[found].state = .over
          handoffs[found].acceptance = nil
        }
      default: continue
      }
    }
    return handoffs
  }

  private func protocolOrder(_ client: ClientID) -> [(Place, Event)] {
    lines(on: .client(client)).compactMap { line in
      switch line.fact {
      case .handoff(.offered), .handoff(.accepted), .handoff(.declined), .handoff(.withdrawn):
        (place(line, at: line.time), line)
      case .client(.closed): (place(line, at: line.effectiveTime), line)
      default: nil
      }
    }.sorted { $0.0 < $1.0 }
  }

  /// “An acceptance takes effect at the latest of its effective time, the offer's `effective` and the
  /// offer's `time`”
  private func accept(_ handoff: Handoff, by line: Event) -> Acceptance {
    var takesEffect = max(line.effectiveTime, handoff.line.time)
    if let effective = handoff.offer.effective {
      takesEffect = max(takesEffect, effective.start(in: zone))
    }
    return Acceptance(
      line: line, offerLine: handoff.line, offer: handoff.offer, takesEffect: takesEffect)
  }

  /// “`pendingHandoff`: of the responsibility asked about, the latest by (`time`, sequence)”: “an offer
  /// `open` at `at`, or `accepted` and not yet in effect”.
  ///
  /// “An acceptance that has taken effect by `at` is over, whenever it was told”.
  func pendingHandoff(_ topic: Topic, at: Instant) -> PendingHandoff? {
    let inEffect = handoffs(topic.client, until: nil).compactMap(\.acceptance)
      .filter { $0.takesEffect <= at }.map(\.offer.handoff)
    let pending = handoffs(topic.client, until: at).filter { handoff in
      guard handoff.offer.responsibility == topic.responsibility,
        !inEffect.contains(handoff.offer.handoff)
      else { return false }
      switch handoff.state {
      case .open: return true
      case .accepted: return handoff.acceptance.map { at < $0.takesEffect } ?? false
      case .over: return false
      }
    }
    let latest = pending.max {
      ($0.line.time, $0.line.sequence) < ($1.line.time, $1.line.sequence)
    }
    return latest.map { handoff in
      PendingHandoff(
        handoff: handoff.offer.handoff, state: handoff.acceptance == nil ? .open : .accepted,
        from: handoff.offer.from.value, to: handoff.offer.to.value, offered: handoff.line.time,
        effective: handoff.acceptance?.takesEffect
          ?? handoff.offer.effective?.start(in: zone))
    }
  }
}
