@testable import Ownership

/// Section 5, “The verdict on a complaint”, and 9.13.
extension Reference {
  func verdict(
    on complaint: ComplaintID, client asked: ClientID? = nil, known: KnownPosition = .latest
  ) throws(QuestionProblem) -> Verdict {
    let client = try client(of: complaint, asked: asked, known: known)
    let clock = clock(of: complaint, by: client)
    let taken = try lines(known: known, clock: clock)
    let filings = filings(of: complaint, by: client, in: taken.lines)
    // “as filed — at the first line that ever bore that complaint id”, on that clock.
    guard let first = filings.min(by: { $1.isAfter($0, on: clock) }) else {
      throw .complaintNotYetKnown(
        complaint, at: taken.knownSequence, filedBy: firstFiling(of: complaint, by: client))
    }
    let filing = speaking(filings, first: first, in: taken)
    let asFiled = try end(first, lines(known: .event(first.sequence), clock: clock))
    let now = end(filing, taken)
    // “*as filed* uses the sources' clock (…) with the ledger's beside it”: the ledger's first line.
    var asFiledLedger: VerdictEnd?
    if clock == .source, let first = filings.first {
      asFiledLedger = try end(first, lines(known: .event(first.sequence), clock: .ledger))
    }
    let turning = try turning(complaint, client, first: first, clock: clock, until: taken)
    return Verdict(
      complaint: complaint, client: client, arose: arose(filing).moment,
      aroseAssumed: arose(filing).isAssumed, clock: clock, firstFiling: first.sequence,
      filing: filing.sequence, isRetracted: !filings.contains(where: taken.isInForce),
      refilings: refilings(filings, first: first, in: taken), asFiled: asFiled,
      asFiledLedger: asFiledLedger,
      now: now, turning: turning,
      late: late(
        after: first, filing, now, turning: Set(turning.map(\.sequence)), in: taken),
      againstWasAccountable: AgainstWasAccountable(
        asFiled: wasAccountable(asFiled), now: wasAccountable(now)))
  }

  /// “An imported complaint is filed, turned and late on the sources' clock throughout”.
  /// FORMAT is silent on filings of different origin: the first line of all decides.
  private func clock(of complaint: ComplaintID, by client: ClientID) -> Clock {
    filings(of: complaint, by: client, in: events).first?.origin == .imported ? .source : .ledger
  }

  /// The first line of all that files it, on the complaint's clock.
  private func firstFiling(of complaint: ComplaintID, by client: ClientID) -> SequenceNumber {
    let clock = clock(of: complaint, by: client)
    let all = filings(of: complaint, by: client, in: events)
    return all.min { $1.isAfter($0, on: clock) }?.sequence ?? .zero
  }

  /// “A complaint id that several clients use needs `--client`”: by the lines taken (section 4).
  private func client(
    of complaint: ComplaintID, asked: ClientID?, known: KnownPosition
  ) throws(QuestionProblem) -> ClientID {
    var clients: Set<ClientID> = []
    for event in events {
      guard case .complaintFiled(let filing) = event.fact, filing.complaint == complaint,
        case .client(let client) = event.subject
      else { continue }
      clients.insert(client)
    }
    if let asked {
      if clients.contains(asked) { return asked }
      throw .noSuchComplaint(complaint)
    }
    var using: Set<ClientID> = []
    for client in clients {
      let taken = try lines(known: known, clock: clock(of: complaint, by: client))
      if !filings(of: complaint, by: client, in: taken.lines).isEmpty { using.insert(client) }
    }
    if using.count > 1 { throw .ambiguousComplaint(complaint, clients: using.sorted()) }
    if let only = using.first { return only }
    // Of those that come later the first to file it.
    let next = clients.min {
      firstFiling(of: complaint, by: $0) < firstFiling(of: complaint, by: $1)
    }
    guard let next else { throw .noSuchComplaint(complaint) }
    return next
  }

  private func filings(
    of complaint: ComplaintID, by client: ClientID, in lines: [Event]
  ) -> [Event] {
    lines.filter { line in
      guard case .complaintFiled(let filing) = line.fact else { return false }
      return filing.complaint == complaint && line.subject == .client(client)
    }
  }

  /// “of several filings in force the first by sequence speaks; if none is in force, the first ever”
  private func speaking(_ filings: [Event], first: Event, in taken: LinesTaken) -> Event {
    filings.first(where: taken.isInForce) ?? first
  }

  /// “Refiling an id (…) is a finding.” A replacement of a filing restates it and files nothing anew.
  private func refilings(
    _ filings: [Event], first: Event, in taken: LinesTaken
  ) -> [SequenceNumber] {
    let all = Set(filings.map(\.sequence))
    return filings.filter { line in
      var current = line
      while let named = current.replaces {
        if all.contains(named) { return false }
        guard let next = taken[named] else { break }
        current = next
      }
      return line.sequence != first.sequence
    }.map(\.sequence)
  }

  /// “where it is absent it is the event's own time, marked as assumed”
  private func arose(_ line: Event) -> (moment: Moment, isAssumed: Bool) {
    guard let moment = stated(line).arose else { return (.instant(line.time), true) }
    return (moment, false)
  }

