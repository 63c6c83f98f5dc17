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

  mutating func take(_ fact: Fact, _ mark: Mark) {
    if case .changeRequested(let id, let contract, let wants) = fact {
      records[id] = Record(requested: mark, contract: contract, wants: wants)
    } else if case .changeDecided(let id, let decision, _) = fact {
      records[id]?.decided = (decision, mark)
    }
  }

  func objection(to fact: Fact) -> Objection? {
    if case .changeRequested(let id, _, _) = fact, let record = records[id] {
      return Objection(
        "change \(id) was requested \(record.requested.on)", lines: [record.requested.line],
        remedy: "give the new one another id")
    }
    if case .changeDecided(let id, _, _) = fact {
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
    return nil
  }
}
