import Ownership

/// What a gap is: the one place that decides it for the map, the audit, comparisons and replays.
extension Standpoint {
  /// Whether nobody answers for what somebody has to answer for. Where a redaction has destroyed who
  /// does, nobody can say so.
  func isGap(
    _ resolution: Resolution, _ client: ClientID, _ responsibility: Responsibility,
    at instant: Instant
  ) -> Bool {
    resolution.basis == .none && expects(responsibility, of: client, at: instant)
  }

  /// Whether somebody has to answer for a responsibility of an open client at an instant.
  ///
  /// The built-in ones, unless the ledger is not about them; those that the policies in force at that
  /// instant declare, for every client; and one of which no policy has spoken by then for a client that
  /// has had a holder of it, until the client is closed.
  func expects(
    _ responsibility: Responsibility, of client: ClientID, at instant: Instant
  ) -> Bool {
    if Responsibility.builtIn.contains(responsibility) { return usesBuiltIn }
    let policies = perspective.policies
    if policies.declared(at: instant).responsibilities.contains(responsibility) { return true }
    if policies.hasDeclared(responsibility, by: instant) { return false }
    switch perspective.fold(of: client).holding(of: responsibility, at: instant).state {
    case .held, .left, .redacted: return true
    case .unassigned(let line):
      guard let line, let event = history[line] else { return false }
      if case .client(.closed) = event.fact { return false }
      return true
    }
  }
}
