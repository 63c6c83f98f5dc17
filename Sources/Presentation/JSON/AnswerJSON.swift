public import Ownership

/// The JSON of an answer (FORMAT section 6). Keys are stable; new ones may come.
public struct AnswerJSON: Sendable {
  /// The version of the rules by which answers are given.
  public static var rulesVersion: Int { 1 }

  /// The lines that answers cite.
  public let lines: Lines

  /// Writes answers that cite these lines.
  public init(lines: Lines) {
    self.lines = lines
  }

  /// `{"rules":1,"client":…,"at":…,"knownSequence":…,"knownTime":…,"clock":…,"answers":[…]}`
  public func object(_ sheet: AnswerSheet) -> JSON {
    .object([JSONMember("rules", .integer(Self.rulesVersion))] + members(sheet))
  }

  func members(_ sheet: AnswerSheet) -> [JSONMember] {
    [
      JSONMember("client", .string(sheet.client.text)),
      JSONMember("at", .string(sheet.at)),
      JSONMember("knownSequence", .integer(sheet.knownSequence.value)),
      JSONMember("knownTime", .optional(sheet.knownTime?.recordedText)),
      JSONMember("clock", .string(sheet.clock.rawValue)),
      JSONMember("answers", .array(sheet.answers.map(answer))),
    ]
  }

  /// One element of `answers`.
  public func answer(_ answer: Answer) -> JSON {
    .object([
      JSONMember("responsibility", .string(answer.responsibility.text)),
      JSONMember("from", .string(answer.from.description)),
      JSONMember("to", .string(answer.to.description)),
      JSONMember("accountable", .optional(answer.accountable?.text)),
      JSONMember("acting", .optional(answer.acting?.text)),
      JSONMember("basis", .string(answer.basis.rawValue)),
      JSONMember("heldAs", .optional(answer.heldAs?.text)),
      JSONMember("since", .optional(answer.since?.description)),
      JSONMember("sinceExact", .bool(answer.sinceExact)),
      JSONMember("until", .optional(answer.until?.description)),
      JSONMember("path", .array(answer.path.map(step))),
      JSONMember("pendingHandoff", answer.pendingHandoff.map(pending) ?? .null),
      JSONMember("confidence", .string(answer.confidence.rawValue)),
      JSONMember("disputed", cited(answer.disputed)),
      JSONMember("contested", cited(answer.contested)),
      JSONMember("tied", cited(answer.tied)),
      JSONMember("evidence", cited(answer.evidence)),
      JSONMember("overruled", .array(answer.overruled.map(overruled))),
    ])
  }

  private func step(_ step: Step) -> JSON {
    .object([
      JSONMember("responsibility", .optional(step.responsibility?.text)),
      JSONMember("outcome", .string(step.outcome.rawValue)),
      JSONMember("person", .optional(step.person?.text)),
    ])
  }

  private func pending(_ handoff: PendingHandoff) -> JSON {
    .object([
      JSONMember("handoff", .string(handoff.handoff.text)),
      JSONMember("state", .string(handoff.state.rawValue)),
      JSONMember("from", .optional(handoff.from?.text)),
      JSONMember("to", .optional(handoff.to?.text)),
      JSONMember("offered", .string(handoff.offered.description)),
      JSONMember("effective", .optional(handoff.effective?.description)),
    ])
  }

  private func overruled(_ overruled: Overruled) -> JSON {
    .object(
      citation(overruled.sequence) + [
        JSONMember("overruledBy", .array(overruled.by.map { .integer($0.value) }))
      ])
  }

  func cited(_ sequences: [SequenceNumber]) -> JSON {
    .array(sequences.map { .object(citation($0)) })
  }

  /// The members of an object of `evidence`.
  private func citation(_ sequence: SequenceNumber) -> [JSONMember] {
    guard let event = lines.event(sequence) else {
      return [JSONMember("sequence", .integer(sequence.value))]
    }
    let place = lines.place(sequence)
    return [
      JSONMember("sequence", .integer(sequence.value)),
      JSONMember("id", .string(event.id)),
      JSONMember("source", .string(event.source)),
      JSONMember("type", .string(event.type)),
      JSONMember("effectiveTime", .string(event.effectiveTime.description)),
      JSONMember("recordedTime", .string(event.recordedTime.recordedText)),
      JSONMember("recordedBy", .string(event.recordedBy)),
      JSONMember("by", .optional(event.by)),
      JSONMember("file", .optional(place?.file)),
      JSONMember("line", place.map { .integer($0.line) } ?? .null),
    ]
  }
}
