/// What came after the filing and did not turn the answer, but might have.
extension Trial {
  /// Lines recorded after the filing, effective by the time it arose, that bear on a step of `end` or on
  /// a person of its path, and did not turn it.
  func lateLines(_ end: VerdictEnd, except turning: [TurningLine]) -> [SequenceNumber] {
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
    return lines.subtracting(turning.map(\.sequence)).filter { line in
      history[line].map(isAfterFiling) ?? false
    }.sorted()
  }

  /// The redactions recorded after the filing on the client and on the persons of either end's path.
  ///
  /// Those behind the known position as well: what they destroyed is missing at every position, so each
  /// of them can have taken away that a line turned.
  func redactions(_ ends: VerdictEnd...) -> [SequenceNumber] {
    let persons = Set(ends.flatMap(\.reply.answers).flatMap(\.path).compactMap(\.person))
    let lines = history.lines(about: client) + persons.flatMap(history.lines(about:))
    return lines.filter { line in
      if case .entry(.redacted) = line.fact { isAfterFiling(line) } else { false }
    }.map(\.sequence).sorted()
  }
}

extension Fact {
  /// Whether this is one of the `person.*` types that say who is there.
  fileprivate var isAboutPresence: Bool {
    if case .person = self { true } else { false }
  }
}
