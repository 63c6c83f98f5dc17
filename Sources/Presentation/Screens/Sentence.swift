public import Ownership

/// What a line says, in plain words: “olga accepted handoff h1 from ivan (account)”.
public struct Sentence: Sendable {
  let lines: Lines
  private let zone: Zone?

  /// Sentences about these lines; acceptances name who offered where the lines know the offers.
  ///
  /// - Parameter zone: by whose clocks instants are told; `nil` for UTC.
  public init(lines: Lines, zone: Zone? = nil) {
    self.lines = lines
    self.zone = zone
  }

  /// A time as it was stated.
  func when(_ moment: Moment) -> String { zone.map { moment.text(in: $0) } ?? moment.description }

  /// One clause without a full stop. Text from the log is made printable.
  public func words(for event: Event) -> String {
    var text = clause(event)
    if lacksContent(event) { text += " [content destroyed by a redaction]" }
    let withheld = lines.withheld(event.sequence).map { Redaction.field(named: $0) ?? $0 }
    if !withheld.isEmpty { text += " [withheld: \(withheld.joined(separator: ", "))]" }
    if let replaces = event.replaces { text += " (puts right #\(replaces))" }
    return text.printable
  }

  /// Whether something of it was destroyed; what is only withheld here was not.
  private func lacksContent(_ event: Event) -> Bool {
    let withheld = lines.withheld(event.sequence)
    return event.isRedacted || !event.unfinishedRedaction.isEmpty
      || event.destroyedFields.contains { !withheld.contains(Redaction.name(ofField: $0)) }
  }

  private func clause(_ event: Event) -> String {
    switch event.fact {
    case .ledger(.opened(let name, let zone)): "the ledger “\(name)” was opened, dates in \(zone)"
    case .ledger(.recovered(let loss)):
      loss.map { "\($0.words), and the ledger goes on without" + because($0.reason) }
        ?? "the ledger set aside what stood behind its last good line"
    case .ledger(.policyAdopted(let change)): policy(change)
    case .person(let fact): person(fact, subject(event))
    case .client(.registered(let name)): "the client was registered" + named(name)
    case .client(.renamed(let name)): "the client was renamed" + named(name)
    case .client(.closed(let reason)): "the client was closed" + because(reason)
    case .assignment(.made(let responsibility, let person, let reason)):
      "\(name(person)) was made accountable for \(responsibility)" + because(reason)
    case .assignment(.ended(let responsibility, let person, let reason)):
      "\(person.map { "\(name($0))’s" } ?? "the") assignment to \(responsibility) was ended"
        + because(reason)
    case .handoff(let fact): handoff(fact, event)
    case .complaint(let fact): complaint(fact)
    case .contract(let fact): contract(fact)
    case .change(let fact): change(fact, wants: missing("wants", event))
    case .authority(let fact): authority(fact, subject(event))
    case .money(let fact): money(fact)
    case .entry(.noteAdded(let text)): "note: \(text ?? missing("text", event))"
    case .entry(.retracted(let entry, let reason)): "retracts #\(entry)" + because(reason)
    case .entry(.disputed(let entry, let reason)): "disputes #\(entry)" + because(reason)
    case .entry(.redacted(let redaction)):
      "destroyed \(redaction.fields.map(Redaction.words).joined(separator: ", ")) of #\(redaction.entry)"
    case .ledger(.evidenceIssued(let complaint)):
      "a case file was issued" + (complaint.map { " on complaint \($0)" } ?? "")
    case .unknown(let reason): unknown(event, reason)
    }
  }

  /// What stands for a field that is not there any more, or not here.
  private func missing(_ field: String, _ event: Event) -> String {
    lines.withheld(event.sequence).contains(Redaction.name(ofField: field))
      ? "(withheld)" : "(destroyed)"
  }

  private func subject(_ event: Event) -> String {
    switch event.subject {
    case .client(let id): id.text
    case .person(let id): id.text
    case .ledger: "the ledger"
    }
  }

  private func unknown(_ event: Event, _ reason: UnknownReason) -> String {
    switch reason {
    case .type: "\(event.type), a type that this version does not know; it changes no answer"
    case .malformed(let problem): "\(event.type), not well formed and without effect: \(problem)"
    case .misdirected(let problem): "\(event.type), without effect: \(problem)"
    }
  }

  private func policy(_ change: PolicyChange) -> String {
    var parts: [String] = []
    for (responsibility, list) in change.fallback {
      let names = list.map(\.text).joined(separator: ", then ")
      parts.append("\(responsibility) falls back to \(list.isEmpty ? "nobody" : names)")
    }
    if let names = change.responsibilities {
      parts.append("responsibilities " + names.map(\.text).joined(separator: ", "))
    }
    for (name, number) in change.limits { parts.append("\(name) \(number)") }
    if let basis = change.bonusBasis { parts.append("bonus on \(basis)") }
    return "a policy was adopted: " + parts.joined(separator: "; ")
  }
}

extension Sentence {
  func name(_ person: Erasable<PersonID>) -> String { told(person) }

  /// What a line says, and what stands for it where that was destroyed.
  func told(_ value: Erasable<some CustomStringConvertible>) -> String {
    value.value?.description ?? "(destroyed)"
  }

  func because(_ reason: String?) -> String { reason.map { " (\($0))" } ?? "" }

  func named(_ name: String?) -> String { name.map { " as “\($0)”" } ?? "" }

  private func person(_ fact: PersonFact, _ subject: String) -> String {
    switch fact {
    case .joined(let name, let manager, _):
      "\(subject) joined" + named(name)
        + (manager.map { ", reporting to \(self.name($0))" } ?? "")
    case .moved(let manager): "\(subject) now reports to \(name(manager))"
    case .away(let until, let deputy):
      "\(subject) is away" + (until.map { " until \(when($0))" } ?? "")
        + (deputy.map { ", deputy \(name($0))" } ?? "")
    case .returned: "\(subject) returned"
    case .left(let reason): "\(subject) left" + because(reason)
    }
  }

  private func handoff(_ fact: HandoffFact, _ event: Event) -> String {
    switch fact {
    case .offered(let offer):
      return "\(name(offer.from)) offered \(offer.responsibility) to \(name(offer.to)), "
        + "handoff \(offer.handoff)" + (offer.effective.map { ", for \(when($0))" } ?? "")
    case .accepted(let id, let reason):
      guard let offer = lines.offer(id, of: event.subject) else {
        return "handoff \(id) was accepted" + because(reason)
      }
      return "\(name(offer.to)) accepted handoff \(id) from \(name(offer.from)), "
        + "\(offer.responsibility)" + because(reason)
    case .declined(let id, let reason):
      let who = lines.offer(id, of: event.subject).map { name($0.to) }
      return (who.map { "\($0) declined handoff \(id)" } ?? "handoff \(id) was declined")
        + because(reason)
    case .withdrawn(let id, let reason):
      let who = lines.offer(id, of: event.subject).map { name($0.from) }
      return (who.map { "\($0) withdrew handoff \(id)" } ?? "handoff \(id) was withdrawn")
        + because(reason)
    }
  }
}
