/// The contracts of one client, their terms, and how long they run.
struct ContractBook {
  /// A contract.
  struct Record {
    var signed: Mark
    var signature: ContractSignature
    var terms: [Term]
    /// Whether terms were set by a line of which they are destroyed.
    var lacksTerms: Bool
    /// The first instant after it, and the line that says so; `nil` also where that was destroyed, so that
    /// nothing is objected of which nobody knows.
    var runsOut: (instant: Instant, mark: Mark)?
    var ended: Mark?
  }

  private(set) var records: [ContractID: Record] = [:]

  mutating func take(_ fact: ContractFact, _ mark: Mark, _ zone: Zone) {
    switch fact {
    case .signed(let signature):
      records[signature.contract] = Record(
        signed: mark, signature: signature, terms: signature.terms.value ?? [],
        lacksTerms: signature.terms.value == nil,
        runsOut: signature.ends?.value.map { ($0.end(in: zone), mark) })
    case .amended(let id, .destroyed): records[id]?.lacksTerms = true
    case .amended(let id, .known(let terms)):
      for term in terms {
        records[id]?.terms.removeAll { $0.name.hasSameBytes(as: term.name) }
        if term.value != nil { records[id]?.terms.append(term) }
      }
    case .renewed(let id, let ends):
      records[id]?.runsOut = ends?.value.map { ($0.end(in: zone), mark) }
    case .ended(let id, _): records[id]?.ended = mark
    }
  }

  func objection(to fact: ContractFact, at instant: Instant, _ zone: Zone) -> Objection? {
    switch fact {
    case .signed(let signature):
      if let record = records[signature.contract] {
        return Objection(
          "contract \(signature.contract) was signed \(record.signed.on)",
          lines: [record.signed.line],
          remedy: "give the new one another id, or record `contract amend` or `contract renew`")
      }
      guard let ends = signature.ends?.value, ends.end(in: zone) <= instant else { return nil }
      return Objection(
        "contract \(signature.contract) would have ended before it is signed",
        remedy: "give a later end, or none")
    case .amended(let id, let terms):
      if let objection = objection(toRunning: id, at: instant) { return objection }
      guard let record = records[id], !record.lacksTerms else { return nil }
      for term in terms.value ?? [] where term.value == nil {
        guard !record.terms.contains(where: { $0.name.hasSameBytes(as: term.name) }) else {
          continue
        }
        return Objection(
          "contract \(id) has no term \(term.name) that could be struck out",
          lines: [record.signed.line], remedy: "check the name of the term")
      }
      return nil
    case .renewed(let id, let ends):
      if let objection = objection(toUnended: id) { return objection }
      guard let ends = ends?.value, let runsOut = records[id]?.runsOut,
        ends.end(in: zone) <= runsOut.instant
      else { return nil }
      return Objection(
        "contract \(id) runs until \(lastDay(runsOut.instant, zone)) already",
        lines: [runsOut.mark.line],
        remedy: "give a later end, or put that line right with `correct`")
    case .ended(let id, _): return objection(toRunning: id, at: instant)
    }
  }

  /// Speaks against a contract that nobody has signed.
  func objection(toUnknown id: ContractID) -> Objection? {
    if records[id] != nil { return nil }
    return Objection(
      "the client has signed no contract \(id)",
      remedy: "check the id and the time, or record `contract sign` first")
  }

  private func objection(toUnended id: ContractID) -> Objection? {
    if let unknown = objection(toUnknown: id) { return unknown }
    guard let ended = records[id]?.ended else { return nil }
    return Objection(
      "contract \(id) ended \(ended.on)", lines: [ended.line],
      remedy: "record `contract sign` for a new one")
  }

  /// Speaks against a contract that is unknown, ended, or has run out.
  func objection(toRunning id: ContractID, at instant: Instant) -> Objection? {
    if let objection = objection(toUnended: id) { return objection }
    guard let runsOut = records[id]?.runsOut, runsOut.instant <= instant else { return nil }
    return Objection(
      "contract \(id) has run out", lines: [runsOut.mark.line],
      remedy: "record `contract renew` first")
  }

  private func lastDay(_ end: Instant, _ zone: Zone) -> String {
    "\(zone.date(at: end.predecessor ?? end))"
  }
}
