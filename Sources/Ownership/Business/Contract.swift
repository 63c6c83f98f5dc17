/// One contract and what became of it, step by step in effective order.
package struct Contract: Sendable {
  package enum Deed: Sendable {
    case amended(Erasable<[Term]>)
    case renewed(until: Erasable<Instant>?)
    case ended(reason: String?)
  }

  package struct Step: Sendable {
    package var instant: Instant
    package var line: SequenceNumber
    package var deed: Deed
  }

  package let signature: ContractSignature
  package let signed: Mark
  /// The stated end of the signature, as the first instant after it.
  package let ends: Erasable<Instant>?
  package private(set) var steps: [Step] = []
  /// Further signatures in force of the same id; the first one counts.
  package var resignings: [SequenceNumber] = []
  private var now: Standing

  /// How it stands after the steps so far, for what speaks against the next.
  private struct Standing {
    /// The names of the terms in force.
    var terms: Set<TermName> = []
    /// Whether terms were set by a line of which they are destroyed.
    var lacksTerms = false
    /// The first instant after it, and the line that says so; `nil` also where that was destroyed, so that
    /// nothing is objected of which nobody knows.
    var runsOut: (instant: Instant, mark: Mark)?
    var ended: Mark?

    mutating func set(_ terms: Erasable<[Term]>) {
      guard let terms = terms.value else {
        lacksTerms = true
        return
      }
      for term in terms {
        if term.value == nil {
          self.terms.remove(TermName(term.name))
        } else {
          self.terms.insert(TermName(term.name))
        }
      }
    }
  }

  /// The name of a term by its bytes.
  private struct TermName: Hashable {
    private let bytes: [UInt8]

    init(_ name: String) { bytes = Array(name.utf8) }
  }

  init(_ signature: ContractSignature, _ mark: Mark, _ zone: Zone) {
    self.signature = signature
    signed = mark
    ends = signature.ends?.map { $0.end(in: zone) }
    now = Standing()
    now.set(signature.terms)
    now.runsOut = ends?.value.map { ($0, mark) }
  }

  mutating func take(_ deed: Deed, _ mark: Mark) {
    steps.append(Step(instant: mark.instant, line: mark.line, deed: deed))
    switch deed {
    case .amended(let terms): now.set(terms)
    case .renewed(let until): now.runsOut = until?.value.map { ($0, mark) }
    case .ended: now.ended = now.ended ?? mark
    }
  }

  /// The first `contract.ended` at or before an instant.
  package func ending(at instant: Instant) -> Step? {
    steps.first { step in
      if case .ended = step.deed { step.instant <= instant } else { false }
    }
  }

  /// How it stands at an instant; `nil` before it was signed.
  package func state(_ client: ClientID, at instant: Instant) -> ContractState? {
    guard signed.instant <= instant else { return nil }
    var state = ContractState(
      client: client, contract: signature.contract, signedBy: signature.person,
      signed: signed.instant, signing: signed.line, terms: [], destroyedTerms: [], ends: ends,
      isInForce: true,
      endedBy: nil, lines: [signed.line])
    state.set(signature.terms, line: signed.line)
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

  // MARK: What speaks against the next step

  var objectionToSigning: Objection? {
    Objection(
      "contract \(signature.contract) was signed \(signed.on)", lines: [signed.line],
      remedy: "give the new one another id, or record `contract amend` or `contract renew`")
  }

  /// Speaks against the terms of a signature.
  static func objection(
    to signature: ContractSignature, at instant: Instant, _ zone: Zone
  ) -> Objection? {
    guard let ends = signature.ends?.value, ends.end(in: zone) <= instant else { return nil }
    return Objection(
      "contract \(signature.contract) would have ended before it is signed",
      remedy: "give a later end, or none")
  }

  func objection(toTerms terms: Erasable<[Term]>) -> Objection? {
    if now.lacksTerms { return nil }
    for term in terms.value ?? [] where term.value == nil {
      if now.terms.contains(TermName(term.name)) { continue }
      return Objection(
        "contract \(signature.contract) has no term \(term.name) that could be struck out",
        lines: [signed.line], remedy: "check the name of the term")
    }
    return nil
  }

  func objection(toRenewing end: Instant?, _ zone: Zone) -> Objection? {
    if let objection = objectionOnceEnded { return objection }
    guard let end, let runsOut = now.runsOut, end <= runsOut.instant else { return nil }
    let lastDay = zone.date(at: runsOut.instant.predecessor ?? runsOut.instant)
    return Objection(
      "contract \(signature.contract) runs until \(lastDay) already",
      lines: [runsOut.mark.line],
      remedy: "give a later end, or put that line right with `correct`")
  }

  /// Speaks against a contract that has ended or has run out.
  func objectionUnlessRunning(at instant: Instant) -> Objection? {
    if let objection = objectionOnceEnded { return objection }
    guard let runsOut = now.runsOut, runsOut.instant <= instant else { return nil }
    return Objection(
      "contract \(signature.contract) has run out", lines: [runsOut.mark.line],
      remedy: "record `contract renew` first")
  }

  private var objectionOnceEnded: Objection? {
    guard let ended = now.ended else { return nil }
    return Objection(
      "contract \(signature.contract) ended \(ended.on)", lines: [ended.line],
      remedy: "record `contract sign` for a new one")
  }
}
