/// What speaks against naming a client, a person or a responsibility at an instant.
extension LedgerState {
  /// Speaks against a client that is not known or not open.
  func objection(toClient client: ClientID, at instant: Instant) -> Objection? {
    switch perspective.fold(of: client).status(at: instant) {
    case .open: return nil
    case .closed(let line):
      return Objection(
        "\(client) was closed \(on(line))", lines: [line],
        remedy: "record `client add` first if it is a client again")
    case .unknown:
      if let line = knownBy(client, at: .last) {
        return Objection(
          "\(client) is known only from \(zone.date(at: effect(of: line))) on", lines: [line],
          remedy: "give a later time, or put the time of that line right with `correct`")
      }
      return Objection(
        "the ledger knows no client \(client)",
        remedy: "check the name, or record `client add` first")
    }
  }

  /// Speaks against a client that is not known at any time; a closed one will do.
  func objection(toUnknownClient client: ClientID) -> Objection? {
    if perspective.fold(of: client).statuses.isEmpty {
      return Objection(
        "the ledger knows no client \(client)",
        remedy: "check the name, or record `client add` first")
    }
    return nil
  }

  /// The line that made a client known and open: its registration, else the first that set a holder.
  func knownBy(_ client: ClientID, at instant: Instant) -> SequenceNumber? {
    let fold = perspective.fold(of: client)
    let registered = perspective.lines(of: client).inEffectiveOrder(history).last { key, event in
      if case .client(.registered) = event.fact { key.instant <= instant } else { false }
    }
    if let registered { return registered.event.sequence }
    return fold.touches.values.joined().filter { $0.instant <= instant }
      .min { ($0.instant, $0.line) < ($1.instant, $1.line) }?.line
  }

  func effect(of line: SequenceNumber) -> Instant { history[line]?.effectiveTime ?? now }

  /// Speaks against a person whom no line mentions.
  func objection(toUnknownPerson person: PersonID) -> Objection? {
    if persons.contains(person) { return nil }
    return Objection(
      "the ledger knows no person \(person)",
      remedy: "check the name, or record `person join` first")
  }

  /// Speaks against a person who is not there at an instant: unknown, gone, or not yet joined.
  func objection(
    toPerson person: PersonID, at instant: Instant, remedy: String
  ) -> Objection? {
    if let unknown = objection(toUnknownPerson: person) { return unknown }
    let presence = presence(person, at: instant)
    if let line = presence.joinsBy {
      return Objection("\(person) joins only \(on(line))", lines: [line], remedy: remedy)
    }
    if let line = presence.leftBy {
      return Objection("\(person) left \(on(line))", lines: [line], remedy: remedy)
    }
    return nil
  }

  /// Speaks against a responsibility that nobody has declared or used.
  func objection(toResponsibility responsibility: Responsibility) -> Objection? {
    if perspective.responsibilities.contains(responsibility) { return nil }
    return Objection(
      "the ledger knows no responsibility \(responsibility)",
      remedy: "check the name, or declare it with `policy adopt --responsibility`")
  }

  /// Who holds a responsibility at an instant, as a clause with its lines.
  func holderClause(
    _ client: ClientID, _ responsibility: Responsibility, at instant: Instant
  ) -> (text: String, lines: [SequenceNumber]) {
    let holding = holding(client, responsibility, at: instant)
    switch holding.state {
    case .unassigned(nil): return ("nobody has held it yet", [])
    case .unassigned(let line?): return ("nobody holds it since \(day(line))", [line])
    case .held(let holder, let setter):
      return ("\(holder) holds it since \(zone.date(at: holding.instant))", setter.lines)
    case .left(let person, let line):
      return ("\(person) left \(on(line)) and nobody holds it", [line])
    case .redacted(let lines): return ("who holds it was destroyed by a redaction", lines)
    }
  }

  private func day(_ line: SequenceNumber) -> String { "\(zone.date(at: effect(of: line)))" }
}
