@testable import Ownership

/// Section 5, “Reasons”, and 9.10 to 9.12.
extension LinesTaken {
  /// “`confidence`: the weakest origin over the evidence (`recorded` > `imported` > `inferred`)”,
  /// “Without evidence `confidence` is `recorded`.”
  func confidence(_ resolved: Resolved) -> Origin {
    let origins = resolved.evidence.compactMap { self[$0]?.origin }
    if origins.contains(.inferred) { return .inferred }
    return origins.contains(.imported) ? .imported : .recorded
  }

  /// “`sinceExact` is false when an inferred line that takes effect at `since` is evidence of the answer
  /// there or just before it, or registers or closes the client.”
  func isExact(since: Instant?, _ topic: Topic) -> Bool {
    guard let since else { return true }
    var evidence = resolve(topic, at: since).evidence
    if let before = since.predecessor { evidence.formUnion(resolve(topic, at: before).evidence) }
    return !inForce.contains { line in
      guard line.origin == .inferred, takesEffect(line) == since else { return false }
      switch line.fact {
      case .client(.registered), .client(.closed):
        if line.subject == .client(topic.client) { return true }
      default: break
      }
      return evidence.contains(line.sequence)
    }
  }

  /// FORMAT is silent on offers: one takes effect at its effective time, as every line does; only for
  /// an acceptance it is said otherwise.
  private func takesEffect(_ line: Event) -> Instant {
    guard case .handoff(.accepted) = line.fact, case .client(let client) = line.subject,
      let happening = happenings(client).first(where: { $0.line.sequence == line.sequence })
    else { return line.effectiveTime }
    return happening.place.instant
  }

  /// “`disputed`: disputes that name a line of the evidence”
  func disputes(_ resolved: Resolved) -> [SequenceNumber] {
    inForce.filter { line in
      if case .entry(.disputed(let entry, _)) = line.fact {
        resolved.evidence.contains(entry)
      } else {
        false
      }
    }.map(\.sequence)
  }

  /// “`contested`: acceptances that would take effect and fail, from that instant on, and assignments
  /// while closed with effective time ≤ `at`, for a responsibility of the path; while the client is
  /// closed, for the one asked about.”
  ///
  /// FORMAT is silent on an accepted offer that lapsed with a closing before it took effect: it would
  /// not take effect any more, so it is not listed.
  func contested(_ topic: Topic, _ resolved: Resolved, at: Instant) -> [SequenceNumber] {
    let asked =
      resolved.basis == .closed
      ? [topic.responsibility] : resolved.path.compactMap(\.responsibility)
    return fold(topic.client, at: at).void.filter { asked.contains($0.responsibility) }
      .map(\.line.sequence).sorted()
  }

  /// “`tied`: what, besides the evidence, set or cleared the holder at the instant at which the step
  /// came into its state (an acceptance: when it takes effect).”
  func tied(_ topic: Topic, _ resolved: Resolved, at: Instant) -> [SequenceNumber] {
    let state = fold(topic.client, at: at)
    var tied: Set<SequenceNumber> = []
    for responsibility in Set(resolved.path.compactMap(\.responsibility)) {
      let changes = state.changes.filter { $0.responsibility == responsibility }
      guard let last = changes.last else { continue }
      tied.formUnion(changes.filter { $0.instant == last.instant }.map(\.line.sequence))
    }
    return tied.subtracting(resolved.evidence).sorted()
  }

  /// “`overruled`: out-of-force lines that would touch those steps with effective time ≤ `at`, and lines
  /// that were evidence of the same question as known at `at` and no longer are; each with
  /// `overruledBy`.”
  func overruled(_ topic: Topic, _ resolved: Resolved, at: Instant) -> [Overruled] {
    let path = resolved.path.compactMap(\.responsibility)
    var result: [SequenceNumber: Set<SequenceNumber>] = [:]
    for line in lines where !isInForce(line) && line.effectiveTime <= at {
      guard line.subject == .client(topic.client), let responsibility = responsibility(of: line),
        path.contains(responsibility)
      else { continue }
      result[line.sequence] = silencers(of: line)
    }
    // FORMAT is silent: what was known at `at` is known within the lines taken.
    let then = LinesTaken(lines.filter { $0.time(on: clock) <= at }, clock: clock, zone: zone)
    let former = then.resolve(topic, at: at).evidence
    let gone = former.subtracting(resolved.evidence)
    for number in gone {
      guard let line = self[number] else { continue }
      result[number] =
        isInForce(line) ? newcomers(since: then, former, resolved) : silencers(of: line)
    }
    return result.keys.sorted().map { Overruled(sequence: $0, by: result[$0]!.sorted()) }
  }

  /// “`overruled` speaks of `assignment.made`, `assignment.ended`, and `handoff.accepted` through an
  /// offer in force”
  private func responsibility(of line: Event) -> Responsibility? {
    switch line.fact {
    case .assignment(.made(let responsibility, _, _)),
      .assignment(.ended(let responsibility, _, _)):
      return responsibility
    case .handoff(.accepted(let id, _)):
      guard case .client(let client) = line.subject else { return nil }
      return handoffs(client, until: nil).first { $0.offer.handoff == id }?.offer.responsibility
    default: return nil
    }
  }

  /// “the retractions in force that name the line and the replacements of it that are not retracted”
  private func silencers(of line: Event) -> Set<SequenceNumber> {
    Set((retractions(of: line) + standingReplacements(of: line)).map(\.sequence))
  }

  /// “for a line that is in force, the lines not known at `at` that are evidence now, or that correct a
  /// line that was”
  private func newcomers(
    since then: LinesTaken, _ former: Set<SequenceNumber>, _ resolved: Resolved
  ) -> Set<SequenceNumber> {
    var result = resolved.evidence
    for number in former {
      if let line = self[number] { result.formUnion(silencers(of: line)) }
    }
    return result.filter { then[$0] == nil }
  }
}
