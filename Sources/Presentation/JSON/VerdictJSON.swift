public import Ownership

/// The JSON of a verdict on a complaint (FORMAT section 6 and 9.13).
extension AnswerJSON {
  /// Stands in an end beside `against`, which is `null` then, where the name was destroyed.
  public static var againstRedacted: String { "againstRedacted" }

  /// `{rules, complaint, client, arose, aroseAssumed, clock, firstFiling, filing, retracted, refiled,
  /// asFiled:{…}, asFiledLedger?:{…}, now:{…}, turning:[…], turningLedger?:[…], late:[…],
  /// lateLedger?:[…], redactions?:[…], againstWasAccountable:{…}}`
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
      JSONMember("turning", .array(verdict.turning.map(turning))),
    ]
    if !verdict.turningLedger.isEmpty {
      members.append(
        JSONMember("turningLedger", .array(verdict.turningLedger.map(turning))))
    }
    members.append(JSONMember("late", cited(verdict.late)))
    if !verdict.lateLedger.isEmpty {
      members.append(JSONMember("lateLedger", cited(verdict.lateLedger)))
    }
    if !verdict.redactions.isEmpty {
      members.append(JSONMember("redactions", cited(verdict.redactions)))
    }
    members.append(
      JSONMember(
        "againstWasAccountable",
        .object([
          JSONMember("asFiled", verdict.againstWasAccountable.asFiled.map(JSON.bool) ?? .null),
          JSONMember("now", verdict.againstWasAccountable.now.map(JSON.bool) ?? .null),
        ])))
    return .object(members)
  }

  private func end(_ end: VerdictEnd, _ client: ClientID, _ clock: Clock) -> JSON {
    .object(
      [JSONMember("rules", .integer(Self.rulesVersion))]
        + members(AnswerSheet(end, client: client, clock: clock))
        + [
          JSONMember("responsibility", .string(end.responsibility.text)),
          JSONMember("against", .optional(end.against?.text)),
        ] + (end.isAgainstDestroyed ? [JSONMember(Self.againstRedacted, .bool(true))] : []))
  }

  private func turning(_ line: TurningLine) -> JSON {
    .object([
      JSONMember("sequence", .integer(line.sequence.value)),
      JSONMember("before", standings(line.before)),
      JSONMember("after", standings(line.after)),
      JSONMember("lateBy", .seconds(microseconds: line.lateBy)),
      JSONMember("recordedBy", .string(line.recordedBy)),
    ])
  }

  /// A list where there are several, else an object (FORMAT 9.24).
  private func standings(_ standings: [Standing]) -> JSON {
    let objects = standings.map { standing in
      JSON.object([
        JSONMember("accountable", .optional(standing.accountable?.text)),
        JSONMember("basis", .string(standing.basis.rawValue)),
      ])
    }
    return objects.count == 1 ? objects[0] : .array(objects)
  }
}
