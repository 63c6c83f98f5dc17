@testable import Ownership

/// The meaning of the log as FORMAT.md words it, with no thought for speed: everything is folded anew
/// at every instant at which anything could change.
///
/// It shares nothing with the implementation but the vocabulary, so that the two can disagree.
struct Reference {
  let events: [Event]
  let zone: Zone

  init(events: [Event], zone: Zone) {
    self.events = Self.understood(events)
    self.zone = zone
  }

  /// A question has a valid time `at` and a known position.
  func answer(_ question: Question) throws(QuestionProblem) -> Reply {
    let taken = try lines(known: question.known, clock: question.clock)
    // “A question about a responsibility that is neither built in, nor declared, nor used by any line
    // taken is a usage error”
    if !taken.responsibilities.contains(question.responsibility) {
      throw .unknownResponsibility(question.responsibility, known: taken.responsibilities)
    }
    return reply(
      taken, client: question.client, responsibility: question.responsibility, at: question.at)
  }

  func reply(
    _ taken: LinesTaken, client: ClientID, responsibility: Responsibility, at: TimeSpan
  ) -> Reply {
    let topic = Topic(client: client, responsibility: responsibility)
    let answers: [Answer]
    switch at {
    case .instant(let instant):
      answers = [answer(taken, topic, from: instant, to: instant)]
    case .period(let from, let to):
      // “there is one answer for each stretch, cut where accountable, acting, basis or
      // responsibility held changes”
      answers = taken.cuts(topic, from: from, to: to).map { stretch in
        answer(taken, topic, from: stretch.from, to: stretch.to)
      }
    }
    return Reply(
      knownSequence: taken.knownSequence, knownTime: taken.knownTime, answers: answers)
  }

  /// “`to` of a stretch is the first instant after it; the other keys are those at `from`.”
  private func answer(
    _ taken: LinesTaken, _ topic: Topic, from: Instant, to: Instant
  ) -> Answer {
    let resolved = taken.resolve(topic, at: from)
    let bounds = taken.bounds(topic, at: from)
    return Answer(
      responsibility: topic.responsibility, from: from, to: to,
      accountable: resolved.accountable, acting: resolved.acting, basis: resolved.basis,
      heldAs: resolved.heldAs, since: bounds.since,
      sinceExact: taken.isExact(since: bounds.since, topic), until: bounds.until,
      path: resolved.path,
      pendingHandoff: taken.pendingHandoff(topic, at: from),
      confidence: taken.confidence(resolved), disputed: taken.disputes(resolved),
      contested: taken.contested(topic, resolved, at: from),
      tied: taken.tied(topic, resolved, at: from),
      evidence: resolved.evidence.sorted(),
      overruled: taken.overruled(topic, resolved, at: from))
  }
}

/// What somebody is asked to answer for.
struct Topic: Hashable {
  var client: ClientID
  var responsibility: Responsibility
}
