extension History {
  /// The history as it was known at a position; ask it when there are many questions at one position.
  ///
  /// - Throws: `QuestionProblem.noSuchEvent` for `event:N` without a line N.
  public func perspective(
    known: KnownPosition = .latest, clock: Clock = .ledger
  ) throws(QuestionProblem) -> Perspective {
    Perspective(self, cut: try cut(known, clock: clock))
  }

  /// Answers a question (FORMAT sections 4 and 5).
  ///
  /// - Throws: `QuestionProblem` for an event that does not exist or a responsibility nobody heard of.
  /// - Complexity: O(n log n) in the lines of the client and of the persons whom they name.
  public func answer(_ question: Question) throws(QuestionProblem) -> Reply {
    try perspective(known: question.known, clock: question.clock)
      .reply(question.client, question.responsibility, at: question.at)
  }

  /// The responsibilities that a question may name at a known position: built in first, then declared or
  /// used ones by their bytes.
  public func responsibilities(
    known: KnownPosition = .latest, clock: Clock = .ledger
  ) throws(QuestionProblem) -> [Responsibility] {
    try perspective(known: known, clock: clock).responsibilities
  }
}

extension Perspective {
  /// Answers for one responsibility of one client.
  ///
  /// - Throws: `QuestionProblem.unknownResponsibility` where nobody heard of it (FORMAT 9.9).
  public func reply(
    _ client: ClientID, _ responsibility: Responsibility, at span: TimeSpan
  ) throws(QuestionProblem) -> Reply {
    try check(responsibility)
    return uncheckedReply(client, responsibility, at: span)
  }

  /// Refuses a responsibility that nobody heard of (FORMAT 9.9).
  package func check(_ responsibility: Responsibility) throws(QuestionProblem) {
    guard isKnown(responsibility) else {
      throw .unknownResponsibility(responsibility, known: responsibilities)
    }
  }

  /// Answers for a responsibility that is known to be one.
  package func uncheckedReply(
    _ client: ClientID, _ responsibility: Responsibility, at span: TimeSpan
  ) -> Reply {
    let answers: [Answer]
    switch span {
    case .instant(let instant):
      answers = [answer(client, responsibility, at: instant, from: instant, to: instant)]
    case .period(let from, let to):
      answers = stretches(client, responsibility, from: from, to: to).map { stretch in
        answer(client, responsibility, at: stretch.from, from: stretch.from, to: stretch.to)
      }
    }
    return Reply(knownSequence: knownSequence, knownTime: knownTime, answers: answers)
  }

  /// The responsibilities that a question may name: built in first, then the others by their bytes.
  public var responsibilities: [Responsibility] {
    let others = history.firstUses.filter { name, use in
      cut.contains(use) && !Responsibility.builtIn.contains(name)
    }
    return Responsibility.builtIn + others.keys.sorted()
  }

  private func isKnown(_ responsibility: Responsibility) -> Bool {
    if Responsibility.builtIn.contains(responsibility) { return true }
    return history.firstUses[responsibility].map(cut.contains) ?? false
  }
}
