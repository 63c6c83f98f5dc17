/// A contract at an instant: the terms in force, who changed them, until when it runs.
///
/// A renewal sets a new end (none: it runs on) and brings a lapsed contract back; a contract that was
/// ended stays ended and is signed anew under another id.
public struct ContractState: Hashable, Sendable {
  /// A term and the line that set it.
  public struct TermInForce: Hashable, Sendable {
    /// The term's name.
    public var name: String
    /// What was agreed.
    public var value: String
    /// The signature or amendment.
    public var line: SequenceNumber
  }

  /// Whose contract it is.
  public var client: ClientID
  /// The contract.
  public var contract: ContractID
  /// Who sold it, where that is said.
  public var signedBy: Erasable<PersonID>?
  /// When it was signed.
  public var signed: Instant
  /// The `contract.signed`.
  public var signing: SequenceNumber
  /// The terms in force, in the order in which they were first set.
  public var terms: [TermInForce]
  /// The lines whose terms were destroyed: what they set, changed or struck out is unknown.
  public var destroyedTerms: [SequenceNumber]
  /// The first instant after it; `nil` where none is stated.
  public var ends: Erasable<Instant>?
  /// Whether it runs at the instant; `nil` where the end that would tell was destroyed.
  public var isInForce: Bool?
  /// The `contract.ended`, if there is one.
  public var endedBy: SequenceNumber?
  /// The signature, amendments, renewals and ending up to the instant, in effective order.
  public var lines: [SequenceNumber]

  mutating func set(_ terms: Erasable<[Term]>, line: SequenceNumber) {
    if terms.value == nil { destroyedTerms.append(line) }
    for term in terms.value ?? [] { set(term, line: line) }
  }

  private mutating func set(_ term: Term, line: SequenceNumber) {
    let place = terms.firstIndex { $0.name.hasSameBytes(as: term.name) }
    switch (place, term.value) {
    case (let place?, let value?):
      terms[place].value = value
      terms[place].line = line
    case (let place?, nil): terms.remove(at: place)
    case (nil, let value?):
      terms.append(TermInForce(name: term.name, value: value, line: line))
    case (nil, nil): return
    }
  }
}
