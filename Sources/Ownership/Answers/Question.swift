/// “Who was accountable for this responsibility of this client, then, as far as was known?”
public struct Question: Hashable, Sendable {
  /// The client.
  public var client: ClientID
  /// What somebody was accountable for.
  public var responsibility: Responsibility
  /// The valid time: when it was so.
  public var at: TimeSpan
  /// How much of the log is taken.
  public var known: KnownPosition
  /// By whose clock `known` is meant.
  public var clock: Clock

  /// A question.
  public init(
    client: ClientID, responsibility: Responsibility, at: TimeSpan,
    known: KnownPosition = .latest, clock: Clock = .ledger
  ) {
    self.client = client
    self.responsibility = responsibility
    self.at = at
    self.known = known
    self.clock = clock
  }
}

/// How much of the log a question takes.
public enum KnownPosition: Hashable, Sendable {
  /// All lines.
  case latest
  /// The lines recorded at or before an instant.
  case time(Instant)
  /// The lines up to this one.
  case event(SequenceNumber)
}

/// By whose clock a known position is meant.
public enum Clock: String, Hashable, Sendable, CaseIterable {
  /// `recordedtime`, the ledger's own.
  case ledger
  /// `sourcetime`, or for want of it `recordedtime`: what the source systems claim.
  case source
}

/// Why a question cannot be answered.
public enum QuestionProblem: Error, Hashable, Sendable {
  /// `event:N` without a line N.
  case noSuchEvent(SequenceNumber, last: SequenceNumber)
  /// Neither built in, nor declared, nor used by any line taken.
  case unknownResponsibility(Responsibility, known: [Responsibility])
  /// No line files this complaint for the client, or for any.
  case noSuchComplaint(ComplaintID)
  /// Lines file this complaint, the first of them `filedBy`, but only after the position asked about, of
  /// which `at` is the last line.
  case complaintNotYetKnown(ComplaintID, at: SequenceNumber, filedBy: SequenceNumber)
  /// Several clients use this complaint id.
  case ambiguousComplaint(ComplaintID, clients: [ClientID])
}
