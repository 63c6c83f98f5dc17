/// Reasons: everything that an answer says beyond who (FORMAT section 5 and 9.11, 9.12).
extension Perspective {
  func answer(
    _ client: ClientID, _ responsibility: Responsibility, at instant: Instant,
    from: Instant, to: Instant
  ) -> Answer {
    let resolution = resolve(client, responsibility, at: instant)
    let stretch = stretch(of: resolution, client, responsibility, around: instant)
    let evidence = resolution.evidence.sorted()
    return Answer(
      responsibility: responsibility, from: from, to: to, accountable: resolution.accountable,
      acting: resolution.acting, basis: resolution.basis, heldAs: resolution.heldAs,
      since: stretch.since,
      sinceExact: isExact(stretch.since, client, responsibility), until: stretch.until,
      path: resolution.path,
      pendingHandoff: fold(of: client).handoffs.pending(
        responsibility, at: instant, zone: history.zone),
      confidence: evidence.compactMap { history[$0]?.origin }.max() ?? .recorded,
      disputed: disputes(of: resolution.evidence),
      contested: contested(client, responsibility, resolution, at: instant),
      tied: tied(client, resolution, at: instant), evidence: evidence,
      overruled: overruled(client, responsibility, resolution, at: instant))
  }

  /// When a line takes effect: an acceptance when the handoff does.
  private func effect(of line: SequenceNumber, _ client: ClientID) -> Instant? {
    guard let event = history[line] else { return nil }
    if case .handoff(.accepted) = event.fact {
      let offer = fold(of: client).handoffs.offer(acceptedBy: line)
      return offer?.acceptance?.effect.instant ?? event.effectiveTime
    }
    return event.effectiveTime
  }

  private func isExact(
    _ since: Instant?, _ client: ClientID, _ responsibility: Responsibility
  ) -> Bool {
    guard let since else { return true }
    var lines = resolve(client, responsibility, at: since).evidence
    if let before = since.predecessor {
      lines.formUnion(resolve(client, responsibility, at: before).evidence)
    }
    let subjectLines = self.lines(of: client)
    for (place, index) in subjectLines.indices.enumerated() where subjectLines.isInForce[place] {
      guard case .client(let fact) = history.events[index].fact else { continue }
      switch fact {
      case .registered, .closed: lines.insert(history.events[index].sequence)
      case .renamed: continue
      }
    }
    return !lines.contains { line in
      history[line]?.origin == .inferred && effect(of: line, client) == since
    }
  }

  /// The disputes in force that name one of the lines.
  private func disputes(of evidence: Set<SequenceNumber>) -> [SequenceNumber] {
    var result: [SequenceNumber] = []
    for subject in Set(evidence.compactMap { history[$0]?.subject }) {
      let lines = lines(of: subject)
      for (place, index) in lines.indices.enumerated() where lines.isInForce[place] {
        if case .entry(.disputed(let entry, _)) = history.events[index].fact,
          evidence.contains(entry)
        {
          result.append(history.events[index].sequence)
        }
      }
    }
    return result.sorted()
  }

  /// Void lines for a responsibility of the path; while closed, for the one asked about.
  private func contested(
    _ client: ClientID, _ responsibility: Responsibility, _ resolution: Resolution,
    at instant: Instant
  ) -> [SequenceNumber] {
    let concerned =
      resolution.basis == .closed
      ? [responsibility] : Set(resolution.path.compactMap(\.responsibility))
    return fold(of: client).voids
      .filter { $0.instant <= instant && concerned.contains($0.responsibility) }
      .map(\.line).sorted()
  }

  /// What, besides the evidence, set or cleared a holder when a step of the path came into its state.
  private func tied(
    _ client: ClientID, _ resolution: Resolution, at instant: Instant
  ) -> [SequenceNumber] {
    let fold = fold(of: client)
    var result: Set<SequenceNumber> = []
    for responsibility in Set(resolution.path.compactMap(\.responsibility)) {
      let began = fold.holding(of: responsibility, at: instant).instant
      for touch in fold.touches[responsibility] ?? [] where touch.instant == began {
        result.insert(touch.line)
      }
    }
    return result.subtracting(resolution.evidence).sorted()
  }
}
