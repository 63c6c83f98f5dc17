/// The replay of one complaint from its first filing to now, on one clock.
struct Trial {
  let docket: Docket
  let clock: Clock
  let now: Perspective
  /// The filings taken, by sequence.
  let filings: [Event]

  /// `nil` where the first filing is not taken.
  init?(_ docket: Docket, clock: Clock, _ now: Perspective) {
    guard now.cut.contains(docket.first) else { return nil }
    self.docket = docket
    self.clock = clock
    self.now = now
    filings = docket.filings.filter(now.cut.contains)
  }

  var history: History { docket.history }
  var client: ClientID { docket.client }
  /// At which it was filed.
  var first: Event { docket.first }

  /// - Parameter beside: the same on the ledger's clock, where this is on the sources' and the ledger
  ///   knew of the complaint by then.
  func verdict(beside: Trial?) -> Verdict {
    let filing = speaking(now)
    let asFiled = asFiled
    let end = end
    let turning = turningLines()
    let turningBeside = beside?.turningLines() ?? []
    return Verdict(
      complaint: docket.complaint, client: client, arose: end.arose,
      aroseAssumed: statement(of: filing ?? first).arose == nil, clock: clock,
      firstFiling: first.sequence, filing: (filing ?? first).sequence,
      isRetracted: filing == nil, refilings: refilings(),
      asFiled: asFiled, asFiledLedger: beside?.asFiled, now: end,
      turning: turning, turningLedger: turningBeside,
      late: lateLines(end, except: turning),
      lateLedger: beside.map { $0.lateLines($0.end, except: turningBeside) } ?? [],
      redactions: redactions(asFiled, end),
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
    guard case .complaint(.filed(let statement)) = filing.fact else {
      preconditionFailure("only filings are asked for their statement")
    }
    return statement
  }

  private func span(of filing: Event) -> (arose: Moment, span: TimeSpan) {
    let arose = statement(of: filing).arose ?? .instant(filing.time)
    let start = arose.start(in: history.zone)
    return (arose, (try? arose.span(in: history.zone)) ?? .instant(start))
  }

  /// At the first filing, with what it states.
  private var asFiled: VerdictEnd { end(filing: first, perspective(upTo: first)) }

  /// Now, with what the filing states that speaks.
  private var end: VerdictEnd { end(filing: speaking(now) ?? first, now) }

  private func end(filing: Event, _ perspective: Perspective) -> VerdictEnd {
    let statement = statement(of: filing)
    let (arose, span) = span(of: filing)
    let responsibility = statement.responsibility ?? .account
    return VerdictEnd(
      responsibility: responsibility, arose: arose, against: statement.against?.value,
      isAgainstDestroyed: statement.against == .destroyed,
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
    return Standing.merged(
      starts.map { start in
        let resolution = perspective.resolve(client, responsibility, at: start)
        return Standing(accountable: resolution.accountable, basis: resolution.basis)
      })
  }

  // MARK: The replay

  /// Whether a line stands behind the first filing, by the clock.
  func isAfterFiling(_ event: Event) -> Bool {
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
            sequence: event.sequence, before: before, after: after,
            lateBy: event.lateness(on: clock), recordedBy: event.recordedBy))
      }
      before = after
    }
    return result
  }

  /// Whether a line can change who answered for what when the problem arose: one that bears on answers and takes
  /// effect by then, that takes another out of force, or that states when the problem arose.
  private func canTurn(_ event: Event, arisenBy last: Instant) -> Bool {
    if case .complaint(.filed(let filing)) = event.fact {
      return filing.complaint == docket.complaint || event.replaces != nil
    }
    guard event.bearsOnAnswers else { return false }
    if event.replaces != nil { return true }
    switch event.fact {
    // Before the first time somebody joins, that person was not there.
    case .entry(.retracted), .person(.joined): return true
    case .entry, .person, .ledger, .client, .assignment, .handoff, .complaint, .contract, .change,
      .authority, .money, .unknown:
      break
    }
    return min(event.time, event.effectiveTime) <= last
  }

  /// The lines after the filing that could change the answer, in the clock's order.
  private func laterLines() -> [Event] {
    var indices = Set(history.linesByClient[client] ?? [])
    indices.formUnion(history.linesOfLedger)
    for person in history.persons(concernedWith: client) {
      indices.formUnion(history.linesByPerson[person] ?? [])
    }
    // A range that ends before it begins stands for its beginning.
    let last =
      filings.map { span(of: $0).arose }
      .map { max($0.start(in: history.zone), $0.end(in: history.zone)) }.max() ?? .last
    let later = indices.lazy.map { history.events[$0] }.filter { event in
      event.strikes && isAfterFiling(event) && now.cut.contains(event)
        && canTurn(event, arisenBy: last)
    }
    return later.sorted { left, right in
      clock == .ledger
        ? left.sequence < right.sequence : SourcePosition(left) < SourcePosition(right)
    }
  }
}

extension Event {
  /// How long after its effective time it was written down, by a clock, in microseconds; negative when
  /// ahead.
  public func lateness(on clock: Clock) -> Int64 {
    let written = clock == .source ? sourceClockTime : recordedTime
    return written.microseconds - effectiveTime.microseconds
  }
}

extension VerdictEnd {
  /// Whether the person complained of was accountable in any stretch.
  fileprivate var againstWasAccountable: Bool? {
    against.map { against in reply.answers.contains { $0.accountable == against } }
  }
}
