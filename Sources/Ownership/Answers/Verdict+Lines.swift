/// The lines that somebody is told of who reads a verdict.
extension Verdict {
  /// Every line that the verdict names: those that it rests on, that turned it, came late or speak against
  /// it, and the filings.
  public var citedLines: Set<SequenceNumber> {
    var lines = Set([firstFiling, filing] + refilings + late + lateLedger + redactions)
    lines.formUnion((turning + turningLedger).map(\.sequence))
    for end in [asFiled, now] + (asFiledLedger.map { [$0] } ?? []) {
      for answer in end.reply.answers {
        lines.formUnion(answer.evidence + answer.disputed + answer.contested + answer.tied)
        for overruled in answer.overruled { lines.formUnion([overruled.sequence] + overruled.by) }
      }
    }
    return lines
  }

  /// The lines that tell of the complaint, in the order of `events`, with those that correct or dispute them.
  public func course(in events: [Event]) -> [SequenceNumber] {
    var told: Set<SequenceNumber> = []
    for event in events where tells(event, told) { told.insert(event.sequence) }
    return told.sorted()
  }

  private func tells(_ event: Event, _ told: Set<SequenceNumber>) -> Bool {
    if let replaced = event.replaces, told.contains(replaced) { return true }
    return switch event.fact {
    case .complaint(let fact): fact.complaint == complaint && event.subject == .client(client)
    case .entry(let fact): fact.entry.map(told.contains) ?? false
    case .ledger, .person, .client, .assignment, .handoff, .contract, .change, .authority, .money,
      .unknown:
      false
    }
  }
}
