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
    let first = try firstFiling(of: complaint, by: client)
    // “*as filed* stands at the first `complaint.filed` by sequence, (…) that ever bore the id, placed on
    // the verdict's clock; no later line moves it.”
    guard taken[first.sequence] != nil else {
      throw .complaintNotYetKnown(complaint, at: taken.knownSequence, filedBy: first.sequence)
    }
    let filing = speaking(filings, first: first, in: taken)
    let asFiled = try end(first, lines(known: .event(first.sequence), clock: clock))
    let now = end(filing, taken)
    let turning = try turning(complaint, client, first: first, until: taken)
    let beside = try beside(complaint, client, first: first, known: known, clock: clock)
    return Verdict(
      complaint: complaint, client: client, arose: arose(filing).moment,
      aroseAssumed: arose(filing).isAssumed, clock: clock, firstFiling: first.sequence,
      filing: filing.sequence, isRetracted: !filings.contains(where: taken.isInForce),
      refilings: refilings(filings, first: first, in: taken), asFiled: asFiled,
      asFiledLedger: beside?.asFiled,
      now: now, turning: turning, turningLedger: beside?.turning ?? [],
      late: late(after: first, now, turning: turning, of: client, in: taken),
      lateLedger: beside?.late ?? [],
      redactions: redactions(after: first, client, asFiled, now, clock: clock),
      againstWasAccountable: AgainstWasAccountable(
        asFiled: wasAccountable(asFiled), now: wasAccountable(now)))
  }

  /// “`asFiledLedger`, `turningLedger` (`lateBy` by `recordedtime`) and `lateLedger` stand beside.”
  ///
  /// FORMAT is silent on a position at which the ledger did not know of the complaint yet: then nothing
  /// stands beside.
  private func beside(
    _ complaint: ComplaintID, _ client: ClientID, first: Event, known: KnownPosition, clock: Clock
  ) throws(QuestionProblem) -> (
    asFiled: VerdictEnd, turning: [TurningLine], late: [SequenceNumber]
  )? {
    if clock == .ledger { return nil }
    let taken = try lines(known: known, clock: .ledger)
    if taken[first.sequence] == nil { return nil }
    let filings = filings(of: complaint, by: client, in: taken.lines)
    let now = end(speaking(filings, first: first, in: taken), taken)
    let turning = try turning(complaint, client, first: first, until: taken)
    return (
      end(first, try lines(known: .event(first.sequence), clock: .ledger)), turning,
      late(after: first, now, turning: turning, of: client, in: taken)
    )
  }

  /// “`redactions` the `entry.redacted` recorded after it (on the verdict's clock) on the client or on a
  /// person of the path of either end: a redaction counts at every known position”
  private func redactions(
    after first: Event, _ client: ClientID, _ asFiled: VerdictEnd, _ now: VerdictEnd, clock: Clock
  ) -> [SequenceNumber] {
    let steps = (asFiled.reply.answers + now.reply.answers).flatMap(\.path)
    let subjects = [.client(client)] + steps.compactMap(\.person).map(Subject.person)
    return events.filter { line in
      guard case .entry(.redacted) = line.fact else { return false }
      return subjects.contains(line.subject) && line.isAfter(first, on: clock)
    }.map(\.sequence)
  }

  /// “An imported complaint is filed, turned and late on the sources' clock throughout”.
  /// FORMAT is silent on filings of different origin: the first line of all decides.
  private func clock(of complaint: ComplaintID, by client: ClientID) -> Clock {
    filings(of: complaint, by: client, in: events).first?.origin == .imported ? .source : .ledger
  }

  /// The first line of all that files it.
  private func firstFiling(
    of complaint: ComplaintID, by client: ClientID
  ) throws(QuestionProblem) -> Event {
    guard let first = filings(of: complaint, by: client, in: events).first else {
      throw .noSuchComplaint(complaint)
    }
    return first
  }

  /// “A complaint id that several clients use needs `--client`”: by the lines taken (section 4).
  private func client(
    of complaint: ComplaintID, asked: ClientID?, known: KnownPosition
  ) throws(QuestionProblem) -> ClientID {
    var clients: Set<ClientID> = []
    for event in events {
      guard case .complaint(.filed(let filing)) = event.fact, filing.complaint == complaint,
        case .client(let client) = event.subject
      else { continue }
      clients.insert(client)
    }
    if let asked {
      if clients.contains(asked) { return asked }
      throw .noSuchComplaint(complaint)
    }
    var using: Set<ClientID> = []
    var firsts: [ClientID: SequenceNumber] = [:]
    for client in clients {
      let taken = try lines(known: known, clock: clock(of: complaint, by: client))
      let first = try firstFiling(of: complaint, by: client).sequence
      firsts[client] = first
      if taken[first] != nil { using.insert(client) }
    }
    if using.count > 1 { throw .ambiguousComplaint(complaint, clients: using.sorted()) }
    if let only = using.first { return only }
    // Of those that come later the first to file it.
    guard let next = firsts.min(by: { $0.value < $1.value }) else {
      throw .noSuchComplaint(complaint)
    }
    return next.key
  }

  private func filings(
    of complaint: ComplaintID, by client: ClientID, in lines: [Event]
  ) -> [Event] {
    lines.filter { line in
      guard case .complaint(.filed(let filing)) = line.fact else { return false }
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
    guard case .complaint(.filed(let filing)) = line.fact else {
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
      isAgainstDestroyed: stated(line).against == .destroyed,
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
    var standings: [Standing] = []
    for start in starts {
      let resolved = taken.resolve(topic, at: start)
      let standing = Standing(accountable: resolved.accountable, basis: resolved.basis)
      // “in the lists `before` and `after` (…) equal neighbours count as one”
      if standings.last != standing { standings.append(standing) }
    }
    return standings
  }

  /// “Replaying the known positions between the two, each line at which (accountable, basis) changes is
  /// **turning**”; “the replay uses the filing in force at each position, so a changed `arose` can
  /// turn”.
  private func turning(
    _ complaint: ComplaintID, _ client: ClientID, first: Event, until taken: LinesTaken
  ) throws(QuestionProblem) -> [TurningLine] {
    let clock = taken.clock
    func standings(upTo line: Event) throws(QuestionProblem) -> [Standing] {
      let then = try lines(known: .event(line.sequence), clock: clock)
      let filings = filings(of: complaint, by: client, in: then.lines)
      return self.standings(speaking(filings, first: first, in: then), then)
    }
    // FORMAT is silent on a replacement of the first filing that is placed before it by its sourcetime:
    // it speaks from the beginning.
    var before = try standings(upTo: first)
    var result: [TurningLine] = []
    let between = taken.lines.filter { $0.isAfter(first, on: clock) }
      .sorted { $1.isAfter($0, on: clock) }
    for line in between {
      let after = try standings(upTo: line)
      if after != before {
        result.append(
          TurningLine(
            sequence: line.sequence, before: before, after: after,
            lateBy: lateness(line, on: clock), recordedBy: line.recordedBy))
      }
      before = after
    }
    return result
  }

  /// For a complaint with `origin` `imported` “lateness is then `sourcetime` (for want of it
  /// `recordedtime`) − effective time, else `recordedtime` − effective time”.
  private func lateness(_ line: Event, on clock: Clock) -> Int64 {
    line.time(on: clock).microseconds - line.effectiveTime.microseconds
  }

  /// “`late`: lines recorded after the filing, effective at or before `arose`, in force, that set or
  /// clear a holder of a step of *now* (with the offers of acceptances) or concern a person of its path,
  /// and did not turn it.”
  private func late(
    after first: Event, _ now: VerdictEnd, turning: [TurningLine], of client: ClientID,
    in taken: LinesTaken
  ) -> [SequenceNumber] {
    // “Where `arose` is a period, lines effective before its end that concern steps and persons of any of
    // its stretches can be `late`”
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
        !turning.contains(where: { $0.sequence == line.sequence })
      else { return false }
      return touching.contains(line.sequence) || concerns(line, people)
    }.map(\.sequence)
  }

  /// “A line concerns a person when it is a `person.*` line on that person.”
  private func concerns(_ line: Event, _ people: Set<PersonID>) -> Bool {
    switch line.fact {
    case .person(.joined), .person(.moved), .person(.away), .person(.returned), .person(.left):
      if case .person(let person) = line.subject { people.contains(person) } else { false }
    default: false
    }
  }

  /// “whether `against` was accountable”, in any stretch of a period.
  private func wasAccountable(_ end: VerdictEnd) -> Bool? {
    end.against.map { person in end.reply.answers.contains { $0.accountable == person } }
  }
}
