import Ownership

/// Findings about lines as such: times ahead of their recording, unknown types, lines that are not well
/// formed, disputes.
extension Audit {
  static func entryFindings(_ standpoint: Standpoint) -> [Finding] {
    var findings: [Finding] = []
    var unknown: [String: [Event]] = [:]
    for event in standpoint.history.events
    where standpoint.perspective.cut.contains(event) {
      if case .ledger(.recovered(let loss?)) = event.fact { findings.append(accepted(loss, event)) }
      if let finding = unfinished(event) { findings.append(finding) }
      if !standpoint.perspective.isInForce(event.sequence) { continue }
      if let finding = ahead(event, standpoint.history.zone) { findings.append(finding) }
      if let target = event.replaces, let finding = silenced(event, target, standpoint) {
        findings.append(finding)
      }
      switch event.fact {
      case .unknown(.type): unknown[event.type, default: []].append(event)
      case .unknown(.malformed(let problem)):
        findings.append(refused(.malformed, event, String(describing: problem)))
      case .unknown(.misdirected(let problem)):
        findings.append(refused(.misdirected, event, String(describing: problem)))
      case .entry(.disputed(let entry, let reason)):
        findings.append(dispute(event, entry, reason))
      case .entry(.retracted(let entry, _)):
        if let finding = silenced(event, entry, standpoint) { findings.append(finding) }
      case .entry, .ledger, .person, .client, .assignment, .handoff, .complaint, .contract,
        .change, .authority, .money:
        continue
      }
    }
    for (type, events) in unknown {
      findings.append(
        Finding(
          .unknownType, at: events[0].effectiveTime, lines: events.map(\.sequence), key: [type],
          "\(events.count) line\(events.count == 1 ? " has" : "s have") the type \(type), which this "
            + "version does not know"))
    }
    return findings
  }

  /// Lines of which each has the id and the source of another. They are known by the pair whatever else is known of
  /// them, in force or not.
  static func identityFindings(_ standpoint: Standpoint) -> [Finding] {
    var lines: [[UInt8]: [SequenceNumber]] = [:]
    for event in standpoint.history.events where standpoint.perspective.cut.contains(event) {
      // 0xFF is no byte of a text.
      lines[Array(event.source.utf8) + [0xFF] + Array(event.id.utf8), default: []].append(
        event.sequence)
    }
    return lines.values.filter { $0.count > 1 }.compactMap { same in
      guard let first = standpoint.history[same[0]] else { return nil }
      let list = same.prefix(8).map { "\($0)" }.joined(separator: ", ")
      return Finding(
        .repeatedID, client: first.subject.client, person: first.subject.person,
        at: first.recordedTime, lines: same, key: ["#\(same[0])"],
        "\(same.count) lines have the same id, \(first.id), of the source \(first.source): \(list)"
          + (same.count > 8 ? " and \(same.count - 8) more" : ""))
    }
  }

  /// Recorded times that the clock has not reached, from the first on.
  static func clockFindings(_ standpoint: Standpoint, _ clock: Instant) -> [Finding] {
    let ahead = standpoint.history.events.filter { event in
      standpoint.perspective.cut.contains(event)
        && ClockLead(of: event.recordedTime, over: clock) != nil
    }
    guard let first = ahead.first, let last = ahead.last,
      let lead = ClockLead(of: last.recordedTime, over: clock)
    else { return [] }
    let lines = ahead.count == 1 ? "1 line was" : "\(ahead.count) lines were"
    return [
      Finding(
        .recordedAheadOfClock, at: first.recordedTime, lines: [first.sequence],
        key: ["#\(first.sequence)"], lasting: lead.microseconds
      ) { length in
        "from line \(first.sequence) on, recorded by \(first.recordedBy), \(lines) recorded up to "
          + "\(length) ahead of the clock, at " + last.recordedTime.text(in: standpoint.zone)
      }
    ]
  }

