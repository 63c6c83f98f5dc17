public import Ownership

/// What changed between two maps, of two instants or two known positions, and by which lines.
public struct MapDifference: Hashable, Sendable {
  /// How a cell stood at one end.
  public struct End: Hashable, Sendable {
    /// Whether the client was known and open.
    public var status: ClientSection.Status
    /// Who had to answer.
    public var accountable: PersonID?
    /// Who did the work.
    public var acting: PersonID?
    /// On what it rested; `unknown` or `closed` where the client was not open.
    public var basis: Basis
    /// The responsibility that the accountable held.
    public var heldAs: Responsibility?
    /// Whether nobody answered for what somebody had to answer for.
    public var isGap: Bool

    /// Nobody answered, and nobody had to.
    fileprivate var isVoid: Bool {
      switch basis {
      case .none: !isGap
      case .unknown, .closed: true
      case .assigned, .handoff, .fallback, .manager, .redacted: false
      }
    }
  }

  /// One cell that is not as it was.
  public struct Change: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// For what.
    public var responsibility: Responsibility
    /// As it was.
    public var before: End
    /// As it is.
    public var after: End
    /// Lines that carry the one end and not the other, and lines that struck those.
    public var lines: [SequenceNumber]
  }

  /// The valid time and position of the first map.
  public var before: (at: Instant, knownSequence: SequenceNumber) { (beforeAt, beforeKnown) }
  /// The valid time and position of the second map.
  public var after: (at: Instant, knownSequence: SequenceNumber) { (afterAt, afterKnown) }
  private var beforeAt: Instant
  private var beforeKnown: SequenceNumber
  private var afterAt: Instant
  private var afterKnown: SequenceNumber
  /// The changed cells, by client, then in the order of responsibilities.
  public var changes: [Change]

  /// Compares where two standpoints on the same history see each client.
  public init(_ before: Standpoint, _ after: Standpoint) {
    beforeAt = before.at
    beforeKnown = before.perspective.knownSequence
    afterAt = after.at
    afterKnown = after.perspective.knownSequence
    var names = before.responsibilities
    for name in after.responsibilities where !names.contains(name) {
      names.append(name)
    }
    let clients = Set(before.clients).union(after.clients).sorted()
    changes = clients.flatMap { client in
      names.compactMap { Self.change(client, $0, before, after) }
    }
  }

  private static func change(
    _ client: ClientID, _ responsibility: Responsibility, _ before: Standpoint,
    _ after: Standpoint
  ) -> Change? {
    let (old, new) = (
      before.resolve(client, responsibility), after.resolve(client, responsibility)
    )
    let (oldEnd, newEnd) = (
      End(old, client, responsibility, before), End(new, client, responsibility, after)
    )
    if oldEnd == newEnd { return nil }
    // Where nobody had to answer, that the client was opened or closed is told of the others.
    let bases = [oldEnd.basis, newEnd.basis]
    if bases.contains(.none), oldEnd.isVoid, newEnd.isVoid { return nil }
    var lines = old.evidence.symmetricDifference(new.evidence)
    for line in old.evidence.subtracting(new.evidence) {
      lines.formUnion(after.perspective.correctors(of: line))
    }
    for line in new.evidence.subtracting(old.evidence) {
      lines.formUnion(before.perspective.correctors(of: line))
    }
    // A policy that took a fallback away, or declared a responsibility, is evidence of neither answer.
    let (earlier, later) = (before.policyLines(responsibility), after.policyLines(responsibility))
    if oldEnd.status == .open, newEnd.status == .open {
      lines.formUnion(earlier.symmetricDifference(later))
    }
    return Change(
      client: client, responsibility: responsibility, before: oldEnd, after: newEnd,
      lines: lines.sorted())
  }
}

extension MapDifference.End {
  init(
    _ resolution: Resolution, _ client: ClientID, _ responsibility: Responsibility,
    _ standpoint: Standpoint
  ) {
    isGap = standpoint.isGap(resolution, client, responsibility, at: standpoint.at)
    status =
      switch resolution.basis {
      case .unknown: .unknown
      case .closed: .closed
      case .assigned, .handoff, .fallback, .manager, .none, .redacted: .open
      }
    accountable = resolution.accountable
    acting = resolution.acting
    basis = resolution.basis
    heldAs = resolution.heldAs
  }
}

extension Standpoint {
  /// The policies that say who is to be tried for a responsibility, and that it is one.
  fileprivate func policyLines(_ responsibility: Responsibility) -> Set<SequenceNumber> {
    let policies = perspective.policies
    var lines: Set<SequenceNumber> = []
    lines.include(policies.fallback(of: responsibility, at: at).line)
    let declared = policies.declared(at: at)
    if declared.responsibilities.contains(responsibility) { lines.include(declared.line) }
    return lines
  }
}