  private func stated(_ line: Event) -> ComplaintFiling {
    guard case .complaintFiled(let filing) = line.fact else {
      preconditionFailure("only filings are asked")
    }
    return filing
  }

  /// “answers for its responsibility (`account` if it names none) at `arose`”
  private func end(_ line: Event, _ taken: LinesTaken) -> VerdictEnd {
    guard case .client(let client) = line.subject else {
      preconditionFailure("a filing is about a client")
    }
    let responsibility = stated(line).responsibility ?? .account
    let moment = arose(line).moment
    return VerdictEnd(
      responsibility: responsibility, arose: moment, against: stated(line).against?.value,
      reply: reply(taken, client: client, responsibility: responsibility, at: span(moment)))
  }

  /// FORMAT is silent on a range that is empty in the ledger's zone: the instant at which it begins.
  private func span(_ moment: Moment) -> TimeSpan {
    (try? moment.span(in: zone)) ?? .instant(moment.start(in: zone))
  }

  private func standings(_ line: Event, _ taken: LinesTaken) -> [Standing] {
    guard case .client(let client) = line.subject else { return [] }
    let topic = Topic(client: client, responsibility: stated(line).responsibility ?? .account)
    let starts: [Instant] =
      switch span(arose(line).moment) {
      case .instant(let instant): [instant]
      case .period(let from, let to): taken.cuts(topic, from: from, to: to).map(\.from)
      }
    return starts.map { start in
      let resolved = taken.resolve(topic, at: start)
      return Standing(accountable: resolved.accountable, basis: resolved.basis)
    }
  }

  /// “Replaying the known positions between the two, each line at which (accountable, basis) changes is
  /// **turning**”; “the replay uses the filing in force at each position, so a changed `arose` can
  /// turn”.
  private func turning(
    _ complaint: ComplaintID, _ client: ClientID, first: Event, clock: Clock,
    until taken: LinesTaken
  ) throws(QuestionProblem) -> [TurningLine] {
    var before = standings(first, try lines(known: .event(first.sequence), clock: clock))
    var result: [TurningLine] = []
    let between = taken.lines.filter { $0.isAfter(first, on: clock) }
      .sorted { $1.isAfter($0, on: clock) }
    for line in between {
      let then = try lines(known: .event(line.sequence), clock: clock)
      let filing = speaking(
        filings(of: complaint, by: client, in: then.lines), first: first, in: then)
      let after = standings(filing, then)
      if after != before {
        result.append(
          TurningLine(
            sequence: line.sequence, before: before, after: after,
            lateBy: lateness(line, clock: clock), recordedBy: line.recordedBy))
      }
      before = after
    }
    return result
  }

  /// “the lateness of an imported line is `sourcetime` − effective time, of others `recordedtime` −
  /// effective time”; an imported complaint is “late on the sources' clock throughout (`recordedtime`
  /// for want of `sourcetime`)”.
  private func lateness(_ line: Event, clock: Clock) -> Int64 {
    let judged: Clock = clock == .source || line.origin == .imported ? .source : .ledger
    return line.time(on: judged).microseconds - line.effectiveTime.microseconds
  }

  /// “`late`: lines recorded after the filing, effective at or before `arose`, in force, that set or
  /// clear a holder of a step of *now* (with the offers of acceptances) or concern a person of its path,
  /// and did not turn it.”
  private func late(
    after first: Event, _ filing: Event, _ now: VerdictEnd, turning: Set<SequenceNumber>,
    in taken: LinesTaken
  ) -> [SequenceNumber] {
    guard case .client(let client) = filing.subject else { return [] }
    // FORMAT is silent on periods: effective within or before it.
    let last: Instant =
      switch span(now.arose) {
      case .instant(let instant): instant
      case .period(_, let to): to.predecessor ?? to
      }
    let steps = now.reply.answers.flatMap(\.path)
    let responsibilities = steps.compactMap(\.responsibility)
    let people = Set(steps.compactMap(\.person))
    var touching: Set<SequenceNumber> = []
    for change in taken.fold(client, at: last).changes
    where responsibilities.contains(change.responsibility) {
      touching.insert(change.line.sequence)
      if let offer = change.offer { touching.insert(offer.sequence) }
    }
    return taken.inForce.filter { line in
      guard line.isAfter(first, on: taken.clock), line.effectiveTime <= last,
        !turning.contains(line.sequence)
      else { return false }
      return touching.contains(line.sequence) || concerns(line, people)
    }.map(\.sequence)
  }

  /// “A line concerns a person when it is a `person.*` line on that person.”
  private func concerns(_ line: Event, _ people: Set<PersonID>) -> Bool {
    switch line.fact {
    case .personJoined, .personMoved, .personAway, .personReturned, .personLeft:
      if case .person(let person) = line.subject { people.contains(person) } else { false }
    default: false
    }
  }

  /// “whether `against` was accountable”, in any stretch of a period.
  private func wasAccountable(_ end: VerdictEnd) -> Bool? {
    end.against.map { person in end.reply.answers.contains { $0.accountable == person } }
  }
}
