import Ownership

/// One contract and what became of it, step by step in effective order.
struct ContractRecord {
  enum Deed {
    case amended(Erasable<[Term]>)
    case renewed(until: Erasable<Instant>?)
    case ended(reason: String?)
  }

  struct Step {
    var instant: Instant
    var line: SequenceNumber
    var deed: Deed
  }

  var signature: ContractSignature
  var signed: Instant
  var line: SequenceNumber
  /// The stated end of the signature, as the first instant after it.
  var ends: Erasable<Instant>?
  var steps: [Step] = []
  /// Further signatures in force of the same id; the first one counts.
  var resignings: [SequenceNumber] = []

  init(signature: ContractSignature, signed: Instant, line: SequenceNumber, zone: Zone) {
    self.signature = signature
    self.signed = signed
    self.line = line
    ends = signature.ends?.map { $0.end(in: zone) }
  }

  /// The first `contract.ended` at or before an instant.
  func ending(at instant: Instant) -> Step? {
    steps.first { step in
      if case .ended = step.deed { step.instant <= instant } else { false }
    }
  }

  /// How it stands at an instant; `nil` before it was signed.
  func state(_ client: ClientID, at instant: Instant) -> ContractState? {
    guard signed <= instant else { return nil }
    var state = ContractState(
      client: client, contract: signature.contract, signedBy: signature.person,
      signed: signed, signing: line, terms: [], destroyedTerms: [], ends: ends, isInForce: true,
      endedBy: nil, lines: [line])
    state.set(signature.terms, line: line)
    for step in steps where step.instant <= instant {
      state.lines.append(step.line)
      switch step.deed {
      case .amended(let terms): state.set(terms, line: step.line)
      case .renewed(let until): state.ends = until
      case .ended:
        if state.endedBy != nil { continue }
        state.endedBy = step.line
        state.ends = .known(step.instant)
      }
    }
    switch state.ends {
    case .known(let ends)? where ends <= instant: state.isInForce = false
    case .destroyed?: state.isInForce = nil
    case .known?, nil: break
    }
    if state.endedBy != nil { state.isInForce = false }
    return state
  }
}
