extension History {
  /// Gives the verdict on a complaint (FORMAT section 5, 9.13).
  ///
  /// - Parameters:
  ///   - client: whose complaint it is; may be left out where, by the lines taken, one client uses the id.
  ///   - known: the position that counts as now, on the clock by which the complaint is judged.
  /// - Throws: `QuestionProblem` when there is no such complaint, none yet at the position, or several.
  /// - Complexity: one answer for each line of the client, its persons and the policies after the filing.
  public func verdict(
    on complaint: ComplaintID, client: ClientID? = nil, known: KnownPosition = .latest
  ) throws(QuestionProblem) -> Verdict {
    var trials: [Trial] = []
    var later: [Docket] = []
    for client in client.map({ [$0] }) ?? clientsByComplaint[complaint] ?? [] {
      guard let docket = Docket(self, complaint: complaint, client: client) else { continue }
      if let trial = Trial(docket, try perspective(known: known, clock: docket.clock)) {
        trials.append(trial)
      } else {
        later.append(docket)
      }
    }
    if trials.count > 1 {
      throw .ambiguousComplaint(complaint, clients: trials.map(\.client).sorted())
    }
    if let trial = trials.first { return trial.verdict() }
    guard let next = later.min(by: { $0.first.sequence < $1.first.sequence }) else {
      throw .noSuchComplaint(complaint)
    }
    let position = try perspective(known: known, clock: next.clock).knownSequence
    throw .complaintNotYetKnown(complaint, at: position, filedBy: next.first.sequence)
  }
}

/// All lines that file a complaint, known at a position or not.
private struct Docket {
  let history: History
  let complaint: ComplaintID
  let client: ClientID
  /// By sequence.
  let filings: [Event]
  /// The clock by which the complaint is judged: that of the first filing.
  let clock: Clock

  init?(_ history: History, complaint: ComplaintID, client: ClientID) {
    filings = history.lines(about: client).filter { event in
      guard case .complaintFiled(let filing) = event.fact else { return false }
      return filing.complaint == complaint
    }
    guard let earliest = filings.first else { return nil }
    clock = earliest.origin == .imported ? .source : .ledger
    self.history = history
    self.complaint = complaint
    self.client = client
  }

  /// The first filing by the clock.
  var first: Event {
    clock == .ledger
      ? filings[0] : filings.min { SourcePosition($0) < SourcePosition($1) } ?? filings[0]
  }
}

/// The replay of one complaint from its first filing to now.
private struct Trial {
  let history: History
  let complaint: ComplaintID
  let client: ClientID
  let clock: Clock
  let now: Perspective
  /// The filings taken, by sequence.
  let filings: [Event]
  /// The first line that ever bore the id, by the clock.
  let first: Event

  /// `nil` where none of the filings is taken.
  init?(_ docket: Docket, _ now: Perspective) {
    filings = docket.filings.filter(now.cut.contains)
    let byClock = filings.min { SourcePosition($0) < SourcePosition($1) }
    guard let first = docket.clock == .ledger ? filings.first : byClock else { return nil }
    history = docket.history
    complaint = docket.complaint
    client = docket.client
    clock = docket.clock
    self.now = now
    self.first = first
  }

  func verdict() -> Verdict {
    let filing = speaking(now)
    let asFiled = end(filing: first, perspective(upTo: first))
    let end = end(filing: filing ?? first, now)
    var asFiledLedger: VerdictEnd?
    if clock == .source, let earliest = filings.first {
      asFiledLedger = self.end(
        filing: earliest, Perspective(history, cut: .ledger(earliest.sequence)))
    }
    let turning = turningLines()
    return Verdict(
      complaint: complaint, client: client, arose: end.arose,
      aroseAssumed: statement(of: filing ?? first).arose == nil, clock: clock,
      firstFiling: first.sequence, filing: (filing ?? first).sequence,
      isRetracted: filing == nil,
      refilings: refilings(),
      asFiled: asFiled, asFiledLedger: asFiledLedger, now: end, turning: turning,
      late: lateLines(end, except: Set(turning.map(\.sequence))),
      againstWasAccountable: AgainstWasAccountable(
        asFiled: asFiled.againstWasAccountable, now: end.againstWasAccountable))
  }

  /// Further lines that file the id, other than those that put a filing of it right, directly or further,
  /// by lines that are taken.
  private func refilings() -> [SequenceNumber] {
    let known = Set(filings.map(\.sequence))
    return filings.map(\.sequence).filter { filing in
      if filing == first.sequence { return false }
      var target = history[filing]?.replaces
      while let current = target {
        if known.contains(current) { return false }
        target = history[current].flatMap { line in
          line.strikes && now.cut.contains(line) ? line.replaces : nil
        }
      }
      return true
    }
  }

  // MARK: One position

  private func perspective(upTo event: Event) -> Perspective {
    let cut: Cut = clock == .ledger ? .ledger(event.sequence) : .source(SourcePosition(event))
    return Perspective(history, cut: cut)
  }

  /// The filing in force that speaks: the first by sequence.
  private func speaking(_ perspective: Perspective) -> Event? {
    let lines = perspective.lines(of: client)
    return filings.first { filing in
      lines.place(of: filing.sequence).map { lines.isInForce[$0] } ?? false
    }
  }

  private func statement(of filing: Event) -> ComplaintFiling {
    guard case .complaintFiled(let statement) = filing.fact else {
      preconditionFailure("only filings are asked for their statement")
    }
    return statement
  }

