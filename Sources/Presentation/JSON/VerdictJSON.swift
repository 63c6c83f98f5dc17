public import Ownership

/// The JSON of a verdict on a complaint (FORMAT section 6 and 9.13).
extension AnswerJSON {
  /// `{rules, complaint, client, arose, aroseAssumed, clock, firstFiling, filing, retracted, refiled,
  /// asFiled:{…}, asFiledLedger?:{…}, now:{…}, turning:[…], late:[…], againstWasAccountable:{…}}`
  public func object(_ verdict: Verdict) -> JSON {
    var members = [
      JSONMember("rules", .integer(Self.rulesVersion)),
      JSONMember("complaint", .string(verdict.complaint.text)),
      JSONMember("client", .string(verdict.client.text)),
      JSONMember("arose", .string(verdict.arose.description)),
      JSONMember("aroseAssumed", .bool(verdict.aroseAssumed)),
      JSONMember("clock", .string(verdict.clock.rawValue)),
      JSONMember("firstFiling", .integer(verdict.firstFiling.value)),
      JSONMember("filing", .integer(verdict.filing.value)),
      JSONMember("retracted", .bool(verdict.isRetracted)),
      JSONMember("refiled", .array(verdict.refilings.map { .integer($0.value) })),
      JSONMember("asFiled", end(verdict.asFiled, verdict.client, verdict.clock)),
    ]
    if let ledger = verdict.asFiledLedger {
      members.append(JSONMember("asFiledLedger", end(ledger, verdict.client, .ledger)))
    }
    members += [
      JSONMember("now", end(verdict.now, verdict.client, verdict.clock)),
      JSONMember(
        "turning", .array(verdict.turning.map { turning($0, verdict) })),
      JSONMember("late", cited(verdict.late)),
      JSONMember(
        "againstWasAccountable",
        .object([
          JSONMember("asFiled", verdict.againstWasAccountable.asFiled.map(JSON.bool) ?? .null),
          JSONMember("now", verdict.againstWasAccountable.now.map(JSON.bool) ?? .null),
        ])),
    ]
    return .object(members)
  }

  private func end(_ end: VerdictEnd, _ client: ClientID, _ clock: Clock) -> JSON {
    .object(
      [JSONMember("rules", .integer(Self.rulesVersion))]
        + members(AnswerSheet(end, client: client, clock: clock))
        + [
          JSONMember("responsibility", .string(end.responsibility.text)),
          JSONMember("against", .optional(end.against?.text)),
        ])
  }

  private func turning(_ line: TurningLine, _ verdict: Verdict) -> JSON {
    // A changed `arose` can make an instant of a period, so the two sides of a line count alike.
    let isPeriod = verdict.isAboutPeriod || line.before.count != 1 || line.after.count != 1
    return .object([
      JSONMember("sequence", .integer(line.sequence.value)),
      JSONMember("before", standings(line.before, isPeriod)),
      JSONMember("after", standings(line.after, isPeriod)),
      JSONMember("lateBy", .seconds(microseconds: line.lateBy)),
      JSONMember("recordedBy", .string(line.recordedBy)),
    ])
  }

  private func standings(_ standings: [Standing], _ isPeriod: Bool) -> JSON {
    let objects = standings.map { standing in
      JSON.object([
        JSONMember("accountable", .optional(standing.accountable?.text)),
        JSONMember("basis", .string(standing.basis.rawValue)),
      ])
    }
    return isPeriod ? .array(objects) : objects[0]
  }
}

extension Verdict {
  /// Whether the problem arose over a period, at either end.
  var isAboutPeriod: Bool {
    for end in [asFiled, now] {
      guard case .instant = end.arose else { return true }
    }
    return false
  }
}
