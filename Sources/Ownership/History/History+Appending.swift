/// A history that grows by a line: what a projection that is kept up needs.
extension History {
  /// Takes the next line, as `init(events:zone:)` would have taken it with all the others.
  ///
  /// - Precondition: the sequence is the next one.
  /// - Complexity: O(1) amortized where nobody shares this value; a redaction re-reads its target, and the
  ///   lines of its subject for corrections that are understood only now.
  package mutating func append(_ event: Event) {
    precondition(event.sequence.value == UInt64(events.count) + 1, "the next line")
    let index = events.count
    events.append(event)
    if let problem = Self.misdirection(of: event, in: events) {
      events[index].fact = .unknown(.misdirected(problem))
    }
    switch event.subject {
    case .client(let client): linesByClient[client, default: []].append(index)
    case .person(let person): linesByPerson[person, default: []].append(index)
    case .ledger: linesOfLedger.append(index)
    }
    if case .entry(.redacted(let redaction)) = events[index].fact {
      understandAnew(redaction.entry)
    }
    note(index)
  }

  /// Reads a line with all the fields that redactions have destroyed by now.
  private mutating func understandAnew(_ entry: SequenceNumber) {
    let index = Int(entry.value) - 1
    var names: [String] = []
    for line in lines(of: events[index].subject) {
      if case .entry(.redacted(let redaction)) = line.fact, redaction.entry == entry {
        names += redaction.fields
      }
    }
    events[index] = events[index].destroying(names)
    if let problem = Self.misdirection(of: events[index], in: events) {
      events[index].fact = .unknown(.misdirected(problem))
    }
    note(index)
  }

  private func lines(of subject: Subject) -> [Event] {
    switch subject {
    case .client(let client): lines(about: client)
    case .person(let person): lines(about: person)
    case .ledger: linesOfLedger.map { events[$0] }
    }
  }

  /// Notes what a line uses.
  private mutating func note(_ index: Int) {
    let event = events[index]
    for name in event.fact.responsibilitiesUsed {
      firstUses[name, default: FirstUse(event)].include(event)
    }
    guard case .complaint(.filed(let filing)) = event.fact, case .client(let client) = event.subject
    else { return }
    if !clientsByComplaint[filing.complaint, default: []].contains(client) {
      clientsByComplaint[filing.complaint, default: []].append(client)
    }
  }
}
