/// Who is accountable for one responsibility during one stretch, and why.
public struct Answer: Hashable, Sendable {
  /// What was asked about.
  public var responsibility: Responsibility
  /// The beginning of the stretch for which the answer was asked.
  public var from: Instant
  /// The first instant after it; equal to `from` for an instant.
  public var to: Instant
  /// Who has to answer for it; nobody is `nil`.
  public var accountable: PersonID?
  /// Who does the work at `from`: the accountable, or a deputy.
  public var acting: PersonID?
  /// On what the answer rests.
  public var basis: Basis
  /// The responsibility that the accountable holds, where it is held.
  public var heldAs: Responsibility?
  /// Since when (accountable, basis, held as) has been so; `nil` without a beginning.
  public var since: Instant?
  /// False when `since` rests on an inferred line.
  public var sinceExact: Bool
  /// The first instant at which it is no longer so; `nil` without an end.
  public var until: Instant?
  /// What was tried, in order.
  public var path: [Step]
  /// An offer of this responsibility that is open, or accepted and not yet in effect.
  public var pendingHandoff: PendingHandoff?
  /// The weakest origin over the evidence.
  public var confidence: Origin
  /// Disputes that name a line of the evidence.
  public var disputed: [SequenceNumber]
  /// Void lines for a responsibility of the path.
  public var contested: [SequenceNumber]
  /// Lines of the same effective instant whose order by sequence decided.
  public var tied: [SequenceNumber]
  /// The lines that carry the answer, ascending.
  public var evidence: [SequenceNumber]
  /// Lines that would speak on the question and no longer do.
  public var overruled: [Overruled]
}

/// On what an answer rests.
public enum Basis: String, Hashable, Sendable, CaseIterable {
  case assigned, handoff, fallback, manager, none, unknown, closed, redacted
}

/// One thing that was tried on the way to an answer.
public struct Step: Hashable, Sendable {
  /// What was tried; `nil` for a manager.
  public var responsibility: Responsibility?
  /// How it stood.
  public var outcome: StepOutcome
  /// Whom it concerns.
  public var person: PersonID?

  /// One thing that was tried.
  public init(responsibility: Responsibility?, outcome: StepOutcome, person: PersonID?) {
    self.responsibility = responsibility
    self.outcome = outcome
    self.person = person
  }
}

/// How a step stood.
public enum StepOutcome: String, Hashable, Sendable {
  case unassigned
  case left
  case notJoined = "not-joined"
  case held
  case manager
  case redacted
}

/// An offer that is open at an instant, or accepted and not yet in effect.
public struct PendingHandoff: Hashable, Sendable {
  /// `open` or `accepted`
  public enum State: String, Hashable, Sendable { case open, accepted }

  /// The handoff's id.
  public var handoff: HandoffID
  /// Whether it still waits for the receiver.
  public var state: State
  /// Who offers; `nil` where it was destroyed.
  public var from: PersonID?
  /// Who is to take over; `nil` where it was destroyed.
  public var to: PersonID?
  /// The offer's time.
  public var offered: Instant
  /// The offer's own `effective`; once accepted, the instant at which it takes effect.
  public var effective: Instant?
}

/// A line that no longer speaks, and the lines that silenced it.
public struct Overruled: Hashable, Sendable {
  /// The line.
  public var sequence: SequenceNumber
  /// The lines that speak against it, ascending.
  public var by: [SequenceNumber]

  /// A line and the lines that silenced it.
  public init(sequence: SequenceNumber, by: [SequenceNumber]) {
    self.sequence = sequence
    self.by = by
  }
}

/// The answers to one question, with the known position that they were given at.
public struct Reply: Hashable, Sendable {
  /// The greatest sequence taken; zero before the first line.
  public var knownSequence: SequenceNumber
  /// That line's recorded time.
  public var knownTime: Instant?
  /// One for an instant; one for each stretch of a period.
  public var answers: [Answer]
}
