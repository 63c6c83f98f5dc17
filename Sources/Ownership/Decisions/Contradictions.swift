/// Which lines contradict others, and which would if some events were appended.
enum Contradictions {
  /// What would newly contradict: an event that would have no effect itself, a line that would lose its
  /// effect by it, or managers that would lead to each other in a circle.
  ///
  /// Complexity: O(lines of the ledger).
  static func arising(from drafts: [EventDraft], _ state: LedgerState) -> [Objection] {
    let after = state.after(drafts)
    var clients: Set<ClientID> = []
    var persons: Set<PersonID> = []
    for draft in drafts {
      switch draft.subject {
      case .client(let client): clients.insert(client)
      case .person(let person):
        persons.insert(person)
        clients.formUnion(after.clientsByParty[person] ?? [])
      case .ledger: continue
      }
    }
    let before = lines(state, clients, persons)
    let now = lines(after, clients, persons)
    let objections = now.keys.filter { before[$0] == nil }.sorted().compactMap { line in
      objection(to: line, now[line] ?? nil, state, after)
    }
    return objections + circles(of: persons, state, after)
  }

  private static func objection(
    to line: SequenceNumber, _ known: Objection?, _ state: LedgerState, _ after: LedgerState
  ) -> Objection? {
    guard let event = after.history[line] else { return nil }
    let kind = EventKind(type: event.type)?.name ?? event.type
    if line > state.lastSequence {
      return known
        ?? Objection(
          "the \(kind) would have no effect",
          remedy: "check `history` for what is in its way at that time")
    }
    return Objection(
      "the \(kind) \(state.on(event.effectiveTime)) would contradict it", lines: [line],
      remedy: "correct or retract #\(line) first")
  }

  /// The lines about some clients and persons that contradict others, with what speaks against them
  /// where a rule has words for it.
  static func lines(
    _ state: LedgerState, _ clients: Set<ClientID>, _ persons: Set<PersonID>
  ) -> [SequenceNumber: Objection?] {
    var result: [SequenceNumber: Objection?] = [:]
    func add(_ lines: some Sequence<SequenceNumber>) {
      for line in lines { result.updateValue(nil, forKey: line) }
    }
    for client in clients {
      let fold = state.perspective.fold(of: client)
      add(fold.voids.map(\.line))
      add(fold.idle)
      add(fold.handoffs.idle)
      add(linesToAbsentees(client, state))
      add(
        fold.handoffs.offers.filter { state.perspective.holdingAgainst($0, of: client) != nil }
          .map(\.line))
      for (line, objection) in simultaneous(client, state) {
        result.updateValue(objection, forKey: line)
      }
      let business = state.business(client)
      for (line, objection) in business.idle { result.updateValue(objection, forKey: line) }
      for request in business.requests.all {
        guard let decision = request.decision, let by = decision.by,
          let objection = state.objection(toDecider: by, client, at: decision.instant)
        else { continue }
        if result[decision.line] == nil { result.updateValue(objection, forKey: decision.line) }
      }
    }
    for person in persons {
      add(state.perspective.timeline(of: person).idle)
      for (line, objection) in state.grants(person).idle {
        result.updateValue(objection, forKey: line)
      }
    }
    return result
  }

  /// The lines that make somebody a holder who is not there.
  private static func linesToAbsentees(
    _ client: ClientID, _ state: LedgerState
  ) -> [SequenceNumber] {
    state.perspective.fold(of: client).holdings.values.joined().compactMap { holding in
      guard case .held(let person, let setter) = holding.state,
        !state.presence(person, at: holding.instant).isHere
      else { return nil }
      return setter.lines.last
    }
  }

  /// The last lines that give something to somebody at the instant at which another gets it.
  private static func simultaneous(
    _ client: ClientID, _ state: LedgerState
  ) -> [SequenceNumber: Objection] {
    var result: [SequenceNumber: Objection] = [:]
    for (responsibility, holdings) in state.perspective.fold(of: client).holdings {
      var claims: [Instant: [(person: PersonID, line: SequenceNumber)]] = [:]
      for holding in holdings {
        guard case .held(let person, let setter) = holding.state, let line = setter.lines.last
        else { continue }
        claims[holding.instant, default: []].append((person, line))
      }
      for claim in claims.values where Set(claim.map(\.person)).count > 1 {
        let lines = claim.map(\.line).sorted()
        let names = claim.map(\.person.text).joined(separator: ", then ")
        result[lines[lines.count - 1]] = Objection(
          "\(names) would get \(responsibility) of \(client) at the same instant",
          lines: lines.dropLast(),
          remedy: "give another time, or put #\(lines[0]) right with `correct`")
      }
    }
    return result
  }
}
