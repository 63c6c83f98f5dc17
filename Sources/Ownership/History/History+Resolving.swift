/// What can be understood of a line only with the whole log at hand: redactions come after the lines
/// whose content they destroy, and a correction is one only if its target may be named.
extension History {
  static func resolved(_ events: [Event]) -> [Event] {
    var events = events
    for index in events.indices {
      if let problem = misdirection(of: events[index], in: events) {
        events[index].fact = .unknown(.misdirected(problem))
      }
    }
    var destroyed: [Int: [String]] = [:]
    for event in events {
      if case .entry(.redacted(let redaction)) = event.fact,
        let index = position(of: redaction.entry, in: events)
      {
        destroyed[index, default: []] += redaction.fields
      }
    }
    for (index, names) in destroyed { events[index] = events[index].destroying(names) }
    // A redacted correction is understood only now, and may itself be misdirected.
    for index in destroyed.keys {
      if let problem = misdirection(of: events[index], in: events) {
        events[index].fact = .unknown(.misdirected(problem))
      }
    }
    return events
  }

  static func misdirection(of event: Event, in events: [Event]) -> CorrectionProblem? {
    if case .unknown = event.fact { return nil }
    let entry = Corrections.entryNamed(by: event.fact)
    if event.replaces == nil, entry == nil { return nil }
    return Corrections.problem(
      number: event.sequence, type: event.type, subject: event.subject, replaces: event.replaces,
      entry: entry
    ) { number in
      guard let position = position(of: number, in: events) else { return nil }
      let target = events[position]
      return Corrections.Target(type: target.type, subject: target.subject)
    }
  }
}
