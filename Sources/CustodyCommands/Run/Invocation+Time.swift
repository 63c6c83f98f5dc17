import Ownership

/// Times in arguments, by the one grammar.
extension Invocation {
  /// What is accepted, for errors.
  static var acceptedTimes: String {
    """
    accepted: 2026-03-02T10:00:00Z, 2026-03-02, 2026-03, 2026-Q1, 2026, A..B, now, today, yesterday,
    last week, 3 days ago, event:42; custody date EXPRESSION explains one
    """
  }

  /// The instant that relative dates are reckoned from: `--now`, else the clock.
  func now(in zone: Zone) throws(Failure) -> Instant {
    guard let value = arguments.value(.now) else { return surroundings.now() }
    let moment: Moment
    do throws(TimeProblem) {
      moment = try Moment(value.text)
    } catch {
      throw Self.failure(error, value, accepted: "accepted: 2026-03-02T10:00:00Z, 2026-03-02")
    }
    switch moment {
    case .instant, .date: return moment.start(in: zone)
    case .month, .range:
      throw .usage(
        "\"\(value.text)\" is not a time for --now: it is a period", at: value.place(),
        hint: "accepted: 2026-03-02T10:00:00Z, 2026-03-02")
    }
  }

  /// The known position that `--known-at` asks for.
  func known(_ grammar: MomentGrammar) throws(Failure) -> KnownPosition {
    guard let value = arguments.value(.knownAt) else { return .latest }
    return KnownPosition(try expression(value, grammar: grammar), zone: grammar.zone)
  }

  /// Reads a time.
  func expression(
    _ value: ParsedArguments.Value, grammar: MomentGrammar
  ) throws(Failure) -> TimeExpression {
    do throws(TimeProblem) {
      return try grammar.read(value.text)
    } catch {
      throw Self.failure(error, value, accepted: Self.acceptedTimes)
    }
  }

  private static func failure(
    _ problem: TimeProblem, _ value: ParsedArguments.Value, accepted: String
  ) -> Failure {
    let offset = min(problem.offset, value.text.utf8.count)
    return .usage(
      "\"\(value.text)\" is not a time: \(problem)", at: value.place(offset: offset),
      hint: accepted)
  }
}

/// What is asked about, from an expression.
struct ValidTime {
  let span: TimeSpan
  /// An instant, or the canonical text of a period.
  let text: String

  /// A time of the calendar, or a line’s effective time.
  init(
    _ expression: TimeExpression, history: History
  ) throws(QuestionProblem) {
    let moment: Moment
    switch expression {
    case .moment(let stated): moment = stated
    case .event(let number):
      guard let event = history[number] else {
        throw .noSuchEvent(number, last: SequenceNumber(UInt64(history.events.count)))
      }
      moment = .instant(event.effectiveTime)
    }
    if case .instant(let instant) = moment {
      span = .instant(instant)
    } else {
      // The grammar has refused a range that ends before it begins.
      span = .period(from: moment.start(in: history.zone), to: moment.end(in: history.zone))
    }
    text = moment.description
  }
}

extension KnownPosition {
  /// A known time; of a day or period, its end: all that was recorded up to then.
  init(_ expression: TimeExpression, zone: Zone) {
    switch expression {
    case .event(let number): self = .event(number)
    case .moment(.instant(let instant)): self = .time(instant)
    case .moment(let moment):
      let end = moment.end(in: zone)
      self = .time(end.predecessor ?? end)
    }
  }
}
