import Ownership

/// Lines recorded late that changed an answer which could have been given in between.
extension Audit {
  static func lateFindings(_ standpoint: Standpoint) -> [Finding] {
    let limit = standpoint.limit(.backdatedDays).value
    var findings: [Finding] = []
    var touched: TouchedClients?
    for late in standpoint.lateLines(longerThan: limit) {
      let clients: [ClientID]
      switch late.event.subject {
      case .client(let client): clients = [client]
      case .person(let person):
        let index = touched ?? TouchedClients(standpoint)
        touched = index
        clients = index.clients(of: person)
      case .ledger: clients = standpoint.clients
      }
      if let finding = finding(late, clients, standpoint) { findings.append(finding) }
    }
    return findings
  }

  private static func finding(
    _ late: LateLine, _ clients: [ClientID], _ standpoint: Standpoint
  ) -> Finding? {
    let (before, after) = late.perspectives(standpoint)
    var alterations: [Alteration] = []
    for client in clients {
      if let found = alteration(client, late, before, after) { alterations.append(found) }
    }
    guard let first = alterations.first else { return nil }
    let event = late.event
    let others = alterations.count - 1
    let more = others > 0 ? " (and \(others) more client\(others == 1 ? "" : "s"))" : ""
    let length = lengthInWords(late.length)
    let lateness =
      late.target == nil ? "\(length) late" : "\(length) after what it corrects took effect"
    return Finding(
      .backdated, client: alterations.count == 1 ? first.client : nil, at: late.effective,
      lines: [event.sequence] + (late.target.map { [$0] } ?? []), key: ["#\(event.sequence)"],
      "line \(event.sequence), "
        + "\(standpoint.writing(of: event.sequence, late: lateness, clock: late.clock)), "
        + "changes an answer of the time before: \(first.responsibility) of \(first.client) on "
        + "\(standpoint.day(first.instant)) was \([first.before].inWords) and became "
        + "\([first.after].inWords)\(more)")
  }

  /// An answer that a late line changed.
  private struct Alteration {
    var client: ClientID
    var responsibility: Responsibility
    var instant: Instant
    var before: Standing
    var after: Standing

    /// Whether somebody was or is holder of the very responsibility.
    var isHeld: Bool {
      [before.basis, after.basis].contains { $0 == .assigned || $0 == .handoff }
    }
  }

  /// The first answer about a client that a late line changed between its taking effect and its being
  /// written down, rather one that is held than one that follows from it. Who was unknown before is no
  /// answer that changed.
  private static func alteration(
    _ client: ClientID, _ late: LateLine, _ before: Perspective, _ after: Perspective
  ) -> Alteration? {
    let turns = Set(before.instants(of: client)).union(after.instants(of: client))
    let instants = turns.filter { $0 > late.effective && $0 < late.written }.sorted()
    let responsibilities = after.responsibilities
    for instant in [late.effective] + instants {
      let found = responsibilities.compactMap { responsibility -> Alteration? in
        let old = before.resolve(client, responsibility, at: instant)
        let new = after.resolve(client, responsibility, at: instant)
        if old.basis == .unknown || (old.accountable, old.basis) == (new.accountable, new.basis) {
          return nil
        }
        return Alteration(
          client: client, responsibility: responsibility, instant: instant,
          before: Standing(accountable: old.accountable, basis: old.basis),
          after: Standing(accountable: new.accountable, basis: new.basis))
      }
      if let held = found.first(where: \.isHeld) ?? found.first { return held }
    }
    return nil
  }
}

/// A line in force that was written down later than allowed after it, or what it corrects, took effect.
struct LateLine {
  var event: Event
  /// From when on it changes answers.
  var effective: Instant
  /// When it was written down: by the source for an imported line, else by the ledger.
  var written: Instant
  /// The line that it strikes or replaces.
  var target: SequenceNumber?

  /// The clock by which it is late: of what came in with another system's history that system's.
  var clock: Clock { event.origin == .imported ? .source : .ledger }
  /// How late, in microseconds.
  var length: Int64 { written.microseconds(since: effective) }

  /// The history just before the line and with it, on the clock by which it is late.
  func perspectives(_ standpoint: Standpoint) -> (before: Perspective, after: Perspective) {
    let history = standpoint.history
    let previous = SequenceNumber(event.sequence.value - 1)
    if clock == .source {
      let here = SourcePosition(event)
      return (
        Perspective(
          history, cut: .source(SourcePosition(time: here.time, sequence: previous))),
        Perspective(history, cut: .source(here))
      )
    }
    return (
      Perspective(history, cut: .ledger(previous)),
      Perspective(history, cut: .ledger(event.sequence))
    )
  }
}

extension Standpoint {
  /// The lines that can change who answers, in force, that were written down later than a limit.
  func lateLines(longerThan limit: LimitValue) -> [LateLine] {
    history.events.compactMap { event in
      guard event.bearsOnAnswers, perspective.cut.contains(event),
        perspective.isInForce(event.sequence)
      else { return nil }
      var target = event.replaces
      if case .entry(.retracted(let entry, _)) = event.fact { target = entry }
      var effective = event.effectiveTime
      if let target = target.flatMap({ history[$0] }) {
        guard target.bearsOnAnswers else { return nil }
        if case .entry(.retracted) = event.fact {
          effective = target.effectiveTime
        } else {
          effective = min(effective, target.effectiveTime)
        }
      }
      let written = event.origin == .imported ? event.sourceClockTime : event.recordedTime
      let late = LateLine(event: event, effective: effective, written: written, target: target)
      guard effective <= at, limit.isExceeded(byMicroseconds: late.length) else { return nil }
      return late
    }
  }
}
