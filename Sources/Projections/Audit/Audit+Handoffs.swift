import Ownership

/// Handoffs that wait, fail or come out of turn; assignments that reach nobody; changes of hands while a
/// complaint is open.
extension Audit {
  static func handoffFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    pendingOffers(standpoint, client) + outOfTurn(standpoint, client)
      + acceptedByOthers(standpoint, client) + voids(standpoint, client)
      + absentHolders(standpoint, client) + changesDuringComplaints(standpoint, client)
  }

  private static func pendingOffers(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let limit = standpoint.limit(.handoffPendingDays).value
    return standpoint.section(of: client).offers.compactMap { offer in
      let length = standpoint.at.microseconds(since: offer.offered)
      guard offer.state == .open, limit.isExceeded(byMicroseconds: length) else { return nil }
      let now = standpoint.resolve(client, offer.responsibility)
      let holding = standpoint.perspective.fold(of: client).holding(
        of: offer.responsibility, at: standpoint.at)
      // What somebody else holds by now, the offer can no longer give away.
      let taker = holding.holder(otherThan: offer.from)
      return Finding(
        .handoffPending, client: client, person: offer.to, at: offer.offered,
        lines: now.accountableEvidence.union([offer.line]), key: ["#\(offer.line)"],
        lasting: length
      ) { length in
        "handoff \(offer.handoff): \(offer.responsibility) of \(client) has been offered to "
          + "\(offer.to?.text ?? "somebody") for \(length); "
          + (taker.map { "\($0) holds it by now, so an acceptance would come to nothing" }
            ?? "until it is accepted \(now.accountable?.text ?? "nobody") is accountable")
      }
    }
  }

  private static func outOfTurn(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let handoffs = standpoint.perspective.fold(of: client).handoffs
    return handoffs.idle.compactMap { line in
      guard let event = standpoint.history[line], event.time <= standpoint.at,
        let step = event.fact.handoffStep
      else { return nil }
      let before = handoffs.offer(step.handoff).flatMap {
        state($0, at: event.time, for: step.verb)
      }
      return Finding(
        .handoffOutOfTurn, client: client, at: event.time,
        lines: [line] + (before?.lines ?? []), key: ["#\(line)"],
        "line \(line) \(step.verb) handoff \(step.handoff) of \(client), which "
          + (before?.words ?? "had not been offered"))
    }
  }

  /// What had become of an offer when another line spoke of it; `nil` before it was made.
  private static func state(
    _ offer: HandoffRun.Offer, at instant: Instant, for verb: String
  ) -> (words: String, lines: [SequenceNumber])? {
    guard offer.offered <= instant else { return nil }
    if verb == "offers" { return ("had been offered before", [offer.line]) }
    if let acceptance = offer.acceptance, acceptance.time <= instant {
      let line = acceptance.effect.sequence
      return ("had been accepted (#\(line))", [offer.line, line])
    }
    guard let line = offer.endedBy, let ended = offer.ended, ended <= instant else {
      return ("was not open", [offer.line])
    }
    return ("was over (#\(line))", [offer.line, line])
  }

  private static func acceptedByOthers(
    _ standpoint: Standpoint, _ client: ClientID
  ) -> [Finding] {
    standpoint.perspective.fold(of: client).handoffs.offers.compactMap { offer in
      guard let acceptance = offer.acceptance, acceptance.settled <= standpoint.at,
        let to = offer.terms.to.value, let by = standpoint.history[acceptance.effect.sequence]?.by,
        !by.hasSameBytes(as: to.text)
      else { return nil }
      return Finding(
        .acceptedByAnother, client: client, person: to, at: acceptance.settled,
        lines: [offer.line, acceptance.effect.sequence], key: ["#\(acceptance.effect.sequence)"],
        "handoff \(offer.terms.handoff) of \(client) was offered to \(to) and accepted by \(by)")
    }
  }

  private static func voids(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let fold = standpoint.perspective.fold(of: client)
    return fold.voids.filter { $0.instant <= standpoint.at }.map { void in
      let reasons = void.closedBy.map { [$0] } ?? void.holding.lines
      if let offer = fold.handoffs.offer(acceptedBy: void.line) {
        return Finding(
          .voidAcceptance, client: client, person: offer.terms.to.value, at: void.instant,
          lines: [offer.line, void.line] + reasons, key: ["#\(void.line)"],
          "the acceptance of handoff \(offer.terms.handoff) came to nothing: when it was to take effect "
            + (void.holding.holder(otherThan: offer.terms.from.value).map {
              "\($0) held \(void.responsibility) of \(client)"
            } ?? "\(client) was closed"))
      }
      return Finding(
        .assignedWhileClosed, client: client, at: void.instant, lines: [void.line] + reasons,
        key: ["#\(void.line)"],
        "line \(void.line) assigns \(void.responsibility) of \(client) while the client is closed")
    }
  }

  private static func absentHolders(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let perspective = standpoint.perspective
    var findings: [Finding] = []
    for (responsibility, holdings) in perspective.fold(of: client).holdings {
      for holding in holdings where holding.instant <= standpoint.at {
        guard case .held(let person, let setter) = holding.state else { continue }
        let presence = perspective.timeline(of: person).presence(at: holding.instant)
        guard let line = presence.leftBy ?? presence.joinsBy else { continue }
        findings.append(
          Finding(
            .assignedToAbsent, client: client, person: person, at: holding.instant,
            lines: setter.lines + [line],
            key: ["\(responsibility)", "#\(setter.lines[setter.lines.count - 1])"],
            "\(person) was made holder of \(responsibility) of \(client) on "
              + "\(standpoint.day(holding.instant)) but "
              + (presence.leftBy == nil ? "had not joined yet" : "had left")))
      }
    }
    return findings
  }

  private static func changesDuringComplaints(
    _ standpoint: Standpoint, _ client: ClientID
  ) -> [Finding] {
    let perspective = standpoint.perspective
    let complaints = standpoint.business(of: client).complaints.all
    if complaints.isEmpty { return [] }
    var findings: [Finding] = []
    for (responsibility, holdings) in perspective.fold(of: client).holdings {
      for (old, new) in zip(holdings, holdings.dropFirst()) where new.instant <= standpoint.at {
        guard case .held(let person, let setter) = new.state, !old.isHeld(by: person),
          let before = new.instant.predecessor
        else { continue }
        for complaint in complaints where complaint.isOpen(at: before) {
          let name = complaint.responsibility
          let left = perspective.resolve(client, name, at: before).accountable
          let after = perspective.resolve(client, name, at: new.instant)
          // Of several changes at one instant only those count that carry the new answer.
          guard let left, let right = after.accountable, left != right,
            after.evidence.isSuperset(of: setter.lines)
          else { continue }
          findings.append(
            Finding(
              .handoffDuringComplaint, client: client, person: right, at: new.instant,
              lines: setter.lines + [complaint.filed.line],
              key: ["\(complaint.filing.complaint)", "#\(setter.lines[setter.lines.count - 1])"],
              "\(name) of \(client) went from \(left) to \(right) on "
                + "\(standpoint.day(new.instant)) "
                + (name == responsibility ? "" : "(by a new holder of \(responsibility)) ")
                + "while complaint \(complaint.filing.complaint) was open"))
        }
      }
    }
    return findings
  }
}

extension Holding {
  /// Whoever holds it, unless that is the giver, or may be.
  fileprivate func holder(otherThan giver: PersonID?) -> PersonID? {
    guard let giver, case .held(let holder, _) = state, holder != giver else { return nil }
    return holder
  }
}

extension Fact {
  /// Which handoff a line moves on, and how; `nil` for other lines.
  fileprivate var handoffStep: (handoff: HandoffID, verb: String)? {
    guard case .handoff(let fact) = self else { return nil }
    return switch fact {
    case .offered(let offer): (offer.handoff, "offers")
    case .accepted(let handoff, _): (handoff, "accepts")
    case .declined(let handoff, _): (handoff, "declines")
    case .withdrawn(let handoff, _): (handoff, "withdraws")
    }
  }
}
