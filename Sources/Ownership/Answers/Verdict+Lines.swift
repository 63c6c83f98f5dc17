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
    case .complaintFiled(let filing): isIts(filing.complaint, event)
    case .complaintRedirected(let id, _, _, _), .complaintAttributed(let id, _, _),
      .complaintDisputed(let id, _, _), .complaintResolved(let id, _, _),
      .complaintReopened(let id, _, _), .complaintWithdrawn(let id, _, _):
      isIts(id, event)
    case .entryRetracted(let entry, _), .entryDisputed(let entry, _): told.contains(entry)
    case .entryRedacted(let redaction): told.contains(redaction.entry)
    default: false
    }
  }

  private func isIts(_ id: ComplaintID, _ event: Event) -> Bool {
    id == complaint && event.subject == .client(client)
  }
}