  private func span(of filing: Event) -> (arose: Moment, span: TimeSpan) {
    let arose = statement(of: filing).arose ?? .instant(filing.time)
    let start = arose.start(in: history.zone)
    return (arose, (try? arose.span(in: history.zone)) ?? .instant(start))
  }

  private func end(filing: Event, _ perspective: Perspective) -> VerdictEnd {
    let statement = statement(of: filing)
    let (arose, span) = span(of: filing)
    let responsibility = statement.responsibility ?? .account
    return VerdictEnd(
      responsibility: responsibility, arose: arose, against: statement.against?.value,
      reply: perspective.uncheckedReply(client, responsibility, at: span))
  }

  private func standings(_ perspective: Perspective) -> [Standing] {
    let filing = speaking(perspective) ?? first
    let responsibility = statement(of: filing).responsibility ?? .account
    let span = span(of: filing).span
    let starts: [Instant] =
      switch span {
      case .instant(let instant): [instant]
      case .period(let from, let to):
        perspective.stretches(client, responsibility, from: from, to: to).map(\.from)
      }
    return starts.map { start in
      let resolution = perspective.resolve(client, responsibility, at: start)
      return Standing(accountable: resolution.accountable, basis: resolution.basis)
    }
  }

  // MARK: The replay

  private func isAfterFiling(_ event: Event) -> Bool {
    switch clock {
    case .ledger: event.sequence > first.sequence
    case .source: SourcePosition(event) > SourcePosition(first)
    }
  }

  private func turningLines() -> [TurningLine] {
    var result: [TurningLine] = []
    var before = standings(perspective(upTo: first))
    for event in laterLines() {
      let after = standings(perspective(upTo: event))
      if after != before {
        result.append(
          TurningLine(
            sequence: event.sequence, before: before, after: after, lateBy: lateness(of: event),
            recordedBy: event.recordedBy))
      }
      before = after
    }
    return result
  }

  /// The lines after the filing that could change the answer, in the clock's order.
  private func laterLines() -> [Event] {
    var indices = Set(history.linesByClient[client] ?? [])
    indices.formUnion(history.linesOfLedger)
    for person in history.persons(concernedWith: client) {
      indices.formUnion(history.linesByPerson[person] ?? [])
    }
    let later = indices.map { history.events[$0] }.filter { event in
      event.strikes && isAfterFiling(event) && now.cut.contains(event)
    }
    return later.sorted { left, right in
      clock == .ledger
        ? left.sequence < right.sequence : SourcePosition(left) < SourcePosition(right)
    }
  }

  /// How long after its effective time a line was written down, in microseconds.
  private func lateness(of event: Event) -> Int64 {
    let written =
      clock == .source || event.origin == .imported ? event.sourceClockTime : event.recordedTime
    return written.microseconds - event.effectiveTime.microseconds
  }

  // MARK: Late lines

  /// Lines recorded after the filing, effective by the time it arose, that bear on a step of `end` or on
  /// a person of its path.
  private func lateLines(_ end: VerdictEnd, except turning: Set<SequenceNumber>) -> [SequenceNumber]
  {
    let span =
      (try? end.arose.span(in: history.zone)) ?? .instant(end.arose.start(in: history.zone))
    func isInTime(_ instant: Instant) -> Bool {
      switch span {
      case .instant(let arose): instant <= arose
      case .period(_, let to): instant < to
      }
    }
    var lines: Set<SequenceNumber> = []
    let steps = end.reply.answers.flatMap(\.path)
    let fold = now.fold(of: client)
    for responsibility in Set(steps.compactMap(\.responsibility)) {
      for touch in fold.touches[responsibility] ?? [] where isInTime(touch.instant) {
        lines.insert(touch.line)
        if let offer = fold.handoffs.offer(acceptedBy: touch.line)?.line,
          let told = history[offer], isInTime(told.effectiveTime)
        {
          lines.insert(offer)
        }
      }
    }
    for person in Set(steps.compactMap(\.person)) {
      let subject = now.lines(of: person)
      for (place, index) in subject.indices.enumerated() where subject.isInForce[place] {
        let event = history.events[index]
        if event.fact.isAboutPresence, isInTime(event.effectiveTime) {
          lines.insert(event.sequence)
        }
      }
    }
    return lines.subtracting(turning).filter { line in
      history[line].map(isAfterFiling) ?? false
    }.sorted()
  }
}

extension VerdictEnd {
  /// Whether the person complained of was accountable in any stretch.
  fileprivate var againstWasAccountable: Bool? {
    against.map { against in reply.answers.contains { $0.accountable == against } }
  }
}

extension Fact {
  /// The persons on whose lines an answer may rest because of this one: who may hold, manage or act.
  package var personsConcerned: [PersonID] {
    switch self {
    case .assignmentMade(_, .known(let person), _): [person]
    case .handoffOffered(let offer): offer.to.value.map { [$0] } ?? []
    case .personJoined(_, .known(let other)?, _), .personMoved(.known(let other)),
      .personAway(_, .known(let other)?):
      [other]
    default: []
    }
  }

  /// Whether this is one of the `person.*` types.
  fileprivate var isAboutPresence: Bool {
    switch self {
    case .personJoined, .personMoved, .personAway, .personReturned, .personLeft: true
    default: false
    }
  }
}
