/// Who was accountable when a complaint's problem arose: as it was known when the complaint was first
/// filed, as it is known now, and which lines made the difference.
public struct Verdict: Hashable, Sendable {
  /// The complaint.
  public var complaint: ComplaintID
  /// Whose complaint it is.
  public var client: ClientID
  /// When the problem arose, by the filing that speaks now.
  public var arose: Moment
  /// Whether the filing does not say so and its own time is assumed.
  public var aroseAssumed: Bool
  /// The clock by which the complaint is judged: the sources' for an imported one.
  public var clock: Clock
  /// The first line that ever bore the id.
  public var firstFiling: SequenceNumber
  /// The filing that speaks now.
  public var filing: SequenceNumber
  /// Whether no filing is in force any more.
  public var isRetracted: Bool
  /// Further lines that filed the same id, which is a finding.
  public var refilings: [SequenceNumber]
  /// The answer at the first filing.
  public var asFiled: VerdictEnd
  /// For an imported complaint of which the ledger knew by then: as filed on the ledger's clock.
  public var asFiledLedger: VerdictEnd?
  /// The answer now.
  public var now: VerdictEnd
  /// Lines at which (accountable, basis) changed between the two ends, in the clock's order.
  public var turning: [TurningLine]
  /// For an imported complaint: those at which they changed on the ledger's clock.
  public var turningLedger: [TurningLine]
  /// Other late lines on the path of `now`.
  public var late: [SequenceNumber]
  /// For an imported complaint: other lines that are late on the ledger's clock.
  public var lateLedger: [SequenceNumber]
  /// The redactions after the filing that touch the client or a person of either end's path: each counts
  /// at every known position, and so can take away that a line turned.
  public var redactions: [SequenceNumber]
  /// Whether the person complained of was accountable; `nil` where nobody is named.
  public var againstWasAccountable: AgainstWasAccountable
}

/// One end of a verdict.
public struct VerdictEnd: Hashable, Sendable {
  /// What was asked about.
  public var responsibility: Responsibility
  /// When the problem arose, as that filing states it.
  public var arose: Moment
  /// Whom the filing complains of.
  public var against: PersonID?
  /// Whether it complains of somebody whose name was destroyed.
  public var isAgainstDestroyed = false
  /// The answers, one for each stretch of a period.
  public var reply: Reply

  /// Who was accountable, stretch by stretch, without regard to who acted.
  public var standings: [Standing] {
    Standing.merged(
      reply.answers.map { Standing(accountable: $0.accountable, basis: $0.basis) })
  }
}

/// A line at which the verdict turned.
public struct TurningLine: Hashable, Sendable {
  /// The line.
  public var sequence: SequenceNumber
  /// The verdict before it, one for each stretch; equal neighbours count as one.
  public var before: [Standing]
  /// The verdict after it.
  public var after: [Standing]
  /// How long after its effective time it was written down, in microseconds; negative when ahead.
  public var lateBy: Int64
  /// The login that recorded it.
  public var recordedBy: String
}

/// The part of an answer whose change turns a verdict.
public struct Standing: Hashable, Sendable {
  /// Who has to answer.
  public var accountable: PersonID?
  /// On what that rests.
  public var basis: Basis

  /// Who has to answer, and on what basis.
  public init(accountable: PersonID?, basis: Basis) {
    self.accountable = accountable
    self.basis = basis
  }

  /// Equal neighbours count as one, so that a mere change of who acts changes nothing (FORMAT 9.24).
  static func merged(_ standings: [Standing]) -> [Standing] {
    var result: [Standing] = []
    for standing in standings where standing != result.last { result.append(standing) }
    return result
  }
}

/// Whether the person complained of was accountable.
public struct AgainstWasAccountable: Hashable, Sendable {
  /// As filed.
  public var asFiled: Bool?
  /// Now.
  public var now: Bool?
}
