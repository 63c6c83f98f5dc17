public import Ownership

/// Something in a history that does not fit together, or is more than a policy allows.
public struct Finding: Hashable, Sendable {
  /// What kind.
  public var code: FindingCode
  /// The client that it is about.
  public var client: ClientID?
  /// The person that it is about.
  public var person: PersonID?
  /// When it happened or began.
  public var at: Instant
  /// The lines that carry it, ascending.
  public var lines: [SequenceNumber]
  /// What was found, in a sentence without a full stop.
  public var sentence: String
  /// The sentence without the length of time that grows in it from day to day, or shrinks.
  public var statement: String
  /// The same for what is found in the same place of a longer log; `statement` and the lines say whether it is
  /// the very same still.
  public var key: String

  /// How much it matters.
  public var severity: Severity { code.severity }

  init(
    _ code: FindingCode, client: ClientID? = nil, person: PersonID? = nil, at: Instant,
    lines: some Sequence<SequenceNumber>, key: [String], _ sentence: String
  ) {
    self.code = code
    self.client = client
    self.person = person
    self.at = at
    self.lines = Set(lines).sorted()
    self.sentence = sentence
    statement = sentence
    let subject = client.map { "client/\($0)" } ?? person.map { "person/\($0)" } ?? "ledger"
    self.key = ([code.rawValue, subject] + key).map(Self.word).joined(separator: " ")
  }

  /// A finding that lasts: `sentence` is given the length of time that it states.
  init(
    _ code: FindingCode, client: ClientID? = nil, person: PersonID? = nil, at: Instant,
    lines: some Sequence<SequenceNumber>, key: [String], lasting length: Int64,
    _ sentence: (_ length: String) -> String
  ) {
    self.init(
      code, client: client, person: person, at: at, lines: lines, key: key,
      sentence(lengthInWords(length)))
    statement = sentence("…")
  }

  /// A part of a key as one word: ids may hold blanks, and two findings never share a key.
  private static func word(_ part: String) -> String {
    part.replacing("%", with: "%25").replacing(" ", with: "%20")
  }

  /// By code, subject, time, then key.
  static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.code != right.code {
      return left.code.rawValue.utf8.lexicographicallyPrecedes(right.code.rawValue.utf8)
    }
    if left.client != right.client { return less(left.client, right.client) }
    if left.person != right.person { return less(left.person, right.person) }
    if left.at != right.at { return left.at < right.at }
    return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }

  private static func less<Kind>(_ left: Identifier<Kind>?, _ right: Identifier<Kind>?) -> Bool {
    guard let left, let right else { return right != nil }
    return left < right
  }
}

/// Everything that an audit finds in a history as known at a position, up to an instant.
public struct Audit: Hashable, Sendable {
  /// Up to when.
  public var at: Instant
  /// The greatest sequence taken.
  public var knownSequence: SequenceNumber
  /// The findings, by code, subject and time.
  public var findings: [Finding]

  /// Audits all lines taken.
  ///
  /// Limits are those of the policy in force at the standpoint's instant. Complexity: one verdict a
  /// complaint, one answer for each stretch of each responsibility, and two folds of a client for each
  /// line that was recorded late.
  /// - Parameter clock: what the clock shows now, which recorded times are held against; `nil`: nothing.
  public init(_ standpoint: Standpoint, clock: Instant? = nil) {
    at = standpoint.at
    knownSequence = standpoint.perspective.knownSequence
    var findings: [Finding] = []
    for client in standpoint.clients {
      findings += Self.holderFindings(standpoint, client)
      findings += Self.claimFindings(standpoint, client)
      findings += Self.handoffFindings(standpoint, client)
      findings += Self.complaintFindings(standpoint, client)
      findings += Self.changeFindings(standpoint, client)
      findings += Self.bonusFindings(standpoint, client)
    }
    findings += Self.loadFindings(standpoint)
    findings += Self.managerFindings(standpoint)
    findings += Self.lateFindings(standpoint)
    findings += Self.entryFindings(standpoint)
    findings += Self.identityFindings(standpoint)
    if let clock { findings += Self.clockFindings(standpoint, clock) }
    self.findings = findings.sorted(by: Finding.precedes)
  }
}

extension Standpoint {
  /// A day in the ledger's zone, for sentences.
  func day(_ instant: Instant) -> String { zone.date(at: instant).description }

  /// A limit of the policy in force at the standpoint's instant.
  func limit(_ name: LimitName) -> (value: LimitValue, line: SequenceNumber?) {
    perspective.policies.limit(name, at: at)
  }
}

/// `a`, `a and b`, `a, b and c`; with another word between the last two.
func listInWords(_ items: [String], _ conjunction: String = "and") -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
