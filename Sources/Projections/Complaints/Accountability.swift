public import Ownership

/// Whether somebody was accountable at one end of a verdict; where the problem arose over a period, for
/// which parts of it.
public enum Accountability: Hashable, Sendable {
  /// All the time.
  case always
  /// At no time.
  case never
  /// In these parts of the period, in order, each with the first instant after it.
  case partly([Part])
  /// It cannot be told: a redaction has destroyed who it was, and nothing else names the person.
  case untold

  /// A part of a period.
  public struct Part: Hashable, Sendable {
    /// Its first instant.
    public var from: Instant
    /// The first instant after it.
    public var to: Instant
  }
}

extension VerdictEnd {
  /// Whether, and when, a person was accountable while the problem arose.
  public func accountability(of person: PersonID) -> Accountability {
    let own = reply.answers.filter { $0.accountable == person }
    if own.count == reply.answers.count { return .always }
    if own.isEmpty {
      return reply.answers.contains { $0.basis == .redacted } ? .untold : .never
    }
    var parts: [Accountability.Part] = []
    for answer in own {
      if let last = parts.last, last.to == answer.from {
        parts[parts.count - 1].to = answer.to
      } else {
        parts.append(Accountability.Part(from: answer.from, to: answer.to))
      }
    }
    return .partly(parts)
  }
}