  private static func ahead(_ event: Event, _ zone: Zone) -> Finding? {
    let name: String
    let stated: Instant
    if event.time > event.recordedTime {
      (name, stated) = ("time", event.time)
    } else if let source = event.sourceTime, source > event.recordedTime {
      (name, stated) = ("sourcetime", source)
    } else {
      return nil
    }
    return Finding(
      .aheadOfRecording, client: event.subject.client, person: event.subject.person,
      at: event.recordedTime, lines: [event.sequence], key: ["#\(event.sequence)"],
      "the \(name) of line \(event.sequence), \(stated.text(in: zone)), lies after its recording, "
        + event.recordedTime.text(in: zone))
  }

  private static func refused(_ code: FindingCode, _ event: Event, _ problem: String) -> Finding {
    Finding(
      code, client: event.subject.client, person: event.subject.person, at: event.effectiveTime,
      lines: [event.sequence], key: ["#\(event.sequence)"],
      "line \(event.sequence) (\(event.type)) counts as unknown: \(problem)")
  }

  /// Content that somebody said was destroyed and that still stands, whatever else is known.
  private static func unfinished(_ event: Event) -> Finding? {
    if event.unfinishedRedaction.isEmpty { return nil }
    return Finding(
      .unfinishedRedaction, client: event.subject.client, person: event.subject.person,
      at: event.recordedTime, lines: [event.sequence], key: ["#\(event.sequence)"],
      "of line \(event.sequence) stands what was to be destroyed: "
        + event.unfinishedRedaction.map(Redaction.words).joined(separator: ", "))
  }

  /// A loss is found whether or not somebody retracts the line that tells of it.
  private static func accepted(_ loss: AcceptedLoss, _ event: Event) -> Finding {
    let who = event.teller.value ?? "somebody"
    let why = loss.reason.map { ": \($0)" } ?? ""
    return Finding(
      .acceptedLoss, at: event.recordedTime, lines: [event.sequence], key: ["#\(event.sequence)"],
      "\(loss.words), and \(who) accepted the loss\(why)")
  }

  private static func dispute(
    _ event: Event, _ entry: SequenceNumber, _ reason: String?
  ) -> Finding {
    Finding(
      .disputedEntry, client: event.subject.client, person: event.subject.person,
      at: event.effectiveTime, lines: [event.sequence, entry], key: ["#\(event.sequence)"],
      "line \(entry) is disputed by line \(event.sequence)"
        + (reason.map { ": \($0)" } ?? ""))
  }

  /// A dispute that was taken back, or put another way, by somebody other than who raised it.
  private static func silenced(
    _ event: Event, _ target: SequenceNumber, _ standpoint: Standpoint
  ) -> Finding? {
    guard event.strikes, let dispute = standpoint.history[target] else { return nil }
    let what: String
    switch dispute.fact {
    case .entry(.disputed(let entry, _)): what = "the dispute of line \(entry)"
    case .complaint(.disputed(let complaint, _, _)):
      what = "the dispute of the ruling on complaint \(complaint)"
    case .entry, .complaint, .ledger, .person, .client, .assignment, .handoff, .contract, .change,
      .authority, .money, .unknown:
      return nil
    }
    guard let raiser = dispute.teller.value, let striker = event.teller.value,
      !raiser.hasSameBytes(as: striker)
    else { return nil }
    let deed = event.replaces == target ? "replaced" : "retracted"
    return Finding(
      .disputeSilenced, client: event.subject.client, person: event.subject.person,
      at: event.effectiveTime, lines: [target, event.sequence], key: ["#\(event.sequence)"],
      "\(what) was raised by \(raiser) (#\(target)) and \(deed) by \(striker)")
  }
}

extension Subject {
  /// The client, where it is about one.
  var client: ClientID? { if case .client(let client) = self { client } else { nil } }
  /// The person, where it is about one.
  var person: PersonID? { if case .person(let person) = self { person } else { nil } }
}
