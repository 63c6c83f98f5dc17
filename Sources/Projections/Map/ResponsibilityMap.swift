public import Ownership

/// Who answers for what, client by client, at an instant as known at a position.
public struct ResponsibilityMap: Hashable, Sendable {
  /// The valid time.
  public var at: Instant
  /// The greatest sequence taken.
  public var knownSequence: SequenceNumber
  /// The responsibilities, which are the columns.
  public var responsibilities: [Responsibility]
  /// The open clients, by their bytes.
  public var rows: [ClientSection]
  /// The clients that are closed.
  public var closed: [ClientID]

  /// Complexity: one resolution for each open client and responsibility.
  public init(_ standpoint: Standpoint) {
    self.init(
      sections: standpoint.clients.map(standpoint.section), at: standpoint.at,
      knownSequence: standpoint.perspective.knownSequence,
      responsibilities: standpoint.responsibilities)
  }

  init(
    sections: [ClientSection], at: Instant, knownSequence: SequenceNumber,
    responsibilities: [Responsibility]
  ) {
    self.at = at
    self.knownSequence = knownSequence
    self.responsibilities = responsibilities
    rows = sections.filter { $0.status == .open }
    closed = sections.filter { $0.status == .closed }.map(\.client)
  }

  /// How many cells have nobody where somebody has to answer.
  public var gaps: Int { count(\.isGap) }
  /// How many cells rest on a fallback.
  public var drifts: Int { count(\.isDrift) }

  private func count(_ condition: (ClientSection.Cell) -> Bool) -> Int {
    rows.reduce(0) { $0 + $1.cells.filter(condition).count }
  }
}
