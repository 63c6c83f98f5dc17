/// What a line says, once it is understood: one case a group of the types of FORMAT section 3.
///
/// A `person` and the like may have been destroyed by a redaction; `Erasable` makes every reader say
/// what it does then. Rare and long cases are kept apart, so that a million assignments stay small.
public enum Fact: Hashable, Sendable {
  case ledger(LedgerFact)
  case person(PersonFact)
  case client(ClientFact)
  case assignment(AssignmentFact)
  case handoff(HandoffFact)
  case complaint(ComplaintFact)
  case contract(ContractFact)
  case change(ChangeFact)
  case authority(AuthorityFact)
  case money(MoneyFact)
  case entry(EntryFact)
  /// A type that this version does not know, or a known one that is not well formed: it changes no
  /// answer and strikes nothing.
  case unknown(UnknownReason)
}

/// Why a line counts as an unknown type.
public enum UnknownReason: Hashable, Sendable {
  /// The type is not in the vocabulary.
  case type
  /// The type is known, the line is not well formed.
  case malformed(FactProblem)
  /// It corrects, disputes or redacts a line that it cannot name (FORMAT 9.3).
  case misdirected(CorrectionProblem)
}

/// A value that a redaction may have destroyed.
public enum Erasable<Value: Hashable & Sendable>: Hashable, Sendable {
  case known(Value)
  case destroyed

  /// The value, `nil` where it was destroyed.
  public var value: Value? {
    switch self {
    case .known(let value): value
    case .destroyed: nil
    }
  }

  /// Whether it is known to be the same: what was destroyed equals nothing.
  public func isSame(as other: Erasable) -> Bool { value != nil && self == other }

  /// What follows from it; of what was destroyed nothing does.
  public func map<Other>(_ transform: (Value) -> Other) -> Erasable<Other> {
    switch self {
    case .known(let value): .known(transform(value))
    case .destroyed: .destroyed
    }
  }
}
