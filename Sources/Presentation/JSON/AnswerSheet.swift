public import Ownership

/// What `who` prints: the answers to one question, or to the same question about several
/// responsibilities.
public struct AnswerSheet: Hashable, Sendable {
  /// The client.
  public var client: ClientID
  /// The valid time: an instant, or the canonical text of a period.
  public var at: String
  /// The greatest sequence taken.
  public var knownSequence: SequenceNumber
  /// That line's recorded time.
  public var knownTime: Instant?
  /// By whose clock the known position was meant.
  public var clock: Clock
  /// The answers, in the order in which they were asked for.
  public var answers: [Answer]

  /// Answers with what they were given for.
  public init(
    client: ClientID, at: String, knownSequence: SequenceNumber, knownTime: Instant?,
    clock: Clock, answers: [Answer]
  ) {
    self.client = client
    self.at = at
    self.knownSequence = knownSequence
    self.knownTime = knownTime
    self.clock = clock
    self.answers = answers
  }

  /// One end of a verdict.
  public init(_ end: VerdictEnd, client: ClientID, clock: Clock) {
    self.init(
      client: client, at: end.arose.description, knownSequence: end.reply.knownSequence,
      knownTime: end.reply.knownTime, clock: clock, answers: end.reply.answers)
  }

  /// Whether there is no answer with somebody accountable.
  public var isNobody: Bool { answers.allSatisfy { $0.accountable == nil } }
}
