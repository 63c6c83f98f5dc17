/// How a complaint stands.
public enum ComplaintState: String, Hashable, Sendable, CaseIterable {
  case open, resolved, withdrawn, reopened

  /// Whether somebody still has to answer it.
  public var isOpen: Bool {
    switch self {
    case .open, .reopened: true
    case .resolved, .withdrawn: false
    }
  }
}

/// How long a complaint lay at a desk.
public struct DeskStay: Hashable, Sendable {
  /// The desk.
  public var desk: Erasable<Desk>
  /// Since when.
  public var from: Instant
  /// Until when; `nil` while it lies there.
  public var until: Instant?
  /// The line that brought it there.
  public var line: SequenceNumber
  /// Why it was sent there.
  public var reason: String?

  /// The time at the desk up to an instant, in microseconds.
  public func length(at instant: Instant) -> Int64 {
    (until ?? max(instant, from)).microseconds(since: from)
  }
}

/// Whom a complaint was attributed to.
public struct Ruling: Hashable, Sendable {
  /// The objection to a ruling.
  public struct Dispute: Hashable, Sendable {
    /// When it was raised.
    public var instant: Instant
    /// The `complaint.disputed`.
    public var line: SequenceNumber
    /// Who raised it.
    public var by: String?
    /// On what grounds.
    public var reason: String?
  }

  /// The person; `nil` where it was destroyed.
  public var person: PersonID?
  /// On what grounds.
  public var reason: String?
  /// When.
  public var instant: Instant
  /// The `complaint.attributed`.
  public var line: SequenceNumber
  /// Who ruled.
  public var by: String?
  /// The first dispute after it.
  public var dispute: Dispute?
}
