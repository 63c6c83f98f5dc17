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
      return Finding(
        .handoffPending, client: client, person: offer.to, at: offer.offered, lines: [offer.line],
        key: "#\(offer.line)",
        "handoff \(offer.handoff): \(offer.responsibility) of \(client) has been offered to "
          + "\(offer.to?.text ?? "somebody") for \(lengthInWords(length)); until it is accepted "
          + "\(offer.from?.text ?? "the holder") stays accountable")
    }
  }

  private static func outOfTurn(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let handoffs = standpoint.perspective.fold(of: client).handoffs
    return handoffs.idle.compactMap { line in
      guard let event = standpoint.history[line], event.time <= standpoint.at,
        let step = event.fact.handoffStep
      else { return nil }
      let offer = handoffs.offer(step.handoff)
      let state: String
      if let acceptance = offer?.acceptance {
        state = "had been accepted (#\(acceptance.effect.sequence))"
      } else {
        state = offer == nil ? "had not been offered" : "was not open"
      }
      let lines = [line, offer?.line, offer?.acceptance?.effect.sequence]
      return Finding(
        .handoffOutOfTurn, client: client, at: event.time, lines: lines.compactMap(\.self),
        key: "#\(line)",
        "line \(line) \(step.verb) handoff \(step.handoff) of \(client), which "
          + (step.verb == "offers" ? "had been offered before" : state))
    }
  }

  private static func acceptedByOthers(
    _ standpoint: Standpoint, _ client: ClientID
  ) -> [Finding] {
    standpoint.perspective.fold(of: client).handoffs.offers.compactMap { offer in
      guard let acceptance = offer.acceptance, acceptance.time <= standpoint.at,
        let to = offer.terms.to.value, let by = standpoint.history[acceptance.effect.sequence]?.by,
        !by.hasSameBytes(as: to.text)
      else { return nil }
      return Finding(
        .acceptedByAnother, client: client, person: to, at: acceptance.time,
        lines: [offer.line, acceptance.effect.sequence], key: "#\(acceptance.effect.sequence)",
        "handoff \(offer.terms.handoff) of \(client) was offered to \(to) and accepted by \(by)")
    }
  }

  private static func voids(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let fold = standpoint.perspective.fold(of: client)
    return fold.voids.filter { $0.instant <= standpoint.at }.map { void in
      let holding = fold.holding(of: void.responsibility, at: void.instant)
      if let offer = fold.handoffs.offer(acceptedBy: void.line) {
        let isClosed = fold.status(at: void.instant).isClosed
        return Finding(
          .voidAcceptance, client: client, person: offer.terms.to.value, at: void.instant,
          lines: [offer.line, void.line] + holding.lines, key: "#\(void.line)",
          "the acceptance of handoff \(offer.terms.handoff) came to nothing: when it was to take effect "
            + (isClosed
              ? "\(client) was closed" : "\(holding.subject) \(void.responsibility) of \(client)"))
      }
      return Finding(
        .assignedWhileClosed, client: client, at: void.instant, lines: [void.line] + holding.lines,
        key: "#\(void.line)",
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
            key: "\(responsibility) #\(setter.lines[setter.lines.count - 1])",
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
    let complaints = standpoint.book(of: client).complaints
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
          let right = perspective.resolve(client, name, at: new.instant).accountable
          guard let left, let right, left != right else { continue }
          findings.append(
            Finding(
              .handoffDuringComplaint, client: client, person: right, at: new.instant,
              lines: setter.lines + [complaint.line],
              key: "\(complaint.filing.complaint) #\(setter.lines[setter.lines.count - 1])",
              "\(responsibility) of \(client) went from \(left) to \(right) on "
                + "\(standpoint.day(new.instant)) while complaint "
                + "\(complaint.filing.complaint) was open"))
        }
      }
    }
    return findings
  }
}

extension Holding {
  /// Who holds it, to stand before what is held.
  fileprivate var subject: String {
    switch state {
    case .unassigned: "nobody held"
    case .held(let holder, _): "\(holder) held"
    case .left(let person, _): "\(person) had left behind"
    case .redacted: "it is redacted who held"
    }
  }
}

extension Fact {
  /// Which handoff a line moves on, and how; `nil` for other lines.
  fileprivate var handoffStep: (handoff: HandoffID, verb: String)? {
    switch self {
    case .handoffOffered(let offer): (offer.handoff, "offers")
    case .handoffAccepted(let handoff, _): (handoff, "accepts")
    case .handoffDeclined(let handoff, _): (handoff, "declines")
    case .handoffWithdrawn(let handoff, _): (handoff, "withdraws")
    default: nil
    }
  }
}
