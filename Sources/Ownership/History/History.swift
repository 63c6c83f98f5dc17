/// The lines of a ledger, ready to be asked.
public struct History: Sendable {
  /// The lines by sequence, without gaps: line N is at index N − 1.
  public let events: [Event]
  /// The zone in which bare dates are read.
  public let zone: Zone

  /// Takes all lines of a ledger in their order.
  ///
  /// Lines that name what they cannot name become unknown types here (FORMAT 9.3).
  public init(events: [Event], zone: Zone) {
    self.events = events
    self.zone = zone
  }
}

extension History {
  /// Answers a question (FORMAT sections 4 and 5).
  ///
  /// - Throws: `QuestionProblem` for an event that does not exist or a responsibility nobody heard of.
  public func answer(_ question: Question) throws(QuestionProblem) -> Reply {
    fatalError("grows with the next commit")
  }

  /// Gives the verdict on a complaint (FORMAT section 5).
  ///
  /// - Parameters:
  ///   - client: whose complaint it is; may be left out where one client uses the id.
  ///   - known: the position that counts as now, on the clock by which the complaint is judged.
  /// - Throws: `QuestionProblem` when there is no such complaint, or several.
  public func verdict(
    on complaint: ComplaintID, client: ClientID? = nil, known: KnownPosition = .latest
  ) throws(QuestionProblem) -> Verdict {
    fatalError("grows with the next commit")
  }

  /// The responsibilities that a question may name at a known position: built in first, then declared or
  /// used ones by their bytes.
  public func responsibilities(
    known: KnownPosition = .latest, clock: Clock = .ledger
  ) throws(QuestionProblem) -> [Responsibility] {
    fatalError("grows with the next commit")
  }
}
