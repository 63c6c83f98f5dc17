/// Lines that would speak on a question, or once did, and no longer do (FORMAT 9.12, 9.17).
extension Perspective {
  func overruled(
    _ client: ClientID, _ responsibility: Responsibility, _ resolution: Resolution,
    at instant: Instant
  ) -> [Overruled] {
    var result: [SequenceNumber: [SequenceNumber]] = [:]
    for line in struckLines(client, resolution, at: instant) {
      result[line] = correctors(of: line)
    }
    if let earlier = asKnown(at: instant) {
      let former = earlier.resolve(client, responsibility, at: instant).evidence
      let silenced = former.subtracting(resolution.evidence)
      if !silenced.isEmpty {
        let news = newSpeakers(former: former, now: resolution.evidence, earlier: earlier)
        for line in silenced { result[line] = isInForce(line) ? news : correctors(of: line) }
      }
    }
    return result.sorted { $0.key < $1.key }.map { Overruled(sequence: $0.key, by: $0.value) }
  }

  /// Out-of-force lines that would touch a step of the path at or before an instant.
  private func struckLines(
    _ client: ClientID, _ resolution: Resolution, at instant: Instant
  ) -> [SequenceNumber] {
    let path = Set(resolution.path.compactMap(\.responsibility))
    if path.isEmpty { return [] }
    let lines = lines(of: client)
    let handoffs = fold(of: client).handoffs
    var result: [SequenceNumber] = []
    for (place, index) in lines.indices.enumerated() where !lines.isInForce[place] {
      let event = history.events[index]
      guard event.effectiveTime <= instant else { continue }
      let touched: Responsibility?
      switch event.fact {
      case .assignment(let fact): touched = fact.responsibility
      case .handoff(.accepted(let handoff, _)):
        touched = handoffs.offer(handoff)?.terms.responsibility
      case .handoff, .ledger, .person, .client, .complaint, .contract, .change, .authority,
        .money, .entry, .unknown:
        touched = nil
      }
      if let touched, path.contains(touched) { result.append(event.sequence) }
    }
    return result
  }

  /// The lines not known earlier that are evidence now, or that correct a line that was.
  private func newSpeakers(
    former: Set<SequenceNumber>, now: Set<SequenceNumber>, earlier: Perspective
  ) -> [SequenceNumber] {
    now.union(former.flatMap { correctors(of: $0) })
      .filter { line in history[line].map { !earlier.cut.contains($0) } ?? false }
      .sorted()
  }

  /// The retractions in force that name a line and the replacements of it that are not retracted.
  package func correctors(of line: SequenceNumber) -> [SequenceNumber] {
    guard let event = history[line] else { return [] }
    return lines(of: event.subject).correctors(of: line, history)
  }

  package func isInForce(_ line: SequenceNumber) -> Bool {
    guard let event = history[line] else { return false }
    let lines = lines(of: event.subject)
    return lines.place(of: line).map { lines.isInForce[$0] } ?? false
  }
}
