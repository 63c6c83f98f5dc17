/// The changes that a client has requested, and what was decided.
struct RequestBook {
  /// A request for a change.
  struct Record {
    var requested: Mark
    var contract: ContractID?
    var wants: String?
    var decided: (decision: Erasable<ChangeDecision>, mark: Mark)?
  }

  private(set) var records: [RequestID: Record] = [:]

  mutating func take(_ fact: ChangeFact, _ mark: Mark) {
    switch fact {
    case .requested(let id, let contract, let wants):
      records[id] = Record(requested: mark, contract: contract, wants: wants)
    case .decided(let id, let decision, _): records[id]?.decided = (decision, mark)
    }
  }

  func objection(to fact: ChangeFact) -> Objection? {
    switch fact {
    case .requested(let id, _, _):
      guard let record = records[id] else { return nil }
      return Objection(
        "change \(id) was requested \(record.requested.on)", lines: [record.requested.line],
        remedy: "give the new one another id")
    case .decided(let id, _, _):
      guard let record = records[id] else {
        return Objection(
          "the client has requested no change \(id)",
          remedy: "check the id and the time, or record `change request` first")
      }
      guard let decided = record.decided else { return nil }
      return Objection(
        "change \(id) was \(decided.decision.value?.rawValue ?? "decided") \(decided.mark.on)",
        lines: [decided.mark.line],
        remedy: "record a new `change request`, or put that line right with `correct`")
    }
  }
}
